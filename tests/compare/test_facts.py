"""What is kept of an article for comparing."""

import msgspec

from briefing.compare.facts import facts_of, hashes
from briefing.model.annotation import Annotation, Body, Target
from briefing.model.article import Article, Block, Span, article_id
from briefing.model.brief import (
    Actor,
    Brief,
    ChainLink,
    Claim,
    ClaimSource,
    Gap,
    Generator,
    Mention,
    QuotedSpan,
    Sourcing,
    TimelineEntry,
    Timex,
)
from briefing.model.facts import Facts, Named, decode_facts, encode_facts

HEAD = "Crane inquiry"
BODY = (
    "TARNE, May 3 (Skerry Press) - Ilka Brenn, the harbour\nmaster, said on Monday that the crane, which\n"
    "Torvald Resources built, was unsafe. She added that it would close."
)
TEXT = f"{HEAD}\n\n{BODY}"


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def mention(words: str, form: str = "name") -> Mention:
    span = at(words)
    return Mention(span.start, span.end, form)  # type: ignore[arg-type]


def claim(
    identity: str, content: list[Span], cue: str, source: str, chain: list[ChainLink] | None = None
) -> Claim:
    return Claim(
        identity, content, [at(cue)], ClaimSource("named", "actor:b", [at(source)], None), "indirect", "speech",
        "assert", [], chain or [], ["actor:t"],
    )  # fmt: skip


def brief() -> Brief:
    role = at("the harbour\nmaster")
    actors = [
        Actor("actor:b", "Ilka Brenn", "person", ["Ilka Brenn", "Brenn"],
              [QuotedSpan(role.of(TEXT), role.start, role.end)], 1.0, [mention("Ilka Brenn"), mention("She", "pronoun")]),
        Actor("actor:t", "Torvald Resources", "organization", [], [], 0.5, [mention("Torvald Resources")]),
    ]  # fmt: skip
    monday = at("Monday")
    entry = TimelineEntry(
        "date:1", monday.start, monday.end, Timex("DATE", "2031-05-03"), "2031-05-03", "2031-05-03", "2031-05-03",
        True, None, [], "past", "said", "relative", "day",
    )  # fmt: skip
    blocks = [Block("heading", 0, len(HEAD), True), Block("paragraph", len(HEAD) + 2, len(TEXT), True)]
    article = Article(article_id(TEXT), None, HEAD, None, "Tarne Post", [], "2031-05-03", "en", TEXT, blocks)
    claims = [
        claim("claim:1", [at("that the crane, which\nTorvald Resources built"), at("was unsafe")], "said", "Ilka Brenn"),
        claim("claim:2", [at("that it would close")], "added", "She", [ChainLink([at("Skerry Press")], None, [at("said")])]),
    ]  # fmt: skip
    gap = Gap("unverified", [at("crane")], "the crane could not be seen")
    return Brief(article, [], actors, claims, [entry], [gap], Sourcing(), Generator("briefing", "0", "none"))


def facts() -> Facts:
    target = Target("story", "story", position=at("unsafe"))
    notes = [
        Annotation("u1", "question", "2031", "2031", "ana", target, body=Body("Since when?\n")),
        Annotation("u2", "question", "2031", "2031", "ana", target, body=Body("gone"), deleted_at="2031"),
        Annotation("u3", "note", "2031", "2031", "ana", target, body=Body("no question")),
    ]
    return facts_of(
        brief(),
        story="story",
        outlet="Tarne Post",
        added="2031",
        published="2031-05-03",
        url=None,
        annotations=notes,
    )


def test_a_claim_has_its_words_on_one_line_and_the_places_of_the_actors_in_them() -> None:
    one, two = facts().claims
    assert one.words == "that the crane, which Torvald Resources built … was unsafe"
    (named,) = one.named
    assert named == Named(22, 39, "actor:t")
    assert one.words[named.start : named.end] == "Torvald Resources"
    assert one.span == Span(at("that the crane").start, at("was unsafe").end)
    assert (one.source, two.source) == ("Ilka Brenn", "Ilka Brenn"), "a pronoun is named"
    assert two.through == ["Skerry Press"]


def test_an_actor_has_its_roles_and_places() -> None:
    (one, _) = facts().actors
    assert (one.aliases, one.roles, one.said, one.mentions) == (["Brenn"], ["the harbour master"], 2, 2)
    assert one.first == at("Ilka Brenn")


def test_the_agency_of_the_dateline_is_credited() -> None:
    assert facts().credits == ["Skerry Press"]


def test_open_questions_are_the_extractors_and_the_analysts_own() -> None:
    assert [(g.kind, g.text, g.by, g.uid) for g in facts().gaps] == [
        ("unverified", "the crane could not be seen", None, None),
        ("question", "Since when?", "ana", "u1"),
    ]


def test_passages_are_the_paragraphs_of_the_body_and_case_and_breaks_do_not_matter() -> None:
    (passage,) = facts().passages
    assert passage.span.of(TEXT) == BODY
    assert passage.hashes == hashes(BODY.replace("\n", " ").upper())
    assert hashes("too few words") == []


def test_facts_are_read_back_as_they_were_kept() -> None:
    assert decode_facts(encode_facts(facts())) == facts()
    assert msgspec.json.decode(msgspec.json.encode(facts()), type=Facts) == facts()
