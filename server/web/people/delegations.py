"""Delegations of one's own post: who acts for me, from when to when, in what, by which document."""

from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.processes import kinds, processes
from server.actions.people import delegate_post, revoke_delegation
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    NoSuchPerson,
    PeriodMissing,
    PostChanged,
)
from server.domain.people.delegations import scope_of
from server.domain.refusals import Refusal
from server.store.people import delegations, people_admin
from server.store.people.delegations import DelegationRow
from server.web.people import authority
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import posted_day


@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show the delegations of the post acted in, and the form for a new one."""
    return _page(None)


@access(SIGNED_IN)
def add() -> ResponseReturnValue:
    """Let somebody act for one's own post."""
    try:
        _delegate()
    except Refusal as refusal:
        return _page(refusal), _status(refusal)
    return redirect(url_for("people.delegations"), HTTPStatus.SEE_OTHER)


@access(SIGNED_IN)
def take_back(delegation_id: UUID) -> ResponseReturnValue:
    """Take one's post back before the last day."""
    revoke_delegation.revoke(session(), delegation_id, actor=actor(), now=now())
    return redirect(url_for("people.delegations"), HTTPStatus.SEE_OTHER)


def _delegate() -> None:
    if request.form.get("post") != actor().post_id:
        raise PostChanged
    person = people_admin.by_login(session(), request.form.get("login", "").strip().lower()[:200])
    first, last = posted_day("first"), posted_day("last")
    if person is None or person.province not in actor().kin:
        raise NoSuchPerson
    if first is None or last is None:
        raise PeriodMissing
    delegate_post.delegate(
        session(),
        person.id,
        first=first,
        last=last,
        document=request.form.get("document", "")[:500],
        scope=scope_of(
            request.form.getlist("kinds"),
            known=kinds(processes(session())),
            everything=request.form.get("scope") == "all",
        ),
        actor=actor(),
        now=now(),
    )


def _shown(row: DelegationRow, who: Actor) -> bool:
    """Tell whether it is of one task, and one within the scope of who acts by delegation."""
    return row.task is not None and bool(who.eyes(row.case_kind, row.scope.task_id))


def _status(refusal: Refusal) -> HTTPStatus:
    """A name that is not there is a mistake in this form, not a missing page."""
    found = status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if found is HTTPStatus.NOT_FOUND else found


def _page(refusal: Refusal | None) -> str:
    who, today = actor(), local_day(now())
    may = authority.may_delegate(who)
    rows = delegations.listed(session(), post_id=who.post_id, since=None)
    colleagues = people_admin.in_unit(session(), who.unit_id, day=today) if may else ()
    return render_template(
        "people/delegations.html",
        may=may,
        who=who,
        rows=authority.given(who),
        letter_missing=authority.MISSING,
        tasks=[row for row in rows if row.valid_to >= today and _shown(row, who)],
        kinds=kinds(processes(session())) if may else {},
        colleagues=[row for row in colleagues if row.id != who.person_id],
        today=today,
        missing=isinstance(refusal, NoSuchPerson),
        refused=sentence(refusal) if refusal else "",
        form=request.form,
    )
