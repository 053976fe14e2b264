"""What must hold of rows that are taken over: they come from somewhere, and go where they fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.checks.keys import keyed_milestones
from server.domain.manifest.entries import Manifest
from server.domain.manifest.outline import OPENING, ColumnOutline, FieldOutline, FormOutline
from server.domain.manifest.taken import SUBJECT, TABLE_COLUMNS, WHOSE, BlocTable, TakenRows
from server.domain.toml_file import Path
from server.form_shape import MOST_ROWS, FieldType


def taken_from(judged: Judged) -> Iterator[Finding]:
    """Refuse to take rows from a process, a task or after a milestone that is not there."""
    for number, each in enumerate(judged.manifest.taken):
        path: Path = ("taken", number)
        if each.table:
            yield from _apart(path, each)
            continue
        yield from _since(path, each, judged)
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


def binding(judged: Judged) -> Iterator[Finding]:
    """Refuse to bind by what is no whole table that is kept, or no milestone of the case itself."""
    own = judged.manifest
    known = own.milestones.keys() - keyed_milestones(own, judged.outline.set_of)
    for number, each in enumerate(own.taken):
        whole = each.table is BlocTable.SCORE_TABLE and bool(each.file)
        if each.binds and (not whole or each.binds not in known):
            holes = {"from": each.binds, "known": listed(known) if whole else "table, file"}
            yield Finding("TAKEN-FROM", ("taken", number, "binds"), holes)


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
        most = _most_taken(judged, each)
        if field.given and field.most_rows < most:
            holes = {"field": each.into, "most": str(field.most_rows), "more": str(most)}
            yield Finding("TAKEN-MANY", path, holes)


def taken_columns(judged: Judged) -> Iterator[Finding]:
    """Refuse a column that is not there, and one that what it is filled from does not fit."""
    for number, each in enumerate(judged.manifest.taken):
        field, path = _into(judged, each), ("taken", number, "columns")
        if field is None:
            continue
        for name in sorted(each.columns.keys() - field.columns.keys()):
            holes = {"column": name, "known": listed(field.columns) or "—"}
            yield Finding("TAKEN-COLUMN", (*path, name), holes)
        if each.table:
            yield from _from_table(("taken", number), each, field)
        elif (form := judged.form_of(each.process, each.task)) is not None:
            yield from _from_form(("taken", number), each, field, RowsSource(judged, each, form))


def given(judged: Judged) -> Iterator[Finding]:
    """Refuse a given column that no row is taken over into: nobody could fill it in."""
    filled = {each.into for each in judged.manifest.taken}
    for element, task in judged.outline.tasks.items():
        for name, field in task.form.fields.items():
            if field.given and f"{element}.{name}" not in filled:
                holes = {"field": f"{element}.{name}", "column": listed(field.given)}
                yield Finding("TAKEN-NOWHERE", ("tasks", element), holes)


def _from_form(
    path: Path, each: TakenRows, field: FieldOutline, source: "RowsSource"
) -> Iterator[Finding]:
    """Judge columns beside the form of the record they are filled from."""
    rows = source.form.fields.get(each.rows)
    if each.rows and (rows is None or rows.kind is not FieldType.ROWS):
        holes = {"from": each.rows, "known": listed(source.form.fields)}
        yield Finding("TAKEN-FROM", (*path, "rows"), holes)
        return
    known = source.columns()
    yield from _filled(path, each, known)
    if not any(source.gives(each.source(name), known) for name in field.columns):
        yield Finding("TAKEN-EMPTY", (*path, "into"), {"known": listed(known)})
        return
    for name in unfilled(field, source):
        place = (*path, "columns", name) if name in each.columns else (*path, "into")
        yield Finding("TAKEN-COLUMN", place, {"column": name, "known": listed(known)})


def unfilled(field: FieldOutline, source: "RowsSource") -> list[str]:
    """Name the columns that what they are filled from does not fit, or is not there for.

    What is neither given nor named only begins with what the record has of that name, or empty.
    """
    known, each = source.columns(), source.taken
    asked = field.given | (each.columns.keys() & field.columns.keys())
    return [
        name
        for name, from_ in ((name, each.source(name)) for name in sorted(asked))
        if not (source.of_opening(from_) or source.of_whom(from_))
        and not (from_ in known and field.columns[name].fits(known[from_]))
    ]


@dataclass(frozen=True, slots=True)
class RowsSource:
    """Where rows are taken from: the form of a record, and the one its case was opened with."""

    judged: Judged
    taken: TakenRows
    form: FormOutline

    def columns(self) -> dict[str, ColumnOutline]:
        """Give what rows may be filled from, by the names that `columns` writes."""
        if self.taken.rows:
            return self._sure({**self.form.fields[self.taken.rows].columns})
        opened, manifest = self._opening(), self.judged.of(self.taken.process)
        asked = {f"{OPENING}.{name}": each for name, each in opened.asked.items()}
        subject = asked.get(manifest.open.subject) if manifest else None
        named = {SUBJECT: subject} if subject else {}
        return self._sure({**asked, **named, **self.form.asked})

    def _sure(self, known: dict[str, ColumnOutline]) -> dict[str, ColumnOutline]:
        """Have the field that is asked to hold something hold it always."""
        sure = known.get(self.taken.filled)
        return {**known, self.taken.filled: replace(sure, required=True)} if sure else known

    def gives(self, name: str, known: Mapping[str, ColumnOutline]) -> bool:
        """Tell whether there is something under a name."""
        return name in known or self.of_opening(name) or self.of_whom(name)

    def of_whom(self, name: str) -> bool:
        """Tell whether a column is filled by whose record it is."""
        return bool(self.taken.each_since) and name == WHOSE

    def of_opening(self, name: str) -> bool:
        """Tell whether a column is filled from an opening form that is not known here."""
        from_case = name == SUBJECT or name.startswith(f"{OPENING}.")
        return not self.taken.rows and from_case and not self._opening().fields

    def _opening(self) -> FormOutline:
        return self.judged.form_of(self.taken.process, OPENING) or FormOutline()


def _most_taken(judged: Judged, each: TakenRows) -> int:
    """Tell how many rows there may be, as far as the record's form is known; a case gives one."""
    form = judged.form_of(each.process, each.task)
    if not each.rows or each.each_since:
        return MOST_ROWS
    return form.fields[each.rows].most_rows if form and each.rows in form.fields else 0


