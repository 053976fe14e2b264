"""The administrator's operations pages: cases with their state, what is stuck, jobs and timers.

Repairs only: nothing here approves, votes or changes a score.
"""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases import case_faults, retry
from server.actions.installation import alarms
from server.domain.administration.repairs import CaseState
from server.domain.refusals import Refusal
from server.store.blocs.cases_in_year import looked_at
from server.store.cases import administered, administration, repairs
from server.store.deployment import proposals
from server.store.history import erasures
from server.store.jobs import job_pages
from server.web.administration import (
    administration_words,
    case,
    log,
    timed_openings,
    versions,
)
from server.web.administration.administration_words import STATES, said_error
from server.web.files import scanning
from server.web.names.retention_words import retention_words
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import keyset
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import chosen, searched_by
from server.web.requests.uses import Use, counted

blueprint = Blueprint("operations", __name__)
blueprint.app_context_processor(administration_words.words)
PAGE = 50
MOST_FAULTS = 200


@blueprint.get("/operations")
@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List the province's cases, newest first, by state and by what was typed."""
    scanner = scanning.health()
    wanted = searched_by()
    state = chosen("state", set(CaseState))
    reach = actor().reach
    rows = administered.cases(
        session(),
        administered.WantedCases(
            typed=wanted,
            state=state,
            reach=reach,
            before=keyset.read(request.args.get("before", "")),
        ),
        limit=PAGE + 1,
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    kept = {"q": wanted or None, "state": state or None}
    return render_template(
        "operations/index.html",
        rows=rows[:PAGE],
        kept={row.id: retention_words(session(), row, now=now()) for row in rows[:PAGE]},
        scanner=scanner,
        alarms=alarms.alarms(session(), reach),
        moves=repairs.waiting_moves(session(), reach=reach),
        publishing=proposals.waiting(session(), reach, now=now()),
        erasing=erasures.waiting(session(), reach, now=now()),
        at=now(),
        wanted=wanted,
        state=state,
        states=STATES,
        first=keyset.address("operations.index", **kept) if request.args.get("before") else "",
        next=keyset.address(
            "operations.index", **kept, before=keyset.write(last.opened_at, last.id)
        )
        if last
        else "",
    )


@blueprint.get("/operations/faults")
@access(ADMINISTRATOR)
def faults() -> ResponseReturnValue:
    """Name the cases of the province that cannot go on, and why; of rehearsals the newest."""
    cases = looked_at(session(), actor().reach)
    found = case_faults.faults(session(), now=now(), reach=actor().reach, cases=cases)
    shown = found[:MOST_FAULTS]
    return render_template(
        "operations/faults.html",
        faults=[(fault, said_error(fault.error)) for fault in shown],
        cases=administration.named(session(), {fault.case_id for fault in shown}),
        more=len(found) - len(shown),
    )


@blueprint.get("/operations/jobs")
@access(ADMINISTRATOR)
def jobs() -> ResponseReturnValue:
    """Show the queue: who works, what waits and since when, what failed."""
    return _jobs(None)


@blueprint.post("/operations/timers/<uuid:timer_id>/retry")
@access(ADMINISTRATOR)
def retry_timer(timer_id: UUID) -> ResponseReturnValue:
    """Fire an overdue timer now."""
    return _tried(lambda: retry.timer(session(), timer_id, actor=actor(), now=now()))


@blueprint.post("/operations/jobs/<int:job_id>/retry")
@access(ADMINISTRATOR)
def retry_job(job_id: int) -> ResponseReturnValue:
    """Let a failed job be worked again."""
    return _tried(lambda: retry.job(session(), job_id, actor=actor(), now=now()))


@blueprint.post("/operations/letters/<uuid:person_id>/retry")
@access(ADMINISTRATOR)
@counted(Use.LETTERS)
def retry_mail(person_id: UUID) -> ResponseReturnValue:
    """Let a letter that was given up be tried again."""
    key = request.form.get("key", "")
    return _tried(lambda: retry.mail(session(), key, person_id, actor=actor(), now=now()))


def _tried(act: Callable[[], None]) -> ResponseReturnValue:
    try:
        act()
    except Refusal as refusal:
        session().rollback()
        return _jobs(refusal), status_of(refusal)
    return redirect(url_for("operations.jobs"), HTTPStatus.SEE_OTHER)


def _jobs(refusal: Refusal | None) -> str:
    reach = actor().reach
    return render_template(
        "operations/jobs.html",
        alarms=alarms.alarms(session(), reach),
        tallies=job_pages.tallies(session()),
        workers=job_pages.workers(session()),
        failed=job_pages.failed(session()),
        letters=job_pages.failed_mail(session(), reach),
        overdue=administration.timers(session(), now=now(), reach=reach),
        coming=timed_openings.coming(reach),
        refused=sentence(refusal) if refusal else "",
    )


CASE = "/operations/cases/<uuid:case_id>"
blueprint.add_url_rule("/operations/log", "log", log.show)
blueprint.add_url_rule("/operations/versions", "versions", versions.index)
blueprint.add_url_rule(
    "/operations/versions/<key>/move", "move_cases", versions.move, methods=["POST"]
)
blueprint.add_url_rule(f"{CASE}/undo-migration", "undo_migration", versions.undo, methods=["POST"])
blueprint.add_url_rule(CASE, "case", case.show)
for name, view in (
    ("suspend", case.suspend),
    ("resume", case.resume),
    ("cancel", case.cancel),
    ("propose", case.propose),
    ("confirm", case.confirm),
    ("decline", case.decline),
):
    blueprint.add_url_rule(f"{CASE}/{name}", name, view, methods=["POST"])
