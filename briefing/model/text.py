"""The door: what any text passes before it may be stored, parsed or shown.

A terminal obeys some characters instead of showing them. `neutralise` takes their power away once,
where text enters (ingest, notes), so that no later room has to think of it again.
"""

import re
import unicodedata
from functools import cache

# C0 but newline and tab; DEL; C1. Each C0 control has a visible picture at U+2400 + code.
_C0 = {c: chr(0x2400 + c) for c in range(0x20) if c not in (0x09, 0x0A)}
_C1 = dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
# Bidirectional controls can make the screen show words in an order that the text does not have
# ("Trojan Source", CVE-2021-42574), so they are removed. So are invisible tag characters and the
# line and paragraph separators, which terminals treat as they like.
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")
_TAGS = dict.fromkeys([*range(0xE0000, 0xE0080), 0xFFF9, 0xFFFA, 0xFFFB], "")
_SEPARATORS = {0x2028: "\n", 0x2029: "\n\n"}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_TABLE: dict[int, str] = {
    **_C0,
    0x7F: "\N{SYMBOL FOR DELETE}",
    **_C1,
    **_BIDI,
    **_TAGS,
    **_SEPARATORS,
    **_SURROGATES,
    0xFEFF: "",
}


@cache
def _suspect() -> re.Pattern[str]:
    """What neutralise looks for. Compiled when first used, which to read what is in the library is not."""
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
        "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    )


def neutralise(text: str) -> str:
    """`text` in NFC with nothing left in it that a terminal would obey.

    `\\r\\n` and a lone `\\r` become `\\n`; other C0 controls and DEL become their Unicode pictures
    (`␛` for ESC); C1 controls and lone surrogates become U+FFFD; bidi controls, tag characters and
    byte-order marks are removed. A text that is NFC and free of these is returned as it is.
    """
    if text.isascii() and text.isprintable():
        return text  # nearly all that is a line
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _suspect().search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
        # Removing a control may bring a base and its combining mark together.
        text = unicodedata.normalize("NFC", text)
    return text


def one_line(text: str) -> str:
    """`text` neutralised and with every run of white space made one space: for titles and names."""
    return " ".join(neutralise(text).split())
