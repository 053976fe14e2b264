"""One case as an administrator repairs it: its instances, open tasks, timers, and the repairs."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions import cancel_case, case_faults, fresh_password, set_back, suspend_case
from server.domain.refusals import Refusal
from server.domain.tasks import NotThere
from server.domain.words import Words
from server.store import operations, repairs
from server.store.operations import CaseLine, TaskLine
from server.web.access import ADMINISTRATOR, access
from server.web.context import actor, now, session
from server.web.diagram_model import diagram_of
from server.web.operations_words import said_error
from server.web.refusals import sentence, status_of

MOST = 600
Choices = list[tuple[TaskLine, list[tuple[str, Words]]]]


@access(ADMINISTRATOR)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show where a case stands and what may be done about it."""
    return _show(case_id, None)


@access(ADMINISTRATOR)
def suspend(case_id: UUID) -> ResponseReturnValue:
    """Hold a case up."""
    why = _typed("reason")
    return _done(
        case_id,
        lambda: suspend_case.suspend(session(), case_id, reason=why, actor=actor(), now=now()),
    )


@access(ADMINISTRATOR)
def resume(case_id: UUID) -> ResponseReturnValue:
    """Let a suspended case go on."""
    why = _typed("reason")
    return _done(
        case_id,
        lambda: suspend_case.resume(session(), case_id, reason=why, actor=actor(), now=now()),
    )


@access(ADMINISTRATOR)
def cancel(case_id: UUID) -> ResponseReturnValue:
    """End a case for good; the password is asked for once more."""

    def act() -> None:
        fresh_password.confirm(session(), actor(), request.form.get("password", "")[:1000], now())
        cancel_case.cancel(session(), case_id, reason=_typed("reason"), actor=actor(), now=now())

    return _done(case_id, act)


@access(ADMINISTRATOR)
def propose(case_id: UUID) -> ResponseReturnValue:
    """Propose to set the case back from an open task to one that was done."""
    task_id, why, target = _id("task"), _typed("reason"), _typed("target")
    return _done(
        case_id,
        lambda: set_back.propose(
            session(), task_id, target=target, reason=why, actor=actor(), now=now()
        ),
    )


@access(ADMINISTRATOR)
def confirm(case_id: UUID) -> ResponseReturnValue:
    """Confirm what another administrator proposed."""
    move_id = _id("move")
    return _done(case_id, lambda: set_back.confirm(session(), move_id, actor=actor(), now=now()))


@access(ADMINISTRATOR)
def decline(case_id: UUID) -> ResponseReturnValue:
    """Decline a proposal, or take back one's own."""
    move_id = _id("move")
    return _done(case_id, lambda: set_back.decline(session(), move_id, actor=actor(), now=now()))


def _done(case_id: UUID, act: Callable[[], object]) -> ResponseReturnValue:
    _case(case_id)
    try:
        act()
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return _show(case_id, refusal), status_of(refusal)
    return redirect(url_for("operations.case", case_id=case_id), HTTPStatus.SEE_OTHER)


def _case(case_id: UUID) -> CaseLine:
    found = operations.case(session(), case_id)
    if found is None or found.province != actor().post_id.partition("/")[0]:
        raise NotThere
    return found


def _show(case_id: UUID, refusal: Refusal | None) -> str:
    case = _case(case_id)
    instances = operations.instances(session(), case_id, most=MOST)
    hashes = {row.id: row.definition_hash for row in instances}
    tasks = operations.open_tasks(session(), case_id, most=MOST)
    found = case_faults.faults(session(), now=now(), case_id=case_id)
    return render_template(
        "operations/case.html",
        case=case,
        instances=instances,
        tasks=tasks,
        timers=operations.timers(session(), case_id=case_id),
        faults=[(fault, said_error(fault.error)) for fault in found],
        moves=repairs.waiting_moves(session(), case_id),
        choices=_choices(case, tasks, hashes) if case.state == "open" else [],
        me=actor().person_id,
        form=request.form,
        refused=sentence(refusal) if refusal else "",
    )


def _choices(case: CaseLine, tasks: Sequence[TaskLine], hashes: dict[UUID, str]) -> Choices:
    """Offer for each open task the done ones it may go back to, by their names in the diagram."""
    chosen: Choices = []
    for task in tasks:
        drawn = diagram_of(session(), hashes[task.instance_id], case.definition_key)
        names = {item.id: drawn.words(item.name) for item in drawn.tasks}
        back = [
            (name, names.get(name, Words(name)))
            for name in set_back.targets(session(), task.id, now=now())
        ]
        if back:
            chosen.append((task, back))
    return chosen


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()[:4000]


def _id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        raise NotThere from None
