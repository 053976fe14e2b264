"""What the records of cases count of a unit, as a criterion's number, result or target begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.domain.canonical import Json
from server.domain.manifest import Figure
from server.domain.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCase:
    """So many rows of one case count."""

    title: Words
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigure:
    """What is counted, and in which cases."""

    name: Words
    cases: tuple[CountedCase, ...]

    @property
    def total(self) -> int:
        """All cases together."""
        return sum(case.count for case in self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigures:
    """What records count for one criterion: its number or result, and the unit's target."""

    actual: CountedFigure | None = None
    target: CountedFigure | None = None


NOTHING_COUNTED: Final = CountedFigures()


def count(figure: Figure, unit: str, record: Mapping[str, Json]) -> int:
    """Count the rows of a record that are about a unit and say what counts."""
    rows = record.get(figure.field)
    return sum(
        isinstance(row, Mapping) and _counts(figure, unit, row)
        for row in (rows if isinstance(rows, list) else ())
    )


def _counts(figure: Figure, unit: str, row: Mapping[str, Json]) -> bool:
    about = not figure.unit or row.get(figure.unit) == unit
    return about and all(row.get(column) in values for column, values in figure.only.items())
