"""Whatever stands in a claim, it is taken apart and compared without an error, and the same way round."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compare.claims import match
from briefing.compare.features import features
from briefing.compare.names import keys_of
from briefing.model.article import Span
from briefing.model.facts import ActorFact, ClaimFact, Facts, Named

PIECES = [
    "", " ", ".", "…", "“", "”", "’s", "not", "n't", "it was false that", "two", "2.1 million", "$", "5 %", "per cent", "one of",
    "three thirds", "a dozen", "who", ", which", "Brenn", "resign", "stepped", "down", "will", "was", "by", "before", "after",
    "1,2,3", "½", "ǅ", "\u0301", "工人", "(Laughter.)", "10:00", "24th", "no", "nor", "-", "'", "\x00",
]  # fmt: skip
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map(" ".join)


@st.composite
def article(draw: st.DrawFn, story: str) -> Facts:
    content, name, source = draw(words), draw(words), draw(words)
    at = draw(st.integers(0, max(len(content) - 1, 0)))
    polarity = draw(st.sampled_from(["assert", "deny", "urge", "decline", "question"]))
    actor = ActorFact(
        "actor:1",
        name,
        draw(st.sampled_from(["person", "organization", "place", "other"])),
        draw(st.lists(words, max_size=2)),
    )
    claim = ClaimFact(
        "claim:1", content, Span(0, len(content)), draw(words), source, "named", polarity, "indirect", "speech",
        actor="actor:1", named=[Named(at, min(at + 3, len(content)), "actor:1")],
    )  # fmt: skip
    return Facts(
        story,
        story,
        "",
        "",
        "",
        published=draw(st.sampled_from([None, "2031-05-01", "no date"])),
        actors=[actor],
        claims=[claim],
    )


@settings(max_examples=30, deadline=None)
@given(article("a"), article("b"))
def test_any_two_claims_can_be_compared(one: Facts, other: Facts) -> None:
    assert all(key for keys in keys_of(one).values() for key in keys)
    for a in features(one):
        assert match(a, a, one_story=True) is None, "a claim is no match of itself"
        for b in features(other):
            found, turned = match(a, b, one_story=True), match(b, a, one_story=True)
            assert (found and found.relation) == (turned and turned.relation)
            assert found is None or (0 < found.score <= 1 and found.reasons)
