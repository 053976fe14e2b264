"""One's own second factor: set up by a picture and a first code, removed, its recovery codes."""

from collections.abc import Callable
from http import HTTPStatus

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.factors import authenticator, recovery_codes
from server.actions.factors.authenticator import OwnFactorAct
from server.actions.factors.totp_codes import address_of
from server.actions.identity.fresh_proof import FreshProof
from server.domain.identity.second_factors import OfferOver, WrongCode
from server.domain.refusals import Refusal
from server.store.people import people_admin
from server.web.identity import account
from server.web.identity.second_step import LONGEST, phone_time
from server.web.proofs import typed
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session, signed_in_session
from server.web.requests.installation import installation

blueprint = Blueprint("factors", __name__)
GROUP = 4


@blueprint.post("/account/authenticator")
@access(SIGNED_IN)
def offer() -> ResponseReturnValue:
    """Make a key for an app, knowing the password."""
    return _act(lambda: authenticator.offer(session(), own_act(), proof=_typed()), "factors.form")


@blueprint.get("/account/authenticator")
@access(SIGNED_IN)
def form() -> ResponseReturnValue:
    """Show the key that waits in this session, as a picture and as text."""
    try:
        return _page(None)
    except OfferOver as refusal:
        return _over(refusal)


@blueprint.post("/account/authenticator/confirm")
@access(SIGNED_IN)
def confirm() -> ResponseReturnValue:
    """Set the app up by its first code, and show new recovery codes this once."""
    try:
        codes = authenticator.confirm(
            session(), own_act(), code=request.form.get("code", "")[:LONGEST], phone=phone_time()
        )
    except WrongCode as refusal:
        return _page(refusal), status_of(refusal)
    except OfferOver as refusal:
        return _over(refusal)
    if codes:
        return render_template("account/recovery_codes.html", codes=codes, added=True)
    return redirect(url_for("account.page", done="added"), HTTPStatus.SEE_OTHER)


@blueprint.post("/account/authenticator/remove")
@access(SIGNED_IN)
def remove() -> ResponseReturnValue:
    """Let the password alone sign in again."""
    return _act(lambda: authenticator.remove(session(), own_act(), proof=_typed()), "removed")


@blueprint.post("/account/recovery-codes")
@access(SIGNED_IN)
def make_codes() -> ResponseReturnValue:
    """Make ten new recovery codes, and show them this once."""
    own = own_act()
    try:
        codes = recovery_codes.make_anew(
            session(), proof=_typed(), key=own.key, actor=own.actor, now=own.now
        )
    except Refusal as refusal:
        return account.shown(refusal, field=account.FACTOR), status_of(refusal)
    return render_template("account/recovery_codes.html", codes=codes, added=False)


def _act(change: Callable[[], None], then: str) -> ResponseReturnValue:
    """Change something, and go on to a page, or back to the account that says it is done."""
    try:
        change()
    except Refusal as refusal:
        return account.shown(refusal, field=account.FACTOR), status_of(refusal)
    address = url_for(then) if "." in then else url_for("account.page", done=then)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _over(refusal: OfferOver) -> ResponseReturnValue:
    """Say it where another key is made."""
    return account.shown(refusal, field=account.FACTOR), status_of(refusal)


def own_act() -> OwnFactorAct:
    """Tell who changes their own factors, and in which session."""
    return OwnFactorAct(
        actor=actor(),
        session_hash=signed_in_session().id_hash,
        key=installation().settings.secret_key.encode(),
        now=now(),
    )


def _typed() -> FreshProof:
    return typed.proof(account.FACTOR)


def _page(refusal: Refusal | None) -> str:
    secret = authenticator.offered(session(), own_act())
    person = people_admin.find_person(session(), actor().person_id)
    picture = segno.make(address_of(secret, person.login if person else ""), micro=False)
    return render_template(
        "account/authenticator.html",
        picture=picture.svg_data_uri(scale=5, dark="#000", light="#fff"),
        secret=" ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP)),
        refused=sentence(refusal) if refusal else "",
    )
