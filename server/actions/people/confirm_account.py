"""Confirm or decline, as a second person, what was proposed about somebody's account."""

from datetime import date, datetime
from uuid import UUID

from server.actions.directories import link_account
from server.actions.factors import reset
from server.actions.identity import (
    accounts,
    invite,
    tell_person,
)
from server.actions.identity.invite import HOLDS_FOR, Link
from server.actions.people import appoint
from server.actions.people.proposer import check_confirmer
from server.domain.deadlines import local_day
from server.domain.people.actors import OPERATOR, Actor
from server.domain.people.administering import administers, check_administrator
from server.domain.people.appointments import OwnAccount
from server.domain.people.second_person import (
    AdministratorConfirms,
    NoSuchProposal,
    ProposalExpired,
    ProposalKind,
    ProposalSettled,
)
from server.store import Session
from server.store.history import journal
from server.store.identity import invites
from server.store.identity.invites import NewLink
from server.store.people import account_proposals
from server.store.people.account_proposals import AccountProposalRow


def confirm(
    session: Session, proposal_id: UUID, *, mails: bool, actor: Actor | None, now: datetime
) -> Link | None:
    """Do what was proposed; return the link, where it was one, to be handed over or mailed.

    `actor` is None for the operator of the machine, the second person where no other administrator
    could be. Raises NotAdministrator, NoSuchProposal, ProposalSettled, OwnAccount, OwnProposal,
    SameHands, ProposalExpired, ProposerLeft, AdministratorConfirms, NoSuchPerson, KeptElsewhere,
    FactorMissing, SubjectTaken, and what `appoint` raises.
    """
    row = _locked(session, proposal_id, actor)
    if actor is not None and actor.person_id == row.person_id:
        raise OwnAccount
    if row.over_by(now):
        raise ProposalExpired
    by = actor.person_id if actor else None
    check_confirmer(session, row.proposed_by, province=row.province, actor=actor, now=now)
    if actor is None and _another_could(session, row, today=local_day(now)):
        raise AdministratorConfirms
    account_proposals.settle(session, row.id, "done", by=by, now=now)
    if row.kind == ProposalKind.LINK:
        return _link(session, row, mails=mails, actor=actor, now=now)
    _do(session, row, actor=actor, now=now)
    return None


def _do(session: Session, row: AccountProposalRow, *, actor: Actor | None, now: datetime) -> None:
    """Do what was proposed and is no link to set a password."""
    proposed = _proposer(row)
    match ProposalKind(row.kind):
        case ProposalKind.RESET:
            reset.confirmed(session, row, proposed=proposed, actor=actor, now=now)
        case ProposalKind.DIRECTORY:
            link_account.confirmed(session, row, proposed=proposed, actor=actor, now=now)
        case _:
            appoint.appoint_confirmed(
                session, row.new, decision=row.decision, proposed=proposed, actor=actor, now=now
            )


def decline(session: Session, proposal_id: UUID, *, actor: Actor | None, now: datetime) -> None:
    """Decline a proposal, or take back one's own.

    Raises NotAdministrator, NoSuchProposal, ProposalSettled.
    """
    row = _locked(session, proposal_id, actor)
    by = actor.person_id if actor else None
    account_proposals.settle(session, row.id, "declined", by=by, now=now)
    if row.kind == ProposalKind.DIRECTORY:
        link_account.drop(session, row)
    journal.note(
        session,
        stream="people",
        kind="person.proposal_declined",
        object=f"person/{row.person_id}",
        actor=actor,
        payload={
            "person": {"id": str(row.person_id), "login": row.login, "name": row.name},
            "proposal": str(row.id),
            "what": row.kind,
            "post": row.post_id,
            "proposed_by": _proposer(row),
        },
        now=now,
        province=row.province,
    )


def _locked(session: Session, proposal_id: UUID, actor: Actor | None) -> AccountProposalRow:
    check_administrator(actor)
    row = account_proposals.lock(session, proposal_id)
    if row is None or not (actor is None or administers(actor, row.province)):
        raise NoSuchProposal
    if row.state != "waiting":
        raise ProposalSettled
    return row


def _another_could(session: Session, row: AccountProposalRow, *, today: date) -> bool:
    """Tell whether an administrator who is a second person beside the proposer could confirm."""
    others = account_proposals.other_administrators(session, row, today=today)
    if row.proposed_by is None:
        return bool(others)
    reach = invites.reach(session, {*others, row.proposed_by})
    return any(reach[row.proposed_by].isdisjoint(reach[other]) for other in others)


def _link(
    session: Session, row: AccountProposalRow, *, mails: bool, actor: Actor | None, now: datetime
) -> Link:
    person = accounts.lock_kept(session, row.person_id, actor=actor, now=now)
    made = NewLink(
        expires=now + HOLDS_FOR,
        made_by=row.proposed_by,
        handed_by=actor.person_id if actor else None,
        mailed=mails and bool(person.email),
    )
    link = invite.make(session, person, made, actor=actor, now=now, proposed=_proposer(row))
    if not made.mailed:
        hands = f"{_proposer(row)}, {tell_person.name_of(actor)}"
        tell_person.of_link(session, person.id, row.id, hands=hands, now=now)
    return link


def _proposer(row: AccountProposalRow) -> str:
    return row.proposed_name or OPERATOR
