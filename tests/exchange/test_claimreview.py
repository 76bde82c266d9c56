"""ClaimReview: only with a verdict that the analyst typed; what is in it comes back."""

import json

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.exchange import claimreview
from briefing.exchange.bundle import Losses
from briefing.model.annotation import Quote
from tests.exchange.samples import URL, assessment, entry, note, out

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="()/"), min_size=1, max_size=20)  # fmt: skip


def test_a_typed_verdict_becomes_a_review() -> None:
    losses = Losses()
    (review,) = json.loads(out("claimreview", losses=losses))
    assert review["claimReviewed"] == "talks had failed"
    assert review["reviewRating"] == {
        "@type": "Rating", "alternateName": "mostly false", "ratingValue": 2, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert review["reviewBody"] == "The minutes say otherwise."
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Mara Lindqvist"}
    assert review["itemReviewed"]["appearance"]["url"] == URL
    assert "1 notes that are no assessments (note “who wrote it?”)" in losses.lines()


def test_no_verdict_is_ever_made_up() -> None:
    losses = Losses()
    silent = assessment("I doubt it. The verdict is open.")
    assert (
        json.loads(out("claimreview", entry(annotations=[silent, note("Verdict: false")]), losses=losses))
        == []
    )
    assert any("without a typed verdict" in line for line in losses.lines())


@settings(max_examples=100, deadline=None)
@given(
    verdict=LINE, claim=LINE, body=LINE, rating=st.none() | st.tuples(st.integers(0, 9), st.integers(1, 9))
)
def test_a_review_comes_back(verdict: str, claim: str, body: str, rating: tuple[int, int] | None) -> None:
    number = f" ({rating[0]}/{rating[1]})" if rating else ""
    made = assessment(f"Verdict: {verdict}{number}\n\n{body}")
    target = msgspec.structs.replace(made.target, quote=Quote(claim))
    made = msgspec.structs.replace(made, target=target)
    (back,) = claimreview.read(out("claimreview", entry(annotations=[made])), "f").annotations
    for name in ("uid", "kind", "created", "modified", "creator"):
        assert getattr(back, name) == getattr(made, name)
    assert (back.body.text, back.target.quote, back.target.url) == (made.body.text, Quote(claim), URL)
    assert out("claimreview", entry(annotations=[back])) == out("claimreview", entry(annotations=[msgspec.structs.replace(made, target=back.target)]))  # fmt: skip


def test_a_review_of_another_desk() -> None:
    text = json.dumps({
        "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://desk.example/r/1",
        "claimReviewed": "The bridge is closed", "author": {"@type": "Organization", "name": "Quay Desk"},
        "datePublished": "2031-05-20", "itemReviewed": {"@type": "Claim", "appearance": [{"url": URL}]},
        "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "5", "alternateName": "False"},
        "inLanguage": "en",
    })  # fmt: skip
    (found,) = claimreview.read(text, "f").annotations
    assert found.body.text == "Verdict: False (1/5)"
    assert (found.creator, found.created) == ("Quay Desk", "2031-05-20T00:00:00.000Z")
    assert found.provenance is not None
    assert found.provenance.canonical == "https://desk.example/r/1"
    (back,) = json.loads(out("claimreview", entry(annotations=[found])))
    assert (back["inLanguage"], back["url"]) == ("en", "https://desk.example/r/1")


def test_a_number_without_words_is_no_verdict() -> None:
    text = json.dumps({"@type": "ClaimReview", "claimReviewed": "x", "reviewRating": {"ratingValue": 1}})
    found = claimreview.read(text, "f")
    assert found.annotations == []
    assert "without a verdict" in found.skipped[0]
