"""Copies, relayed reports and repeated speakers count as one origin; what is independent stays apart."""

import random
from typing import Any

import msgspec
import pytest

from briefing.compare.claim_origins import Occurrence, claim_origins
from briefing.compare.facts import hashes
from briefing.compare.origins import Link, links, links_within, origins
from briefing.compare.outlets import outlet_key
from briefing.model.article import Span
from briefing.model.facts import ClaimFact, Facts, Passage

WORDS = [f"{a}{b}{c}" for a in "btkrs" for b in "aeiou" for c in ("l", "n", "rd", "sh", "m")]


def prose(seed: int, words: int = 60) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(words))


def article(
    name: str, *paragraphs: str, outlet: str = "", published: str | None = None, **more: Any
) -> Facts:
    passages, at = [], 0
    for text in paragraphs:
        passages.append(Passage(Span(at, at + len(text)), hashes(text)))
        at += len(text) + 2
    return Facts(
        article_id=name, story=name, title=name, outlet=outlet, added="2031-05-20", published=published,
        passages=passages, **more,
    )  # fmt: skip


def claim(
    source: str = "", kind: Any = "unattributed", at: int = 0, through: list[str] | None = None
) -> ClaimFact:
    return ClaimFact(
        "claim:1", "the bolts had cracked", Span(at, at + 5), "said", source, kind, "assert", "indirect", "speech",
        through=through or [],
    )  # fmt: skip


def together(*articles: Facts) -> list[list[str]]:
    return [o.articles for o in origins(articles)]


def test_a_copy_that_is_cut_and_led_anew_is_the_same_words() -> None:
    wire = article("wire", prose(1), prose(2), prose(3), outlet="Skerry Press", published="2031-05-14")
    copy = article("copy", prose(9, 30), prose(2), outlet="The Lantern", published="2031-05-15")
    other = article("other", prose(4), prose(5), outlet="Radio Sund", published="2031-05-13")
    assert together(copy, other, wire) == [["wire", "copy"], ["other"]]
    (found,) = links([copy, other, wire])
    assert found.share == pytest.approx(57 / 84, abs=0.02)
    assert "of the shorter text" in found.reason


def test_a_common_quotation_is_no_copy() -> None:
    quotation = prose(7, 20)
    one = article("one", f"{prose(1)} {quotation}", prose(2))
    other = article("other", f"{prose(3)} {quotation}", prose(4))
    assert len(together(one, other)) == 2


def test_who_credits_an_agency_has_its_report_from_it() -> None:
    wire = article("wire", prose(1), outlet="Skerry Press", published="2031-05-14")
    told = article("told", prose(2), outlet="The Lantern", credits=["Skerry Press"], published="2031-05-15")
    also = article(
        "also", prose(3), outlet="Radio Sund", credits=["the Skerry Press"], published="2031-05-16"
    )
    assert together(told, also) == [["told", "also"]]
    assert together(told, also, wire) == [["wire", "told", "also"]]


def test_an_outlet_does_not_confirm_itself() -> None:
    one = article("one", prose(1), outlet="The Lantern")
    other = article("other", prose(2), outlet="www.lantern.example")
    assert together(one, other) == [["one", "other"]]
    assert len(together(article("one", prose(1)), article("other", prose(2)))) == 2  # neither is known


def test_x_reported_that_is_the_word_of_x() -> None:
    told = Occurrence(
        article("told", prose(1), outlet="Skerry Press"), claim("Rafe Osterman", "named"), "osterman"
    )
    relays = Occurrence(
        article("relays", prose(2), outlet="The Lantern"), claim("the Skerry Press", "media"), "skerry"
    )
    chain = Occurrence(article("chain", prose(3), outlet="Radio Sund"), claim(through=["Skerry Press"]))
    assert [o.articles for o in claim_origins([told, relays, chain])] == [["chain", "relays", "told"]]
    assert len(claim_origins([relays, chain])) == 1  # both relay what is not here
    vague = Occurrence(article("vague", prose(4), outlet="Sound & Shore"), claim("local media", "media"))
    assert len(claim_origins([told, vague])) == 2


def test_speakers_are_voices_and_not_those_who_quote_them() -> None:
    first = article("first", prose(1), outlet="Skerry Press")
    second = article("second", prose(2), outlet="The Lantern")
    varga = Occurrence(first, claim("Varga", "named"), "varga")
    again = Occurrence(second, claim("He", "named"), "varga")
    reeve = Occurrence(second, claim("Reeve", "named"), "reeve")
    assert [o.articles for o in claim_origins([varga, again])] == [["first", "second"]]
    assert len(claim_origins([varga, reeve])) == 2
    # A copy's words without a speaker join one of the two, and do not make them one.
    own = Occurrence(second, claim())
    assert len(claim_origins([varga, again, reeve, own])) == 2


def test_the_passage_of_a_claim_that_stands_in_another_article() -> None:
    wire = article("wire", prose(1), prose(2), prose(3), prose(4), outlet="Skerry Press")
    own = article("own", prose(5), prose(6), prose(3), prose(7), outlet="The Lantern")
    at = [p.span.start for p in own.passages]
    told = Occurrence(wire, claim(at=0))
    assert len(claim_origins([told, Occurrence(own, claim(at=at[2]))])) == 1
    assert len(claim_origins([told, Occurrence(own, claim(at=at[1]))])) == 2


def test_kept_links_are_taken_as_they_are() -> None:
    one, other = article("one", prose(1)), article("other", prose(1))
    assert len(origins([one, other], known=[])) == 2
    assert origins([one, other], links([one, other])) == origins([one, other])


def test_the_order_of_the_articles_is_no_matter() -> None:
    made = [
        msgspec.structs.replace(
            article(str(n), prose(n % 4), prose(n % 3 + 20, 30)), added=f"2031-05-{10 + n}"
        )
        for n in range(9)
    ]
    assert {tuple(o.articles) for o in origins(made)} == {tuple(o.articles) for o in origins(made[::-1])}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Westrey Lantern", "westreylantern"),
        ("www.westrey-lantern.example", "westreylantern"),
        ("news.lantern.co.uk", "newslantern"),
        ("  ", ""),
        ("Sound & Shore Magazine", "soundshoremagazine"),
    ],
)
def test_an_outlet_by_its_letters(name: str, key: str) -> None:
    assert outlet_key(name) == key


def test_copies_of_an_article_that_is_left_out_are_still_of_one_origin() -> None:
    """Of a query's articles the lead may be missing, or not have the sentence that its copies have."""
    one, two, other = (article(n, prose(k), outlet=n) for k, n in enumerate("bcd"))
    lead = "sha256:lead"
    known = [
        Link(lead, one.article_id, 0.97, "copied", True),
        Link(lead, two.article_id, 0.95, "copied", True),
        Link(lead, other.article_id, 0.5, "half of it"),
    ]
    found = links_within(known, [one, two, other])
    assert {(k.one, k.other) for k in found} == {
        (one.article_id, two.article_id), (one.article_id, other.article_id),
    }  # fmt: skip
    assert {k.reason for k in found} == {"both carry the words of a third article"}
    assert links_within(known, [two, other]) == [
        Link(two.article_id, other.article_id, 0.5, "both carry the words of a third article")
    ]
