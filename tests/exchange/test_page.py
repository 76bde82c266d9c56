"""docs/exchange.md shows what the program writes, and speaks of every format."""

from briefing.exchange.registry import FORMATS
from tests.exchange.make_page import PAGE, filled


def test_the_examples_are_what_the_program_writes() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert filled(text) == text, "run python -m tests.exchange.make_page"


def test_every_format_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"`{name}`" in text, name
        assert not form.writes or f"<!-- example: {name} -->" in text, name
