"""What the claims of an article promise beside their words: ids, links, order, chains, gaps."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.extract.actors import find_actors
from briefing.extract.claims import find_claims
from briefing.extract.claims.gaps import find_gaps
from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed, parse
from briefing.ingest.plain import article_from_text
from briefing.model.article import Span
from briefing.model.brief import GAP_KINDS, Actor, Claim, Gap, Mention

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[[str], tuple[Parsed, list[Claim], list[Gap]]]


@pytest.fixture(scope="module")
def read(nlp: "Language") -> Read:
    def run(text: str) -> tuple[Parsed, list[Claim], list[Gap]]:
        parsed = parse(nlp, article_from_text(text))
        claims = find_claims(parsed, ActorLookup(find_actors(parsed)))
        return parsed, claims, find_gaps(parsed, claims)

    return run


def words(text: str, spans: list[Span]) -> str:
    return " ".join(s.of(text) for s in spans)


def test_ids_are_unique_and_do_not_depend_on_what_else_is_there(read: Read) -> None:
    first = "Ilse Brandt said the bridge was safe."
    _, alone, _ = read(first)
    _, both, _ = read(first + "\n\nOskar Timm said the boat was sold. Oskar Timm said the boat was sold.")
    assert alone[0].id == both[0].id
    assert len({c.id for c in both}) == len(both)


def test_the_same_text_gives_the_same_claims(read: Read) -> None:
    text = (
        "“We lost,” Ilse Brandt said. “We will return.” The guild denied the theft, adding that it was old."
    )
    assert read(text)[1] == read(text)[1]


def test_claims_stand_in_text_order_and_inside_the_text(read: Read) -> None:
    parsed, claims, _ = read(
        "The mayor said the well was dry. According to the abbot, it never held water.\n\n“No,” said the smith."
    )
    firsts = [min(s.start for s in (*c.content, *c.cue, *c.source.spans)) for c in claims]
    assert firsts == sorted(firsts)
    for claim in claims:
        for span in (*claim.content, *claim.cue, *claim.source.spans, *claim.hedges):
            assert 0 <= span.start < span.end <= len(parsed.text)
            assert span.of(parsed.text) == span.of(parsed.text).strip()


def test_a_pronoun_is_linked_to_its_actor(nlp: "Language") -> None:
    text = "Ilse Brandt opened the meeting. She said the debt was gone."
    brandt = Actor(
        "actor:1", "Ilse Brandt", "person", [], [], 1.0, [Mention(0, 11, "name"), Mention(32, 35, "pronoun")]
    )
    claims = find_claims(parse(nlp, article_from_text(text)), ActorLookup([brandt]))
    assert [(c.source.actor, c.source.kind) for c in claims] == [("actor:1", "named")]


def test_content_links_the_actors_it_is_about(nlp: "Language") -> None:
    text = "The guild accused Oskar Timm of theft."
    timm = Actor("actor:2", "Oskar Timm", "person", [], [], 1.0, [Mention(18, 28, "name")])
    [claim] = find_claims(parse(nlp, article_from_text(text)), ActorLookup([timm]))
    assert claim.about == ["actor:2"]
    assert claim.source.actor is None


def test_a_relative_pronoun_brings_its_antecedent(read: Read) -> None:
    text = "Hanna Lindqvist, who said the road was safe, drove home."
    [claim] = read(text)[1]
    assert [s.of(text) for s in claim.source.spans] == ["who", "Hanna Lindqvist"]
    assert claim.source.kind == "named"


def test_an_inner_claim_carries_the_chain_and_is_not_the_outer_sources(read: Read) -> None:
    text = "Brandt said the clerk denied the theft."
    outer, inner = read(text)[1]
    assert [words(text, link.spans) for link in inner.chain] == ["Brandt"]
    assert outer.chain == []
    assert words(text, inner.source.spans) == "the clerk"


def test_an_outlet_is_a_link_of_the_chain_and_not_the_source(read: Read) -> None:
    text = "Brandt told the Ostmere Gazette that the debt was gone."
    [claim] = read(text)[1]
    assert words(text, claim.source.spans) == "Brandt"
    assert [words(text, link.spans) for link in claim.chain] == ["the Ostmere Gazette"]


def test_a_denial_answers_the_accusation(read: Read) -> None:
    text = "The bank has faced accusations of hiding losses — something it vehemently denies."
    accusation, denial = read(text)[1]
    assert denial.polarity == "deny"
    assert denial.answers == accusation.id
    assert words(text, denial.content) == "hiding losses"


def test_a_denial_in_a_later_paragraph_answers_too(read: Read) -> None:
    text = "The guild accused the clerk of forging the seal.\n\nThe clerk denied the accusation."
    accusation, denial = read(text)[1]
    assert denial.answers == accusation.id


def test_what_officials_are_thought_to_believe_is_hedged_and_unnamed(read: Read) -> None:
    text = "Harbour officials are thought to believe that the cargo was false."
    [claim] = read(text)[1]
    assert claim.source.kind == "unnamed"
    assert words(text, claim.hedges) == "are thought"
    assert words(text, claim.content) == "that the cargo was false"
    assert claim.evidence == "hearsay"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Timm said the boat was sold.", "neutral"),
        ("Timm claimed the boat was sold.", "doubting"),
        ("Timm admitted the boat was sold.", "endorsing"),
        ("Timm insisted the boat was sold.", "arguing"),
    ],
)
def test_the_verb_gives_the_stance(read: Read, text: str, stance: str) -> None:
    [claim] = read(text)[1]
    assert claim.stance == stance


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The boat was sold,” Timm said.", "direct"),
        ("Timm said the boat was “sold for a song” in May.", "mixed"),
        ("Timm said the boat was sold.", "indirect"),
    ],
)
def test_quotation_marks_give_the_kind_of_quotation(read: Read, text: str, quotation: str) -> None:
    [claim] = read(text)[1]
    assert claim.quotation == quotation


def test_an_article_that_is_one_quotation_is_one_claim_of_nobody(read: Read) -> None:
    text = "“The river came in the night. It took the mill and the bridge. Nobody had warned us.”"
    [claim] = read(text)[1]
    assert (claim.source.kind, claim.quotation, words(text, claim.content)) == (
        "unattributed",
        "direct",
        text,
    )


def test_gaps_name_silence_doubt_and_sources_without_a_reason(read: Read) -> None:
    _, _, gaps = read(
        "A senior official said the vault was empty. The duke declined to comment.\n\n"
        "The account could not be independently verified."
    )
    assert [g.kind for g in gaps] == ["unnamed_without_reason", "declined", "unverified"]
    assert all(g.kind in GAP_KINDS and g.text and g.spans for g in gaps)


def test_a_reason_for_a_missing_name_is_no_gap(read: Read) -> None:
    text = "“It is empty,” said a guard, who spoke on condition of anonymity because he feared for his job."
    _, [claim], gaps = read(text)
    assert claim.source.reason is not None
    assert claim.source.reason.of(text) == "because he feared for his job"
    assert gaps == []


def test_the_real_article(read: Read, real_article: Path) -> None:
    text = real_article.read_text(encoding="utf-8")
    _, claims, _ = read(text)

    def cues(word: str) -> list[Claim]:
        return [c for c in claims if word in words(text, c.cue).split()]

    for word in ("called", "wrote", "added", "touted"):  # the ambassador's four statements
        [claim] = cues(word)
        assert claim.source.kind == "named"
    assert len({c.source.actor for w in ("called", "wrote", "added", "touted") for c in cues(w)}) == 1
    assert len([c for c in claims if "reportedly" in words(text, c.hedges)]) == 2
    [inquiry] = cues("said")
    assert (inquiry.source.kind, inquiry.evidence) == ("unattributed", "hearsay")
    [denial] = cues("denies")
    accusation = next(c for c in claims if c.id == denial.answers)
    assert denial.polarity == "deny"
    assert "accusations" in words(text, accusation.cue)
    [belief] = cues("believe")
    assert belief.source.kind == "unnamed"
    assert belief.hedges
    related = text.index("READ MORE")
    end = text.index("\n", related)
    assert not any(
        s.start < end and s.end > related for c in claims for s in (*c.content, *c.cue, *c.source.spans)
    )


def test_i_in_a_transcript_is_whose_turn_it_is(read: Read) -> None:
    text = (
        "Talks in Tarrow\n\nMayor Ada Holm met the press.\n\nMAYOR HOLM: Good evening.\n\n"
        "I believe that the bridge is safe.\n\nEND\n\nWe think that it rained."
    )
    parsed, claims, _ = read(text)
    holm = next(a.id for a in find_actors(parsed) if a.name == "Ada Holm")
    label, turn, after = claims
    assert (label.source.kind, label.source.actor) == ("named", holm)
    assert (turn.source.kind, turn.source.actor) == ("named", holm)
    assert (after.source.kind, after.source.actor) == ("media", None)


def test_a_fact_and_a_pronoun_are_no_unnamed_sources(read: Read) -> None:
    _, claims, gaps = read("The lamp went out. That means that the tower is empty. They say it is cursed.")
    assert "unnamed" not in [c.source.kind for c in claims if c.source.spans[0].start < 40]
    assert [g.kind for g in gaps] == []


@pytest.mark.parametrize(
    "glued",
    [
        "“We will close the yard.”Brandt said on Monday.",
        '"We will close the yard."Brandt said on Monday.',
        '"We will close the yard",Brandt said on Monday.',
        'Brandt told reporters:"We will close the yard."',
        'The port agreed."We will close the yard," Brandt said.',
    ],
)
def test_a_quotation_that_lost_the_space_beside_it(read: Read, glued: str) -> None:
    parsed, claims, _ = read("Erik Brandt is the mayor of Quillhaven, a port in the north.\n\n" + glued)
    (claim,) = claims
    assert words(parsed.text, claim.content).strip('"“”,.') == "We will close the yard"
    assert words(parsed.text, claim.source.spans) == "Brandt"


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        ("Brandt said on Monday.", ["inverted"]),
        ("Brandt, 43, told reporters.", ["inverted"]),
        ("Brandt said the works would last a year.", ["floating", "indirect"]),
        ("Brandt said nothing else.", ["floating"]),
    ],
)
def test_a_full_stop_for_the_comma_before_who_said_it(read: Read, second: str, rules: list[str]) -> None:
    intro = "Erik Brandt is the mayor of Quillhaven, a port in the north.\n\n"
    _, claims, _ = read(f"{intro}“We will close the yard.” {second}")
    assert [c.rule for c in claims] == rules


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to Northland Ambassador to the United States Hamdul Brandt, the participation of this team in this science race shows progress.",
            "Northland Ambassador to the United States Hamdul Brandt",
            "the participation of this team in this science race shows progress",
        ),
        (
            "According to the Ostvik Courier, quoting the harbour office, the port's gates have been closed.",
            "the Ostvik Courier",
            "the port's gates have been closed",
        ),
        (
            "According to Erik Brandt, the mayor of Quillhaven, the port will open soon.",
            "Erik Brandt, the mayor of Quillhaven",
            "the port will open soon",
        ),
    ],
)
def test_where_a_fronted_source_ends(read: Read, text: str, source: str, content: str) -> None:
    intro = "The port of Quillhaven closed on Monday after a storm.\n\n"
    parsed, claims, _ = read(intro + text)
    assert [(words(parsed.text, c.source.spans), words(parsed.text, c.content)) for c in claims] == [
        (source, content)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The accused pleaded not guilty to fraud.", ("deny", "The accused", "not guilty to fraud")),
        ("Berg pleaded guilty to two charges of fraud on Monday.", ("assert", "Berg", "guilty to two charges of fraud")),
        ("Neither Berg nor Vinter would say who paid.", ("decline", "Neither Berg nor Vinter", "who paid")),
        ("The office could not verify that the gates were open.", ("decline", "The office", "that the gates were open")),
        ("The union warned of “serious consequences” if the port stayed closed.",
         ("assert", "The union", "“serious consequences” if the port stayed closed")),
        ("Neither side has been charged with a crime.", None),
        ("The premier made it clear that he would stay.", ("assert", "The premier", "that he would stay")),
        ("The premier made clear he would stay.", ("assert", "The premier", "he would stay")),
        ("He did not make clear whether he would go.", ("decline", "He", "whether he would go")),
        ("The glass made it clear to see.", None),
        ("The board put the damage at 4 million crowns.", ("assert", "The board", "the damage at 4 million crowns")),
        ("The board put the port at risk.", None),
        ("It emerged on Friday that the captain had been ill.", ("assert", "", "that the captain had been ill")),
        ("Engineers debunked the claim that the gates were open.",
         ("deny", "Engineers", "the claim that the gates were open")),
        ("“What a day,” beamed Holm.", ("assert", "Holm", "“What a day,”")),
        ("“I will go,” she laughed, shaking her head.", ("assert", "she", "“I will go,”")),
        ("“The Bridge of Salt,” opened by Holm, closed on Friday.", None),
        ("“Salt of the Earth,” Holm sold for a crown.", None),
        ("Holm's office did not immediately return calls seeking comment.",
         ("decline", "Holm's office", "calls seeking comment")),
        ("The crew did not return to the ship.", None),
        ("The minister did not blame Northland.", ("decline", "The minister", "Northland")),
        ("The minister stopped short of blaming Northland.", ("decline", "The minister", "Northland")),
        ("The crew survived, it was reported.", ("assert", "", "The crew survived")),
        ("The crew, it is understood, survived.", ("assert", "", "The crew survived")),
        ("Witnesses described hearing two explosions.", ("assert", "Witnesses", "hearing two explosions")),
        ("No group has claimed responsibility for the blast.", None),
    ],
)  # fmt: skip
def test_further_ways_of_saying(read: Read, text: str, found: tuple[str, str, str] | None) -> None:
    parsed, claims, _ = read("The port of Quillhaven closed on Monday after a storm.\n\n" + text)
    held = [(c.polarity, words(parsed.text, c.source.spans), words(parsed.text, c.content)) for c in claims]
    assert held == ([found] if found else [])


SAYS_NO = ("assert", "Berg, asked whether he would go", "he would not")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Berg, asked whether he would go, said he would not.", [SAYS_NO, ("question", "", "whether he would go")]),
        ("Vinter, asked about the leak, declined to comment.",
         [("question", "", "the leak"), ("decline", "Vinter, asked about the leak", "to comment")]),
        ("Berg said the port was safe, although Vinter said it was not.",
         [("assert", "Berg", "the port was safe"), ("assert", "Vinter", "it was not")]),
        ("Three officials said the port would close, while a fourth said it would not.",
         [("assert", "Three officials", "the port would close"), ("assert", "a fourth", "it would not")]),
        ("“The ship burned,” the agency quoted a witness as saying.", [("assert", "a witness", "“The ship burned,”")]),
        ("“The ship burned,” a witness was quoted as saying.", [("assert", "a witness", "“The ship burned,”")]),
    ],
)  # fmt: skip
def test_two_reports_in_one_sentence(read: Read, text: str, found: list[tuple[str, str, str]]) -> None:
    parsed, claims, _ = read("The port of Quillhaven closed on Monday after a storm.\n\n" + text)
    held = [(c.polarity, words(parsed.text, c.source.spans), words(parsed.text, c.content)) for c in claims]
    assert sorted(held) == sorted(found)