def _filled(path: Path, each: TakenRows, known: Mapping[str, ColumnOutline]) -> Iterator[Finding]:
    """Refuse to ask whether a field holds something that is not there."""
    if each.filled and each.filled not in known:
        holes = {"from": each.filled, "known": listed(known)}
        yield Finding("TAKEN-FROM", (*path, "filled"), holes)


def _from_table(path: Path, each: TakenRows, field: FieldOutline) -> Iterator[Finding]:
    """Judge columns beside what rows of the score table say."""
    known = TABLE_COLUMNS[each.table] if each.table else frozenset[str]()
    if known.isdisjoint(map(each.source, field.columns)):
        yield Finding("TAKEN-EMPTY", (*path, "into"), {"known": listed(known)})
        return
    asked = field.given | (each.columns.keys() & field.columns.keys())
    for name in sorted(asked):
        if each.source(name) not in known:
            place = (*path, "columns", name) if name in each.columns else (*path, "into")
            yield Finding("TAKEN-COLUMN", place, {"column": name, "known": listed(known)})


def _apart(path: Path, each: TakenRows) -> Iterator[Finding]:
    """Refuse beside a table what is said of records."""
    said: dict[str, object] = {"rows": each.rows, "process": each.process, "after": each.after}
    said |= {"where": each.where, "each_since": each.each_since, "filled": each.filled}
    for word in (word for word, value in said.items() if value):
        yield Finding("TAKEN-FROM", (*path, word), {"from": word, "known": "table, file, columns"})
    if each.table is BlocTable.CHANGES and not each.file:
        yield Finding("TAKEN-FROM", (*path, "table"), {"from": each.table, "known": "file"})


def _since(path: Path, each: TakenRows, judged: Judged) -> Iterator[Finding]:
    """Refuse to read what came since a task that is not there, or of another process's units."""
    since, known = each.each_since, judged.outline.tasks
    if since and (each.process or since not in known):
        yield Finding("TAKEN-FROM", (*path, "each_since"), {"from": since, "known": listed(known)})


def _task(path: Path, each: TakenRows, other: Manifest, judged: Judged) -> Iterator[Finding]:
    own = other is judged.manifest
    drawn = judged.forms.get(each.process)
    known = judged.outline.tasks.keys() if own else other.tasks.keys() - {OPENING}
    known = known if own or drawn is None else known & drawn.keys()
    entry = other.tasks.get(each.task)
    if (
        each.task not in known
        or (entry and entry.confidential)
        or (own and not (each.rows or each.each_since))
    ):
        yield Finding("TAKEN-FROM", (*path, "task"), {"from": each.task, "known": listed(known)})


def _into(judged: Judged, each: TakenRows) -> FieldOutline | None:
    task = judged.outline.tasks.get(each.element)
    return task.form.fields.get(each.field) if task else None
