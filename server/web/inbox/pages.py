"""The task list: what waits for this post, for its unit, and what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.definitions.processes import kinds_of
from server.actions.steps.process_code import judged_units
from server.actions.tasks import claim_task
from server.actions.tasks.task_sight import is_returned, preparers
from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import Urgency, local_day
from server.domain.people.actors import Actor
from server.domain.tasks.assigning import is_superior
from server.domain.tasks.work import prepared
from server.store.inbox import inbox
from server.store.inbox.counts import InboxCounts
from server.store.inbox.inbox import (
    Eyes,
    ListOrder,
    ListScope,
    WantedTasks,
)
from server.store.inbox.task_lines import TaskLine
from server.store.people.people import PostChoice
from server.store.tasks import mentions
from server.store.tasks.came_back import CameBack
from server.store.tasks.mentions import NewMention
from server.web.frame.formats import urgency_of
from server.web.inbox.address import address, wanted_from
from server.web.inbox.coming import ComingSteps, coming_steps
from server.web.inbox.readable import readable
from server.web.inbox.reader_eyes import reader_eyes
from server.web.inbox.verbs import verb_of
from server.web.refusals.refusals import sentence
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.addresses import local_path
from server.web.requests.context import (
    actor,
    actor_at,
    now,
    session,
)
from server.web.requests.identity import signed_in
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("inbox", __name__)
GROUPS = (
    (Urgency.CRITICALLY_OVERDUE, _l("Rất trễ hạn"), _l("quá hạn từ 5 ngày làm việc")),
    (Urgency.OVERDUE, _l("Quá hạn"), ""),
    (Urgency.SOON, _l("Sắp đến hạn"), _l("trong 3 ngày làm việc")),
    (Urgency.LATER, _l("Còn thời gian"), ""),
    (Urgency.UNDATED, _l("Không định ngày"), ""),
)


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Rows under one heading."""

    title: object
    hint: object
    lines: Sequence[TaskLine]


@blueprint.get("/tasks")
@access(SIGNED_IN)
def mine() -> ResponseReturnValue:
    """Show the list the address asks for."""
    eyes, posts, today = reader_eyes(), _posts(), local_day(now())
    wanted, counted = _counted(eyes, posts, wanted_from(request.args), today=today)
    entrusted = () if wanted.after else inbox.entrusted(session(), eyes, wanted, today=today)
    found = list(inbox.page(session(), eyes, wanted, today=today))
    lines, more = found[: inbox.PAGE], len(found) > inbox.PAGE
    end = None if more else inbox.end(session(), eyes, wanted, today=today)
    after = lines[-1].mark if more else end
    shown = _shown(lines, wanted)
    around = _begins(wanted, ListScope.MINE)  # new mentions, and what is not yet there
    return render_template(
        "inbox/page.html",
        wanted=wanted,
        scopes=ListScope,
        sorts=ListOrder,
        groups=_entrusted(_shown(entrusted, wanted) if entrusted else ()) + _grouped(shown, wanted),
        closed=len(lines) - len(shown) if wanted.scope is ListScope.UNIT else 0,
        counts=counted,
        of_unit=_of_unit(counted, wanted, shown, whole=not more),
        units=inbox.units(session(), eyes, today=today),
        narrowed=wanted.narrowed,
        first=address(wanted, after=None) if wanted.after else "",
        next=address(wanted, after=after) if after else "",
        searches=end is not None,
        address=address,
        saved=counted.saved,
        sent_back=_sent_back(counted),
        kinds=kinds_of(session(), counted.versions),
        coming=coming_steps(session(), actor()) if around else ComingSteps(),
        named=_named() if around else (),
        most=mentions.MOST,
        me=actor(),
        pickable=_pickable,
        barred=_barred,
        prepared=_prepared,
        returned=lambda line: _returned(line.came_back),
        entrusted={line.id for line in entrusted},
        verb=lambda line, returned: verb_of(session(), line, returned=returned),
    )


def _counted(
    eyes: Eyes, posts: Mapping[str, frozenset[str] | None], wanted: WantedTasks, *, today: date
) -> tuple[WantedTasks, InboxCounts]:
    """Count what stands beside the list, and name the acts that sent back what is in it."""
    back = wanted if wanted.scope is ListScope.RETURNED else None
    counted = inbox.counts(session(), eyes, posts=posts, wanted=back, today=today)
    returning = tuple(said for said, act in counted.acts.items() if _returned(act))
    return replace(wanted, returning=returning), counted


def _of_unit(
    counted: InboxCounts, wanted: WantedTasks, shown: Sequence[TaskLine], *, whole: bool
) -> int | None:
    """Count the unit's tasks that the reader may open; None where this page does not tell."""
    listed = _begins(wanted, ListScope.UNIT) and whole
    return len(shown) if listed else counted.unit


@blueprint.post("/tasks/<uuid:task_id>/claim")
@access(SIGNED_IN)
def claim(task_id: UUID) -> ResponseReturnValue:
    """Take a task, and go back to where the button was."""
    claim_task.claim(session(), task_id, actor=actor_at(task_id), now=now())
    return _back()


