"""MinHash signatures: which texts are nearly the same, without comparing each with each.

Broder (1997), "On the resemblance and containment of documents": the share of equal places of two
signatures estimates the Jaccard similarity of the sets of shingles; with n places its standard error
is sqrt(J (1 - J) / n), 0.04 at the most for 128. Signatures cut into bands (Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", 3.4) meet in at least one band with probability
1 - (1 - J^r)^b: with b = 32 bands of r = 4 rows, 0.9999 at J = .7, .87 at .5, .23 at .3, .05 at .2.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable

from briefing.model.article import Article

PLACES, ROWS = 128, 4
BANDS = PLACES // ROWS
SHINGLE = 5  # words: shorter ones meet in unrelated texts, longer ones break at every edit
LEAST = 20  # shingles; of a shorter text, similarity says little
_PRIME = (
    1 << 61
) - 1  # Mersenne prime: h(x) = (a x + b) mod p is a universal family (Carter and Wegman 1979)
_WORD = re.compile(r"\w+")
_SEED = b"briefing minhash 1"  # a change makes old signatures strangers: raise the number with it


def _coefficients() -> list[tuple[int, int]]:
    made = []
    for number in range(PLACES):
        a, b = struct.unpack("<QQ", hashlib.blake2b(_SEED + bytes([number]), digest_size=16).digest())
        made.append((a % (_PRIME - 1) + 1, b % _PRIME))
    return made


_FAMILY = _coefficients()


def body_text(article: Article) -> str:
    """The words that count: those of the body blocks, one block a line, without what each outlet adds."""
    return "\n".join(
        block.span.of(article.text) for block in article.body_blocks() if block.kind != "heading"
    )


def signature(text: str) -> tuple[int, ...] | None:
    """128 numbers below 2^61; None for a text of less than 20 shingles."""
    hashes = _shingles(text)
    if len(hashes) < LEAST:
        return None
    return tuple(min((a * h + b) % _PRIME for h in hashes) for a, b in _FAMILY)


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
    for start in range(len(words) - SHINGLE + 1):
        run = 0
        for word in words[start : start + SHINGLE]:
            run = (run * 0x100000001B3 + word) % _PRIME  # the multiplier of 64-bit FNV (RFC 9923)
        found.add(run)
    return found


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())
