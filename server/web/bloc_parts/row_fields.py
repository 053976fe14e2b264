"""Rows within a table of a form: as many as there are, and one more to add."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from server.web.bloc_parts.fields import FormField, Item, value_at

MOST_EMPTY: Final = 60
"""Rows that may be left empty between those that were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """A list of small tables within a table; `one` is what each is called."""

    key: str
    one: str
    fields: Sequence[FormField]

    def at(self, n: int) -> Sequence[FormField]:
        """Return the fields of the row with this number, counted from 0."""
        row = f"{self.one} {n + 1}"
        return [replace(each, path=(self.key, str(n), *each.path), row=row) for each in self.fields]


Laid: TypeAlias = FormField | FormRows


def fields_of(laid: Iterable[Laid], item: Item, names: Collection[str] = ()) -> list[FormField]:
    """Lay out the fields of a table: each of its rows, those that `names` speak of, and a new one.

    `names` are those of fields that were sent.
    """
    found: list[FormField] = []
    for each in laid:
        if isinstance(each, FormField):
            found.append(each)
            continue
        rows = value_at(item, (each.key,))
        there = len(rows) if isinstance(rows, list) else 0
        number = max(there, _sent(each, names, there))
        found += [one for n in range(number + 1) for one in each.at(n)]
    return found


def row_of(each: FormField) -> str:
    """Name the row that a field is of, as mistakes do; nothing where it is of none."""
    return each.name.partition(".")[0] if each.row else ""


def _sent(rows: FormRows, names: Collection[str], there: int) -> int:
    """Return the highest number of a row that was sent, counted from 1.

    A number far beyond the rows there are was not sent by a form.
    """
    matches = (re.match(rf"{rows.key}\[([1-9]\d{{0,5}})\]", name) for name in names)
    found = {int(each[1]) for each in matches if each}
    return min(max(found, default=0), there + len(found) + MOST_EMPTY)
