"""One case as an administrator repairs it: its instances, open tasks, timers, and the repairs."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases import (
    cancel_case,
    case_faults,
    set_back,
    suspend_case,
)
from server.domain.administration.repairs import GOING
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.cases import administration, repairs
from server.store.cases.administration import (
    CaseLine,
    CaseTaskLine,
    InstanceLine,
)
from server.web.administration.administration_words import said_error
from server.web.cases.diagram.model import diagram_of
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.installation import installation
from server.web.requests.typed_values import id_in_address, id_of

PAGE = 50
Line = TypeVar("Line", InstanceLine, CaseTaskLine)
Back = tuple[CaseTaskLine, list[tuple[str, Words]]]


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
        page_acts.check_password()
        cancel_case.cancel(session(), case_id, reason=_typed("reason"), actor=actor(), now=now())

    return _done(case_id, act)


@access(ADMINISTRATOR)
def propose(case_id: UUID) -> ResponseReturnValue:
    """Propose to set the case back from an open task to one that was done."""
    hold = installation().settings.proposals_hold
    task_id, why, target = _id("task"), _typed("reason"), _typed("target")
    return _done(
        case_id,
        lambda: set_back.propose(
            session(), task_id, target=target, reason=why, actor=actor(), now=now(), hold=hold
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
    then = url_for("operations.case", case_id=case_id)
    return page_acts.done(act, then=then, page=lambda refusal: _show(case_id, refusal))


def _case(case_id: UUID) -> CaseLine:
    found = administration.named(session(), [case_id]).get(case_id)
    if found is None or found.province not in actor().reach:
        raise NotThere
    return found


def _show(case_id: UUID, refusal: Refusal | None) -> str:
    case = _case(case_id)
    instances, further = _page("instances", partial(administration.instances, session(), case_id))
    tasks, more = _page("tasks", partial(administration.open_tasks, session(), case_id))
    found = case_faults.faults(session(), now=now(), cases=[case_id])
    return render_template(
        "operations/case.html",
        case=case,
        instances=instances,
        instances_after=further,
        tasks=tasks,
        tasks_after=more,
        timers=administration.timers(session(), case_id=case_id, most=PAGE),
        faults=[(fault, said_error(fault.error)) for fault in found[:PAGE]],
        faults_found=len(found),
        moves=repairs.waiting_moves(session(), case_id),
        at=now(),
        back=_back(case) if case.state in GOING else None,
        me=actor().person_id,
        form=request.form,
        refused=sentence(refusal) if refusal else "",
        password_error=password_sentence(refusal),
        posted_to=request.endpoint if refusal else "",
    )


def _page(name: str, read: Callable[..., Sequence[Line]]) -> tuple[Sequence[Line], UUID | None]:
    """Read a page of a list from the row on that the address names, and where the next begins."""
    rows = read(after=id_in_address(name), limit=PAGE + 1)
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def _back(case: CaseLine) -> Back | None:
    """Offer for the chosen task the done steps it may go back to, by their names in the diagram."""
    chosen = id_of(request.values.get("back", request.form.get("task", "")))
    task = None if chosen is None else administration.open_task(session(), case.id, chosen)
    if task is None:
        return None
    drawn = diagram_of(session(), task.definition_hash, case.definition_key)
    names = {item.id: drawn.words(item.name) for item in drawn.tasks}
    targets = set_back.targets(session(), task.id, now=now())
    return task, [(name, names.get(name, Words(name))) for name in targets]


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()[:4000]


def _id(name: str) -> UUID:
    found = id_of(request.form.get(name, ""))
    if found is None:
        raise NotThere
    return found
