"""Viet Nam's public holidays, lunar ones included, for counting working days."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=8)
def _of_year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=(year - 1, year, year + 1)))


def holidays_around(day: date) -> frozenset[date]:
    """Return the holidays of a day's year, the year before and the year after."""
    return _of_year(day.year)
