"""Link a person with an account of a directory: one administrator proposes it, another confirms.

Whoever has that account signs in as the person from then on, so it is as good as a password.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.identity import accounts, ended_sessions, tell_person
from server.actions.identity.approving_posts import approving_posts, asked_approving
from server.config import PROPOSALS_HOLD
from server.domain.canonical import Json
from server.domain.identity.directories import DirectoryAccount, SubjectTaken, check_subject
from server.domain.people.actors import Actor
from server.domain.people.appointments import NoSuchPerson, OwnAccount
from server.domain.people.posts import Position, position_of
from server.domain.people.second_person import ProposalKind, ProposalWaits
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import directory_links
from server.store.identity.directory_links import DirectoryLink
from server.store.people import account_proposals, people_admin
from server.store.people.account_proposals import AccountProposalRow, NewProposal
from server.store.people.people_admin import PersonRow


def propose(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    person_id: UUID,
    account: DirectoryAccount,
    *,
    actor: Actor | None,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> bool:
    """Propose it, whatever posts the person is in.

    The operator of the machine, None, does it at once for an administrator, whom the operator also
    gives links; tells whether it is done. Raises NotAdministrator, OwnAccount, NoSuchPerson,
    KeptElsewhere, BadSubject, SubjectTaken, ProposalWaits.
    """
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    if actor is not None and person_id == actor.person_id:
        raise OwnAccount
    account = replace(account, subject=check_subject(account.subject))
    _check_free(session, person_id, account)
    by = actor.person_id if actor else None
    asked = NewProposal(id=new_id(now), by=by, at=now, hold=hold)
    if actor is None and _administers_alone(session, person_id, now):
        directory_links.propose(session, person_id, account, asked)
        _confirm(session, person, asked.id, actor=None, now=now, proposed="")
        return True
    if not account_proposals.propose_directory_link(session, person_id, asked):
        raise ProposalWaits
    directory_links.propose(session, person_id, account, asked)
    told: dict[str, Json] = {
        "proposal": str(asked.id),
        "until": asked.until.isoformat(),
        **_told_of(account),
    }
    accounts.note(session, "person.directory_proposed", person, actor=actor, now=now, payload=told)
    tell_person.of_proposal(
        session, person_id, asked.id, kind=ProposalKind.DIRECTORY, actor=actor, now=now
    )
    return False


def confirmed(
    session: Session, row: AccountProposalRow, *, proposed: str, actor: Actor | None, now: datetime
) -> None:
    """Do it, as the second person. Raises NoSuchPerson, KeptElsewhere, SubjectTaken."""
    person = accounts.lock_kept(session, row.person_id, actor=actor, now=now)
    _confirm(session, person, row.id, actor=actor, now=now, proposed=proposed)


def drop(session: Session, row: AccountProposalRow) -> None:
    """Forget what was proposed and is declined."""
    directory_links.remove(session, row.id)


def remove(
    session: Session, person_id: UUID, link_id: UUID, *, actor: Actor | None, now: datetime
) -> None:
    """Let the account sign the person in no longer; sessions end. One administrator is enough.

    Raises NotAdministrator, NoSuchPerson, KeptElsewhere.
    """
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    link = directory_links.find(session, link_id)
    if link is None or link.person_id != person_id or link.confirmed_at is None:
        raise NoSuchPerson
    _remove(session, person, link, actor=actor, now=now)
    _end_sessions(session, person, actor=actor, now=now)


def remove_all(session: Session, person: PersonRow, *, actor: Actor, now: datetime) -> None:
    """Remove every link of an account that closes."""
    for link in directory_links.of_person(session, person.id):
        _remove(session, person, link, actor=actor, now=now)


def _remove(
    session: Session, person: PersonRow, link: DirectoryLink, *, actor: Actor | None, now: datetime
) -> None:
    directory_links.remove(session, link.id)
    if link.confirmed_at is not None:
        told: dict[str, Json] = {
            "directory_link": str(link.id),
            "directory": link.directory,
            "issuer": link.issuer,
        }
        accounts.note(session, "person.directory_ended", person, actor=actor, now=now, payload=told)


def _confirm(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    person: PersonRow,
    link_id: UUID,
    *,
    actor: Actor | None,
    now: datetime,
    proposed: str,
) -> None:
    link = directory_links.find(session, link_id)
    if link is None:
        raise NoSuchPerson
    _check_free(session, person.id, link.account)
    held = directory_links.of_person(session, person.id)
    replaced = [each for each in held if each.directory == link.directory and each.id != link_id]
    for other in replaced:
        _remove(session, person, other, actor=actor, now=now)
    if replaced:
        _end_sessions(session, person, actor=actor, now=now)
    directory_links.confirm(session, link_id, by=actor.person_id if actor else None, now=now)
    name = tell_person.name_of(actor)
    hands = {"proposed_by": proposed, "confirmed_by": name} if proposed else {"by": name}
    told: dict[str, Json] = {
        "directory_link": str(link_id),
        **_told_of(link),
        **hands,
    }
    accounts.note(session, "person.directory_linked", person, actor=actor, now=now, payload=told)


def _told_of(account: DirectoryAccount | DirectoryLink) -> dict[str, Json]:
    return {
        "directory": account.directory,
        "directory_account": account.subject,
        "issuer": account.issuer,
    }


def _end_sessions(
    session: Session, person: PersonRow, *, actor: Actor | None, now: datetime
) -> None:
    """Leave nobody in whom an account let in that does so no longer."""
    ended = people_admin.end_sessions(session, person.id, now=now)
    ended_sessions.note(session, person, ended, actor=actor, now=now)


def _check_free(session: Session, person_id: UUID, account: DirectoryAccount) -> None:
    if directory_links.holder_of(session, account) not in {None, person_id}:
        raise SubjectTaken


def _administers_alone(session: Session, person_id: UUID, now: datetime) -> bool:
    approving = {
        *approving_posts(session, person_id, now=now),
        *asked_approving(session, person_id, now=now),
    }
    return {position_of(post) for post in approving} == {Position.ADMINISTRATOR}
