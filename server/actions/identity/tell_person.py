"""Tell a person what others do to their account, and holders of a post who joins them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from server.domain.people.actors import OPERATOR, Actor
from server.domain.people.second_person import ProposalKind
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.session_letters import sessions_ended
from server.store import Session
from server.store.mail import outbox

ACCOUNT = "/account"
_ASKED = {
    ProposalKind.LINK: letters.LINK_ASKED,
    ProposalKind.APPOINTMENT: letters.POST_ASKED,
    ProposalKind.RESET: letters.RESET_ASKED,
    ProposalKind.DIRECTORY: letters.DIRECTORY_ASKED,
}


def of_proposal(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    person_id: UUID,
    proposal_id: UUID,
    *,
    kind: ProposalKind,
    actor: Actor | None,
    now: datetime,
) -> None:
    """Tell a person that something about their account waits for its second person."""
    letter = letters.account_proposed(Words(name_of(actor)), _ASKED[kind])
    _write(session, [person_id], letter, key=f"proposed/{proposal_id}", now=now)


def of_link(session: Session, person_id: UUID, about: UUID, *, hands: str, now: datetime) -> None:
    """Tell a person that a link of theirs was handed over, and through whose hands."""
    letter = letters.link_handed(Words(hands))
    _write(session, [person_id], letter, key=f"handed/{about}", now=now)


def of_appointment(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    people: Collection[UUID],
    appointment_id: UUID,
    *,
    who: str,
    title: Words,
    hands: str,
    now: datetime,
) -> None:
    """Tell the person, and who holds the post already, of an appointment at an approving post."""
    letter = letters.appointed(Words(who), title, Words(hands))
    _write(session, people, letter, key=f"appointed/{appointment_id}", now=now)


def of_factor(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    person_id: UUID,
    about: UUID,
    letter: letters.Letter,
    *,
    kind: str,
    now: datetime,
) -> None:
    """Tell a person of a change to their own second factor."""
    _write(session, [person_id], letter, key=f"factor/{kind}/{about}", now=now)


def of_ended_sessions(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    person_id: UUID,
    about: UUID,
    reason: str,
    *,
    actor: Actor | None,
    now: datetime,
) -> None:
    """Tell a person that their sessions were ended by another, and why."""
    letter = sessions_ended(Words(name_of(actor)), Words(reason))
    _write(session, [person_id], letter, key=f"sessions/{about}", now=now)


def name_of(actor: Actor | None) -> str:
    """Return the actor's name, or what the operator of the machine is called."""
    return actor.name if actor else OPERATOR


def _write(
    session: Session, people: Collection[UUID], letter: letters.Letter, *, key: str, now: datetime
) -> None:
    for person_id in people:
        outbox.write_to_person(
            session,
            person_id,
            subject=letter.subject,
            body=letter.body,
            key=key,
            kind=letters.LetterKind.ACCOUNT,
            path=ACCOUNT,
            now=now,
        )
