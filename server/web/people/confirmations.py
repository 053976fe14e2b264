"""What waits for a second administrator: links and appointments that others proposed."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity.invite import Link, Way
from server.actions.people import confirm_account
from server.domain.refusals import Refusal
from server.store.identity import account_origins
from server.store.people import account_proposals
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.installation import installation

MOST = 500


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List what waits in the province, oldest first."""
    return _page(None)


@access(ADMINISTRATOR)
def settle() -> ResponseReturnValue:
    """Confirm, or decline, all that was chosen, or nothing; links are shown this once."""
    try:
        links = _settle([_key(text) for text in request.form.getlist("id")[:MOST]])
    except Refusal as refusal:
        session().rollback()
        return _page(refusal), status_of(refusal)
    if any(link.way is Way.SHOWN for link in links):
        return _page(None, links)
    return redirect(url_for("people.confirmations"), HTTPStatus.SEE_OTHER)


def address_of(link: Link) -> str:
    """Return the whole address of a link that is shown; what a request calls us is not trusted."""
    return installation().settings.address + link.path


def mails() -> bool:
    """Tell whether mail leaves this installation, so that a link can reach its person alone."""
    return bool(installation().settings.smtp_url) and not installation().deployment().demonstration


def _settle(keys: Sequence[UUID]) -> list[Link]:
    if request.form.get("do") == "decline":
        for key in keys:
            confirm_account.decline(session(), key, actor=actor(), now=now())
        return []
    made = [
        confirm_account.confirm(session(), key, mails=mails(), actor=actor(), now=now())
        for key in keys
    ]
    return [link for link in made if link is not None]


def _key(text: str) -> UUID:
    """Read a proposal's key; what is none finds none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _page(refusal: Refusal | None, links: Sequence[Link] = ()) -> str:
    rows = account_proposals.waiting(session(), actor().province)
    return render_template(
        "people/confirmations.html",
        rows=rows,
        origins=account_origins.origins(session(), {row.person_id for row in rows}),
        me=actor().person_id,
        at=now(),
        links=[(address_of(link), link.until) for link in links if link.way is Way.SHOWN],
        refused=sentence(refusal) if refusal else "",
    )
