"""Numbers that together may come to no more than another field holds: votes, and who was there."""

from collections.abc import Iterator, Mapping
from typing import cast

from server.form_shape import parts_of
from server.form_shape.keywords import TOGETHER
from server.forms.form import Form, Json
from server.forms.mistakes import FieldMistake, FormMistake


def too_many(form: Form, value: Mapping[str, Json]) -> Iterator[FieldMistake]:
    """Name the last of some numbers where they come to more than there are; with both numbers."""
    for rule in parts_of(form.schema, TOGETHER):
        most = _count(value.get(str(rule["most"])))
        of = cast("list[str]", rule["of"])
        named = [name for name in of if _count(value.get(name)) is not None]
        found = sum(_count(value.get(name)) or 0 for name in named)
        if most is not None and named and found > most:
            told = {"sum": found, "max": most}
            yield FieldMistake(named[-1], FormMistake.TOO_MANY_TOGETHER, told)


def _count(held: Json) -> int | None:
    """Return a whole number, or how many there are in a list; None for anything else."""
    if isinstance(held, list):
        return len(held)
    return held if isinstance(held, int) and not isinstance(held, bool) else None
