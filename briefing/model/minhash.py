"""MinHash signatures: which texts are nearly the same, without comparing each with each.

Broder (1997), "On the resemblance and containment of documents": the share of equal places of two
signatures estimates the Jaccard similarity J of the sets of shingles; with n places its standard
error is about sqrt(J (1 - J) / n), 0.044 at the most for 128. One hash serves all places, each keeping
the least of its own bin (Li, Owen and Zhang 2012, one-permutation hashing); a bin that stays empty
takes the value of another, chosen by its number alone (Shrivastava 2017, "Optimal densification").
Signatures cut into bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4) meet in
at least one of b bands of r rows with probability 1 - (1 - J^r)^b: with r = 3 and b = 12, .9998 at
J = .8, .994 at .7, .80 at .5, .28 at .3, .01 at .1.

A run of words is hashed by the multilinear scheme of Lemire and Kaser (2014, "Strongly universal string
hashing is fast"): the CRC-32 of each word times a factor of its place in the run, added up modulo 2^64, of which
the upper 32 bits are taken. Each article that comes in is hashed before the next list is shown, so that the work
on each word is left to what is written in C: all these sums are the digits of one product of two large integers.
"""

import operator
import re
import struct
import sys
import zlib
from array import array

from briefing.model.article import Article

PLACES, ROWS = 128, 3
BANDS = 12  # of the 42 that there are: more of them make the library's index larger, and find little more
SHINGLE = 5  # words: shorter ones meet in unrelated texts, longer ones break at every edit
LEAST = 20  # shingles; of a shorter text, similarity says little
_EVERY = frozenset(range(PLACES))
_MASK = (1 << 64) - 1
_LANE = 16  # bytes: a sum of five products of 32 and 64 bits does not reach into the next lane
_BIN = 32 - (PLACES - 1).bit_length()  # the high bits of a hash say whose bin it is of
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
    0xFF51AFD7ED558CCD,
)
_MULTIPLIER = sum(factor << 8 * _LANE * place for place, factor in enumerate(reversed(_FACTORS)))
_WORD = re.compile(r"\w+")


def body_text(article: Article) -> str:
    """The words that count: those of the body blocks, one block a line, without what each outlet adds."""
    return "\n".join(
        block.span.of(article.text) for block in article.body_blocks() if block.kind != "heading"
    )


def signature(text: str) -> tuple[int, ...] | None:
    """128 numbers below 2^32; None for a text of less than 20 shingles."""
    hashes = _shingles(text)
    if len(hashes) < LEAST:
        return None
    # From the greatest down: what a bin is given last is its least.
    least = {value >> _BIN: value for value in sorted(hashes, reverse=True)}
    dense = least | {place: _from_another(least, place) for place in _EVERY - least.keys()}
    return tuple(map(dense.__getitem__, range(PLACES)))


def _from_another(least: dict[int, int], place: int) -> int:
    """What an empty place is filled with: the first that is not, in an order that its number gives."""
    found, turn = None, 0
    while found is None:
        turn += 1
        found = least.get(_mixed(place << 32 | turn) % PLACES)
    return found


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated Jaccard similarity of two signatures, 0 to 1."""
    return float(sum(map(operator.eq, one, other))) / PLACES


def bands(found: tuple[int, ...]) -> list[int]:
    """12 keys of 32 bits; texts that share one are candidates for `similarity`."""
    data, size = pack(found), 4 * ROWS
    # A place's numbers begin with its own: equal bands of two places are no equal keys.
    return [zlib.crc32(data[start : start + size]) for start in range(0, BANDS * size, size)]


def pack(found: tuple[int, ...]) -> bytes:
    """A signature as 512 bytes."""
    return struct.pack(f"<{PLACES}I", *found)


def unpack(data: bytes) -> tuple[int, ...]:
    """What `pack` packed. Raises struct.error for other bytes."""
    return struct.unpack(f"<{PLACES}I", data)


def _shingles(text: str) -> set[int]:
    """The hashes of all runs of five words, case and punctuation aside: 32 bits each."""
    words = _WORD.findall(text.casefold())
    code = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    if len(words) < SHINGLE:
        return set()
    lanes = array("I", bytes(_LANE * len(words)))
    lanes[:: _LANE // 4] = array("I", map(code.__getitem__, words))
    product = int.from_bytes(_little(lanes).tobytes(), "little") * _MULTIPLIER
    sums = _little(array("I", product.to_bytes(_LANE * (len(words) + SHINGLE - 1), "little")))
    # The first lane that five words are added up in, and of each the second of its four numbers: bits 32 to 63.
    return set(sums[(SHINGLE - 1) * _LANE // 4 + 1 : len(words) * _LANE // 4 : _LANE // 4])


def _little(numbers: "array[int]") -> "array[int]":
    """The numbers as they lie in an integer's little-endian bytes, or back again."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _mixed(value: int) -> int:
    """64 bits spread evenly: the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    value = ((value ^ value >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ value >> 27) * 0x94D049BB133111EB) & _MASK
    return value ^ value >> 31
