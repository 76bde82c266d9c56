"""MinHash signatures: which texts are nearly the same, without comparing each with each.

Broder (1997), "On the resemblance and containment of documents": the share of equal places of two
signatures estimates the Jaccard similarity J of the sets of shingles; with n places its standard
error is about sqrt(J (1 - J) / n), 0.044 at the most for 128. One hash serves all places, each keeping
the least of its own bin (Li, Owen and Zhang 2012, one-permutation hashing); a bin that stays empty
takes the value of another, chosen by its number alone (Shrivastava 2017, "Optimal densification").
Signatures cut into bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4) meet in
at least one band with probability 1 - (1 - J^r)^b: with b = 32 bands of r = 4 rows, .9998 at J = .7,
.87 at .5, .23 at .3, .05 at .2.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator

from briefing.model.article import Article

PLACES, ROWS = 128, 4
BANDS = PLACES // ROWS
SHINGLE = 5  # words: shorter ones meet in unrelated texts, longer ones break at every edit
LEAST = 20  # shingles; of a shorter text, similarity says little
_MASK = (1 << 64) - 1
_FACTOR = 0x100000001B3  # the multiplier of 64-bit FNV (RFC 9923)
_LEAVING = pow(_FACTOR, SHINGLE - 1, 1 << 64)
_WORD = re.compile(r"\w+")


def body_text(article: Article) -> str:
    """The words that count: those of the body blocks, one block a line, without what each outlet adds."""
    return "\n".join(
        block.span.of(article.text) for block in article.body_blocks() if block.kind != "heading"
    )


def signature(text: str) -> tuple[int, ...] | None:
    """128 numbers below 2^57; None for a text of less than 20 shingles."""
    hashes = _shingles(text)
    if len(hashes) < LEAST:
        return None
    least: list[int | None] = [None] * PLACES
    for value in hashes:
        place, rest = value % PLACES, value // PLACES
        held = least[place]
        if held is None or rest < held:
            least[place] = rest
    return tuple(_dense(least))


def _dense(least: list[int | None]) -> Iterator[int]:
    """The places, an empty one filled from the first that is not in an order that its number gives."""
    for place, value in enumerate(least):
        turn = 0
        found = value
        while found is None:
            turn += 1
            found = least[_mixed(place << 32 | turn) % PLACES]
        yield found


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated Jaccard similarity of two signatures, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / PLACES


def bands(found: tuple[int, ...]) -> list[int]:
    """32 keys of 64 bits, signed as SQLite has them; texts that share one are candidates for `similarity`."""
    keys = []
    for band in range(BANDS):
        rows = struct.pack(f"<B{ROWS}Q", band, *found[band * ROWS : (band + 1) * ROWS])
        keys.append(int.from_bytes(hashlib.blake2b(rows, digest_size=8).digest(), "little", signed=True))
    return keys


def pack(found: tuple[int, ...]) -> bytes:
    """A signature as 1,024 bytes."""
    return struct.pack(f"<{PLACES}Q", *found)


def unpack(data: bytes) -> tuple[int, ...]:
    """What `pack` packed. Raises struct.error for other bytes."""
    return struct.unpack(f"<{PLACES}Q", data)


def _shingles(text: str) -> set[int]:
    """The hashes of all runs of five words, case and punctuation aside."""
    words = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in _words(text)]
    found = set()
    run = 0
    for at, word in enumerate(words):
        # A rolling hash (Karp and Rabin 1987): the word that leaves the run is taken out, the next comes in.
        if at >= SHINGLE:
            run -= words[at - SHINGLE] * _LEAVING
        run = (run * _FACTOR + word) & _MASK
        if at >= SHINGLE - 1:
            value = ((run ^ run >> 30) * 0xBF58476D1CE4E5B9) & _MASK  # `_mixed`, here without a call
            value = ((value ^ value >> 27) * 0x94D049BB133111EB) & _MASK
            found.add(value ^ value >> 31)
    return found


def _mixed(value: int) -> int:
    """64 bits spread evenly: the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    value = ((value ^ value >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ value >> 27) * 0x94D049BB133111EB) & _MASK
    return value ^ value >> 31


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())
