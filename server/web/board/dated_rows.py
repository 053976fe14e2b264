"""What the records of a bloc-year date themselves: the waves of a plan, the days of a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import of_task, sees
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.form_shape import FieldType, columns_of, field_type
from server.forms import Form
from server.store import Session
from server.store.cases.case_pages import CaseHead
from server.store.tasks import dated_records
from server.store.tasks.dated_records import BoardRecord
from server.web.board.reading import YearDuties


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRow:
    """A row of a record: its days in order, what it says first, and the field it stands in."""

    case: CaseHead
    field: Words
    text: str
    days: list[date]


def read(session: Session, found: YearDuties, *, actor: Actor) -> list[DatedRow]:
    """List the dated rows of the cases the reader knows of, where they see the record, by day.

    Nothing is asked where no manifest declares any.
    """
    wanted = {
        (case.id, rows.element): rows.field
        for case in found.cases
        for rows in found.sights[case.id].manifest.rows
    }
    cases = {case.id: case for case in found.cases}
    records = dated_records.newest(session, wanted) if wanted else ()
    rows = [
        row
        for record in records
        if _sees(found, cases[record.case_id], record, actor)
        for row in _rows(
            session, cases[record.case_id], record, wanted[record.case_id, record.element]
        )
    ]
    return sorted(rows, key=lambda row: row.days)


def _sees(found: YearDuties, case: CaseHead, record: BoardRecord, actor: Actor) -> bool:
    sight = found.sights[case.id]
    asked = RecordFacts(
        element=record.element,
        key=record.key,
        unit=record.subject_unit_id or "",
        post=record.post_id,
        lanes=sight.lanes.get(record.element, frozenset()),
        opened_at=record.opened_at,
    )
    circle = of_task(sight.manifest, record.element)
    return sees(circle, asked, posts=actor.eyes(case.kind), case=sight)


def _rows(session: Session, case: CaseHead, record: BoardRecord, field: str) -> Iterator[DatedRow]:
    """Give the rows of a field that have a day; of a version that is gone there are none."""
    try:
        model = deployed(session, record.definition_hash)
        form = form_of(model, record.form)
    except (CaseBroken, KeyError):
        return
    if field not in form.fields:
        return
    title = model.words(str(form.fields[field].get("title", "")))
    written = record.value.get(field)
    for row in written if isinstance(written, list) else ():
        if isinstance(row, dict) and (days := _days(form, field, row)):
            yield DatedRow(case=case, field=title, text=_text(form, field, row), days=days)


def _days(form: Form, field: str, row: Mapping[str, object]) -> list[date]:
    dates = (str(row.get(name) or "") for name in _columns(form, field, FieldType.DATE))
    return sorted(date.fromisoformat(day) for day in dates if day)


def _text(form: Form, field: str, row: Mapping[str, object]) -> str:
    texts = (str(row.get(name) or "") for name in _columns(form, field, FieldType.TEXT))
    return next((text for text in texts if text), "")


def _columns(form: Form, field: str, kind: FieldType) -> list[str]:
    columns = columns_of(form.fields[field])
    return [name for name, column in columns.items() if field_type(column) is kind]
