"""The rows that the form of a task takes over: from earlier records, or from the score table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from server import engine
from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of, opening_form, opening_routes
from server.actions.definitions.value_words import party_name, value_words
from server.actions.taken_rows.score_table_rows import ScoreTableNow
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest import TakenRows
from server.domain.manifest.outline import OPENING
from server.domain.manifest.taken import SOURCE, SUBJECT, WHOSE
from server.domain.people.posts import row_number
from server.engine import EngineRefusal
from server.form_shape import (
    FieldType,
    columns_of,
    field_type,
    given_columns,
    may_hold,
    needed_columns,
)
from server.forms import Form
from server.store import Session
from server.store.cases.cases import TaskRow
from server.store.tasks import taken_records
from server.store.tasks.taken_records import TakenRecord, WantedTaken
from server.store.tasks.task_pages import TaskRecord

Row = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenField:
    """What one field of rows begins with; `given` are the columns that stand as they are.

    `needed` are those of them that each row must have: where the record says nothing there, as one
    of an older form, it is typed.
    """

    rows: Sequence[Row]
    given: frozenset[str]
    needed: frozenset[str]
    records: Sequence[UUID] = field(default=())
    """The tasks whose records the rows are from."""

    def fixed(self, row: Row) -> frozenset[str]:
        """Name the columns of a row in which what was taken over stands."""
        lacking = {name for name in self.needed if row.get(name) in (None, "")}
        return self.given - lacking


Taken = Mapping[str, TakenField]
"""By the field of the form."""


def of_task(  # noqa: PLR0913 - one reading, named part by part
    session: Session,
    model: Deployed,
    task: TaskRow | TaskRecord,
    form: Form,
    *,
    rules: CaseRules,
    opening: Mapping[str, Json],
) -> Taken:
    """Read what the form of a task takes over; raises CaseBroken where the form cannot be read."""
    own: Row = {OPENING: opening_routes(opening_form(model), opening), "year": rules.year}
    table = ScoreTableNow(session=session, case_id=task.case_id, rules=rules)
    return {
        each.field: _of_table(table, form, each)
        if each.table
        else _field(session, model, task, form, each=each, rules=rules, own=own)
        for each in model.manifest.taken
        if each.element == task.element and each.field in form.fields
    }


def _of_table(table: ScoreTableNow, form: Form, each: TakenRows) -> TakenField:
    """Read the rows that stand in the bloc-year itself."""
    return of_lines(table.rows(each), form, each)


def of_lines(lines: Sequence[Row], form: Form, each: TakenRows) -> TakenField:
    """Fill a field with lines of a score table."""
    schema = form.fields[each.field]
    names = {name: each.source(name) for name in columns_of(schema)}
    found = [{name: row[of] for name, of in names.items() if of in row} for row in lines]
    given = given_columns(schema)
    return TakenField(rows=found, given=given, needed=given & needed_columns(schema))


def _field(  # noqa: PLR0913 - one reading, named part by part
    session: Session,
    model: Deployed,
    task: TaskRow | TaskRecord,
    form: Form,
    *,
    each: TakenRows,
    rules: CaseRules,
    own: Row,
) -> TakenField:
    wanted = WantedTaken(
        case_id=task.case_id,
        key=task.key,
        subject_unit_id=task.subject_unit_id,
        kind=each.process,
        element=each.task,
        after=each.after,
        years_before=each.years_before,
        each_since=each.each_since,
    )
    found = taken_records.newest(session, wanted)
    sources = [source for source in _sources(session, found, rules) if source.counts(each, own)]
    used = sources if each.each_since else sources[:1] if each.rows else sources[::-1]
    return _filled(used, form, each, only=own_row(model, task.element, task.key, each))


def own_row(model: Deployed, element: str, key: str, each: TakenRows) -> int | None:
    """Return the place of the row that a task is for, among rows its set is of; else None."""
    process = model.definition.elements[element].process
    members = model.manifest.sets.get(model.definition.processes[process].each or "")
    number = row_number(key)
    mine = members is not None and members.rows == f"{each.task}.{each.rows}" and not each.process
    return number - 1 if mine and number is not None else None


def of_records(  # noqa: PLR0913 - one reading, named part by part
    session: Session,
    records: Sequence[TakenRecord],
    form: Form,
    each: TakenRows,
    rules: CaseRules,
    *,
    only: int | None,
) -> TakenField:
    """Fill a field with all that these records say, in their order, or with the row that counts."""
    return _filled([*_sources(session, records, rules)], form, each, only=only)


def _filled(
    used: Sequence["_Source"], form: Form, each: TakenRows, *, only: int | None = None
) -> TakenField:
    """Fill a field from records; `only` is the place of the one row that is meant, if one is."""
    schema = form.fields[each.field]
    given = given_columns(schema)
    every = [source.rows(each, columns_of(schema)) for source in used]
    told = [{n: row for n, row in rows.items() if only in {None, n}} for rows in every]
    return TakenField(
        rows=_together(told)
        if each.each_since
        else [row for rows in told for row in rows.values()],
        given=given,
        needed=given & needed_columns(schema),
        records=[source.record.task_id for source in used],
    )


def _together(told: Sequence[Mapping[int, Row]]) -> list[Row]:
    """Put rows of several records by their places: what one thing is told of stands together."""
    places = sorted({place for rows in told for place in rows})
    return [rows[place] for place in places for rows in told if place in rows]


def _sources(
    session: Session, found: Sequence[TakenRecord], rules: CaseRules
) -> Iterator["_Source"]:
    """Give each record with the forms it is told by; what cannot be read any more is left out."""
    for record in found:
        try:
            model = deployed(session, record.definition_hash)
            form = form_of(model, record.form)
        except (CaseBroken, KeyError):
            continue
        yield _Source(record, model, form, rules)


@dataclass(frozen=True, slots=True)
class _Source:
    """An earlier record in the words of its own forms."""

    record: TakenRecord
    model: Deployed
    form: Form
    rules: CaseRules

    def counts(self, each: TakenRows, own: Mapping[str, Json]) -> bool:
        """Tell whether what is asked of its case holds."""
        if not each.where:
            return True
        asked = opening_routes(opening_form(self.model), self.record.opening)
        try:
            return engine.evaluated(each.where, {**own, SOURCE: asked}) is True
        except EngineRefusal:
            return False

    def rows(
        self, each: TakenRows, columns: Mapping[str, Mapping[str, object]]
    ) -> Mapping[int, Row]:
        """Give the rows it has for another form's columns, by their places."""
        held = self.record.value.get(each.rows) if each.rows else [self.record.value]
        from_rows = columns_of(self.form.fields.get(each.rows, {})) if each.rows else {}
        known = from_rows or self.form.fields
        return {
            place: {
                name: said
                for name, column in columns.items()
                if (said := self._cell(each.source(name), row, known, column)) is not None
            }
            for place, row in enumerate(held if isinstance(held, list) else ())
            if isinstance(row, Mapping) and (not each.filled or row.get(each.filled))
        }

    def _cell(
        self,
        name: str,
        row: Row,
        known: Mapping[str, Mapping[str, object]],
        column: Mapping[str, object],
    ) -> Json:
        """Give what a column is filled with; where it is a text, in words."""
        if name == WHOSE and WHOSE not in known:
            return self._whose(column)
        whole, _, inner = name.partition(".")
        if name == SUBJECT and SUBJECT not in known:
            whole, inner = OPENING, self.model.manifest.open.subject.partition(".")[2]
        if whole == OPENING and inner:
            form = opening_form(self.model)
            row, known, name = self.record.opening, form.fields if form else {}, inner
        value, schema = row.get(name), known.get(name)
        if value is None or field_type(column) is not FieldType.TEXT:
            fits = schema is None or value is None or may_hold(column, value, schema)
            return value if fits else None
        return value_words(value, schema, words=self.model.words, rules=self.rules, language="vi")

    def _whose(self, column: Mapping[str, object]) -> Json:
        """Give the unit that its record is about; where the column is a text, its short name."""
        unit = self.record.unit_id
        if unit is None or field_type(column) is not FieldType.TEXT:
            return unit
        return party_name(unit, self.rules, "vi")
