"""What a draft begins with: a new document, or another year's with its days moved."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.bloc_draft import document
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, tables_in
from server.domain.texts.vietnamese import fold

LONGEST_ID: Final = 40
_OTHERS: Final = re.compile("[^a-z0-9]+")
_DAYS: Final[Mapping[str, Sequence[str]]] = {"deadlines": ("date",), "waves": ("starts", "ends")}
_NAMED: Final = ("units", "bodies")
_DAYS_OF_NAMES: Final = ("name_from", "name_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a draft begins with: its document, from which bloc-year, what is to be looked at."""

    document: str
    base: str = ""
    to_check: Sequence[str] = ()


def id_of(name: str) -> str:
    """Make the part of an id that is a unit's or a bloc's own out of its name; '' out of none."""
    return _OTHERS.sub("-", fold(name)).strip("-")[:LONGEST_ID].strip("-")


def new_document(bloc: TomlTable, *, bodies: "TomlValue | None") -> str:
    """Write the document of a bloc nobody had before: its head, and the province's bodies."""
    return document.write({"bloc": bloc, **({"bodies": bodies} if bodies else {})})


def moved(source: str, *, base: str, year: int) -> Beginning:
    """Take over another year's document, or this one's: all but its persons, its days moved.

    What was moved, and what names the year before, is to be looked at. Days of names stay behind:
    a name given now would take the place of the one that began on such a day.
    """
    values = document.read(document.without_persons(source))
    head = values.get("bloc")
    bloc = dict(head) if isinstance(head, Mapping) else {}
    before = bloc.get("year")
    years = year - before if isinstance(before, int) else 0
    bloc["year"] = year
    to_check = ["bloc.effective_from"]
    bloc["effective_from"] = _moved(bloc.get("effective_from"), years) or dt.date(year, 1, 1)
    if "theme" in bloc and years:
        to_check.append("bloc.theme")
    values["bloc"] = bloc
    for part in _NAMED:
        if rows := tables_in(values.get(part, ())):
            values[part] = [_without(row, _DAYS_OF_NAMES) for row in rows]
    for part, names in _DAYS.items():
        rows = tables_in(values.get(part, ()))
        if rows:
            values[part] = [_with_days_moved(row, names, years) for row in rows]
            dated = [row for row in rows if years and any(name in row for name in names)]
            to_check += [f"{part}.{row.get('id')}" for row in dated]
    return Beginning(document=document.write(values), base=base, to_check=to_check)


def _without(row: TomlTable, names: Sequence[str]) -> TomlTable:
    return {name: value for name, value in row.items() if name not in names}


def _with_days_moved(row: TomlTable, names: Sequence[str], years: int) -> TomlTable:
    days = {name: _moved(row[name], years) for name in names if name in row}
    return {**row, **{name: day for name, day in days.items() if day is not None}}


def _moved(day: "TomlValue | None", years: int) -> dt.date | None:
    """Move a day by years; the 29th of February becomes the 28th where there is none."""
    if not isinstance(day, dt.date):
        return None
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    return dt.date(year, day.month, min(day.day, last))
