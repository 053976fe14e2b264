"""Give the persons a bloc-year file names their accounts and posts, by the rules of the pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.people import add_person, appoint
from server.config import PROPOSALS_HOLD
from server.domain.bloc_file import PersonEntry
from server.domain.people.appointments import (
    Held,
    NoSuchPerson,
    OtherProvince,
    Period,
)
from server.domain.refusals import Refusal
from server.domain.toml_file import Path
from server.store import Session
from server.store.people import account_proposals, people_admin

Refused = tuple[Path, Refusal]


def import_persons(
    session: Session,
    entries: Iterable[PersonEntry],
    *,
    province: str,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> list[Refused]:
    """Add accounts by sign-in name, without passwords, and appointments; what is there stays.

    Returns each refusal with its place in the file. Where there is one, the caller undoes all.
    """
    return [
        found
        for n, entry in enumerate(entries)
        for found in _import_one(session, entry, n, province=province, now=now, hold=hold)
    ]


def _import_one(  # noqa: PLR0913 - one entry, named part by part
    session: Session,
    entry: PersonEntry,
    n: int,
    *,
    province: str,
    now: datetime,
    hold: timedelta,
) -> Iterator[Refused]:
    try:
        person_id = _account(session, entry, province=province, now=now)
    except Refusal as refusal:
        yield ("persons", n, "login"), refusal
        return
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
            appoint.appoint(session, new, decision=item.decision, actor=None, now=now, hold=hold)
        except Refusal as refusal:
            yield ("persons", n, "appointments", m, "post"), refusal


def _account(session: Session, entry: PersonEntry, *, province: str, now: datetime) -> UUID:
    known = people_admin.by_login(session, entry.login)
    if known is None:
        return add_person.add(
            session,
            login=entry.login,
            name=entry.name,
            province=province,
            email=entry.email,
            actor=None,
            now=now,
        )
    if known.deactivated_at is not None:
        raise NoSuchPerson
    if known.province != province:
        raise OtherProvince(entry.login)
    return known.id
