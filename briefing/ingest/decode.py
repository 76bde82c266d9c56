"""Bytes -> text: byte-order mark, then what the source declares, then UTF-8, then detection."""

import codecs
import re
from typing import NamedTuple

from briefing.ingest.errors import IngestError

_BOMS = (
    # The 32-bit marks begin with the 16-bit one of the same order, so they come first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
# https://encoding.spec.whatwg.org/#names-and-labels: pages that say Latin-1 mean Windows-1252, and
# so for the other legacy sets that Windows widened.
_WIDENED = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# What detection may answer: the sets that files of the web era are in. A longer list finds Western
# text in code pages of the 1980s.
# The Japanese sets are not among them: kana have decided those before.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_15", "koi8_r", "cp866", "gb18030", "big5", "cp949", "cp874",
]  # fmt: skip
_SAMPLE = 65_536
_KANA = re.compile("[\u3041-\u3093\u30a1-\u30f6]")  # of JIS X 0208, not the half-width forms
_FEWEST_KANA = 3
_KANA_SHARE = 0.2  # of the characters beyond ASCII; Japanese news has 0.4 and more, a headline may have less
_CONTROLS = bytes(sorted(set(range(0x20)) - {0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B}))
# In text a control character is an accident; compressed or compiled data has one in every eight bytes.
_BINARY_SHARE = 0.02
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Decoded(NamedTuple):
    """A text and, where something had to be guessed or replaced, a sentence that says so."""

    text: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`. Raises IngestError where it is empty or no text at all.

    `declared` is the encoding that the source names (an HTTP header, `<meta charset>`).
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise IngestError("it is empty")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    refuse_binary(data)
    wide = _wide(data)
    if wide:
        return Decoded(_lenient(data, wide).text, f"no byte-order mark: read as {wide.upper()}")
    named = _codec(declared)
    if named:
        try:
            return Decoded(data.decode(named))
        except UnicodeDecodeError:
            pass  # the declaration is wrong: what the bytes say counts
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    # Bytes above 0x7F that happen to be UTF-8 are rare in any other encoding.
    if len(_MULTIBYTE.findall(data)) >= lost:
        return Decoded(damaged, _replaced(lost, "UTF-8"))
    return _detected(data)


def refuse_binary(data: bytes) -> None:
    """Raise IngestError where the first 64 KiB show that `data` is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise IngestError(f"it is {what}, not text")
    if _wide(data) or any(data.startswith(mark) for mark, _ in _BOMS):
        return
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, _BINARY_SHARE * len(sample)):
        raise IngestError("it is binary data, not text")


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()[:40])
    except (LookupError, ValueError):
        return None
    # Python also calls base64, rot13 and such codecs: those turn text into no text.
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith("utf-7"):
        return None
    return _WIDENED.get(found.name, found.name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin script has a NUL in every second byte."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half < 4 or max(even, odd) < 0.5 * half or min(even, odd) > 0.1 * half:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _lenient(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, _replaced(text.count("\ufffd"), name.upper()))


def _detected(data: bytes) -> Decoded:
    name = _japanese(data[:_SAMPLE]) or _guessed(data)
    text = data.decode(name, "replace")
    return Decoded(text, f"its encoding is not stated: read as {name}")


def _japanese(sample: bytes) -> str | None:
    """The encoding that makes the bytes Japanese; None where none does.

    Kana decide: no Japanese sentence is without them, and what is kana in these two encodings is rare
    characters, pieces of characters or nothing at all in any other. Detection by frequencies needs more
    text than a short file has.
    """
    found: list[tuple[float, str]] = []
    for name in ("cp932", "euc_jp"):
        try:
            # Not at once: the sample may end within a character.
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        wide = [c for c in text if c > "\x7f"]
        kana = len(_KANA.findall(text))
        if kana >= _FEWEST_KANA and kana >= _KANA_SHARE * len(wide):
            found.append((kana / len(wide), name))
    return max(found)[1] if found else None


def _guessed(data: bytes) -> str:
    import charset_normalizer  # 50 ms to load, and few files need it

    best = charset_normalizer.from_bytes(
        data[:_SAMPLE], cp_isolation=_CANDIDATES, preemptive_behaviour=False
    ).best()
    # Of sets that read the bytes alike, the commonest is named.
    return "cp1252" if best is None or "cp1252" in best.could_be_from_charset else best.encoding


def _replaced(count: int, name: str) -> str:
    plural = "byte that is" if count == 1 else "bytes that are"
    return f"{count} {plural} not {name} shown as U+FFFD"
