"""Put a person into a post from a day on: the one gate of every appointment, whoever writes it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.factors import removal
from server.actions.identity import (
    accounts,
    ended_sessions,
    tell_person,
)
from server.actions.identity.approving_posts import holds_approving, is_approving
from server.config import PROPOSALS_HOLD
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.identity.second_factors import FactorEnd
from server.domain.people.actors import Actor
from server.domain.people.administering import administers, check_administers
from server.domain.people.appointments import (
    Held,
    NoSuchPost,
    OwnAccount,
    Period,
    check_appointment,
)
from server.domain.people.lineage import Reach
from server.domain.people.posts import (
    Position,
    position_of,
    province_of,
)
from server.domain.people.second_person import ProposalKind, needs_second
from server.domain.texts.typed_text import readable
from server.domain.texts.words import Words
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import invites
from server.store.people import (
    account_proposals,
    delegations,
    lineage,
    people_admin,
    posts,
)
from server.store.people.account_proposals import NewProposal
from server.store.people.people_admin import PersonRow

APART = frozenset({Position.ADMINISTRATOR, Position.AUDITOR})


def appoint(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    new: Held,
    *,
    decision: str,
    actor: Actor | None,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> UUID | None:
    """Appoint, or, at an approving post, propose it to a second person and return None.

    A proposal waits for `hold`.
    `actor` is None for the operator of the machine. Raises NotAdministrator, OwnAccount,
    NoSuchPost, NoSuchPerson, and what the checks raise.
    """
    decision = readable(decision)
    person = _locked(session, new, actor)
    approving = is_approving(session, new.post_id)
    if needs_second([new.post_id] if approving else [], actor=actor):
        check_appointment(new, kin=_kin(session, person, now), **_others(session, new, now))
        by = actor.person_id if actor else None
        asked = NewProposal(id=new_id(now), by=by, at=now, hold=hold)
        _propose(session, person, new, asked, decision=decision, actor=actor)
        return None
    return _put(session, person, new, decision=decision, proposed="", actor=actor, now=now)


def appoint_confirmed(  # noqa: PLR0913 - an appointment, named part by part
    session: Session,
    new: Held,
    *,
    decision: str,
    proposed: str,
    actor: Actor | None,
    now: datetime,
) -> UUID:
    """Appoint, as the second person, whom `proposed` names wanted appointed; raises as `appoint`.

    The person, and who holds the post, are told.
    """
    person = _locked(session, new, actor)
    appointment_id = _put(
        session, person, new, decision=decision, proposed=proposed, actor=actor, now=now
    )
    today = local_day(now)
    rows = people_admin.appointments(session, post_ids=[new.post_id])
    held = [row for row in rows if not row.over_by(today)]
    tell_person.of_appointment(
        session,
        {row.person_id for row in held},
        appointment_id,
        who=person.name,
        title=Words(rows[0].title_vi, rows[0].title_en),
        hands=f"{proposed}, {tell_person.name_of(actor)}",
        now=now,
    )
    return appointment_id


def put(  # noqa: PLR0913 - an appointment, named part by part
    session: Session,
    new: Held,
    *,
    person: PersonRow,
    of_person: Collection[Held],
    of_post: Collection[Held],
    decision: str,
    now: datetime,
) -> UUID:
    """Write an appointment that the rules allow; raises what `check_appointment` does."""
    kin = _kin(session, person, now)
    check_appointment(new, kin=kin, of_person=of_person, of_post=of_post)
    appointment_id = new_id(now)
    people_admin.add_appointment(session, appointment_id, new, decision=decision)
    return appointment_id


def _kin(session: Session, person: PersonRow, now: datetime) -> Reach:
    """Return the provinces in whose posts a person may be: their own, formers and successors."""
    return lineage.in_force(session, today=local_day(now)).kin(person.province)


def _locked(session: Session, new: Held, actor: Actor | None) -> PersonRow:
    """Lock the person and the post, as far as the actor keeps both."""
    person = accounts.lock(session, new.person_id)
    check_administers(actor, person.province)
    if actor is not None and new.person_id == actor.person_id:
        raise OwnAccount
    apart = actor is not None and not administers(actor, province_of(new.post_id))
    if apart or posts.lock(session, new.post_id) is None:
        raise NoSuchPost(new.post_id)
    return person


def _put(  # noqa: PLR0913 - an appointment, named part by part
    session: Session,
    person: PersonRow,
    new: Held,
    *,
    decision: str,
    proposed: str,
    actor: Actor | None,
    now: datetime,
) -> UUID:
    anew = is_approving(session, new.post_id) and not holds_approving(session, person.id, now=now)
    appointment_id = put(
        session, new, person=person, decision=decision, now=now, **_others(session, new, now)
    )
    ended = _new_password(session, person, actor=actor, now=now) if anew else 0
    by: dict[str, Json] = (
        {"proposed_by": proposed, "confirmed_by": tell_person.name_of(actor)} if proposed else {}
    )
    accounts.note(
        session,
        "person.appointed",
        person,
        actor=actor,
        now=now,
        about=f"appointment/{appointment_id}",
        payload=_payload(new, decision) | by,
    )
    ended_sessions.note(session, person, ended, actor=actor, now=now)
    return appointment_id


def _new_password(
    session: Session, person: PersonRow, *, actor: Actor | None, now: datetime
) -> int:
    """Drop password, factors and the links one person alone could give: not for this post.

    Who had the password in hand may have set up the factor, too.

    Answers how many sessions ended with them.
    """
    invites.void_links(session, person.id, now=now)
    invites.drop_password(session, person.id)
    removal.remove_all(session, person, FactorEnd.APPOINTED, actor=actor, now=now)
    return people_admin.end_sessions(session, person.id, now=now)


def _propose(  # noqa: PLR0913 - a proposal, named part by part
    session: Session,
    person: PersonRow,
    new: Held,
    asked: NewProposal,
    *,
    decision: str,
    actor: Actor | None,
) -> None:
    account_proposals.propose_appointment(session, new, asked, decision=decision)
    now = asked.at
    told = _payload(new, decision)
    told |= {"proposal": str(asked.id), "until": asked.until.isoformat()}
    accounts.note(
        session, "person.appointment_proposed", person, actor=actor, now=now, payload=told
    )
    tell_person.of_proposal(
        session, person.id, asked.id, kind=ProposalKind.APPOINTMENT, actor=actor, now=now
    )


def _payload(new: Held, decision: str) -> dict[str, Json]:
    return {
        "post": new.post_id,
        "from": new.period.first.isoformat(),
        "to": new.period.last.isoformat() if new.period.last else None,
        "decision": decision,
    }


def _others(session: Session, new: Held, now: datetime) -> dict[str, Collection[Held]]:
    """Read what the rules ask for: posts of the person, and who else holds this post.

    What is proposed counts as held: two proposals of one post cannot both be confirmed.
    """
    of_post = people_admin.held(people_admin.appointments(session, post_ids=[new.post_id]))
    asked = account_proposals.appointments(session, now=now, person_id=new.person_id)
    for_post = account_proposals.appointments(session, now=now, post_id=new.post_id)
    return {"of_person": [*_held(session, new), *asked], "of_post": [*of_post, *for_post]}


def _held(session: Session, new: Held) -> list[Held]:
    """List the posts the person holds, and, where the new one stands apart, those lent to them."""
    held = people_admin.held(people_admin.appointments(session, person_ids=[new.person_id]))
    if position_of(new.post_id) not in APART:
        return [*held]
    lent = delegations.listed(session, person_id=new.person_id, since=new.period.first)
    return [
        *held,
        *(
            Held(
                person_id=new.person_id,
                post_id=row.post_id,
                period=Period(first=row.valid_from, last=row.valid_to),
            )
            for row in lent
            if row.revoked_at is None
        ),
    ]
