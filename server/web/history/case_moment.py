"""A case as it was at a moment: its diagram, its tasks and what had been handed in."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.history import replayed
from server.domain.deadlines import VIET_NAM, local_day
from server.domain.history.asked import NotAnEvent, NotATime, TimeWithoutDay, TwoMoments
from server.domain.history.moment import CaseThen, TaskThen
from server.domain.refusals import NotADay, Refusal
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.store.cases.case_progress import Passage
from server.store.history import case_reading
from server.store.history.case_reading import KeptEvent
from server.store.history.event_search import COMPLETED
from server.store.people import post_titles
from server.web.cases.diagram import answer as diagram_answer
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import diagram_for
from server.web.cases.steps import marks
from server.web.cases.untold_steps import untold
from server.web.history import audit_filter, event_records
from server.web.history.case_events import CaseAudit, audited, clock
from server.web.names.case_titles import case_title
from server.web.names.history_words import actor_of, title_of
from server.web.names.rule_names import RuleNames
from server.web.refusals.refusals import sentence
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import now, session
from server.web.words.language import pick

MOST_NUMBER = 9
"""Digits of a number of an event."""
STATES = ("open", "done", "withdrawn")
MOST_TASKS, MOST_RECORDS, AROUND = 100, 50, 50
"""So many tasks of a state, records, and moments before and after are listed: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodTask:
    """A task as it stood, in words."""

    name: str
    about: str
    post: str
    by: str
    on_behalf: str
    closed_at: dt.datetime | None
    due: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMoment:
    """After which event, or at which day and time; as typed, and what of it cannot be read.

    `at` is the instant that was asked for; None where an event was.
    """

    place: int
    at: dt.datetime | None
    day: str
    time: str
    mistakes: Sequence[tuple[str, str]]


