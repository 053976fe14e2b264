"""The records a task's page shows: what is declared, else what it approves, and the last return.

A process with a package shows its matter by the panels of that package, and records only where it
says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.definitions.form_reading import form_of
from server.actions.documents import task_numbers
from server.actions.documents.task_numbers import TaskNumber
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.domain.documents.registers import registered
from server.domain.manifest import DocumentEntry, Shown, ShownKind
from server.form_shape.outcomes import RETURN
from server.forms import Form
from server.forms.outcome import meaning, outcome_field, reason_field, returns
from server.store import Session
from server.store.tasks import records
from server.store.tasks.records import Record, RecordFile, WantedRecords
from server.store.tasks.task_pages import TaskRecord

_KINDS = {ShownKind.RECORD.value: ShownKind.RECORD, ShownKind.TABLE.value: ShownKind.TABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSight:
    """What decides what of records a reader is shown."""

    sees: Callable[[Record], bool]
    """Tells whether they see a record beside the task."""
    opens: Callable[[Record], bool]
    """Tells whether they see one of an earlier round, too: it is nobody's matter any more."""
    tells: Callable[[Record, str], bool]
    """Tells whether they may know the number of a document that a record made, by its sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """A record with the form it was made by, and the English of that form's words."""

    record: Record
    form: Form = field(repr=False)
    english: Mapping[str, str] = field(repr=False)
    registered: Sequence[DocumentEntry] = ()
    """The documents it made that the bloc's register numbers."""
    numbers: Sequence[TaskNumber] = ()
    """Those of them that the reader may know."""
    replaced: Sequence[RecordFile] = ()
    """Files of it that stood when this very task was done last, and are replaced now."""
    before: "ShownRecord | None" = None
    """What was sent back of it, where it has been handed in anew since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecords:
    """What a page shows of records, in its order; `own` is what this very task gave before.

    `own_files` are the files that stand from then, until others of their kind are handed in.
    """

    single: Sequence[ShownRecord] = ()
    tables: Sequence[Sequence[ShownRecord]] = ()
    returned: ShownRecord | None = None
    own: Mapping[str, Json] = field(default_factory=dict)
    own_files: Sequence[RecordFile] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRecords:
    """Which elements' records a page asks for, and those that may have sent its work back."""

    single: Sequence[str] = ()
    tables: Sequence[str] = ()
    returning: Sequence[str] = ()
    element: str = ""

    @property
    def any(self) -> bool:
        """Tell whether there is anything to read."""
        return bool(self.single or self.tables or self.element)


def asked(model: Deployed, task: TaskRecord, form: Form) -> AskedRecords:
    """Say what the page of a task asks for, by its form, its manifest, its diagram."""
    entry = model.manifest.tasks.get(task.element)
    said = tuple(map(_shown, form.shows)) or (entry.shows if entry else ())
    single = [each.name for each in said if each and each.kind is ShownKind.RECORD]
    tables = [each.name for each in said if each and each.kind is ShownKind.TABLE]
    package = bool(model.manifest.package)
    if package and not single:
        return AskedRecords(single=single, tables=tables)
    approves = model.definition.elements[task.element].approves
    if not said and approves and not package:
        single = [approves]
    returning = [
        each.id
        for each in model.definition.elements.values()
        if each.form and returns(form_of(model, each.form))
    ]
    element = "" if package else task.element
    return AskedRecords(single=single, tables=tables, returning=returning, element=element)


def read(
    session: Session, task: TaskRecord, wanted: AskedRecords, sight: RecordSight
) -> ShownRecords:
    """Read them in one statement; a record whose version is gone or ruined is left out.

    One more where any made a document that the bloc's register numbers, and one where work was
    sent back. Of a task that is over, as they were when it was done.
    """
    found = records.newest(
        session,
        WantedRecords(
            case_id=task.case_id,
            key=task.key,
            same=[*filter(None, {*wanted.returning, wanted.element})],
            single=wanted.single,
            every=wanted.tables,
            until=task.closed_at,
        ),
    )
    made = [each for each in (_with_form(session, record) for record in found) if each]
    own = next((each for each in made if _is_own(each.record, task)), None)
    seen = [_since(each, own) for each in made if sight.sees(each.record)]
    seen = _with_numbers(session, task, seen, sight)
    returned = _returned(seen, own, task, wanted.returning)
    if returned:
        seen = _with_earlier(session, seen, returned, wanted, sight)
    single = [each for name in wanted.single for each in _of(seen, name, task.key)]
    tables = [[each for each in seen if each.record.element == name] for name in wanted.tables]
    # A process with a package tells of a return by its panels, but for texts that changed.
    if not (wanted.element or any(each.before for each in chain(single, *tables))):
        returned = None
    return ShownRecords(
        single=single,
        tables=tables,
        returned=returned,
        own=_own_value(own),
        own_files=own.record.files if own else (),
    )


