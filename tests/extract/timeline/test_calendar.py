"""Points, numbers and forms: each EDTF form against the `edtf` library, each bound within it."""

import calendar
from datetime import date
from fractions import Fraction

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.extract.timeline.calendar import RANK, Point, day_of, end, shift, start, step, timex, to_unit
from briefing.extract.timeline.form import bound, on_the_calendar
from briefing.extract.timeline.numbers import cardinal, ordinal, spoken_year
from briefing.extract.timeline.periods import period
from briefing.extract.timeline.rule import Reading
from briefing.extract.timeline.words import PERIOD, zone_minutes

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2900, 12, 31))
UNITS = st.sampled_from(sorted(RANK))


@given(DAYS, UNITS)
def test_a_piece_of_calendar_holds_its_day(day: date, unit: str) -> None:
    point = to_unit(day_of(day), unit)  # type: ignore[arg-type]
    assert point is not None
    first, last = start(point), end(point)
    assert first is not None
    assert last is not None
    if unit != "weekend":
        assert first <= day <= last


@given(DAYS, UNITS, st.integers(-40, 40))
def test_a_step_and_back(day: date, unit: str, count: int) -> None:
    here = to_unit(day_of(day), unit)  # type: ignore[arg-type]
    assert here is not None
    there = step(here, unit, count)  # type: ignore[arg-type]
    assert there is not None
    assert step(there, unit, -count) == here  # type: ignore[arg-type]


@settings(deadline=None)  # the library parses slowly
@given(DAYS, UNITS, st.booleans())
def test_every_form_is_edtf(day: date, unit: str, southern: bool) -> None:
    point = to_unit(day_of(day), unit)  # type: ignore[arg-type]
    assert point is not None
    edtf, first, last = on_the_calendar(Reading("DATE", timex(point), point=point), None, southern)
    assert edtf is not None
    assert first is not None
    assert last is not None
    assert first <= last
    parsed = parse_edtf(edtf)
    if unit != "season":
        # The library lets winter end in December and knows one hemisphere; ours is the meteorological one.
        low, high = parsed.lower_strict(), parsed.upper_strict()
        assert (low[:3], high[:3]) == (
            date.fromisoformat(first).timetuple()[:3],
            date.fromisoformat(last).timetuple()[:3],
        )


@pytest.mark.parametrize(
    "form",
    [
        "../2019-04-28",
        "2019-04-28/..",
        "1900~",
        "[2019-03-04,2019-04-03]",
        "-0479",
        "2019-05-03T17:00:00-05:00",
        "2014-30",
    ],
)
def test_forms_that_the_library_knows(form: str) -> None:
    assert parse_edtf(form)


def test_week_53() -> None:
    assert timex(Point("week", 2026, 12, 28)) == "2026-W53"
    assert step(Point("week", 2026, 12, 28), "week", 1) == Point("week", 2027, 1, 4)


def test_leap_day_moves_to_the_28th() -> None:
    assert shift(Point("day", 2032, 2, 29), "year", 1) == Point("day", 2033, 2, 28)
    assert shift(Point("day", 2031, 1, 31), "month", 1) == Point("day", 2031, 2, 28)


def test_off_the_calendar_is_none() -> None:
    assert shift(Point("day", 9999, 12, 31), "day", 1) is None
    assert start(Point("year", -479)) is None
    assert bound(Point("year", -479), False, last=True) == "-0479-12-31"
    assert (
        bound(Point("month", -479, 2), False, last=True) == f"-0479-02-{29 if calendar.isleap(-479) else 28}"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two", 2), ("twenty-four", 24), ("2 1/2", Fraction(5, 2)), ("two and a half", Fraction(5, 2)), ("1,200", 1200),
        ("a hundred", 100), ("two thousand", 2000), ("half", Fraction(1, 2)), ("a couple", 2), ("½", Fraction(1, 2)),
        ("three hundred and five", 305), ("a dozen", 12), ("many", None), ("", None), ("1/0", None),
    ],
)  # fmt: skip
def test_cardinals(text: str, number: Fraction | None) -> None:
    assert cardinal(text) == number


def test_ordinals_and_spoken_years() -> None:
    assert [ordinal(w) for w in ("first", "22nd", "twenty-first", "30th", "thirtieth", "plain")] == [
        1,
        22,
        21,
        30,
        30,
        None,
    ]
    assert [
        spoken_year(w)
        for w in ("nineteen ninety-six", "twenty ten", "two thousand and four", "nineteen oh five")
    ] == [1996, 2010, 2004, 1905]


def test_durations() -> None:
    assert period(PERIOD["year"], Fraction(5, 2)).value == "P2Y6M"
    assert period(PERIOD["decade"], 2).value == "P20Y"
    assert period(PERIOD["decade"], None).value == "PXDE"
    assert period(PERIOD["hour"], Fraction(3, 2)).value == "PT1H30M"
    assert period(PERIOD["day"], Fraction(3, 2)).value == "P1.5D"


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("GMT", 0), ("UTC+2", 120), ("(GMT +8)", 480), ("EST", -300), ("CEST", 120), ("Eastern Standard Time", -300),
        ("Pacific Daylight Time", -420), ("ET", None), ("IST", None), ("local time", None), ("UTC+05:30", 330), (None, None),
    ],
)  # fmt: skip
def test_zones(zone: str | None, minutes: int | None) -> None:
    assert zone_minutes(zone) == minutes
