"""Numeric dates: ISO 8601, and `03/04/2019`, whose order depends on the country."""

import re

from briefing.extract.timeline.calendar import Point, on_calendar, start
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.rule import Reading, Rules, dated

RULES = Rules()


@RULES.add(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T(?P<h>\d\d):(?P<min>\d\d)(?::\d\d(?:\.\d+)?)?(?P<z>Z|[+-]\d\d:?\d\d)?)?",
    "number",
)
def iso(m: re.Match[str], ctx: Context) -> Reading | None:
    """`2019-05-03`, `2019-05-03T14:00Z`."""
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    if not on_calendar(year, month, day) or not year:
        return None
    point = Point("day", year, month, day)
    if m["h"] is None or int(m["h"]) > 24 or int(m["min"]) > 59:
        return dated(point, "day", "explicit")
    sign = {"+": 1, "-": -1}.get((m["z"] or "Z")[0], 0)
    digits = re.sub(r"\D", "", m["z"] or "") or "0000"
    zone = sign * (int(digits[:2]) * 60 + int(digits[2:])) if m["z"] else None
    tail = "Z" if zone == 0 else ""
    return Reading(
        "TIME", f"{m['y']}-{m['m']}-{m['d']}T{m['h']}:{m['min']}{tail}", point=point,
        minutes=int(m["h"]) * 60 + int(m["min"]), zone=zone,
    )  # fmt: skip


@RULES.add(r"(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)", "number")
def numeric(m: re.Match[str], ctx: Context) -> Reading | None:
    """`03/04/2019`: by the text's own order where another date or the outlet shows it, else both readings."""
    year = int(m["y"])
    if len(m["y"]) == 2:
        # POSIX strptime: 69-99 are 19xx, 00-68 are 20xx.
        year += 1900 if year >= 69 else 2000
        if m["sep"] == ".":
            return None
    a, b = int(m["a"]), int(m["b"])
    month_first = Point("day", year, a, b) if on_calendar(year, a, b) else None
    day_first = Point("day", year, b, a) if on_calendar(year, b, a) else None
    if month_first is None or day_first is None or month_first == day_first:
        point = month_first or day_first
        return point and dated(point, "day", "explicit")
    # Points between the numbers are written where the day comes first.
    order = True if m["sep"] == "." else ctx.day_first
    if order is not None:
        return dated(day_first if order else month_first, "day", "explicit")
    point = _nearer(month_first, day_first, ctx)
    other = day_first if point == month_first else month_first
    return Reading("DATE", dated(point, "day").value, "explicit", point=point, others=(other,))


def _nearer(one: Point, two: Point, ctx: Context) -> Point:
    """Of two readings the one nearer to the publication day; without one, month first as written."""
    here = ctx.today and start(ctx.today)
    a, b = start(one), start(two)
    if here is None or a is None or b is None:
        return one
    return one if abs((a - here).days) <= abs((b - here).days) else two
