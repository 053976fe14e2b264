"""Acts that pages ask for: a refusal is said on the page itself, and some want the password."""

from collections.abc import Callable
from http import HTTPStatus

from flask import redirect
from flask.typing import ResponseReturnValue

from server.actions.identity import fresh_proof
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.web.proofs import post_acted_in, typed
from server.web.refusals.refusals import status_of
from server.web.requests.context import actor, now, session


def done(
    act: Callable[[], object], *, then: str, page: Callable[[Refusal], str]
) -> ResponseReturnValue:
    """Act and go on to the address `then`; of what is refused nothing stays, and `page` says why.

    Raises NotThere: there is no page to say it on.
    """
    try:
        act()
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return page(refusal), status_of(refusal)
    return redirect(then, HTTPStatus.SEE_OTHER)


def check_password(who: Actor | None = None) -> None:
    """Refuse who proves it neither by their password nor by a passkey; raises one of `UNPROVEN`.

    That is the post acted in, or `who` acts in its stead at one task. A form that was opened in
    another post is refused before any proof is used up.
    """
    post_acted_in.check()
    fresh_proof.confirm(session(), who or actor(), typed.proof(), now())
