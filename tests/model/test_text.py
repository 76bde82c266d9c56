"""The door: nothing that a terminal would obey gets through, and clean text is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.text import neutralise, one_line

OBEYED = {
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    0xFEFF,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
} - {0x09, 0x0A}


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    clean = neutralise(text)
    assert not {c for c in clean if ord(c) in OBEYED or 0xD800 <= ord(c) < 0xE000}
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_twice_is_once(text: str) -> None:
    assert neutralise(neutralise(text)) == neutralise(text)


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cc", "Cs", "Cf"], include_characters="\n\t\N{NO-BREAK SPACE}"
        )
    )
)
def test_clean_text_is_the_same_object_or_equal(text: str) -> None:
    clean = unicodedata.normalize("NFC", text).replace("\u2028", "").replace("\u2029", "")
    assert neutralise(clean) == clean


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b", "a␀b"),
        ("\x9b31m", "\N{REPLACEMENT CHARACTER}31m"),
        ("safe\u202eevil", "safeevil"),
        ("x\x7fy", "x␡y"),
        ("tab\tand [/] [@click=app.quit]x[/]", "tab\tand [/] [@click=app.quit]x[/]"),
        ("e\u0301", "é"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_each_becomes(raw: str, shown: str) -> None:
    assert neutralise(raw) == shown


def test_one_line() -> None:
    assert one_line("  a\n\tb \x1b c ") == "a b ␛ c"
