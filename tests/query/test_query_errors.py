"""What is said when a query cannot be read."""

from datetime import date

import pytest

from briefing.query import QueryError, parse

TODAY = date(2031, 5, 14)


def failure(query: str, today: date | None = TODAY) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(query, today)
    return caught.value


@pytest.mark.parametrize(
    ("query", "place", "suggestion"),
    [
        ("ferries actr:mara", "actr", "ferries actor:mara"),
        ("newr:2w", "newr", "newer:2w"),
        ("by:mara", "by", "said-by:mara"),
        ("since:2w", "since", "newer:2w"),
        ("http://example.org", "http", '"http://example.org"'),
        ("has:nots", "nots", "has:note"),
        ("is:new", "new", "is:unread"),
        ("kind:notes", "notes", "kind:note"),
        ("has:zzz", "zzz", None),
        ("grade:G", "G", None),
        ("grade:AB", "AB", None),
        ("id:xyz", "xyz", None),
        ("id:ab", "ab", None),
        ("date:2031-02-30", "2031-02-30", None),
        ("date:2031-W60", "2031-W60", None),
        ("date:May", "May", None),
        ("date:2031-05..2031-04", "2031-05..2031-04", "date:2031-04..2031-05"),
        ("newer:soon", "soon", None),
        ("newer:9999y", "9999y", None),
        ("newer:99999m", "99999m", None),
        ("a or", "or", None),
        ("or a", "or", None),
        ("a not", "not", None),
        ("a and or b", "and", None),
        ("(a or b", "(", "(a or b)"),
        ("(", "(", None),
        ("a or (", "(", None),
        ("a)", ")", "a"),
        ("(a or b))", ")", "(a or b)"),
        (") a", ")", "a"),
        ("a ()", "(", None),
        ("(a or)", "or", None),
        ('say "leak inquiry', '"', 'say "leak inquiry"'),
        ('""', '""', None),
        ('actor:""', '""', None),
        ("actor: mara", ":", None),
        ("(actor:)", ":", None),
        ("- a", "-", "-a"),
        ("a -", "-", None),
        ("!!!", "!!!", None),
        ("tag:#", "#", None),
        ("(" * 60 + "a" + ")" * 60, "(", None),
    ],
)
def test_place_and_suggestion(query: str, place: str, suggestion: str | None) -> None:
    error = failure(query)
    assert query[error.position : error.position + error.length] == place
    assert error.suggestion == suggestion
    if suggestion is not None:
        parse(suggestion, TODAY)


def test_the_caret_stands_under_the_typo() -> None:
    assert failure("ferries actr:mara").explain() == (
        'ferries actr:mara\n        ^^^^\nthere is no field "actr:"\ndid you mean  ferries actor:mara'
    )


def test_the_caret_counts_cells() -> None:
    line = failure("渡轮 e\u0301 actr:a").explain().splitlines()[1]
    assert line == " " * 7 + "^^^^"


def test_controls_are_not_printed() -> None:
    assert "\x1b" not in failure("\x1b[31m has:zz").explain().splitlines()[0]


def test_relative_dates_need_a_day() -> None:
    for query in ("newer:2w", "date:today", "older:yesterday"):
        assert "what day it is" in failure(query, None).message
    parse("newer:2031-05-14", None)


def test_the_first_day_of_the_calendar() -> None:
    failure("newer:yesterday", date(1, 1, 1))
    failure("newer:1m", date(1, 1, 1))


def test_unknown_values_name_the_known_ones() -> None:
    assert "unread" in failure("is:zzz").message
    assert "actor, claim, said-by" in failure("zzzzz:1").message
