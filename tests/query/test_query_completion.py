"""What could be typed next."""

import re
from pathlib import Path

import pytest

from briefing.query import HELP, complete, parse

TAGS = {"tag": ["safety", "safe harbour", "5g"], "actor": ["Mara Lindqvist", "Port Authority"]}


def library(field: str, beginning: str) -> list[str]:
    return [v for v in TAGS.get(field, []) if v.casefold().startswith(beginning)]


def results(query: str, cursor: int | None = None) -> list[str]:
    """The whole query after each completion."""
    at = len(query) if cursor is None else cursor
    return [query[: c.start] + c.text + query[c.end :] for c in complete(query, at, library)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cl", ["claim:"]),
        ("ferries cl", ["ferries claim:"]),
        ("-cl", ["-claim:"]),
        ("(cl", ["(claim:"]),
        ("has:no", ["has:note"]),
        ("-is:un", ["-is:unread"]),
        ("kind:q", ["kind:question"]),
        ("tag:sa", ["tag:safety", 'tag:"safe harbour"']),
        ('tag:"sa', ["tag:safety", 'tag:"safe harbour"']),
        ("actor:mar", ['actor:"Mara Lindqvist"']),
        ('actor:"mara l', ['actor:"Mara Lindqvist"']),
        ("newer:2", ["newer:2w"]),
        ("zz:a", []),
        ('"cl', []),
        ('"a b" cl', ['"a b" claim:']),
    ],
)
def test_ends(query: str, expected: list[str]) -> None:
    assert results(query) == expected


def test_an_empty_place_offers_every_field() -> None:
    assert [c.text for c in complete("", 0)] == [h.name + ":" for h in HELP]
    assert len(complete("a ", 2)) == len(HELP)
    assert all(c.help for c in complete("", 0))


def test_in_the_middle() -> None:
    assert results("cl or tag:x", 2) == ["claim: or tag:x"]
    assert results("cl:deny", 2) == ["claim:deny"]
    assert results('tag:"saf" a', 8) == ["tag:safety a", 'tag:"safe harbour" a']


def test_completed_queries_can_be_read() -> None:
    for query in ("tag:sa", "has:", "is:", "kind:", "grade:", "claim:d"):
        offered = results(query)
        assert offered
        for whole in offered:
            assert parse(whole) == parse(f"({whole})"), "one condition, and nothing left over"


def test_the_manual_lists_every_field() -> None:
    manual = (Path(__file__).resolve().parent.parent.parent / "docs" / "query.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+):` \| (.+?) \| `(.+?)` \|$", manual, re.MULTILINE)
    assert rows == [(h.name, h.help, h.example) for h in HELP]
