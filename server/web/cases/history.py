"""The history of one case: who did what when; values only where they may be read anyway."""

from datetime import datetime
from uuid import UUID

from flask import request, url_for

from server.domain.cases import sight as circles
from server.domain.cases.duties import of_key, sees_duty
from server.store.history import history_pages
from server.store.history.history_events import HistoryEvent
from server.web.cases import broken_off, rulings
from server.web.cases.case_access import Sight
from server.web.names.extension_words import EXTENDED, URGED
from server.web.names.form_words import words_of
from server.web.names.history_words import (
    actor_of,
    change_lines,
    damage_of,
    erased_words,
    is_act_of,
    outcome_of,
    title_of,
)
from server.web.names.rule_names import RuleNames
from server.web.names.task_titles import drawn_name
from server.web.requests import keyset
from server.web.requests.context import actor, session

PAGE = 40
COMPLETED = "task.completed"


def values(sight: Sight) -> dict[str, object]:
    """Gather a page of the case's events."""
    before = keyset.read_event(request.args.get("before", ""))
    lines, last = events_of(sight, before=before, limit=PAGE)
    here = {"case_id": sight.case.id, "tab": "history"}
    return {
        "events": lines,
        "leaves_out": leaves_out(sight),
        "audits": sight.audits,
        "first": keyset.address("cases.show", **here) if before else "",
        "next": keyset.address("cases.show", **here, before=last) if last else "",
    }


def leaves_out(sight: Sight) -> bool:
    """Tell whether there are steps of which the reader is told nothing, come to or not."""
    return bool(sight.untold)


def events_of(
    sight: Sight, *, before: tuple[datetime, int, UUID] | None, limit: int
) -> tuple[list[dict[str, object]], str]:
    """Return lines of history newest first, and the place where the next page begins."""
    if not sight.tells():
        return [], ""
    province = sight.rules.bloc.province
    rows = history_pages.page_of_case(
        session(), sight.case.id, province=province, before=before, limit=limit + 1
    )
    last = rows[limit - 1] if len(rows) > limit else None
    place = keyset.write_event(last) if last else ""
    names = RuleNames.of(sight.rules)
    return [_line(sight, names, row) for row in rows[:limit] if _is_told(sight, row)], place


def _is_told(sight: Sight, event: HistoryEvent) -> bool:
    """Tell whether who looks is told that an event was: one's own acts always.

    That a step a case can end without was done tells how the one before it came out. So it is
    left out for whom its record is closed, and the page says so. Acts upon its task name none.
    """
    if event.row["kind"] == URGED:
        return _own(event) or _tells_urging(sight, event)
    completed = event.row["kind"] == COMPLETED
    return not completed or event.element not in sight.untold or _own(event)


def _line(sight: Sight, names: RuleNames, event: HistoryEvent) -> dict[str, object]:
    """Say what happened; reason and changed values only to whom they are shown elsewhere, too.

    The name of a task that waits may tell how the one before it came out: it goes with them, but
    who did the act has seen it. Where an outcome is not told, that is said: an act without one
    reads as if it had gone on.
    """
    open_to, words = tells_values(sight, event), words_of(session(), event)
    named, outcome = open_to or _own(event), outcome_of(event, words)
    return {
        "id": event.id,
        "seq": event.row["seq"],
        "at": event.row["act_time"],
        "title": (not named and drawn_name(session(), event)) or title_of(event, named=named),
        "way": _way(sight, event) if open_to else "",
        "outcome": outcome if open_to else "",
        "silent": bool(outcome) and not open_to,
        "actor": actor_of(event),
        "reason": str(event.payload.get("reason") or "") if open_to else "",
        "changes": change_lines(event, names, words) if open_to else [],
        "damage": damage_of(event),
        "erased": erased_words(event),
        "rulings": rulings.of_event(sight, event),
        "broken_off": broken_off.of_event(sight, event),
    }


def _own(event: HistoryEvent) -> bool:
    return is_act_of(event, actor().person_id)


def _way(sight: Sight, event: HistoryEvent) -> str:
    """Return the page of the task that was done, with all that was handed in, where it is open."""
    task = event.payload.get("task")
    element, unit = event.element, str(event.row["subject_unit_id"] or "")
    if event.row["kind"] != COMPLETED or not isinstance(task, dict):
        return ""
    if not sight.task(element, of=sight.case, key=event.key, unit=unit):
        return ""
    return url_for("tasks.page", task_id=str(task.get("id")))


def tells_values(sight: Sight, event: HistoryEvent) -> bool:
    """Tell whether what an event changed is told: by the circle of the task it is about.

    What was done to the number of a document is told by the circle of that.
    """
    element = event.element
    number = event.payload.get("number")
    if isinstance(number, dict):
        return sight.document(str(number.get("kind") or ""), key=str(number.get("subject") or ""))
    if event.row["kind"] == EXTENDED:
        return _tells_extension(sight, event)
    if event.row["kind"] == URGED:
        return _tells_urging(sight, event)
    if not element:
        return sight.tells()
    unit = str(event.row["subject_unit_id"] or "")
    return sight.history(element, key=event.key, unit=unit, made_at=event.row["act_time"])


def _tells_urging(sight: Sight, event: HistoryEvent) -> bool:
    """Tell whether an urging is told: to who is told how its duty stands, and to the auditor."""
    case = sight.of()
    milestone = case.manifest.milestones.get(str(event.payload.get("milestone") or ""))
    key, unit = str(event.payload.get("key") or ""), str(event.row["subject_unit_id"] or "")
    record = of_key(case, key, unit)
    told = milestone is not None and sees_duty(case, milestone, record, posts=sight.posts)
    return told or sight.audits


def _tells_extension(sight: Sight, event: HistoryEvent) -> bool:
    """Tell whether an extended day is told: one of the whole case to all who know of it.

    One of a single instance is told to whom that is about, to who works there, and to who runs the
    bloc; one that was typed in a step of the case itself, to who is told what was typed there.
    """
    element = str(event.payload.get("fact") or "").partition(".")[0]
    if not sight.tells() or element not in sight.of().lanes:
        return sight.tells()
    key, unit = str(event.payload.get("key") or ""), str(event.row["subject_unit_id"] or "")
    about = event.payload.get("about")
    keyed = bool(key or (isinstance(about, dict) and about.get("vi")))
    circle = () if keyed else circles.of_history(sight.of().manifest, element)
    record = sight.record(element, key=key, unit=unit)
    return sight.sees((*circle, *circles.OF_ONE), record)
