"""The days of a year that differ from a plain week, each with who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.public_holidays import holiday_names, national
from server.store import Session
from server.store.working_days import province_days
from server.store.working_days.province_days import ProvinceDay
from server.web.words.language import language


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day; `said` is what a province says of it, None where the whole country has it so."""

    day: date
    worked: bool
    name: str = ""
    said: ProvinceDay | None = None


def of_year(session: Session, province: str, year: int) -> Sequence[DayLine]:
    """List the days of a year in order, those that were taken back among them."""
    country, names = national(), holiday_names(language())
    off = [
        DayLine(day=day, worked=False, name=names.get(day, ""))
        for day in country.off
        if day.year == year
    ]
    worked = [DayLine(day=day, worked=True) for day in country.worked if day.year == year]
    own = [
        DayLine(day=each.day, worked=each.worked, said=each)
        for each in province_days.listed(session, province, year)
    ]
    return sorted([*off, *worked, *own], key=lambda line: (line.day, line.said is not None))
