"""Rows within a table of a form: as many as there are, and one more to add."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from server.web.bloc_parts.fields import FormField, Item, value_at

MOST_ROWS: Final = 60


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
        there = value_at(item, (each.key,))
        number = max(len(there) if isinstance(there, list) else 0, _sent(each, names))
        found += [one for n in range(min(number + 1, MOST_ROWS)) for one in each.at(n)]
    return found


def row_of(each: FormField) -> str:
    """Name the row that a field is of, as mistakes do; nothing where it is of none."""
    return each.name.partition(".")[0] if each.row else ""


def _sent(rows: FormRows, names: Collection[str]) -> int:
    """Return the highest number of a row that was sent, counted from 1."""
    found = (re.match(rf"{rows.key}\[(\d{{1,3}})\]", name) for name in names)
    return min(max((int(each[1]) for each in found if each), default=0), MOST_ROWS)
