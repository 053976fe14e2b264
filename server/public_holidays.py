"""Viet Nam's working calendar: public holidays, lunar ones included, and days that were swapped."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Final

import holidays

from server.working_calendar import PLAIN_WEEKS, WorkingCalendar, difference, own_days, with_own

YEARS: Final = range(2000, 2100)
"""The years whose lunar days the library knows; in others nothing but weekends is off."""
SWAPPED: Final = {
    date(2026, 1, 2): date(2026, 1, 10),  # 12729/VPCP-KGVX, 25 December 2025
}
"""Days off for the whole country that the library does not know, with the days worked for them."""


@cache
def national() -> WorkingCalendar:
    """Return the calendar of the whole country."""
    found = holidays.country_holidays("VN", years=YEARS)
    return WorkingCalendar(
        off=frozenset(found) | SWAPPED.keys(),
        worked=frozenset(found.weekend_workdays).union(SWAPPED.values()),
    )


@cache
def holiday_names(language: str) -> Mapping[date, str]:
    """Name the country's days off, in `vi` or `en`."""
    spoken = "en_US" if language == "en" else "vi"
    return dict(holidays.country_holidays("VN", years=YEARS, language=spoken))


@cache
def national_edition() -> str:
    """Name the country's calendar of this release: other days have another name."""
    return edition_of(national_days())


def edition_of(days: str) -> str:
    """Name a calendar of the country by its days, written as `national_days` writes them."""
    return sha256(days.encode()).hexdigest()[:16]


@cache
def national_days() -> str:
    """Write the days of the country's calendar that differ from a plain week, as `own_days`."""
    return difference(PLAIN_WEEKS, national())


@lru_cache(maxsize=8)
def calendar_from(days: str) -> WorkingCalendar:
    """Return the calendar of the country that an edition's days were written of."""
    return with_own(PLAIN_WEEKS, own_days(days))


@lru_cache(maxsize=64)
def calendar_of(own: str) -> WorkingCalendar:
    """Return the calendar of a province whose own days are these; see `own_days`."""
    return with_own(national(), own_days(own)) if own else national()
