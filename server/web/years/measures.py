"""What processes tell of the results of a year: a measure, whose it is, and what it came to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from flask import Flask, current_app

from server.web.cases.case_access import Sight


class MeasureGroup(StrEnum):
    """What a measure is one of, in the order in which they are shown."""

    RESULT = "result"
    AWARD = "award"
    ITEM = "item"
    """A line of the score table."""
    CASE = "case"
    """Cases that came so far."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that each unit comes to each year; `id` stays the same over the years."""

    group: MeasureGroup
    id: str
    name: str

    @property
    def key(self) -> str:
        """What an address calls it."""
        return f"{self.group}.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValue:
    """What a unit came to by a measure; `address` explains how, where anything does.

    `year` is that of the case where None is given.
    """

    measure: Measure
    unit_id: str
    said: str
    address: str = ""
    year: int | None = None


ToldOfYear = Callable[[Sight], Iterator[YearValue]]
"""Tells, of a case of its process, what the reader may see."""
_EXTENSION = "told_of_years"


def install(app: Flask, told: Mapping[str, ToldOfYear]) -> None:
    """Keep who tells of years, by the key of the process whose cases they tell of."""
    app.extensions[_EXTENSION] = dict(told)


def handed_in() -> Mapping[str, ToldOfYear]:
    """Return who tells of years."""
    return cast("Mapping[str, ToldOfYear]", current_app.extensions[_EXTENSION])
