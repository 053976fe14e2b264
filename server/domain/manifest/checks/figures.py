"""What must hold of what is counted of units: rows that say whose they are, and what counts."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.figures import Figure
from server.domain.manifest.outline import ColumnOutline, FieldOutline
from server.domain.toml_file import Path
from server.form_shape import FieldType


def counted(judged: Judged) -> Iterator[Finding]:
    """Refuse to count what is no rows of a record that others may be told of."""
    for name, each in judged.manifest.figures.items():
        entry, field = judged.manifest.tasks.get(each.element), _field(judged, each)
        if field is not None and (
            field.kind is not FieldType.ROWS or (entry and entry.confidential)
        ):
            yield Finding("FIGURE-ROWS", ("figures", name, "of"), {"field": each.of})


def of_units(judged: Judged) -> Iterator[Finding]:
    """Refuse rows of which nothing says what unit they are about."""
    for name, each in judged.manifest.figures.items():
        columns = _columns(judged, each)
        if columns is None:
            continue
        parties = [key for key, one in columns.items() if one.kind is FieldType.PARTY]
        holes = {"field": each.of, "known": listed(parties) or "—"}
        if each.unit and each.unit not in parties:
            yield Finding("FIGURE-UNIT", ("figures", name, "unit"), holes)
        elif not each.unit and not _is_of_a_unit(judged, each.element):
            yield Finding("FIGURE-UNIT", ("figures", name), holes)


def only(judged: Judged) -> Iterator[Finding]:
    """Refuse to count by a column that is no choice, or by what cannot be chosen there."""
    for name, each in judged.manifest.figures.items():
        columns = _columns(judged, each) or {}
        for column, values in each.only.items() if columns else ():
            path: Path = ("figures", name, "only", column)
            known = columns[column].choices if column in columns else {}
            if not known:
                choices = [key for key, one in columns.items() if one.choices]
                yield Finding(
                    "FIGURE-ONLY", path, {"word": column, "known": listed(choices) or "—"}
                )
            elif not values or not known.keys() >= {*values}:
                word = listed({*values} - known.keys()) or "[]"
                yield Finding("FIGURE-ONLY", path, {"word": word, "known": listed(known)})


def after(judged: Judged) -> Iterator[Finding]:
    """Refuse to count after a milestone that nothing reaches."""
    for name, each in judged.manifest.figures.items():
        if each.after and not judged.manifest.reaches(each.after):
            holes = {"milestone": each.after, "known": listed(judged.manifest.milestones) or "—"}
            yield Finding("FIGURE-AFTER", ("figures", name, "after"), holes)


def _field(judged: Judged, each: Figure) -> FieldOutline | None:
    form = judged.outline.form(each.element)
    return form.fields.get(each.field) if form else None


def _columns(judged: Judged, each: Figure) -> dict[str, ColumnOutline] | None:
    """Give the columns of the rows; None where there are no rows."""
    field = _field(judged, each)
    return {**field.columns} if field and field.kind is FieldType.ROWS else None


def _is_of_a_unit(judged: Judged, element: str) -> bool:
    """Tell whether a record is about a unit: one of a set, or who opened the case."""
    return bool(judged.outline.set_of(element)) or judged.manifest.open.about_opener
