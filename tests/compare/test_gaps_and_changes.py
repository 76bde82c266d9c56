"""What is not known over articles, and what is new since a moment."""

from typing import Any

import msgspec

from briefing.compare.changes import changed_passages, changes
from briefing.compare.facts import facts_of, hashes
from briefing.compare.gaps import OpenQuestion, gaps
from briefing.compare.story import story_of
from briefing.ingest.plain import article_from_text
from briefing.model.annotation import Annotation, Body, Link, Target
from briefing.model.article import Span
from briefing.model.facts import ClaimFact, Facts, GapFact, Passage
from tests.compare import bridge
from tests.compare.bridge import everything, facts


def _note(facts: Facts, uid: str, kind: Any, **more: Any) -> Annotation:
    ref = more.pop("ref", None)
    return Annotation(
        uid=uid, kind=kind, created="2032-04-01T00:00:00Z", modified="2032-04-01T00:00:00Z", creator="ada",
        target=Target(facts.story, facts.article_id, ref=ref), **more,
    )  # fmt: skip


def _of(found: list[OpenQuestion], kind: str) -> OpenQuestion:
    (one,) = [g for g in found if g.kind == kind]
    return one


# ── gaps ─────────────────────────────────────────────────────────────────────────────────────
def test_a_refusal_is_one_gap_be_it_found_as_a_gap_or_as_a_claim() -> None:
    found = gaps(everything())
    assert [(g.kind, g.words, g.outlet) for g in found] == [("declined", "declined to say", "Harrow Gazette")]
    without = msgspec.structs.replace(facts(0), gaps=[])
    assert [(g.kind, g.words) for g in gaps([without])] == [
        ("declined", "Olan Brisk declined whether the town had been warned")
    ]


def test_a_question_that_an_article_relays_waits_until_something_answers_it() -> None:
    asked = ClaimFact(
        id="claim:q", words="whether the town was warned", span=Span(500, 530), cue="asked", source="Reporters",
        source_kind="unnamed", polarity="question", quotation="indirect", evidence="speech",
    )  # fmt: skip
    bare = msgspec.structs.replace(facts(3), claims=[asked])
    assert _of(gaps([bare]), "asked").words == "Reporters asked whether the town was warned"
    reply = msgspec.structs.replace(
        asked, id="claim:r", polarity="assert", answers="claim:q", span=Span(540, 560)
    )
    assert not gaps([msgspec.structs.replace(bare, claims=[asked, reply])])
    refusal = msgspec.structs.replace(asked, id="claim:n", polarity="decline", span=Span(535, 560))
    assert [g.kind for g in gaps([msgspec.structs.replace(bare, claims=[asked, refusal])])] == ["declined"]
    nobody = msgspec.structs.replace(asked, source="No official")
    assert not gaps([msgspec.structs.replace(bare, claims=[nobody])])


def test_a_later_claim_is_a_possible_answer_and_closes_nothing() -> None:
    first, ledger = facts(0), facts(2)
    answer = next(c for c in ledger.claims if c.id == "claim:known")
    replies = {f"{first.story}#claim:warned": [(ledger, answer)]}
    found = _of(gaps([first, ledger], replies), "declined")
    assert [a.words for a in found.answers] == ["the town of Tollmar had been warned about the bridge"]
    assert found.answers[0].by is None
    assert not found.closed
    earlier = {
        f"{first.story}#claim:warned": [(msgspec.structs.replace(ledger, published="2032-03-01"), answer)]
    }
    assert not _of(gaps([first, ledger], earlier), "declined").answers


