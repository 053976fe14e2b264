"""One's own account: posts, password, sessions, whose hands its link went through, proposals."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity import change_password, end_own_sessions
from server.domain.identity.passwords import LONGEST_TYPED, SHORTEST
from server.domain.identity.second_factors import RECOVERY_CODES
from server.domain.people.posts import Position
from server.domain.refusals import Refusal
from server.store.identity import invites, own_sessions, passkeys, second_factors
from server.store.people import account_proposals, people_admin
from server.web.identity.browser_words import browser_words
from server.web.proofs import passkey_place
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests import identity
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
    signed_in_session,
)
from server.web.requests.installation import installation

blueprint = Blueprint("account", __name__)
DONE = frozenset(
    {"changed", "ended", "ended_all", "removed", "added"}
    | {f"passkey_{done}" for done in ("added", "renamed", "removed")}
)
FACTOR = "factor_password"
"""The field of the password before a change of the second factor."""
PASSKEY = "passkey_password"
"""The field of the password before a new passkey."""


@blueprint.get("/account")
@access(SIGNED_IN)
def page() -> ResponseReturnValue:
    """Show the account, and the form for another password."""
    return shown(None)


@blueprint.post("/account/password")
@access(SIGNED_IN)
def change() -> ResponseReturnValue:
    """Change the password; the other sessions of the person end."""
    try:
        change_password.change(
            session(),
            old=_typed("old"),
            password=_typed("password"),
            again=_typed("again"),
            keep=signed_in_session().id_hash,
            actor=actor(),
            now=now(),
        )
    except Refusal as refusal:
        return shown(refusal), status_of(refusal)
    return _back("changed")


@blueprint.post("/account/sessions/end")
@access(SIGNED_IN)
def end_session() -> ResponseReturnValue:
    """End one of the other sessions."""
    end_own_sessions.end_one(session(), _typed("key"), actor=actor(), now=now())
    return _back("ended")


@blueprint.post("/account/sessions/end-others")
@access(SIGNED_IN)
def end_other_sessions() -> ResponseReturnValue:
    """End all sessions but this."""
    end_own_sessions.end_all_others(
        session(), keep=signed_in_session().id_hash, actor=actor(), now=now()
    )
    return _back("ended_all")


def _back(done: str) -> ResponseReturnValue:
    return redirect(url_for("account.page", done=done), HTTPStatus.SEE_OTHER)


def _typed(name: str) -> str:
    return request.form.get(name, "")[:LONGEST_TYPED]


def _kin() -> list[str]:
    """Name beside whom an administrator is no second person, whatever password they have."""
    me = actor()
    if me.position != Position.ADMINISTRATOR:
        return []
    hands = invites.reach(session(), [me.person_id])[me.person_id]
    return sorted(hand.name for hand in hands if hand.person_id != me.person_id)


def shown(refusal: Refusal | None, *, field: str = "") -> str:
    """Draw the page; a refusal is said at a field, of the new password where none is named."""
    me, mine = actor(), signed_in_session()
    field = field or ("old" if password_sentence(refusal) else "password")
    if me.demonstration:
        field = ""  # it has none
    sessions = own_sessions.listed(
        session(), me.person_id, now=now(), limits=installation().settings.sessions
    )
    here = next((each for each in sessions if each.id_hash == mine.id_hash), None)
    earlier = here and own_sessions.earlier_sign_in(session(), me.person_id, before=here.created_at)
    done, found = request.args.get("done", ""), identity.signed_in()
    return render_template(
        "account/page.html",
        who=me,
        person=people_admin.find_person(session(), me.person_id),
        choices=mine.choices,
        sessions=sessions,
        this=mine.id_hash,
        earlier=earlier,
        failures=own_sessions.failures(
            session(), me.person_id, since=earlier.at if earlier else None
        ),
        browser_words=browser_words,
        kin=_kin(),
        at=now(),
        rows=account_proposals.of_person(session(), me.person_id),
        least=SHORTEST,
        done=done if done in DONE and refusal is None else "",
        refused=sentence(refusal) if refusal else "",
        field=field if refusal else "",
        factors=second_factors.own(session(), me.person_id),
        lacks_factor=found is not None and identity.lacks_factor(found, me),
        most=RECOVERY_CODES,
        passkeys=passkeys.listed(session(), me.person_id),
        passkeys_here=passkey_place.possible(),
        passkeys_at=passkey_place.elsewhere(),
    )
