"""Delegations of one's own post: who acts for me, from when to when, in what, by which document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.processes import kinds, processes
from server.actions.people import delegate_post, revoke_delegation
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    MayNotDelegate,
    NoSuchPerson,
    PeriodMissing,
    PostChanged,
)
from server.domain.people.delegations import Scope, scope_of
from server.domain.people.posts import unit_of
from server.domain.refusals import Refusal
from server.store.people import delegations
from server.store.people.colleagues import Coworker
from server.store.people.delegations import DelegationRow
from server.web.lending import offered_persons
from server.web.lending.offered_persons import OfferedUnit
from server.web.people import authority
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import posted_day

CONFIRM, EDIT = "_confirm", "_edit"
LONGEST_DOCUMENT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDelegation:
    """A delegation as it was typed into the form."""

    person: Coworker
    first: date
    last: date
    scope: Scope
    document: str


@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show the delegations of the post acted in, and the form for a new one."""
    return _page(None)


@access(SIGNED_IN)
def add() -> ResponseReturnValue:
    """Check what would be lent, to whom and for how long; lend it once the password confirms it."""
    if EDIT in request.form:
        return _page(None)
    confirmed = CONFIRM in request.form
    try:
        asked = _asked()
        if confirmed and (wrong := _unconfirmed()):
            return _check(asked, wrong), status_of(wrong)
        _delegate(asked)
    except Refusal as refusal:
        session().rollback()
        return _page(refusal), _status(refusal)
    if not confirmed:  # all was tried, and nothing of it stays
        session().rollback()
        return _check(asked, None)
    return redirect(url_for("people.delegations"), HTTPStatus.SEE_OTHER)


@access(SIGNED_IN)
def take_back(delegation_id: UUID) -> ResponseReturnValue:
    """Take one's post back before the last day."""
    revoke_delegation.revoke(session(), delegation_id, actor=actor(), now=now())
    return redirect(url_for("people.delegations"), HTTPStatus.SEE_OTHER)


def _asked() -> AskedDelegation:
    """Read the form. Raises a refusal where it is not filled in, or the post is not lent here."""
    if request.form.get("post") != actor().post_id:
        raise PostChanged
    if not authority.may_delegate(actor()):
        raise MayNotDelegate
    person = offered_persons.chosen(_offered(actor()))
    first, last = posted_day("first"), posted_day("last")
    if first is None or last is None:
        raise PeriodMissing
    return AskedDelegation(
        person=person,
        first=first,
        last=last,
        scope=scope_of(
            request.form.getlist("kinds"),
            known=kinds(processes(session())),
            everything=request.form.get("scope") == "all",
        ),
        document=request.form.get("document", "").strip()[:LONGEST_DOCUMENT],
    )


def _delegate(asked: AskedDelegation) -> None:
    delegate_post.delegate(
        session(),
        asked.person.id,
        first=asked.first,
        last=asked.last,
        document=asked.document,
        scope=asked.scope,
        actor=actor(),
        now=now(),
    )


def _unconfirmed() -> Refusal | None:
    """Ask for the password again; return why it does not confirm the act."""
    try:
        page_acts.check_password()
    except Refusal as refusal:
        return refusal
    return None


def _check(asked: AskedDelegation, wrong: Refusal | None) -> str:
    who = actor()
    return render_template(
        "people/delegation_check.html",
        who=who,
        asked=asked,
        elsewhere=who.unit_id not in {unit_of(post) for post in asked.person.posts},
        form=request.form,
        password_error=password_sentence(wrong),
    )


def _offered(who: Actor) -> Sequence[OfferedUnit]:
    """List who may be chosen; nobody, where the post acted in is not lent here."""
    return offered_persons.offered(who, who.post_id) if authority.may_delegate(who) else ()


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
    return render_template(
        "people/delegations.html",
        may=may,
        who=who,
        rows=authority.given(who),
        letter_lacks=authority.missing,
        tasks=[row for row in rows if row.valid_to >= today and _shown(row, who)],
        kinds=kinds(processes(session())) if may else {},
        offered=_offered(who),
        today=today,
        missing=isinstance(refusal, NoSuchPerson),
        refused=sentence(refusal) if refusal else "",
        form=request.form,
    )
