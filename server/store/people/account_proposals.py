"""Links, appointments and resets of factors that wait for a second person."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from server.domain.people.appointments import Held, Period
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import heirs, reached
from server.store.people.people_admin import stands_on
from server.store.tables import account_proposal, appointment, directory_link, person, post


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountProposalRow:
    """A proposal about a person's account; names are empty for the operator of the machine."""

    id: UUID
    kind: str
    person_id: UUID
    login: str
    name: str
    email: str
    province: str
    post_id: str | None
    title_vi: str | None
    title_en: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    decision: str
    proposed_by: UUID | None
    proposed_name: str
    proposed_at: dt.datetime
    expires_at: dt.datetime
    state: str
    settled_name: str
    settled_at: dt.datetime | None
    directory: str | None
    """The directory, and the account in it, that a person is to be linked with, while it waits."""
    subject: str | None
    issuer: str | None

    def over_by(self, now: dt.datetime) -> bool:
        """Tell whether nobody settled it in time."""
        return self.state == "expired" or (self.state == "waiting" and self.expires_at <= now)

    @property
    def new(self) -> Held:
        """The appointment that is proposed; raises LookupError for what is none."""
        if self.post_id is None or self.valid_from is None:
            raise LookupError(self.kind)
        period = Period(first=self.valid_from, last=self.valid_to)
        return Held(person_id=self.person_id, post_id=self.post_id, period=period)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """Who proposes, when, and how long it waits; `by` is None for the operator of the machine."""

    id: UUID
    by: UUID | None
    at: dt.datetime
    hold: dt.timedelta

    @property
    def until(self) -> dt.datetime:
        """The instant from which on nobody can confirm it."""
        return self.at + self.hold


def propose_link(session: Session, person_id: UUID, asked: NewProposal) -> bool:
    """Insert a proposed link; False where one waits for this person already."""
    return _insert(session, asked, kind="link", person_id=person_id)


def propose_reset(session: Session, person_id: UUID, asked: NewProposal) -> bool:
    """Insert a proposed reset of a factor; False where one waits for this person already."""
    return _insert(session, asked, kind="reset", person_id=person_id)


def propose_directory_link(session: Session, person_id: UUID, asked: NewProposal) -> bool:
    """Insert a proposed link with a directory; False where one waits for this person already."""
    return _insert(session, asked, kind="directory", person_id=person_id)


def propose_appointment(session: Session, new: Held, asked: NewProposal, *, decision: str) -> None:
    """Insert a proposed appointment."""
    _insert(
        session,
        asked,
        kind="appointment",
        person_id=new.person_id,
        post_id=new.post_id,
        valid_from=new.period.first,
        valid_to=new.period.last,
        decision=decision,
    )


def lock(session: Session, proposal_id: UUID) -> AccountProposalRow | None:
    """Return a proposal and keep it from being settled until the transaction ends.

    The person it is about is locked first: who closes an account ends what is proposed about it.
    """
    query = _rows().where(account_proposal.c.id == proposal_id)
    row = (
        session.execute(query.with_for_update(of=[person, account_proposal], key_share=True))
        .mappings()
        .one_or_none()
    )
    return None if row is None else AccountProposalRow(**row)


def waiting(session: Session, reach: Reach | None) -> Sequence[AccountProposalRow]:
    """List what waits in a reach, or everywhere, oldest first, a person's posts first.

    What nobody settled in time is among it until it is declined or proposed anew.
    """
    query = _rows().where(account_proposal.c.state == "waiting")
    if reach is not None:
        query = query.where(reached(person.c.province, reach))
    of = account_proposal.c
    query = query.order_by(of.proposed_at, person.c.sort_key, of.person_id, of.kind, of.id)
    return [AccountProposalRow(**row) for row in session.execute(query).mappings()]


def of_person(session: Session, person_id: UUID, *, most: int = 20) -> Sequence[AccountProposalRow]:
    """List what was proposed about a person, newest first."""
    query = _rows().where(account_proposal.c.person_id == person_id)
    query = query.order_by(account_proposal.c.proposed_at.desc(), account_proposal.c.id).limit(most)
    return [AccountProposalRow(**row) for row in session.execute(query).mappings()]


def settled(session: Session, reach: Reach, *, most: int) -> Sequence[AccountProposalRow]:
    """List what was confirmed, declined or left to run out in a reach, the newest first."""
    of = account_proposal.c
    query = _rows().where(of.state != "waiting", reached(person.c.province, reach))
    query = query.order_by(of.settled_at.desc(), of.id).limit(most)
    return [AccountProposalRow(**row) for row in session.execute(query).mappings()]