@access(AUDITOR)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show a case as it was after an event, `?seq=`, or at an instant, `?day=` and `?time=`."""
    found = audited(case_id)
    last = found.sight.case.seq
    asked = _asked(found, last)
    events = case_reading.up_to(session(), case_id, asked.place + AROUND)
    seen = [each for each in events if each.seq <= asked.place]
    then = replayed.as_it_was(seen) if seen else None
    last_seen = seen[-1].event() if seen else None
    return render_template(
        "audit/moment.html",
        case=found.sight.case,
        name=case_title(found.sight.case),
        asked=asked,
        last=last,
        moments=_moments(events, asked.place),
        at=last_seen.row["act_time"] if last_seen else None,
        clock=clock(last_seen) if last_seen else "",
        title=title_of(last_seen) if last_seen else "",
        to_come=asked.at is not None and asked.at > now(),
        replayable=then is not None,
        **(_shown(found, seen, then) if then else {}),
    )


@access(AUDITOR)
def diagram(case_id: UUID, version: str) -> Response:
    """Answer the diagram of a version that a case ran on at some time."""
    found = audited(case_id)
    case = found.sight.case
    if version not in {case.definition_hash, *case_pages.versions_of(session(), case_id)}:
        abort(HTTPStatus.NOT_FOUND)
    return diagram_answer.answer(_drawn(case, version))


def _shown(found: CaseAudit, seen: Sequence[KeptEvent], then: CaseThen) -> dict[str, object]:
    case, sight = found.sight.case, found.sight
    names = RuleNames.of(sight.rules)
    version = then.version or case.definition_hash
    drawn = _drawn(case, version)
    hidden = untold(sight.of(), sight.posts, drawn)
    current = [task.element for task in then.open_tasks() if task.element not in hidden]
    passed = [Passage(process="", element=one, then=after) for one, after in then.ways]
    told = [task for task in then.tasks if task.element not in hidden]
    of_state = {state: [task for task in told if task.state == state] for state in STATES}
    listed = {state: tasks[-MOST_TASKS:] for state, tasks in of_state.items()}
    lines = _lines([task for tasks in listed.values() for task in tasks], seen, drawn, names.units)
    records = event_records.newest(_handed_in(seen, then))
    return {
        "version": version,
        "marks": marks(passed, drawn, current, hidden),
        "tasks": {state: [lines[task.id] for task in tasks] for state, tasks in listed.items()},
        "more": {state: len(of_state[state]) - len(listed[state]) for state in STATES},
        "steps": _steps(drawn, told, hidden),
        "records": [
            event_records.record_of(told.event(), names, times)
            for told, times in records[:MOST_RECORDS]
        ],
        "more_records": len(records) - len(records[:MOST_RECORDS]),
    }


def _drawn(case: CaseHead, version: str) -> Diagram:
    return diagram_for(session(), version, case.definition_key, rules_digest=case.rules_digest)


def _handed_in(
    seen: Sequence[KeptEvent], then: CaseThen
) -> Iterator[tuple[tuple[str, str], KeptEvent]]:
    """Give the completions among events, each with its task and key."""
    tasks = {task.id: task for task in then.tasks}
    for each in seen:
        if each.row.kind == COMPLETED:
            task = tasks[each.row.object.partition("/")[2]]
            yield (task.element, task.key), each


def _steps(
    drawn: Diagram, tasks: Sequence[TaskThen], hidden: frozenset[str]
) -> list[tuple[str, str]]:
    """Say of each step of the diagram whether it was under way, passed, or still to come."""
    states: dict[str, set[str]] = {}
    for task in tasks:
        states.setdefault(task.element, set()).add(task.state)
    return [
        (pick(drawn.words(step.name)), _state(states.get(step.id, set())))
        for step in drawn.tasks
        if step.id not in hidden
    ]


def _state(states: set[str]) -> str:
    return "open" if "open" in states else "done" if "done" in states else "later"


def _lines(
    tasks: Sequence[TaskThen],
    seen: Sequence[KeptEvent],
    drawn: Diagram,
    units: Mapping[str, str],
) -> dict[str, StoodTask]:
    names = {step.id: pick(drawn.words(step.name)) for step in drawn.tasks}
    posts = {task.post_id for task in tasks if task.post_id}
    titles = post_titles.on_day(session(), posts, day=local_day(seen[-1].row.act_time))
    found = {}
    for task in tasks:
        title = titles.get(task.post_id)
        done = actor_of(seen[task.done].event()) if task.done is not None else {}
        found[task.id] = StoodTask(
            name=names.get(task.element, task.element),
            about=units.get(task.subject or task.key, ""),
            post=done.get("on_behalf")
            or done.get("title")
            or (pick(title) if title else task.post_id),
            by=done.get("title") or done.get("name", ""),
            on_behalf=done.get("on_behalf", ""),
            closed_at=task.closed_at,
            due=dt.datetime.fromisoformat(task.due) if task.due else None,
        )
    return found


def _moments(events: Sequence[KeptEvent], place: int) -> list[tuple[int, dt.datetime, str, str]]:
    near = [each.event() for each in events if each.seq >= place - AROUND]
    return [(each.row["seq"], each.row["act_time"], clock(each), title_of(each)) for each in near]


def _asked(found: CaseAudit, last: int) -> AskedMoment:
    """Read which moment is asked for; none of them is the newest."""
    day, time, number = (request.args.get(name, "").strip() for name in ("day", "time", "seq"))
    mistakes: list[tuple[str, str]] = []
    place, at = last, None
    if day or time:
        try:
            at = _at(day, time)
            place = case_reading.last_until(session(), found.stream, at)
        except (NotADay, TimeWithoutDay, NotATime) as refusal:
            mistakes.append((_field(refusal), sentence(refusal)))
        if number:
            mistakes.append(("", sentence(TwoMoments())))
    elif number:
        known = number.isascii() and number.isdigit() and len(number) <= MOST_NUMBER
        if known and 1 <= int(number) <= last:
            place = int(number)
        else:
            none = NotAnEvent(typed=number[: audit_filter.SHOWN], last=last)
            mistakes.append(("seq", sentence(none)))
    return AskedMoment(place=place, at=at, day=day[:40], time=time[:10], mistakes=mistakes)


def _field(refusal: Refusal) -> str:
    return "time" if isinstance(refusal, NotATime) else "day"


def _at(day: str, time: str) -> dt.datetime:
    """Read a day and a time of day in Viet Nam; without a time it is the end of the day."""
    found = audit_filter.history_day(day)
    if found is None:
        raise TimeWithoutDay
    try:
        told = dt.time.fromisoformat(time) if time else dt.time(23, 59, 59, 999999)
    except ValueError as unreadable:
        raise NotATime(time[:40]) from unreadable
    if told.second == 0 and time:
        told = told.replace(second=59, microsecond=999999)
    return dt.datetime.combine(found, told.replace(tzinfo=None), VIET_NAM)
