"""The one-time link: set one's password, the first or a new one."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity import accept_invite
from server.domain.identity.passwords import LONGEST_TYPED, SHORTEST
from server.domain.people.appointments import LinkSpent
from server.domain.refusals import Refusal
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import PUBLIC, access
from server.web.requests.context import now, session


@access(PUBLIC)
def form(token: str) -> ResponseReturnValue:
    """Ask for a password, if the link still holds."""
    return _page(token, None)


@access(PUBLIC)
def submit(token: str) -> ResponseReturnValue:
    """Set the password; the link is used up, and signing in is the next step."""
    try:
        accept_invite.accept(
            session(),
            token,
            password=request.form.get("password", "")[:LONGEST_TYPED],
            again=request.form.get("again", "")[:LONGEST_TYPED],
            now=now(),
        )
    except Refusal as refusal:
        return _page(token, refusal), status_of(refusal)
    return redirect(url_for("sign_in.form"), HTTPStatus.SEE_OTHER)


def _page(token: str, refusal: Refusal | None) -> str:
    if isinstance(refusal, LinkSpent):
        raise refusal
    person = accept_invite.holder(session(), token, now=now())
    return render_template(
        "people/invite.html",
        token=token,
        login=person.login,
        least=SHORTEST,
        refused=sentence(refusal) if refusal else "",
    )
