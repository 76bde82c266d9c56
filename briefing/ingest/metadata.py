"""What a source says about itself, brought into one form."""

import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from dateutil import parser as dates

from briefing.model.text import one_line

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# 04/05/2031 is April in Boston and May in Dublin; 04.05.2031 is May wherever it is written so.
_FIGURES = re.compile(r"(\d{1,2})([./])(\d{1,2})\2\d{4}\b")
_CLOCK = re.compile(r"\d:\d\d|\dT\d|\d ?[ap]\.?m", re.IGNORECASE)
# RFC 822, 5.1, and the European and Asian abbreviations that outlets print. Offsets in seconds.
_HOUR = 3600
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8,
    "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?")
_NO_LANGUAGE = {"und", "mul", "zxx", "xx"}
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af)(?::\s*|\s+)(?=\S)", re.IGNORECASE)
_AUTHOR_SPLIT = re.compile(r"\s*[;|]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|und|et|&|y|e|en|och|og)\s+")
_AUTHOR_MAX = 120


class Metadata(msgspec.Struct, frozen=True):
    """What a source states. What it does not state is None: nothing is filled in."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    authors: list[str] = []
    published: str | None = None
    language: str | None = None


def normal_date(value: str | None) -> str | None:
    """A date as ISO 8601 (`2019-04-28` or `2019-04-28T14:02:00+00:00`); None where it is not one.

    A date without a day or a year is no publication date: nothing is filled in. Nor is one in figures
    with slashes that could be read both ways.
    """
    text = (value or "").strip()
    if not text or len(text) > 80:
        return None
    if _ISO_DAY.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    figures = _FIGURES.search(text)
    if (
        figures
        and figures[2] == "/"
        and figures[1] != figures[3]
        and max(int(figures[1]), int(figures[3])) <= 12
    ):
        return None
    by_day = figures is not None and figures[2] == "."
    zones = {name: hours * _HOUR for name, hours in _ZONES.items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", dates.UnknownTimezoneWarning)
            # What the text leaves out is taken from the default: two defaults that share no part show it.
            one = dates.parse(text, default=datetime(2001, 1, 1), tzinfos=zones, dayfirst=by_day)
            two = dates.parse(text, default=datetime(2004, 12, 28), tzinfos=zones, dayfirst=by_day)
        if one.date() != two.date():
            return None
        return one.isoformat() if _CLOCK.search(text) else one.date().isoformat()
    except (ValueError, ArithmeticError, TypeError, LookupError, AttributeError):
        return None  # dateutil lets more through than its ParserError


def normal_language(value: str | None) -> str | None:
    """A BCP 47 tag (`en`, `pt-BR`, `zh-Hant-TW`); None where `value` is none."""
    found = _LANGUAGE.fullmatch((value or "").strip())
    if not found or found[1].lower() in _NO_LANGUAGE:
        return None
    script, region = found[2], found[3]
    return "-".join(p for p in (found[1].lower(), script and script.title(), region and region.upper()) if p)


def normal_url(value: str | None) -> str | None:
    """An http or https address, else None."""
    text = one_line(value or "")
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) and len(text) <= 4000 else None


def normal_authors(value: Any) -> list[str]:
    """Names out of what sources write for authors: a string, a list, `{"name": …}`, a list of these."""
    names: list[str] = []
    for entry in _author_strings(value):
        for name in _names(entry):
            if name.casefold() not in (n.casefold() for n in names):
                names.append(name)
    return names


def _author_strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _author_strings(value.get("name"))
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _author_strings(entry)


def _names(text: str) -> list[str]:
    line = _BY.sub("", one_line(text), count=1) if _BY.match(one_line(text)) else one_line(text)
    parts = [p.strip(" .,-–—") for p in _AUTHOR_SPLIT.split(line)]
    parts = [p for p in parts if p]
    if len(parts) == 2 and "," in line and all(" " not in p for p in parts):
        return [line]  # "Doe, Jane" is one person
    return [p for p in parts if len(p) <= _AUTHOR_MAX and not re.match(r"https?://|@?\S+@\S", p)]


def clean(metadata: Metadata) -> Metadata:
    """The same with every field safe to show and an empty field None."""
    return Metadata(
        title=one_line(metadata.title or "") or None,
        url=normal_url(metadata.url),
        site=one_line(metadata.site or "") or None,
        authors=[name for name in map(one_line, metadata.authors) if name],
        published=metadata.published,
        language=normal_language(metadata.language),
    )
