"""Extend a deadline of a case: which, until when and why; what follows is shown, then confirmed."""

import secrets
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases import extend_deadline, extendable
from server.actions.cases.extend_deadline import Extension
from server.actions.cases.extendable import ExtendableDay
from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import GOING
from server.domain.cases.extension import NotYoursToExtend, may_extend
from server.domain.deadlines import local_day
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.cases import cases
from server.store.tasks.acts import Act
from server.web.cases.case_access import Sight, look
from server.web.forms import form_post
from server.web.names.case_titles import case_title
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.posted_act import act_of
from server.web.requests.typed_values import posted_day

CONFIRM, EDIT = "_confirm", "_edit"
FIELDS = ("which", "to", "reason")


@access(SIGNED_IN)
def show(case_id: UUID) -> ResponseReturnValue:
    """List the days of a case that may be extended."""
    return _page(_mine(case_id))


@access(SIGNED_IN)
def submit(case_id: UUID) -> ResponseReturnValue:
    """Try the extension and show what follows it; confirmed, do it."""
    sight = _mine(case_id)
    if EDIT in request.form:
        return _page(sight)
    act = _act() if CONFIRM in request.form else None
    try:
        done = extend_deadline.extend(
            session(),
            case_id,
            deadline=_typed("which"),
            to=posted_day("to"),
            reason=_typed("reason"),
            actor=actor(),
            now=now(),
            act=act,
        )
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        if act and extend_deadline.done_before(session(), act, actor=actor()):
            return redirect(url_for("cases.show", case_id=case_id), HTTPStatus.SEE_OTHER)
        return _page(sight, refusal=refusal), status_of(refusal)
    if act is None:  # it was tried, and nothing of it stays
        session().rollback()
        return _page(sight, tried=done)
    return redirect(url_for("cases.show", case_id=case_id), HTTPStatus.SEE_OTHER)


def offered(sight: Sight) -> bool:
    """Tell whether the actor may extend any day of a case, without asking which."""
    if sight.case.state not in GOING or not _runs(sight):
        return False
    return extendable.has_days(deployed(session(), sight.case.definition_hash))


def _mine(case_id: UUID) -> Sight:
    """Look at a case one runs; raises NotThere and NotYoursToExtend."""
    sight = look(session(), case_id, actor=actor())
    if not _runs(sight):
        raise NotYoursToExtend
    return sight


def _runs(sight: Sight) -> bool:
    eyes = actor().eyes(sight.case.kind)
    return any(may_extend(sight.rules, post) for post in eyes)


def _page(sight: Sight, *, refusal: Refusal | None = None, tried: Extension | None = None) -> str:
    return render_template(
        "cases/deadlines.html",
        case=sight.case,
        name=case_title(sight.case),
        days=() if tried else _days(sight),
        tried=tried,
        typed={name: _typed(name) for name in FIELDS},
        key=secrets.token_urlsafe(24),
        refused=sentence(refusal) if refusal else "",
        going=sight.case.state in GOING,
    )


def _days(sight: Sight) -> list[tuple[ExtendableDay, bool]]:
    """List the days, each with whether it is over."""
    case, today = cases.read(session(), sight.case.id), local_day(now())
    found = extendable.extendable(session(), case, sight.rules) if case else []
    return [(each, _over(each.day, today)) for each in found]


def _over(day: date, today: date) -> bool:
    return day < today


def _act() -> Act:
    return act_of(form_post.posted_key(), [[name, _typed(name)] for name in FIELDS])


def _typed(name: str) -> str:
    return request.form.get(name, "")