def appointments(
    session: Session, *, now: dt.datetime, person_id: UUID | None = None, post_id: str = ""
) -> list[Held]:
    """List what is proposed, as if it were held already: of a person, or to a post."""
    of = account_proposal
    query = _rows().where(
        of.c.state == "waiting", of.c.kind == "appointment", of.c.expires_at > now
    )
    if person_id is not None:
        query = query.where(of.c.person_id == person_id)
    if post_id:
        query = query.where(of.c.post_id == post_id)
    return [AccountProposalRow(**row).new for row in session.execute(query).mappings()]


def settle(
    session: Session, proposal_id: UUID, state: str, *, by: UUID | None, now: dt.datetime
) -> None:
    """Write how a proposal ended, and by whom."""
    session.execute(
        update(account_proposal)
        .where(account_proposal.c.id == proposal_id)
        .values(state=state, settled_by=by, settled_at=now)
    )


def decline_all(session: Session, person_id: UUID, *, by: UUID | None, now: dt.datetime) -> None:
    """End everything that waits about a person whose account closes."""
    session.execute(
        update(account_proposal)
        .where(
            account_proposal.c.person_id == person_id,
            account_proposal.c.state == "waiting",
        )
        .values(state="declined", settled_by=by, settled_at=now)
    )


def other_administrators(
    session: Session, row: AccountProposalRow, *, today: dt.date
) -> frozenset[UUID]:
    """Name who else administers the province and can sign in: neither proposer nor person."""
    beside = {row.person_id, row.proposed_by or row.person_id}
    return administrators_beside(session, row.province, beside, today=today)


def still_administers(session: Session, person_id: UUID, province: str, *, today: dt.date) -> bool:
    """Tell whether a person administers a province, and the account is open."""
    held = _administrators(province, today).where(person.c.id == person_id)
    return bool(session.execute(select(held.exists())).scalar())


def administrators_beside(
    session: Session, province: str, beside: Collection[UUID], *, today: dt.date
) -> frozenset[UUID]:
    """Name who administers a province and can sign in, without some persons."""
    linked = select(directory_link.c.id).where(
        directory_link.c.person_id == person.c.id, directory_link.c.confirmed_at.is_not(None)
    )
    query = _administrators(province, today).where(
        person.c.password_hash.is_not(None) | linked.exists(), person.c.id.not_in(beside)
    )
    return frozenset(session.execute(query).scalars())


def _administrators(province: str, today: dt.date) -> Select[Any]:
    """Select who administers a province or one that follows it, with accounts that are open."""
    holds = and_(
        appointment.c.person_id == person.c.id,
        appointment.c.post_id.like("%/administrator"),
        func.split_part(appointment.c.post_id, "/", 1).in_(heirs(province, today)),
        stands_on(today),
    )
    return select(person.c.id).where(
        select(appointment.c.id).where(holds).exists(), person.c.deactivated_at.is_(None)
    )


def _insert(session: Session, asked: NewProposal, **values: object) -> bool:
    of = account_proposal
    session.execute(
        update(of)
        .where(
            of.c.person_id == values["person_id"],
            of.c.state == "waiting",
            of.c.expires_at <= asked.at,
        )
        .values(state="expired", settled_at=of.c.expires_at)
    )
    row = {
        **values,
        "id": asked.id,
        "proposed_by": asked.by,
        "proposed_at": asked.at,
        "expires_at": asked.until,
        "state": "waiting",
    }
    made = insert(account_proposal).values(row).on_conflict_do_nothing()
    return session.execute(made.returning(account_proposal.c.id)).one_or_none() is not None


def _rows() -> Select[Any]:
    of, proposer, settler = account_proposal, person.alias("proposer"), person.alias("settler")
    names = (
        *("id", "kind", "person_id", "post_id", "valid_from", "valid_to", "decision"),
        *("proposed_by", "proposed_at", "expires_at", "state", "settled_at"),
    )
    query = select(
        *(of.c[name] for name in names),
        *(person.c[name] for name in ("login", "name", "email", "province")),
        post.c.title_vi,
        post.c.title_en,
        func.coalesce(proposer.c.name, "").label("proposed_name"),
        func.coalesce(settler.c.name, "").label("settled_name"),
        directory_link.c.directory,
        directory_link.c.subject,
        directory_link.c.issuer,
    )
    return query.select_from(
        of.join(person, person.c.id == of.c.person_id)
        .outerjoin(post, post.c.id == of.c.post_id)
        .outerjoin(proposer, proposer.c.id == of.c.proposed_by)
        .outerjoin(settler, settler.c.id == of.c.settled_by)
        .outerjoin(directory_link, directory_link.c.id == of.c.id)
    )
