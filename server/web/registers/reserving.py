"""Reserve a number, or back-date it: for a document of a case, or for a paper outside of all."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import deployed
from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation, keyed
from server.domain.administration.repairs import GOING, CaseBroken
from server.domain.deadlines import local_day
from server.domain.documents.registers import (
    NotYoursToNumber,
    NumberDayMissing,
    organises,
    registered,
)
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import known, look
from server.web.forms import form_post
from server.web.names.case_titles import case_title
from server.web.names.paper_names import paper_names
from server.web.refusals.refusals import sentence, status_of
from server.web.registers.known import RegisterYear, RegisterYears, bloc_years
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.posted_act import act_of
from server.web.requests.typed_values import id_of, posted_day

FIELDS = ("for", "type", "day", "reason")
RUNNING = 2
"""Bloc-years whose cases still run: this one's, and the one that ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservableDocument:
    """A document of a case that a number may be reserved for; `value` names it in the form."""

    value: str
    name: str
    case: str


def offered(years: RegisterYears) -> Sequence[tuple[RegisterYear, str]]:
    """Return the blocs whose numbers the actor reserves, and where."""
    found: dict[str, tuple[RegisterYear, str]] = {}
    for row in years.rows:
        if row.bloc_id not in found and _leads(row):
            found[row.bloc_id] = (row, url_for("registers.reserving", bloc_id=row.bloc_id))
    return [*found.values()]


@access(SIGNED_IN)
def form(bloc_id: str) -> ResponseReturnValue:
    """Ask what a number is reserved for."""
    return _page(bloc_id)


@access(SIGNED_IN)
def submit(bloc_id: str) -> ResponseReturnValue:
    """Reserve it; what was typed stays where it is refused, and sent again it is one number."""
    if case_id := _case():
        look(session(), case_id, actor=actor())
    try:
        number = register_acts.reserve(
            session(),
            _wanted(bloc_id, case_id),
            actor=actor(),
            now=now(),
            act=act_of(form_post.posted_key(), [[name, _typed(name)] for name in FIELDS]),
        )
    except (NotThere, NotYoursToNumber):
        raise
    except Refusal as refusal:
        session().rollback()
        return _page(bloc_id, refused=sentence(refusal)), status_of(refusal)
    back = url_for("registers.reserving", bloc_id=bloc_id, done=number)
    return redirect(back, HTTPStatus.SEE_OTHER)


def _wanted(bloc_id: str, case_id: UUID | None) -> Reservation:
    day = posted_day("day")
    if day is None:
        raise NumberDayMissing
    return Reservation(
        bloc_id=bloc_id,
        day=day,
        reason=_typed("reason"),
        type=_typed("type"),
        case_id=case_id,
        kind=_typed("for").partition(":")[2],
    )


def _case() -> UUID | None:
    """Return the case that was chosen; None for a paper outside of all."""
    chosen = _typed("for")
    if not chosen:
        return None
    found = id_of(chosen.partition(":")[0])
    if found is None:
        raise NotThere
    return found


def _typed(name: str) -> str:
    return request.form.get(name, "")


def _leads(row: RegisterYear) -> bool:
    return row.known and row.rules.register is not None and organises(row.rules, actor())


def _page(bloc_id: str, *, refused: str = "") -> str:
    years = [row for row in bloc_years().rows if row.known and row.bloc_id == bloc_id]
    if not years:
        raise NotThere
    leads = next((row for row in years if _leads(row)), None)
    if leads is None:
        raise NotYoursToNumber
    return render_template(
        "registers/reserve.html",
        bloc=leads,
        choices=[choice for row in years[:RUNNING] for choice in _choices(row)],
        refused=refused,
        done=request.args.get("done", "")[:100],
        typed={name: _typed(name) for name in FIELDS},
        today=local_day(now()),
        key=request.form.get("_key") or secrets.token_urlsafe(24),
    )


def _choices(bloc: RegisterYear) -> Sequence[ReservableDocument]:
    """List the documents that its open cases may still make, as far as one knows of these."""
    year = f"{bloc.bloc_id}/{bloc.year}"
    heads = case_pages.of_bloc_year(session(), year, unit=actor().unit_id)
    cases, _damaged = known(session(), heads, actor=actor())
    return [choice for case in cases if case.state in GOING for choice in _of_case(case)]


def _of_case(case: CaseHead) -> list[ReservableDocument]:
    try:
        model = deployed(session(), case.definition_hash)
    except CaseBroken:
        return []
    name = paper_names(session(), case.definition_hash)
    return [
        ReservableDocument(
            value=f"{case.id}:{entry.type}", name=name(entry.type), case=case_title(case)
        )
        for entry in registered(model.manifest)
        if not keyed(model, entry.task)
    ]
