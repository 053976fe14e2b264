"""The administrator's pages: persons, posts by date, links; every change is an event."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.factors import reset
from server.actions.identity import invite
from server.actions.people import (
    add_person,
    appoint,
    deactivate,
    end_appointment,
)
from server.domain.deadlines import local_day
from server.domain.history.asked import NotAPlace
from server.domain.people.administering import administers, may_end
from server.domain.people.appointments import (
    Held,
    NoSuchPerson,
    Period,
)
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.people import (
    account_proposals,
    delegations,
    people_admin,
)
from server.store.people import posts as all_posts
from server.store.people.people_admin import PersonRow
from server.store.people.posts import WantedPosts
from server.web.identity import invites
from server.web.people import (
    authority,
    confirmations,
    directory_accounts,
    endings,
    factor_gaps,
    posts,
    together,
)
from server.web.people import delegations as people_delegations
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import keyset
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.installation import installation
from server.web.requests.typed_values import id_of, posted_day, searched_by
from server.web.requests.uses import Use, counted

blueprint = Blueprint("people", __name__)
PAGE = 50
LONGEST = 200


@blueprint.get("/people")
@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List accounts with the posts held today."""
    return _index(None)


@blueprint.post("/people")
@access(ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Add an account, then show it, so that posts and a link can be given."""
    try:
        person_id = add_person.add(
            session(),
            login=typed("login").lower(),
            name=typed("name"),
            email=typed("email"),
            province=province(),
            actor=actor(),
            now=now(),
        )
    except Refusal as refusal:
        return _index(refusal), status_of(refusal)
    return redirect(url_for("people.show", person_id=person_id), HTTPStatus.SEE_OTHER)


@blueprint.get("/people/<uuid:person_id>")
@access(ADMINISTRATOR)
def show(person_id: UUID) -> ResponseReturnValue:
    """Show one person: account, posts by date, delegations."""
    return _show(person_id)


@blueprint.post("/people/<uuid:person_id>/appointments")
@access(ADMINISTRATOR)
def put_into_post(person_id: UUID) -> ResponseReturnValue:
    """Appoint a person to a post."""
    return changed(
        person_id,
        lambda: appoint.appoint(
            session(),
            _to_hold(person_id),
            decision=typed("decision"),
            actor=actor(),
            now=now(),
            hold=installation().settings.proposals_hold,
        ),
    )


def _to_hold(person_id: UUID) -> Held:
    """Read the post that was chosen and its days; raises NotADay."""
    first = posted_day("first") or local_day(now())
    period = Period(first=first, last=posted_day("last"))
    return Held(person_id=person_id, post_id=typed("post"), period=period)


@blueprint.post("/people/<uuid:person_id>/appointments/<uuid:appointment_id>/end")
@access(ADMINISTRATOR)
def take_out_of_post(person_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    """End an appointment with a day, or at once."""

    def end() -> None:
        end_appointment.end(session(), appointment_id, last=_last_day(), actor=actor(), now=now())

    if endings.keeps(person_id):
        return changed(person_id, end)
    try:
        end()
    except Refusal as refusal:
        said = sentence(refusal)
        return endings.ending_page(person_id, appointment_id, said), status_of(refusal)
    return redirect(url_for("people.posts"), HTTPStatus.SEE_OTHER)


def _last_day() -> date | None:
    """Read the last day that was typed, today where none was; None at once; raises NotADay."""
    return None if "at_once" in request.form else posted_day("last") or local_day(now())


@blueprint.post("/people/<uuid:person_id>/link")
@access(ADMINISTRATOR)
@counted(Use.LETTERS)
def make_link(person_id: UUID) -> ResponseReturnValue:
    """Mail a one-time link to the person, or propose it to a second administrator."""
    mails = confirmations.mails()
    return changed(
        person_id,
        lambda: invite.invite(
            session(),
            person_id,
            mails=mails,
            actor=actor(),
            now=now(),
            hold=installation().settings.proposals_hold,
        ),
    )


@blueprint.post("/people/<uuid:person_id>/reset-factor")
@access(ADMINISTRATOR)
def reset_factor(person_id: UUID) -> ResponseReturnValue:
    """Propose to a second administrator to take a lost factor away."""
    return changed(
        person_id,
        lambda: reset.propose(
            session(),
            person_id,
            actor=actor(),
            now=now(),
            hold=installation().settings.proposals_hold,
        ),
    )


@blueprint.post("/people/<uuid:person_id>/deactivate")
@access(ADMINISTRATOR)
def close(person_id: UUID) -> ResponseReturnValue:
    """Close an account; its sessions end at once."""
    return changed(
        person_id,
        lambda: deactivate.deactivate(session(), person_id, actor=actor(), now=now()),
    )


def province() -> str:
    """Return the province that a new account is of."""
    return actor().province


def typed(name: str) -> str:
    """Return what was typed into a field, shortened to what any of them may hold."""
    return request.form.get(name, "").strip()[: LONGEST + 1]


def changed(person_id: UUID, change: Callable[[], object]) -> ResponseReturnValue:
    """Change something about a person and show their page, with why where it is refused."""
    try:
        change()
    except NoSuchPerson as refusal:
        raise NotThere from refusal
    except Refusal as refusal:
        return _show(person_id, refusal), status_of(refusal)
    return redirect(url_for("people.show", person_id=person_id), HTTPStatus.SEE_OTHER)


def _index(refusal: Refusal | None) -> str:
    wanted = searched_by()
    rows = people_admin.people(
        session(),
        actor().reach,
        typed=wanted,
        after=_after(),
        limit=PAGE + 1,
    )
    shown = rows[:PAGE]
    today = local_day(now())
    held = people_admin.appointments(session(), person_ids=[row.id for row in shown])
    last = shown[-1] if len(rows) > PAGE else None
    return render_template(
        "people/index.html",
        rows=[
            (row, [a for a in held if a.person_id == row.id and a.stands_on(today)])
            for row in shown
        ],
        wanted=wanted,
        lacking=factor_gaps.every(),
        refused=sentence(refusal) if refusal else "",
        form=request.form,
        first=keyset.address("people.index", q=wanted or None) if request.args.get("after") else "",
        next=keyset.address("people.index", q=wanted or None, after=f"{last.login},{last.id}")
        if last
        else "",
    )


def _after() -> tuple[str, UUID] | None:
    """Return the login and id after which the page begins. Raises NotAPlace."""
    text = request.args.get("after", "")
    login, _, key = text.rpartition(",")
    last = id_of(key)
    if text and (last is None or not login):
        raise NotAPlace(text[: keyset.LONGEST_SHOWN])
    return (login, last) if last else None


def _show(person_id: UUID, refusal: Refusal | None = None) -> str:
    person: PersonRow | None = people_admin.find_person(session(), person_id)
    if person is None or not administers(actor(), person.province):
        raise NotThere
    appointments = people_admin.appointments(session(), person_ids=[person_id])
    return render_template(
        "people/show.html",
        person=person,
        own=person_id == actor().person_id,
        appointments=appointments,
        ended_by=[a.id for a in appointments if may_end(actor(), a.post_id, of=a.province)],
        delegations=delegations.listed(session(), person_id=person_id, since=None),
        posts=all_posts.listed(session(), WantedPosts(reach=actor().reach)),
        today=local_day(now()),
        at=now(),
        refused=sentence(refusal) if refusal else "",
        form=request.form,
        proposals=account_proposals.of_person(session(), person_id),
        mails=confirmations.mails(),
        factors=factor_gaps.of_person(person_id),
        outside=directory_accounts.shown(person_id),
    )


ENDING = "/people/<uuid:person_id>/appointments/<uuid:appointment_id>/end"
blueprint.add_url_rule(ENDING, "ending", endings.ending)
blueprint.add_url_rule("/people/<uuid:person_id>/deactivate", "closing", endings.closing)
blueprint.add_url_rule("/people/posts", "posts", posts.index)
blueprint.add_url_rule("/people/together", "together", together.index)
blueprint.add_url_rule("/people/together", "invite_together", together.act, methods=["POST"])
blueprint.add_url_rule("/people/confirmations", "confirmations", confirmations.index)
blueprint.add_url_rule("/people/confirmations", "confirm", confirmations.settle, methods=["POST"])
REVOKE = "/people/delegations/<uuid:delegation_id>/revoke"
blueprint.add_url_rule(REVOKE, "revoke", posts.revoke, methods=["POST"])
blueprint.add_url_rule("/delegations", "delegations", people_delegations.index)
blueprint.add_url_rule("/delegations", "delegate", people_delegations.add, methods=["POST"])
blueprint.add_url_rule(
    "/delegations/<uuid:delegation_id>/revoke",
    "take_back",
    people_delegations.take_back,
    methods=["POST"],
)
blueprint.add_url_rule(
    "/delegations/<uuid:delegation_id>/letter.<any(pdf, docx):form>",
    "letter",
    authority.download,
)
blueprint.add_url_rule("/invite/<token>", "invited", invites.form)
blueprint.add_url_rule("/invite/<token>", "accept", invites.submit, methods=["POST"])