def test_a_link_of_the_analyst_closes_a_gap_and_is_listed_last() -> None:
    first, ledger = facts(0), facts(2)
    question = _note(first, "q1", "question", body=Body("Who warned the town?"))
    asked = msgspec.structs.replace(
        first, gaps=[*first.gaps, GapFact("question", "Who warned the town?", by="ada", uid="q1")]
    )
    open_now = gaps([asked, ledger], {}, [question])
    assert [(g.kind, g.closed) for g in open_now] == [("question", False), ("declined", False)]
    link = _note(ledger, "l1", "link", ref="claim:known", links=[Link("answers", "annotation:q1")])
    closed = gaps([asked, ledger], {}, [question, link])
    assert [(g.kind, g.closed) for g in closed] == [("declined", False), ("question", True)]
    assert closed[1].answers[0].by == "ada"
    assert closed[1].answers[0].words.startswith("the town of Tollmar")
    trashed = msgspec.structs.replace(link, deleted_at="2032-04-02T00:00:00Z")
    assert not any(g.closed for g in gaps([asked, ledger], {}, [question, trashed]))


def test_a_gap_of_the_extractor_is_closed_by_its_reference() -> None:
    first, ledger = facts(0), facts(2)
    gap = _of(gaps([first, ledger]), "declined")
    link = _note(ledger, "l1", "link", ref="claim:known", links=[Link("answers", gap.ref)])
    assert _of(gaps([first, ledger], {}, [link]), "declined").closed


# ── changes ──────────────────────────────────────────────────────────────────────────────────
def test_new_articles_claims_and_reversed_positions_since_a_moment() -> None:
    story = story_of(everything())
    found = changes(story.articles, story.groups, "2032-03-10T12:00:00Z")
    assert [f.title for f in found.articles] == [
        "Director denies cost of repair",
        "Mayor: we were warned",
        "A ferry until May",
    ]
    assert [(r.speaker, r.before.side, r.after.side) for r in found.reversed] == [
        ("Ines Valcourt", "asserts", "denies")
    ]
    joined = {j.group.words: [m.claim.outlet for m in j.members] for j in found.joined}
    assert joined["The repair will cost four million marks"] == ["Coast Radio"]
    new = [c.claim.words for c in found.claims]
    assert "A ferry will carry cars across the Toll" in new
    assert "the repair of the bridge will cost four million marks" not in new


def test_nothing_is_new_after_the_last_article_came() -> None:
    story = story_of(everything())
    assert changes(story.articles, story.groups, "2032-03-13T08:00:00Z").count == 0
    assert changes(story.articles, story.groups, "2032-03-13").count > 0


def _version(words: list[str], article: str) -> Facts:
    at, passages = 0, []
    for paragraph in words:
        passages.append(Passage(Span(at, at + len(paragraph)), hashes(paragraph)))
        at += len(paragraph) + 2
    return Facts(article, "sha256:first", "Title", "Outlet", "2032-05-02T00:00:00Z", passages=passages)


def test_a_new_version_shows_the_paragraphs_that_changed() -> None:
    kept = "The bridge at Tollmar was closed on Tuesday after a lorry struck its north pillar."
    was = "The roads office said that eleven people had been hurt when the lorry turned over."
    now = "The roads office said that nine people had been hurt when the lorry turned over."
    gone = "A witness who did not want to be named spoke of a fire under the second arch."
    new = "The driver was released from hospital on Thursday, his employer told the paper."
    old, newer = _version([kept, was, gone], "sha256:first"), _version([kept, now, new], "sha256:second")
    found = changed_passages(old, newer)
    assert [(c.kind, bool(c.old), bool(c.new)) for c in found] == [
        ("edited", True, True),
        ("added", False, True),
        ("removed", True, False),
    ]
    assert found[0].new == Span(len(kept) + 2, len(kept) + 2 + len(now))
    assert not changed_passages(old, old)
    since = changes([newer], [], "2032-05-01", {"sha256:first": old})
    assert not since.articles
    assert len(since.versions) == 1
    assert since.passages == found


def test_a_gap_of_several_spans_is_cited_from_the_first_to_the_last_of_its_words() -> None:
    made = bridge.brief_of(article_from_text(bridge.GAZETTE, published="2032-03-03"))
    gap = made.gaps[0]
    turned = msgspec.structs.replace(gap, spans=[Span(50, 60), Span(10, 20)])
    brief = msgspec.structs.replace(made, gaps=[turned])
    found = facts_of(brief, story="s", outlet="", added="", published=None, url=None)
    assert found.gaps[0].span == Span(10, 60)
