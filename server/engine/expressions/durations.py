"""How long a timer waits: ISO 8601 durations, counted from the moment its event began to wait."""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Final

from server.engine.values import JSON

ENTERED: Final = "entered_on"
"""What the expressions of a timer read beside all others: the day it began to wait."""
_MONTHS: Final = 12
_DURATION: Final = re.compile(
    r"P(?=.)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?"
    r"(?:(T)(?=.)(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?",
    re.ASCII,
)


_MEANT: Final = re.compile(r"[-+]?P(?:T|\d[\dYMWDHST.,]*|T\d[\dHMS.,]*)?|R\d*/.*", re.IGNORECASE)
"""What is written as a duration, rightly or not: no expression that could give one looks so."""


def is_duration(value: JSON) -> bool:
    """Tell whether a value is a duration of at least a minute; there are no seconds in it."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return found is not None and any(
        int(part) for part in found.groups() if part not in {None, "T"}
    )


def after(moment: str, duration: str) -> str:
    """Give when a duration is over that begins at a moment, a local one in ISO 8601.

    One of years, months, weeks and days ends with its last day, which is what is given; the first
    day does not count (Civil Code 2015, articles 147 and 148). One with hours or minutes ends at a
    moment. A month that is too short ends with its last day. ValueError for what is no duration.
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        raise ValueError(duration)
    years, months, weeks, days, timed, hours, minutes = found.groups(default="0")
    begun = datetime.fromisoformat(moment)
    end = datetime.combine(_later(begun.date(), int(years) * _MONTHS + int(months)), begun.timetz())
    end += timedelta(weeks=int(weeks), days=int(days))
    if timed == "0":
        return end.date().isoformat()
    return (end + timedelta(hours=int(hours), minutes=int(minutes))).isoformat()


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def source_of(written: str) -> str:
    """Give the expression of a duration as a file says it: a plain one stands for itself."""
    return repr(written) if _MEANT.fullmatch(written) else written
