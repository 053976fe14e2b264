"""What somebody saw when they acted: the version of the form, the records shown, the files."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.history.kept_back import withheld
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest import Shown, ShownKind
from server.store.binding.baseline import as_found_of
from server.store.history import case_reading
from server.store.history.event_search import COMPLETED
from server.store.history.history_events import HistoryEvent
from server.web.cases.moved_parts import parts_of
from server.web.history import event_lines, event_proof, event_records
from server.web.history.case_events import audited, clock, screen_of
from server.web.history.event_contents import contents
from server.web.history.event_records import EventRecord
from server.web.names.case_titles import case_title
from server.web.names.form_words import words_of
from server.web.names.history_words import change_lines
from server.web.names.rule_names import RuleNames
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import session
from server.web.words.language import pick


@access(AUDITOR)
def show(case_id: UUID, seq: int) -> ResponseReturnValue:
    """Show one event of a case with all that was before the eyes of who acted."""
    found = audited(case_id)
    near = case_reading.beside(session(), found.stream, seq)
    if seq not in near:
        abort(HTTPStatus.NOT_FOUND)
    event, case, sight = near[seq], found.sight.case, found.sight
    names = RuleNames.of(sight.rules)
    record = event_records.record_of(event, names)
    shown = _shown_with(event)
    events = case_reading.rested_on(
        session(), found.stream, seq, elements=shown, key=event.key, task=_task(event)
    )
    hash_before = str(near[seq - 1].row["hash"]) if seq - 1 in near else ""
    return render_template(
        "audit/seen.html",
        case=case,
        name=case_title(case),
        row=event.row,
        clock=clock(event),
        rules=str(event.payload.get("rules") or ""),
        screen=screen_of(event),
        as_found=as_found_of(session(), found.stream),
        signs=event_lines.signs_of([event], names.units).get(event.id, ()),
        process=_process(event),
        record=record,
        handed_in=event.row["kind"] == COMPLETED,
        contents=[] if record.withheld else contents(event, names),
        changes=[] if record.withheld else change_lines(event, names, words_of(session(), event)),
        returned=_last_return(events, event),
        before=_before_eyes(event, shown, events, names),
        beside=_beside_form(event),
        just_before=_moment(case_id, seq - 1) if seq - 1 in near else "",
        proofs=event_proof.proofs(event, hash_before=hash_before),
        then=_moment(case_id, seq),
        previous=seq - 1 if seq - 1 in near else None,
        following=seq + 1 if seq + 1 in near else None,
    )


def _moment(case_id: UUID, seq: int) -> str:
    return url_for("audit.moment", case_id=case_id, seq=seq)


def _process(event: HistoryEvent) -> str:
    model = _model(event)
    return pick(model.short) if model else ""


def _model(event: HistoryEvent) -> Deployed | None:
    version = str(event.row["definition_hash"] or "")
    try:
        return deployed(session(), version) if version else None
    except CaseBroken:
        return None


def _shown_with(event: HistoryEvent) -> Mapping[str, Shown]:
    """Name the elements whose records its version's manifest shows with a task."""
    return {shown.name: shown for shown in _shows_of(event) if _is_record(shown)}


def _beside_form(event: HistoryEvent) -> bool:
    """Tell whether its task showed more of the case than records: panels, or papers."""
    return any(not _is_record(shown) for shown in _shows_of(event))


def _shows_of(event: HistoryEvent) -> Sequence[Shown]:
    model = _model(event)
    entry = model.manifest.tasks.get(event.element) if model else None
    return entry.shows if entry else ()


def _task(event: HistoryEvent) -> str:
    """Return the key of the task an event tells of; empty where it tells of none."""
    task = event.payload.get("task")
    return str(task.get("id") or "") if isinstance(task, dict) else ""


def _before_eyes(
    event: HistoryEvent,
    wanted: Mapping[str, Shown],
    events: Sequence[HistoryEvent],
    names: RuleNames,
) -> list[EventRecord]:
    """Return the records a task rests on.

    Those that are shown with it, and those handed in before for the same unit, or whatever else
    its instance runs for.
    """
    return [
        event_records.record_of(each, names, times)
        for each, times in event_records.newest(event_records.completions(events))
        if (event.key and each.key == event.key) or _shows(wanted.get(each.element), each, event)
    ]


def _shows(shown: Shown | None, record: HistoryEvent, event: HistoryEvent) -> bool:
    """Tell whether what an event handed in is shown with a task: of every key, or of its own."""
    if shown is None:
        return False
    return shown.kind is ShownKind.TABLE or record.key in {"", event.key}


def _is_record(shown: Shown) -> bool:
    return shown.kind in {ShownKind.RECORD, ShownKind.TABLE}


def _last_return(events: Sequence[HistoryEvent], event: HistoryEvent) -> str:
    """Return the note the task came with: what the step before it wrote, unless it is kept back."""
    wanted = _task(event)
    for before in reversed(events):
        for _key, opened in parts_of(before, "tasks"):
            if opened.get("id") == wanted:
                return "" if withheld(session(), before) else str(opened.get("note") or "")
    return ""
