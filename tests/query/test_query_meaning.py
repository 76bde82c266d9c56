"""What queries mean."""

from datetime import date

import pytest

from briefing.model.filter import EVERYTHING, And, Filter, Not, Or, Term
from briefing.query import HELP, parse, to_text

TODAY = date(2031, 5, 14)


def text(value: str, *, phrase: bool = False) -> Term:
    return Term("text", value, phrase)


A, B, C = text("a1"), text("b1"), text("c1")


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("", EVERYTHING),
        ("  \t\n", EVERYTHING),
        ("a1", A),
        ("a1 b1", And((A, B))),
        ("a1 and b1", And((A, B))),
        ("a1 or b1 c1", Or((A, And((B, C))))),
        ("(a1 or b1) c1", And((Or((A, B)), C))),
        ("a1 (b1 c1)", And((A, B, C))),
        ("a1 or (b1 or c1)", Or((A, B, C))),
        ("-a1", Not(A)),
        ("not a1", Not(A)),
        ("- -a1", None),
        ("--a1", A),
        ("not -a1", A),
        ("-(a1 or b1)", Not(Or((A, B)))),
        ("A1 OR B1", Or((text("A1"), text("B1")))),
        ('"a1 b1"', text("a1 b1", phrase=True)),
        ('" a1   b1 "', text("a1 b1", phrase=True)),
        ("“a1 b1”", text("a1 b1", phrase=True)),
        ("«a1 b1»", text("a1 b1", phrase=True)),
        (r'"a \"b\" \\c"', text('a "b" \\c', phrase=True)),
        ('"or"', text("or", phrase=True)),
        ('-"leak inquiry"', Not(text("leak inquiry", phrase=True))),
        ("well-known", text("well-known")),
        ("12:30", text("12:30")),
        ("C++", text("C++")),
        ("U.S.", text("U.S.")),
        ("ferr*", text("ferr*")),
        ('actor:"mara lindqvist"', Term("actor", "mara lindqvist", True)),
        ("Actor:mara", Term("actor", "mara")),
        ("said-by:mara", Term("said_by", "mara")),
        ("said_by:mara", Term("said_by", "mara")),
        ("claim:DENY", Term("claim", "deny")),
        ('claim:"deny"', Term("claim", "deny", True)),
        ("claim:midnight", Term("claim", "midnight")),
        ("denied:talks", Term("denied", "talks")),
        ("tag:#5g", Term("tag", "5g")),
        ('tag:"two words"', Term("tag", "two words")),
        ("site:bbc.co.uk", Term("site", "bbc.co.uk")),
        ('site:"harbour wire"', Term("site", "harbour wire")),
        ("has:Note", Term("has", "note")),
        ("is:unread", Term("is", "unread")),
        ("kind:question", Term("kind", "question")),
        ("grade:b2", Term("grade", "B2")),
        ("grade:3", Term("grade", "3")),
        ("title:ferries", Term("title", "ferries")),
        ("id:5C51cc0a", Term("id", "5c51cc0a")),
        ("id:sha256:5c51", Term("id", "5c51")),
        ("text:ferries", text("ferries")),
        ("newer:2w", Term("newer", "2031-04-30")),
        ("newer:3d", Term("newer", "2031-05-11")),
        ("newer:3m", Term("newer", "2031-02-14")),
        ("older:1y", Term("older", "2030-05-14")),
        ('newer:"2 weeks"', Term("newer", "2031-04-30")),
        ("newer:today", Term("newer", "2031-05-14")),
        ("older:yesterday", Term("older", "2031-05-13")),
        ("newer:2031-05", Term("newer", "2031-05-01")),
        ("older:2031", Term("older", "2031-01-01")),
        ("date:2031", Term("date", "2031")),
        ("date:2031-5", Term("date", "2031-05")),
        ("date:2031-05-14", Term("date", "2031-05-14")),
        ("date:2031-W20", Term("date", "2031-05-12/2031-05-18")),
        ("date:2031-02..2031-03-10", Term("date", "2031-02-01/2031-03-10")),
        ("date:2031-05-01/2031-05-14", Term("date", "2031-05-01/2031-05-14")),
        ("date:yesterday", Term("date", "2031-05-13")),
        (
            'actor:"liu xiaoming" claim:deny newer:2w has:note tag:5g "leak inquiry"',
            And(
                (
                    Term("actor", "liu xiaoming", True),
                    Term("claim", "deny"),
                    Term("newer", "2031-04-30"),
                    Term("has", "note"),
                    Term("tag", "5g"),
                    text("leak inquiry", phrase=True),
                )
            ),
        ),
    ],
)
def test_meaning(query: str, meaning: Filter | None) -> None:
    if meaning is None:
        with pytest.raises(ValueError):
            parse(query, TODAY)
        return
    parsed = parse(query, TODAY)
    assert parsed == meaning
    assert parse(to_text(parsed)) == parsed, "and the printed form needs no day to count from"


def test_a_month_ago_from_the_last_day_of_a_month() -> None:
    assert parse("newer:3m", date(2031, 5, 31)) == Term("newer", "2031-02-28")


@pytest.mark.parametrize("help", HELP, ids=lambda h: h.name)
def test_every_example_is_a_query(help) -> None:  # type: ignore[no-untyped-def]  # noqa: A002
    term = parse(help.example, TODAY)
    assert isinstance(term, Term)
    assert term.field == help.field
    for value in help.values:
        assert parse(f"{help.name}:{value}") == Term(help.field, value)


@pytest.mark.parametrize("unprintable", [Or(()), Not(And(())), And((A, Or(())))])
def test_what_cannot_be_typed(unprintable: Filter) -> None:
    with pytest.raises(ValueError, match="empty group"):
        to_text(unprintable)
