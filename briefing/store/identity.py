"""Identities, instants and file names of records."""

import hashlib
import os
import threading
import time
from datetime import UTC, datetime

_lock = threading.Lock()
_last = 0


def uuid7() -> str:
    """A new UUIDv7 (RFC 9562, 5.7), greater than every one made before in this process.

    48 bits of Unix milliseconds, then a 12-bit fraction of the millisecond (method 3 of 6.2) pushed
    on where the clock stands still or goes back, then 62 random bits.
    """
    global _last
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        tick = max(milliseconds << 12 | (rest << 12) // 1_000_000, _last + 1)
        _last = tick
    value = (tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def now() -> str:
    """This instant in UTC with milliseconds: `2031-05-14T14:02:00.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def key_of(identity: str) -> str:
    """The 64 hex digits that name a file: an article's own hash, of any other text its SHA-256.

    So no text ever becomes a path.
    """
    head, _, digits = identity.partition(":")
    if head == "sha256" and len(digits) == 64 and not digits.strip("0123456789abcdef"):
        return digits
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
