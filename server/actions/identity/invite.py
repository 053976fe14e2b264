"""Make a one-time link by which a person sets their password, the first or a new one.

It reaches the person alone: by mail, where that leaves; else a second administrator hands it over,
and who asked for it never sees it. At an approving post a second administrator confirms it first.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from server.actions.identity import accounts, tell_person
from server.actions.identity.approving_posts import approving_posts, asked_approving
from server.config import PROPOSALS_HOLD
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.people.appointments import OwnAccount
from server.domain.people.second_person import (
    ProposalKind,
    ProposalWaits,
    needs_second,
)
from server.mail import letters
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import account_origins, invites
from server.store.identity.invites import NewLink
from server.store.mail import outbox
from server.store.people import account_proposals
from server.store.people.account_proposals import NewProposal
from server.store.people.people_admin import PersonRow

HOLDS_FOR = timedelta(days=7)


class Way(StrEnum):
    """How a link reaches its person."""

    MAILED = "mailed"
    WAITS = "waits"
    """For a second administrator."""
    SHOWN = "shown"
    """To who hands it over, this once."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on its way; `path` is there only where it is shown, and is kept nowhere."""

    way: Way
    until: datetime | None = None
    path: str = ""


def invite(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    person_id: UUID,
    *,
    mails: bool,
    actor: Actor | None,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> Link:
    """Mail a link, or propose one; `mails` tells whether mail leaves this installation.

    A proposal waits for `hold`. A post that is proposed counts as held: once it is confirmed, a
    link that one person alone gave would be void.

    `actor` is None for the operator of the machine, who alone makes links of administrators.
    Raises NotAdministrator, OwnAccount, NoSuchPerson, KeptElsewhere, ProposalWaits.
    """
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    if actor is not None and person_id == actor.person_id:
        raise OwnAccount
    approving = {
        *approving_posts(session, person_id, now=now),
        *asked_approving(session, person_id, now=now),
    }
    second = needs_second(approving, actor=actor)
    mailed = mails and bool(person.email)
    by = actor.person_id if actor else None
    if not second and (mailed or (actor is None and approving)):
        link = NewLink(expires=now + HOLDS_FOR, made_by=by, handed_by=by, mailed=mailed)
        return make(session, person, link, actor=actor, now=now)
    _propose(session, person, NewProposal(id=new_id(now), by=by, at=now, hold=hold), actor=actor)
    return Link(Way.WAITS)


def make(  # noqa: PLR0913 - a link, named part by part
    session: Session,
    person: PersonRow,
    link: NewLink,
    *,
    actor: Actor | None,
    now: datetime,
    proposed: str = "",
) -> Link:
    """Make a link that voids all earlier ones, and mail it or return its path to be shown.

    `proposed` is who asked for it, where a second person confirms.
    """
    token = secrets.token_urlsafe(32)
    invites.void_links(session, person.id, now=now)
    kept = _in_hand(session, person, link)
    invites.add_link(session, person.id, hash_of(token), kept)
    name = tell_person.name_of(actor)
    accounts.note(
        session,
        "person.password_reset" if person.signs_in else "person.invited",
        person,
        actor=actor,
        now=now,
        payload={
            "to": link.expires.isoformat(),
            "way": "mailed" if link.mailed else "shown",
            "hands": _hands(kept),
            **({"proposed_by": proposed, "confirmed_by": name} if proposed else {"by": name}),
        },
    )
    if link.mailed:
        _mail(session, person, token, link, now)
        return Link(Way.MAILED, link.expires)
    return Link(Way.SHOWN, link.expires, path_of(token))


def _in_hand(session: Session, person: PersonRow, link: NewLink) -> NewLink:
    """Name who may read the mailbox a link goes to: the administrator who typed its address."""
    typist = account_origins.typist(session, person.id) if link.mailed else None
    if typist is None:
        return link
    return replace(link, made_by=typist, handed_by=typist, mailed=False)


def _hands(link: NewLink) -> dict[str, Json]:
    """Tell whose hands a link counts as being in: by key, as names are erased."""
    made, handed = (str(by) if by else None for by in (link.made_by, link.handed_by))
    return {"made_by": made, "handed_by": handed, "alone": link.mailed}


def path_of(token: str) -> str:
    """Return the page of a link."""
    return f"/invite/{token}"


def hash_of(token: str) -> str:
    """Return what is kept of a link's token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def _mail(session: Session, person: PersonRow, token: str, link: NewLink, now: datetime) -> None:
    letter = letters.link(person.login, link.expires)
    outbox.write_to_person(
        session,
        person.id,
        subject=letter.subject,
        body=letter.body,
        key=f"link/{hash_of(token)[:32]}",
        kind=letters.LetterKind.LINK,
        path=path_of(token),
        now=now,
    )


def _propose(
    session: Session, person: PersonRow, asked: NewProposal, *, actor: Actor | None
) -> None:
    if not account_proposals.propose_link(session, person.id, asked):
        raise ProposalWaits
    told: dict[str, Json] = {"proposal": str(asked.id), "until": asked.until.isoformat()}
    accounts.note(session, "person.link_proposed", person, actor=actor, now=asked.at, payload=told)
    tell_person.of_proposal(
        session, person.id, asked.id, kind=ProposalKind.LINK, actor=actor, now=asked.at
    )
