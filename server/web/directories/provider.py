"""Signing in at an OpenID provider, leaving it, and its own word that a session ended."""

import logging
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from server.actions.directories import by_provider
from server.actions.directories.by_provider import ProviderAnswer
from server.actions.identity.let_in import CodeAwaited
from server.config import LdapSettings, OpenIdSettings
from server.directories.openid_provider import ANOTHER, AS_EVER, BegunSignIn
from server.domain.identity.directories import AnswerRefused, DirectorySilent, NotLinked
from server.domain.people.actors import NoPostToday, TooManyTries
from server.domain.refusals import Refusal
from server.web.directories import begun, proving
from server.web.directories.begun import Begun
from server.web.identity import known_browser, second_step, sign_in, welcome
from server.web.proofs import asked
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import identity
from server.web.requests.access import PUBLIC, access, no_form
from server.web.requests.addresses import HOME, local_path, stand_at
from server.web.requests.installation import installation
from server.web.requests.transaction import now, session, write_at_get

blueprint = Blueprint("provider", __name__)
LONGEST = 4096
FIELDS = ("code", "state", "iss", "error")
"""What is read of an answer; what a provider says of an error is shown to nobody."""
OURS = frozenset({"none", "same-origin"})
"""Where a browser says that a link was followed from: an address typed or kept, a page of ours."""

log = logging.getLogger(__name__)


@blueprint.get("/sign-in/provider")
@access(PUBLIC)
def begin() -> ResponseReturnValue:
    """Send the browser to the provider; a link does, as a form may lead to no other site.

    A page of others signs nobody in, who may be signed in at the provider: it leads to our own.
    `another` has the provider ask for which account: else the same would come back at once.
    """
    wanted = local_path(request.args.get("next"))
    if identity.signed_in():
        return redirect(wanted, HTTPStatus.SEE_OTHER)
    if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
        return redirect(url_for("sign_in.form", next=wanted), HTTPStatus.SEE_OTHER)
    started = Begun(BegunSignIn.new(), wanted)
    try:
        how = ANOTHER if request.args.get("another") else AS_EVER
        address = asked.provider().address_of(started.sign_in, how)
    except (AnswerRefused, DirectorySilent) as refusal:
        log.warning("openid: cannot begin why=%s", getattr(refusal, "why", "silent"))
        return _refused(refusal)
    answer = make_response(redirect(address, HTTPStatus.SEE_OTHER))
    begun.keep(answer, started)
    return answer


@blueprint.get(asked.ANSWER)
@access(PUBLIC)
def answered() -> ResponseReturnValue:
    """Take the provider's answer, which a browser brings that began the sign-in, or a proof."""
    write_at_get()
    stand_at(url_for("sign_in.form"))
    provider = asked.provider()
    fields = {name: request.args[name][:LONGEST] for name in FIELDS if name in request.args}
    if proof := proving.answered(provider, fields):
        return proof
    started = begun.of_answer(fields.get("state", ""))
    if started is None and identity.signed_in():
        return redirect(HOME, HTTPStatus.SEE_OTHER)
    if started is None:
        return _refused(AnswerRefused("state"))
    try:
        tokens = by_provider.sign_in(
            session(),
            provider,
            ProviderAnswer(begun=started.sign_in, fields=fields, at=asked.real_time()),
            origin=known_browser.origin(installation().settings),
            now=now(),
        )
    except (AnswerRefused, DirectorySilent, TooManyTries, NoPostToday) as refusal:
        return _refused(refusal)
    except NotLinked as refusal:
        return not_linked(refusal, provider.settings)
    answer = make_response(
        second_step.ask(tokens.token, to=started.next)
        if isinstance(tokens, CodeAwaited)
        else welcome.known(tokens, to=started.next)
    )
    begun.forget(answer)
    return answer


@blueprint.post("/sign-in/provider/ended")
@access(PUBLIC)
@no_form
def ended() -> ResponseReturnValue:
    """End the sessions of which the provider says so (Back-Channel Logout 1.0)."""
    token = request.form.get("logout_token", "")
    try:
        by_provider.end(
            session(),
            asked.provider(),
            token,
            origin=known_browser.origin(installation().settings),
            at=asked.real_time(),
            now=now(),
        )
    except (AnswerRefused, DirectorySilent) as refusal:
        log.warning("openid: logout refused why=%s", getattr(refusal, "why", "silent"))
        return {"error": "invalid_request"}, HTTPStatus.BAD_REQUEST
    return Response(status=HTTPStatus.OK)


@blueprint.get("/sign-out/provider")
@access(PUBLIC)
def leave() -> ResponseReturnValue:
    """Leave the provider's session, too, after one's own here has ended."""
    provider, left = asked.provider(), identity.left()
    keys = [secret.encode() for secret in installation().settings.secrets]
    token = by_provider.id_token_of(session(), left, keys) if left else None
    cookie.pop(identity.LEFT_KEY, None)
    back = url_for("sign_in.form")
    try:
        address = token and provider.leaving(token, back_to=installation().settings.address + back)
    except (AnswerRefused, DirectorySilent) as refusal:
        return _refused(refusal)
    return redirect(address or back, HTTPStatus.SEE_OTHER)


def not_linked(refusal: NotLinked, asked_here: OpenIdSettings | LdapSettings) -> Response:
    """Tell whom the directory knows and nobody here what their account is called there."""
    page = render_template(
        "directories/not_linked.html",
        subject=refusal.subject,
        name=asked_here.name,
        issuer=asked_here.links_issuer,
        again=_again(asked_here),
    )
    answer = make_response(page, status_of(refusal))
    begun.forget(answer)
    return answer


def _again(asked_here: OpenIdSettings | LdapSettings) -> str:
    """Return where one signs in with another account of that directory."""
    if isinstance(asked_here, OpenIdSettings):
        return url_for("provider.begin", another=1)
    return url_for("sign_in.form")


def _refused(refusal: Refusal) -> ResponseReturnValue:
    answer = make_response(sign_in.page(None, why=sentence(refusal)), status_of(refusal))
    begun.forget(answer)
    return answer
