"""The second page of a sign-in: a passkey, the code of the app, or a recovery code."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.factors import passkey_proof, second_step
from server.actions.identity.let_in import Tokens
from server.config import clock
from server.domain.identity.passkeys import (
    LONGEST_ANSWER,
    NoPasskeysHere,
    PasskeyCopied,
    PasskeyRefused,
)
from server.domain.identity.second_factors import RECOVERY_CODES, SignInOver, WrongCode
from server.domain.people.actors import NoPostToday, TooManyTries
from server.domain.refusals import Refusal
from server.store.identity import provider_sessions, second_factors, web_sessions
from server.store.identity.web_sessions import WaitingSignIn
from server.web.identity import known_browser, welcome
from server.web.proofs import passkey_place
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import identity, kept_forms
from server.web.requests.access import PUBLIC, access
from server.web.requests.addresses import local_path
from server.web.requests.installation import installation
from server.web.requests.transaction import now, session

blueprint = Blueprint("second_step", __name__)
LONGEST = 40
REFUSED = (WrongCode, PasskeyRefused, PasskeyCopied, NoPasskeysHere, TooManyTries, NoPostToday)
"""What is said on the page, where another way can be tried."""


@blueprint.get("/sign-in/code")
@access(PUBLIC)
def form() -> ResponseReturnValue:
    """Ask for the code, where a sign-in of this browser waits for one."""
    if identity.signed_in():
        return redirect(local_path(request.args.get("next")), HTTPStatus.SEE_OTHER)
    waiting = identity.waiting()
    if waiting is None:
        address = url_for("sign_in.form", next=request.args.get("next") or None)
        return redirect(address, HTTPStatus.SEE_OTHER)
    return _page(waiting, None)


@blueprint.post("/sign-in/code")
@access(PUBLIC)
def by_code() -> ResponseReturnValue:
    """Sign in by a code of the app."""
    return _sign_in(
        lambda waiting: second_step.by_code(
            session(),
            waiting,
            code=_typed(),
            origin=known_browser.origin(installation().settings),
            phone=phone_time(),
            now=now(),
        ),
        "code",
    )


@blueprint.post("/sign-in/recovery-code")
@access(PUBLIC)
def by_recovery_code() -> ResponseReturnValue:
    """Sign in by a recovery code, which is used up."""
    return _sign_in(
        lambda waiting: second_step.by_recovery_code(
            session(),
            waiting,
            code=_typed(),
            origin=known_browser.origin(installation().settings),
            now=now(),
        ),
        "recovery",
    )


@blueprint.post("/sign-in/passkey/challenge")
@access(PUBLIC)
def ask_passkey() -> ResponseReturnValue:
    """Make what a passkey is to sign for the sign-in that waits: the browser asks, not a person."""
    asked = second_step.of_sign_in(_waiting(), passkey_place.party(), now())
    return Response(passkey_proof.ask(session(), asked), mimetype="application/json")


@blueprint.post("/sign-in/passkey")
@access(PUBLIC)
def by_passkey() -> ResponseReturnValue:
    """Sign in by a passkey."""
    return _sign_in(
        lambda waiting: second_step.by_passkey(
            session(),
            waiting,
            answer=request.form.get("passkey_answer", "")[: LONGEST_ANSWER + 1],
            party=passkey_place.party(),
            origin=known_browser.origin(installation().settings),
            now=now(),
        ),
        "passkey",
    )


def ask(token: str, *, to: str | None = None) -> ResponseReturnValue:
    """Let the sign-in wait, and ask for the code; what it carries goes with the page.

    `to` is where its person had wanted to go.
    """
    welcome.leave()
    identity.remember_waiting(token)
    waiting = identity.waiting()
    if waiting is not None and request.form.get(kept_forms.FIELD):
        return _page(waiting, None)
    wanted = request.values.get("next") if to is None else to
    address = url_for("second_step.form", next=wanted or None)
    return redirect(address, HTTPStatus.SEE_OTHER)


def phone_time() -> datetime:
    """Return the time as phones have it: a demonstration's clock moves none of them."""
    return clock(timedelta())()


def _typed() -> str:
    return request.form.get("code", "")[:LONGEST]


def _waiting() -> WaitingSignIn:
    waiting = identity.waiting()
    if waiting is None:
        raise SignInOver
    return waiting


def _sign_in(step: Callable[[WaitingSignIn], Tokens], field: str) -> ResponseReturnValue:
    waiting = _waiting()
    try:
        tokens = step(waiting)
    except REFUSED as refusal:
        return _page(waiting, refusal, field), status_of(refusal)
    provider_sessions.move(session(), waiting.id_hash, web_sessions.hashed(tokens.session))
    return welcome.known(tokens)


def _page(waiting: WaitingSignIn, refusal: Refusal | None, field: str = "") -> str:
    return render_template(
        "account/second_step.html",
        waiting=waiting,
        most=RECOVERY_CODES,
        factors=second_factors.own(session(), waiting.person_id),
        passkeys_here=passkey_place.possible(),
        passkeys_at=passkey_place.elsewhere(),
        refused=sentence(refusal) if refusal else "",
        field=field,
        next=request.values.get("next", ""),
        sealed=request.form.get(kept_forms.FIELD, ""),
    )