def _shown(text: str) -> Shown | None:
    kind, _, name = text.partition(":")
    return Shown(_KINDS[kind], name) if kind in _KINDS else None


def _with_form(session: Session, record: Record) -> ShownRecord | None:
    try:
        model = deployed(session, record.definition_hash)
        form = form_of(model, record.form)
    except (CaseBroken, KeyError):
        return None
    documents = tuple(registered(model.manifest, record.element))
    return ShownRecord(record=record, form=form, english=model.english, registered=documents)


def _since(shown: ShownRecord, own: ShownRecord | None) -> ShownRecord:
    """Say which of its files were replaced since the task that shows it was done last."""
    if own is None or shown is own:
        return shown
    return replace(shown, replaced=shown.record.replaced_since(own.record.at))


def _with_numbers(
    session: Session,
    task: TaskRecord,
    seen: list[ShownRecord],
    sight: RecordSight,
) -> list[ShownRecord]:
    named = {
        (each.record.task_id, entry.type): entry.name
        for each in seen
        for entry in each.registered
        if sight.tells(each.record, entry.type)
    }
    if not named:
        return seen
    numbers = task_numbers.made(session, task, rules_of(session, task.rules_digest), named)
    return [replace(each, numbers=numbers.get(each.record.task_id, ())) for each in seen]


def _with_earlier(
    session: Session,
    seen: Sequence[ShownRecord],
    returned: ShownRecord,
    asked_for: AskedRecords,
    sight: RecordSight,
) -> list[ShownRecord]:
    """Put to each record that was handed in since the return what it was when it was returned."""
    back = returned.record
    anew = {each.record.element for each in seen if each.record.at > back.at}
    single, every = anew.intersection(asked_for.single), anew.intersection(asked_for.tables)
    if not (single or every):
        return [*seen]
    wanted = WantedRecords(
        case_id=back.case_id, key=back.key, single=[*single], every=[*every], until=back.at
    )
    earlier = {
        (each.element, each.key): _with_form(session, each)
        for each in records.newest(session, wanted)
        if sight.opens(each)
    }
    return [
        replace(each, before=before, replaced=each.record.replaced_since(back.at))
        if each.record.at > back.at
        and (before := earlier.get((each.record.element, each.record.key)))
        else each
        for each in seen
    ]


def _of(seen: Sequence[ShownRecord], element: str, key: str) -> Sequence[ShownRecord]:
    fits = {"", key} if key else None
    return [
        each
        for each in seen
        if each.record.element == element and (fits is None or each.record.key in fits)
    ]


def _is_own(record: Record, task: TaskRecord) -> bool:
    mine = record.element == task.element and record.key == task.key
    return mine and record.task_id != task.id


def _returned(
    seen: Sequence[ShownRecord],
    own: ShownRecord | None,
    task: TaskRecord,
    returning: Sequence[str],
) -> ShownRecord | None:
    """Pick the newest return of this task's work that was not answered by it since."""
    found = [
        each
        for each in seen
        if each.record.element in returning
        and each.record.task_id != task.id
        and _of_this_work(each.record, task)
        and meaning(each.form, each.record.outcome) == RETURN
    ]
    newest = max(found, key=lambda each: each.record.at, default=None)
    if newest is None or own is None or newest is own or newest.record.at > own.record.at:
        return newest
    return None


def _of_this_work(record: Record, task: TaskRecord) -> bool:
    """Tell whether a return was of the same unit or process, or opened this task by itself."""
    if record.key != task.key:
        return False
    return bool(task.key) or record.process == task.process or record.at == task.opened_at


def _own_value(own: ShownRecord | None) -> Mapping[str, Json]:
    """Return what is typed again: neither how it came out before, nor why."""
    if own is None:
        return {}
    apart = {outcome_field(own.form), reason_field(own.form)}
    return {name: item for name, item in own.record.value.items() if name not in apart}
