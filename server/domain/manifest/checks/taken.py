"""What must hold of rows that are taken over: they come from somewhere, and go where they fit."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.entries import Manifest
from server.domain.manifest.outline import OPENING, FieldOutline, FormOutline
from server.domain.manifest.taken import SUBJECT, TakenRows
from server.domain.toml_file import Path
from server.form_shape import FieldType


def taken_from(judged: Judged) -> Iterator[Finding]:
    """Refuse to take rows from a process, a task or after a milestone that is not there."""
    for number, each in enumerate(judged.manifest.taken):
        path: Path = ("taken", number)
        other = judged.of(each.process)
        if other is None:
            known = listed(judged.others) or "—"
            yield Finding("TAKEN-FROM", (*path, "process"), {"from": each.process, "known": known})
            continue
        yield from _task(path, each, other, judged)
        for place, name in enumerate(each.after):
            if not other.reaches(name):
                holes = {"from": name, "known": listed(other.milestones)}
                yield Finding("TAKEN-FROM", (*path, "after", place), holes)


def taken_into(judged: Judged) -> Iterator[Finding]:
    """Refuse to take rows into what has none, twice, or where no row might be too few."""
    seen: set[str] = set()
    for number, each in enumerate(judged.manifest.taken):
        path: Path = ("taken", number, "into")
        field = _into(judged, each)
        if field is None or field.kind is not FieldType.ROWS or each.into in seen:
            yield Finding("TAKEN-INTO", path, {"field": each.into})
            continue
        seen.add(each.into)
        if field.given and (field.required or field.least):
            yield Finding("TAKEN-NEEDED", path, {"field": each.into})


def taken_columns(judged: Judged) -> Iterator[Finding]:
    """Refuse a column that is not there, and one that what it is filled from does not fit."""
    for number, each in enumerate(judged.manifest.taken):
        field, path = _into(judged, each), ("taken", number, "columns")
        if field is None:
            continue
        for name in sorted(each.columns.keys() - field.columns.keys()):
            holes = {"column": name, "known": listed(field.columns) or "—"}
            yield Finding("TAKEN-COLUMN", (*path, name), holes)
        if (form := judged.form_of(each.process, each.task)) is not None:
            yield from _from_form(("taken", number), each, field, form)


def given(judged: Judged) -> Iterator[Finding]:
    """Refuse a given column that no row is taken over into: nobody could fill it in."""
    filled = {each.into for each in judged.manifest.taken}
    for element, task in judged.outline.tasks.items():
        for name, field in task.form.fields.items():
            if field.given and f"{element}.{name}" not in filled:
                holes = {"field": f"{element}.{name}", "column": listed(field.given)}
                yield Finding("TAKEN-NOWHERE", ("tasks", element), holes)


def _from_form(
    path: Path, each: TakenRows, field: FieldOutline, form: FormOutline
) -> Iterator[Finding]:
    """Judge columns beside the form of the record they are filled from."""
    rows = form.fields.get(each.rows)
    if each.rows and (rows is None or rows.kind is not FieldType.ROWS):
        holes = {"from": each.rows, "known": listed(form.fields)}
        yield Finding("TAKEN-FROM", (*path, "rows"), holes)
        return
    known = rows.columns if rows else form.asked
    for name in sorted(field.given | (each.columns.keys() & field.columns.keys())):
        source = each.source(name)
        if not each.rows and (source == SUBJECT or source.startswith(f"{OPENING}.")):
            continue
        if source not in known or not field.columns[name].fits(known[source]):
            place = (*path, "columns", name) if name in each.columns else (*path, "into")
            yield Finding("TAKEN-COLUMN", place, {"column": name, "known": listed(known)})


def _task(path: Path, each: TakenRows, other: Manifest, judged: Judged) -> Iterator[Finding]:
    own = other is judged.manifest
    known = judged.outline.tasks.keys() if own else other.tasks.keys()
    entry = other.tasks.get(each.task)
    if each.task not in known or (entry and entry.confidential) or (own and not each.rows):
        yield Finding("TAKEN-FROM", (*path, "task"), {"from": each.task, "known": listed(known)})


def _into(judged: Judged, each: TakenRows) -> FieldOutline | None:
    task = judged.outline.tasks.get(each.element)
    return task.form.fields.get(each.field) if task else None
