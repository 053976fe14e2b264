"""Rows that a form takes over, as its fields hold them: each with what was typed for it."""

from collections.abc import Iterable, Mapping

from server import forms
from server.actions.taken_rows.earlier_rows import Row, TakenField
from server.actions.tasks.read_task import TaskPage
from server.actions.tasks.shown_records import ShownRecord
from server.form_shape import FieldType, columns_of, field_type, given_columns
from server.web.frame import formats

Texts = Mapping[str, str]


def begun(page: TaskPage) -> dict[str, str]:
    """Return what the fields of rows begin with that may be changed."""
    found: dict[str, str] = {}
    for name, each in page.taken.items():
        if not each.given:
            found |= _written(page, name, each.rows)
    return found


def settled(page: TaskPage, typed: Texts) -> dict[str, str]:
    """Put the given rows in their order, and to each what was typed for one that said the same."""
    found = dict(typed)
    for name, each in page.taken.items():
        if each.given:
            held = _by_row(name, typed)
            found = {path: text for path, text in found.items() if not path.startswith(f"{name}.")}
            found |= _settled(page, name, each, held)
    return found


def counts(page: TaskPage) -> dict[str, int]:
    """Count the rows of each field that has those it took over and no others."""
    return {name: len(each.rows) for name, each in page.taken.items() if each.given}


def lacking(page: TaskPage) -> frozenset[str]:
    """Name the fields of given rows that are typed, because the record says nothing there."""
    return frozenset(
        f"{name}.{number}.{column}"
        for name, each in page.taken.items()
        for number, row in enumerate(each.rows)
        for column in each.given - each.fixed(row)
    )


def standing(page: TaskPage, shown: ShownRecord) -> frozenset[str]:
    """Name the fields of a record that stand in the form itself: it took all of them over.

    Of rows in which anything was typed, that; the rest of such a row was given there already.
    """
    found: set[str] = set()
    for each in page.manifest.taken:
        field = page.taken.get(each.field) if each.element == page.task.element else None
        if field is None or shown.record.task_id not in field.records:
            continue
        given = {each.source(column) for column in field.given}
        if not each.rows:
            found |= given
        elif _told_by(shown.form.fields.get(each.rows, {})) <= given:
            found.add(each.rows)
    return frozenset(found)


def _told_by(rows: Mapping[str, object]) -> frozenset[str]:
    columns = frozenset(columns_of(rows))
    return columns - given_columns(rows) or columns


def apart(page: TaskPage) -> bool:
    """Tell whether a form took rows over from records of which no single one stands beside it."""
    beside = {each.record.task_id for each in page.records.single}
    return any(
        each.given and each.rows and not beside.issuperset(each.records)
        for each in page.taken.values()
    )


def _settled(
    page: TaskPage, name: str, each: TakenField, held: list[dict[str, str]]
) -> dict[str, str]:
    left = [*held]
    found: dict[str, str] = {}
    for number in range(len(each.rows)):
        texts = _by_row(name, _written(page, name, [each.rows[number]]))[0]
        fixed = {column: texts.get(column, "") for column in each.fixed(each.rows[number])}
        same = next((row for row in left if _says(row, fixed)), None)
        if same is not None:
            left.remove(same)
        whole = {**texts, **(same or {}), **fixed}
        found |= {f"{name}.{number}.{column}": text for column, text in whole.items()}
    return found


def _says(row: Texts, fixed: Texts) -> bool:
    return all(row.get(column, "") == text for column, text in fixed.items())


def _written(page: TaskPage, name: str, rows: Iterable[Row]) -> dict[str, str]:
    """Write rows as their fields hold them; a box that is not ticked says so."""
    found = forms.written(page.form, {name: [dict(row) for row in rows]}, formats.number)
    truths = {
        column
        for column, schema in columns_of(page.form.fields[name]).items()
        if field_type(schema) is FieldType.TRUTH
    }
    return {p: text or "0" if p.split(".")[-1] in truths else text for p, text in found.items()}


def _by_row(name: str, typed: Texts) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for path, text in typed.items():
        field, number, column = (*path.split(".", 2), "", "")[:3]
        if field == name and number.isdigit() and column:
            rows.setdefault(int(number), {})[column] = text
    return [rows[number] for number in sorted(rows)]
