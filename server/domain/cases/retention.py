"""How long a case is kept: whole years from the end of the year in which it closed."""

from datetime import date

_LAST_MONTH, _LAST_DAY = 12, 31


def kept_until(closed_on: date, years: int) -> date | None:
    """Return the last day a closed case has to be kept; None where nothing is said: for ever."""
    last = closed_on.year + years
    return date(last, _LAST_MONTH, _LAST_DAY) if years and last <= date.max.year else None
