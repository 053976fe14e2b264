"""One's own account: the password, whose hands its link went through, what others proposed."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity import change_password
from server.domain.identity.passwords import LONGEST_TYPED, SHORTEST
from server.domain.people.posts import Position
from server.domain.refusals import Refusal
from server.store.identity import invites
from server.store.people import account_proposals
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests import identity
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@access(SIGNED_IN)
def page() -> ResponseReturnValue:
    """Show the account, and the form for another password."""
    return _page(None)


@blueprint.post("/account/password")
@access(SIGNED_IN)
def change() -> ResponseReturnValue:
    """Change the password; the other sessions of the person end."""
    signed_in = identity.signed_in()
    try:
        change_password.change(
            session(),
            old=_typed("old"),
            password=_typed("password"),
            again=_typed("again"),
            keep=signed_in.session.id_hash if signed_in else "",
            actor=actor(),
            now=now(),
        )
    except Refusal as refusal:
        return _page(refusal), status_of(refusal)
    return redirect(url_for("account.page", changed=1), HTTPStatus.SEE_OTHER)


def _typed(name: str) -> str:
    return request.form.get(name, "")[:LONGEST_TYPED]


def _kin() -> list[str]:
    """Name beside whom an administrator is no second person, whatever password they have."""
    me = actor()
    if me.position != Position.ADMINISTRATOR:
        return []
    hands = invites.reach(session(), [me.person_id])[me.person_id]
    return sorted(hand.name for hand in hands if hand.person_id != me.person_id)


def _page(refusal: Refusal | None) -> str:
    return render_template(
        "people/account.html",
        who=actor(),
        kin=_kin(),
        at=now(),
        rows=account_proposals.of_person(session(), actor().person_id),
        least=SHORTEST,
        changed=bool(request.args.get("changed")) and refusal is None,
        refused=sentence(refusal) if refusal else "",
        old_wrong=bool(password_sentence(refusal)),
    )
