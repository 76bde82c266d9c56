"""What a source says about itself, brought into one form."""

import re
from datetime import datetime

from dateutil import parser as dates

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


def normal_date(value: str | None) -> str | None:
    """A date as ISO 8601 (`2019-04-28` or `2019-04-28T14:02:00+00:00`); None where it is not one.

    A date without a day or a year is no publication date: nothing is filled in.
    """
    text = (value or "").strip()
    if not text or len(text) > 80:
        return None
    if _ISO.fullmatch(text) and len(text) == 10:
        try:
            return datetime.strptime(text, "%Y-%m-%d").date().isoformat()
        except ValueError:
            return None
    try:
        # What the text leaves out is taken from the default: two defaults that share no part show it.
        one = dates.parse(text, default=datetime(2001, 1, 1))
        two = dates.parse(text, default=datetime(2004, 12, 28))
    except (ValueError, OverflowError, TypeError):
        return None
    if one.date() != two.date():
        return None
    has_time = re.search(r"\d:\d\d|\dT\d|\d ?[ap]\.?m", text, re.IGNORECASE) is not None
    return one.isoformat() if has_time else one.date().isoformat()
