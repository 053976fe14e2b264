"""What must hold of printouts: records that are there, fields they have, and eyes that see them."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.outline import OPENING
from server.domain.manifest.printouts import HOLES, PrintedPart, PrintoutEntry
from server.domain.toml_file import Path
from server.form_shape import FieldType


def printed(judged: Judged) -> Iterator[Finding]:
    """Refuse to print, or have signed, what no task hands in."""
    known = listed(judged.outline.tasks)
    for path, element in _named(judged):
        opening = element == OPENING and path[-1] in {"field", "of"}
        if element and element not in judged.outline.tasks and not opening:
            yield Finding("PRINTOUT-TASK", path, {"task": element, "known": known})


def of_whom(judged: Judged) -> Iterator[Finding]:
    """Refuse one record where each of a set has its own, and a table where nobody has."""
    for name, number, part, entry in _parts(judged):
        of = judged.outline.set_of(part.element)
        single = not (part.table or part.rows) and of not in {"", judged.outline.set_of(entry.of)}
        if part.element in judged.outline.tasks and (single or (part.table and not of)):
            word = "table" if single else "record"
            path = ("printouts", name, "body", number)
            yield Finding("PRINTOUT-KEY", path, {"task": part.element, "word": word})


def columns(judged: Judged) -> Iterator[Finding]:
    """Refuse a field of rows that holds none, and columns it does not have."""
    for name, number, part, _entry in _parts(judged):
        known, key = _columns(judged, part), "rows" if part.rows else "columns"
        path: Path = ("printouts", name, "body", number, key)
        if known is None:
            yield Finding("PRINTOUT-ROWS", path, {"field": part.rows})
            continue
        for word, column in [
            *(("columns", each) for each in part.columns),
            ("grouped", part.grouped),
        ]:
            if column and column not in known:
                holes = {"field": column, "known": listed(known) or "—"}
                yield Finding("PRINTOUT-COLUMN", (*path[:-1], word), holes)


def numbered(judged: Judged) -> Iterator[Finding]:
    """Refuse the number of a document that is not there, or made for somebody else."""
    for name, entry in judged.manifest.printouts.items():
        fit = _documents(judged, entry)
        for document in entry.documents:
            if document not in fit:
                holes = {"document": document, "known": listed(fit) or "—"}
                yield Finding("PRINTOUT-DOCUMENT", ("printouts", name, "document"), holes)


def said(judged: Judged) -> Iterator[Finding]:
    """Refuse a hole that nothing fills."""
    for name, entry in judged.manifest.printouts.items():
        known = HOLES | _fields(judged, entry)
        for hole in entry.holes():
            if hole not in known:
                known_holes = listed(f"{{{each}}}" for each in HOLES)
                task = hole.partition(".")[0]
                holes = {"hole": f"{{{hole}}}", "known": known_holes, "task": task}
                yield Finding("PRINTOUT-HOLE", ("printouts", name), holes)


def seen(judged: Judged) -> Iterator[Finding]:
    """Refuse a circle with somebody who never sees a record that is printed: they get nothing."""
    manifest = judged.manifest
    for name, entry in manifest.printouts.items():
        asked = {OPENING} if entry.opening_fields() - {manifest.open.subject} else set()
        for element in sorted(entry.elements() | asked):
            task = manifest.tasks.get(element)
            inner = manifest.sight.get(task.see) if task else None
            for grant in manifest.sight.get(entry.see, ()) if inner is not None else ():
                if not any(
                    (each.level, each.role) == (grant.level, grant.role) for each in inner or ()
                ):
                    level = f"{grant.level}:{grant.role}" if grant.role else str(grant.level)
                    holes = {"task": element, "level": level}
                    yield Finding("PRINTOUT-HIDDEN", ("printouts", name, "see"), holes)


def packaged(judged: Judged) -> Iterator[Finding]:
    """Refuse what only a package can print where there is none."""
    for name, number, part, _entry in _parts(judged):
        if part.panel and not judged.manifest.package:
            path = ("printouts", name, "body", number, "panel")
            yield Finding("SHOWS-PANEL", path, {"panel": part.panel})


def _parts(judged: Judged) -> Iterator[tuple[str, int, PrintedPart, PrintoutEntry]]:
    for name, entry in judged.manifest.printouts.items():
        for number, part in enumerate(entry.body):
            yield name, number, part, entry


def _named(judged: Judged) -> Iterator[tuple[Path, str]]:
    """Give every naming of a task, with its place."""
    for name, entry in judged.manifest.printouts.items():
        yield ("printouts", name, "of"), entry.of
        for number, signed in enumerate(entry.signed):
            yield from (
                (("printouts", name, "signed", number, "task"), each) for each in signed.tasks
            )
    for name, number, part, _entry in _parts(judged):
        way = next((way for way in ("field", "rows", "table", "record") if getattr(part, way)), "")
        yield ("printouts", name, "body", number, way), part.element


def _columns(judged: Judged, part: PrintedPart) -> frozenset[str] | None:
    """Return what columns there are; None where a field of rows holds none."""
    form = judged.outline.form(part.element)
    if form is None:
        return frozenset({*part.columns, part.grouped})
    if part.table:
        return frozenset(form.fields)
    field = form.fields.get(part.rows.partition(".")[2]) if part.rows else None
    if field is None:
        return frozenset({*part.columns, part.grouped} if part.rows else ())
    return frozenset(field.columns) if field.kind is FieldType.ROWS else None


def _documents(judged: Judged, entry: PrintoutEntry) -> list[str]:
    of = judged.outline.set_of(entry.of)
    every = judged.manifest.documents.items()
    return [name for name, each in every if judged.outline.set_of(each.task) == of]


def _fields(judged: Judged, entry: PrintoutEntry) -> frozenset[str]:
    """Return the fields that a printout's texts may say: the case's own, and of the same key."""
    opening, of = judged.outline.opening, judged.outline.set_of(entry.of)
    found = {f"{OPENING}.{name}" for name in (opening.fields if opening else ())}
    for element, task in judged.outline.tasks.items():
        if judged.outline.set_of(element) in {"", of}:
            found |= {f"{element}.{name}" for name in task.form.fields}
    return frozenset(found)
