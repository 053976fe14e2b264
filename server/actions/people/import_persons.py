"""Give persons who are named together their accounts and posts, by the rules of the pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.identity import accounts
from server.actions.people import add_person, appoint
from server.config import PROPOSALS_HOLD
from server.domain.bloc_file import PersonEntry
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    Held,
    NoSuchPerson,
    OtherProvince,
    Period,
)
from server.domain.people.lineage import Reach
from server.domain.refusals import Refusal
from server.domain.toml_file import Path
from server.store import Session
from server.store.people import account_proposals, lineage, people_admin
from server.store.people.people_admin import PersonRow

Refused = tuple[Path, Refusal]
NOBODY: Mapping[str, UUID] = {}


def import_persons(  # noqa: PLR0913 - one list, named part by part
    session: Session,
    entries: Sequence[PersonEntry],
    *,
    province: str,
    actor: Actor | None = None,
    typists: Mapping[str, UUID] = NOBODY,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> list[Refused]:
    """Add accounts by sign-in name, without passwords, and appointments; what is there stays.

    `actor` is None for the operator of the machine. `typists` are those who typed the addresses,
    by sign-in name, where that was not the actor.

    All accounts are written before the first event, in the order of their sign-in names: two who
    add the same ones wait for each other at the first. Returns each refusal with its place in the
    file. Where there is one, the caller undoes all.
    """
    kin = lineage.in_force(session, today=local_day(now)).kin(province)
    by_login = sorted(enumerate(entries), key=lambda item: item[1].login)
    reach = kin if actor is None else actor.reach
    found = {n: _account(session, entry, kin=kin, reach=reach, now=now) for n, entry in by_login}
    return [
        refused
        for n, entry in enumerate(entries)
        for refused in _import_one(
            session, entry, n, found, actor=actor, typists=typists, now=now, hold=hold
        )
    ]


def _import_one(  # noqa: PLR0913 - one entry, named part by part
    session: Session,
    entry: PersonEntry,
    n: int,
    found: Mapping[int, PersonRow | UUID | Refusal],
    *,
    actor: Actor | None,
    typists: Mapping[str, UUID],
    now: datetime,
    hold: timedelta,
) -> Iterator[Refused]:
    account = found[n]
    if isinstance(account, Refusal):
        yield ("persons", n, "login"), account
        return
    if isinstance(account, PersonRow):
        typed = typists.get(entry.login)
        told: dict[str, Json] = {"address_by": str(typed)} if typed else {}
        accounts.note(session, "person.added", account, actor=actor, now=now, payload=told)
    person_id = account.id if isinstance(account, PersonRow) else account
    rows = people_admin.appointments(session, person_ids=[person_id])
    held = {(row.post_id, row.valid_from) for row in rows}
    asked = account_proposals.appointments(session, now=now, person_id=person_id)
    held |= {(each.post_id, each.period.first) for each in asked}
    for m, item in enumerate(entry.appointments):
        if (item.post_id, item.starts) in held:
            continue
        period = Period(first=item.starts, last=item.ends)
        new = Held(person_id=person_id, post_id=item.post_id, period=period)
        try:
            appoint.appoint(session, new, decision=item.decision, actor=actor, now=now, hold=hold)
        except Refusal as refusal:
            yield ("persons", n, "appointments", m, "post"), refusal


def _account(
    session: Session, entry: PersonEntry, *, kin: Reach, reach: Reach, now: datetime
) -> PersonRow | UUID | Refusal:
    """Answer the new account, the id of one that is there, or why there is none.

    One that is there is of `reach`: who names persons together keeps each of them.
    """
    known = people_admin.by_login(session, entry.login)
    if known is not None and known.deactivated_at is not None:
        return NoSuchPerson()
    if known is not None:
        return known.id if known.province in reach else OtherProvince(entry.login)
    try:
        return add_person.put(
            session,
            login=entry.login,
            name=entry.name,
            province=kin.own,
            email=entry.email,
            now=now,
        )
    except Refusal as refusal:
        return refusal
