"""Nearly equal texts have nearly equal signatures, and meet in a band."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import minhash
from briefing.model.minhash import BANDS, bands, pack, signature, similarity, unpack

FIRST = 868446069  # bands(…)[0] of prose(11), as first made
WORDS = [f"{a}{b}{c}" for a in "btkrs" for b in "aeiou" for c in ("l", "n", "rd", "sh", "m")]


def prose(seed: int, words: int = 400) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(words)]


def jaccard(one: list[str], other: list[str]) -> float:
    a, b = ({tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (one, other))
    return len(a & b) / len(a | b)


def made(words: list[str]) -> tuple[int, ...]:
    found = signature(" ".join(words))
    assert found is not None
    return found


@pytest.mark.parametrize("edits", [0, 1, 3, 8, 20, 60])
def test_the_estimate_is_near_the_similarity(edits: int) -> None:
    one = prose(1)
    other = list(one)
    for place in random.Random(edits).sample(range(len(one)), edits):
        other[place] = "edited"
    # Four standard errors of 128 places: 4 * sqrt(.25 / 128).
    assert abs(similarity(made(one), made(other)) - jaccard(one, other)) < 0.18


def test_the_least_of_each_bin_is_kept_of_the_sums_as_they_are_defined() -> None:
    words = prose(9, 900)
    codes = [zlib.crc32(word.encode()) for word in words]
    sums = {
        sum(f * code for f, code in zip(minhash._FACTORS, codes[at : at + 5], strict=True)) % 2**64 >> 32
        for at in range(len(words) - 4)
    }
    bins = [[value for value in sums if value >> 25 == place] for place in range(128)]
    kept = made(words)
    assert sum(map(bool, bins)) > 120
    assert all(kept[place] == min(inside) for place, inside in enumerate(bins) if inside)
    assert {*kept} <= sums


@pytest.mark.parametrize(("likeness", "meets"), [(0.7, 0.99), (0.8, 0.999)])
def test_the_bands_meet_as_often_as_is_said(likeness: float, meets: float) -> None:
    assert 1 - (1 - likeness**minhash.ROWS) ** BANDS > meets


def test_copies_meet_and_strangers_do_not() -> None:
    signatures = [made(prose(seed)) for seed in range(200)]
    keys = [set(bands(s)) for s in signatures]
    assert all(len(k) == BANDS for k in keys)
    assert not any(keys[a] & keys[b] for a in range(200) for b in range(a))
    syndicated = made(
        [*["the", "office", "said", "on", "monday"], *prose(7), *["more", "of", "this", "on", "page", "two"]]
    )
    assert keys[7] & set(bands(syndicated))
    assert similarity(signatures[7], syndicated) > 0.85


def test_case_punctuation_and_line_ends_are_no_difference() -> None:
    words = prose(3)
    assert made(words) == signature("“" + ",\n".join(words).upper() + "!”")


@pytest.mark.parametrize("text", ["", "word", "a b c d e f g h"])
def test_short_texts_have_none(text: str) -> None:
    assert signature(text) is None


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    found = signature(text)
    if found is not None:
        assert unpack(pack(found)) == found
        assert all(-(2**63) <= key < 2**63 for key in bands(found))


def test_it_stays_what_it_is() -> None:
    """Signatures lie in libraries: another number for the same text would make old ones strangers."""
    assert bands(made(prose(11)))[0] == FIRST
