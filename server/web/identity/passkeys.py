"""One's own passkeys: made by the browser, called something, removed."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.factors import passkey_proof, passkeys
from server.actions.factors.passkey_proof import ProofAsked
from server.domain.identity.passkeys import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    PasskeyNameBad,
    act_at,
)
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.web.identity import account
from server.web.identity.factors import own_act
from server.web.proofs import passkey_place, typed
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session

blueprint = Blueprint("passkeys", __name__)


@blueprint.post("/account/passkeys")
@access(SIGNED_IN)
def offer() -> ResponseReturnValue:
    """Begin a passkey, knowing the password."""
    try:
        passkey_place.party()
        passkeys.offer(session(), own_act(), proof=typed.proof(account.PASSKEY))
    except Refusal as refusal:
        return account.shown(refusal, field=account.PASSKEY), status_of(refusal)
    return redirect(url_for("passkeys.form"), HTTPStatus.SEE_OTHER)


@blueprint.get("/account/passkeys/new")
@access(SIGNED_IN)
def form() -> ResponseReturnValue:
    """Have the browser make a passkey that this session has begun."""
    try:
        return _new(None)
    except Refusal as refusal:
        return account.shown(refusal, field=account.PASSKEY), status_of(refusal)


@blueprint.post("/account/passkeys/new")
@access(SIGNED_IN)
def confirm() -> ResponseReturnValue:
    """Keep it, and show recovery codes this once where it is the first factor."""
    try:
        codes = passkeys.confirm(
            session(),
            own_act(),
            passkey_place.party(),
            answer=_typed("passkey_answer", LONGEST_ANSWER + 1),
            name=_typed("name", LONGEST_NAME * 2),
        )
    except PasskeyNameBad as refusal:
        return _new(refusal), status_of(refusal)
    except Refusal as refusal:
        return account.shown(refusal, field=account.PASSKEY), status_of(refusal)
    if codes:
        return render_template("account/recovery_codes.html", codes=codes, added=True)
    return redirect(url_for("account.page", done="passkey_added"), HTTPStatus.SEE_OTHER)


@blueprint.post("/account/passkeys/challenge")
@access(SIGNED_IN)
def ask() -> ResponseReturnValue:
    """Make what a passkey is to sign before an act: the browser asks, not a person."""
    own = own_act()
    asked = ProofAsked(
        person_id=own.actor.person_id,
        session_hash=own.session_hash,
        purpose=act_at(request.form.get("path", "")),
        party=passkey_place.party(),
        now=own.now,
    )
    return Response(passkey_proof.ask(session(), asked), mimetype="application/json")


@blueprint.get("/account/passkeys/<uuid:passkey_id>")
@access(SIGNED_IN)
def show(passkey_id: UUID) -> ResponseReturnValue:
    """Show one of one's own passkeys."""
    return _page(passkey_id, None)


@blueprint.post("/account/passkeys/<uuid:passkey_id>/name")
@access(SIGNED_IN)
def rename(passkey_id: UUID) -> ResponseReturnValue:
    """Call it something else."""
    try:
        passkeys.rename(session(), own_act(), passkey_id, name=_typed("name", LONGEST_NAME * 2))
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(passkey_id, refusal, "name"), status_of(refusal)
    return redirect(url_for("account.page", done="passkey_renamed"), HTTPStatus.SEE_OTHER)


@blueprint.post("/account/passkeys/<uuid:passkey_id>/remove")
@access(SIGNED_IN)
def remove(passkey_id: UUID) -> ResponseReturnValue:
    """Remove it, knowing the password."""
    try:
        passkeys.remove(session(), own_act(), passkey_id, proof=typed.proof())
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(passkey_id, refusal, "password"), status_of(refusal)
    return redirect(url_for("account.page", done="passkey_removed"), HTTPStatus.SEE_OTHER)


def _typed(name: str, most: int) -> str:
    return request.form.get(name, "")[:most]


def _new(refusal: Refusal | None) -> str:
    options = passkeys.offered(session(), own_act(), passkey_place.party())
    return render_template(
        "account/new_passkey.html",
        options=options,
        passkeys_here=True,
        most=LONGEST_NAME,
        name=_typed("name", LONGEST_NAME),
        refused=sentence(refusal) if refusal else "",
    )


def _page(passkey_id: UUID, refusal: Refusal | None, field: str = "") -> str:
    found = passkeys.own(session(), actor().person_id, passkey_id)
    return render_template(
        "account/passkey.html",
        passkey=found,
        name=request.form.get("name", found.name),
        most=LONGEST_NAME,
        refused=sentence(refusal) if refusal else "",
        field=field,
    )