@blueprint.post("/tasks/claim")
@access(SIGNED_IN)
def claim_chosen() -> ResponseReturnValue:
    """Take all chosen tasks and say of each how it went."""
    chosen = list(filter(None, map(id_of, request.form.getlist("task"))))[: inbox.PAGE]
    results = claim_task.claim_many(session(), chosen, actor=actor(), now=now())
    lines = [(title, sentence(refusal) if refusal else "") for title, refusal in results]
    return render_template("inbox/claimed.html", lines=lines)


@blueprint.post("/tasks/<uuid:task_id>/put-back")
@access(SIGNED_IN)
def put_back(task_id: UUID) -> ResponseReturnValue:
    """Give a task back to the post, and go back to where the button was."""
    claim_task.put_back(session(), task_id, actor=actor_at(task_id), now=now())
    return _back()


def _pickable(line: TaskLine, wanted: WantedTasks, me: Actor) -> bool:
    """Own tasks are chosen to claim or approve, those of one's unit to assign, as its head."""
    if wanted.scope is ListScope.UNIT:
        return is_superior(me.post_id, of=line.post_id)
    mine = line.post_id == me.post_id and line.assignee_id in {None, me.person_id}
    if wanted.scope is ListScope.DONE or not mine:
        return False
    return not _barred(line, me) and not _prepared(line, me)


def _barred(line: TaskLine, me: Actor) -> bool:
    """Tell whether it is about a unit of the reader's own, or judges one row by row."""
    try:
        judged = judged_units(
            session(),
            kind=line.case_kind,
            form=line.form,
            case_id=line.case_id,
            key=line.key,
            rules_digest=line.rules_digest,
        )
    except CaseBroken:
        return line.barred  # its page says what is wrong; the list goes on
    own = me.unit_ids | {choice.unit_id for choice in _choices()}
    return line.barred or not judged.isdisjoint(own)


def _prepared(line: TaskLine, me: Actor) -> bool:
    """Tell whether it approves what the reader prepared, or who lent them the post."""
    try:
        found = preparers(session(), line.definition_hash, line.element, line.last_done_by)
    except CaseBroken:
        return False  # its page says what is wrong; the list goes on
    return prepared(found, me)


def _shown(lines: Sequence[TaskLine], wanted: WantedTasks) -> Sequence[TaskLine]:
    """Leave out of the unit's tasks what is closed to the reader."""
    if wanted.scope is ListScope.UNIT:
        return readable(session(), lines, actor=actor())
    return lines


def _sent_back(counted: InboxCounts) -> int:
    return sum(n for act, n in counted.reopened if _returned(act))


def _returned(act: CameBack | None) -> bool:
    """Tell whether what opened a task again sent the work back."""
    try:
        return is_returned(session(), act)
    except CaseBroken:
        return False  # its page says what is wrong; the list goes on


def _begins(wanted: WantedTasks, scope: ListScope) -> bool:
    """Tell whether it is the first page of a whole list."""
    return wanted.scope is scope and wanted.after is None and not wanted.narrowed


def _named() -> Sequence[NewMention]:
    me = actor()
    return mentions.new_of(session(), me.post_id, kinds=me.scope.kinds)


def _back() -> ResponseReturnValue:
    return redirect(local_path(request.form.get("next")), HTTPStatus.SEE_OTHER)


def _posts() -> Mapping[str, frozenset[str] | None]:
    """Return the posts the person may act in, and of which of them some kinds of case alone."""
    return {choice.post_id: choice.scope.kinds for choice in reversed(_choices())}


def _choices() -> Sequence[PostChoice]:
    found = signed_in()
    return found.session.choices if found else ()


def _entrusted(lines: Sequence[TaskLine]) -> list[TaskGroup]:
    return [TaskGroup(_l("Được chuyển giao cho bạn"), _l("làm thay"), lines)] if lines else []


def _grouped(lines: Sequence[TaskLine], wanted: WantedTasks) -> list[TaskGroup]:
    """Put the rows under headings: urgent ones, then by due date; other orders have one."""
    if wanted.scope is ListScope.DONE:
        return [TaskGroup(_l("Đã xong"), _l("mới nhất trước"), lines)] if lines else []
    if wanted.sort is ListOrder.NEWEST:
        return [TaskGroup(_l("Đang mở"), _l("mới đến trước"), lines)] if lines else []
    urgent = [line for line in lines if line.urgent]
    first = [TaskGroup(_l("Khẩn"), _l("hạn gần nhất trước"), urgent)] if urgent else []
    by_urgency: dict[Urgency, list[TaskLine]] = {}
    for line in lines[len(urgent) :]:
        due = None if line.outlived else line.due
        by_urgency.setdefault(urgency_of(due), []).append(line)
    dated = [TaskGroup(t, hint, by_urgency[kind]) for kind, t, hint in GROUPS if kind in by_urgency]
    return first + dated
