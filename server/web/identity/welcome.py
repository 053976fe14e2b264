"""Where somebody who has just signed in goes: to what they had typed, or to what they wanted."""

from http import HTTPStatus

from flask import Response, make_response, redirect, request

from server.actions.identity.let_in import Tokens
from server.actions.identity.sign_out import sign_out
from server.web.identity import known_browser
from server.web.requests import identity, kept_forms
from server.web.requests.addresses import HOME, local_path
from server.web.requests.transaction import now, session
from server.web.tasks import kept_pages


def known(tokens: Tokens, *, to: str | None = None) -> Response:
    """Let somebody in whose browser is known from now on; `to` is where they had wanted to go."""
    answer = signed_in(tokens.session, to=to)
    known_browser.keep(answer, token=tokens.browser, spent=tokens.spent)
    return answer


def signed_in(token: str, *, to: str | None = None) -> Response:
    """Put the session into the cookie, and give back what the sign-in carried."""
    leave()
    identity.remember(token)
    if kept := kept_forms.carried():
        back = kept_pages.give_back(kept) or redirect(HOME, HTTPStatus.SEE_OTHER)
        return make_response(back)
    address = local_path(request.values.get("next") if to is None else to)
    return make_response(redirect(address, HTTPStatus.SEE_OTHER))


def leave() -> None:
    """End the session that this browser had: nobody is left who could sign out of it."""
    if before := identity.held():
        sign_out(session(), before, actor=None, now=now())
