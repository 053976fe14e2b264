"""Let another person act for one's own post for a while."""

from datetime import date, datetime
from uuid import UUID

from server.actions.identity import accounts
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    DelegatedAlready,
    Held,
    MayNotDelegate,
    Period,
)
from server.domain.people.delegations import EVERYTHING, Scope
from server.domain.people.lending import Between, check_delegation
from server.domain.people.posts import province_of
from server.domain.texts.typed_text import readable
from server.store import Session
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.identity import invites
from server.store.people import delegations, people_admin
from server.store.people.delegations import NewDelegation
from server.store.people.people_admin import PersonRow


def delegate(  # noqa: PLR0913 - a delegation, named part by part
    session: Session,
    person_id: UUID,
    *,
    first: date,
    last: date,
    document: str,
    actor: Actor,
    now: datetime,
    scope: Scope = EVERYTHING,
) -> UUID:
    """Lend the post the actor acts as; nobody passes on what they were only lent.

    Raises MayNotDelegate, NoSuchPerson, DelegatedAlready, and what the checks raise.
    """
    if actor.delegation_id is not None:
        raise MayNotDelegate
    person = accounts.lock(session, person_id)
    rows = people_admin.appointments(session, person_ids=[person_id, actor.person_id])
    lent = Held(person_id=person_id, post_id=actor.post_id, period=Period(first=first, last=last))
    check_delegation(
        lent,
        Between(
            kin=actor.lineage.kin(person.province),
            of_person=people_admin.held(row for row in rows if row.person_id == person_id),
            of_giver=people_admin.held(row for row in rows if row.person_id == actor.person_id),
        ),
        document=document,
        today=local_day(now),
    )
    _check_not_lent(session, lent)
    delegation_id = new_id(now)
    grant = NewDelegation(
        lent=lent, last=last, scope=scope, document=readable(document), given_by=actor.person_id
    )
    delegations.add(session, delegation_id, grant)
    invites.void_links_of_one_hand(session, person_id, now=now)
    _record(session, delegation_id, person, grant, actor=actor, now=now)
    return delegation_id


def _record(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    delegation_id: UUID,
    person: PersonRow,
    grant: NewDelegation,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    journal.note(
        session,
        stream="people",
        kind="post.delegated",
        object=f"delegation/{delegation_id}",
        actor=actor,
        payload=_payload(person, grant),
        now=now,
        province=province_of(grant.lent.post_id),
    )


def _payload(person: PersonRow, grant: NewDelegation) -> dict[str, Json]:
    kinds = grant.scope.kinds
    return {
        "person": accounts.named(person),
        "post": grant.lent.post_id,
        "from": grant.lent.period.first.isoformat(),
        "to": grant.last.isoformat(),
        "kinds": None if kinds is None else [*sorted(kinds)],
        "document": grant.document,
    }


def _check_not_lent(session: Session, lent: Held) -> None:
    rows = delegations.listed(
        session, person_id=lent.person_id, post_id=lent.post_id, since=lent.period.first
    )
    for row in rows:
        period = Period(first=row.valid_from, last=row.valid_to)
        whole = row.scope.task_id is None and row.revoked_at is None
        if whole and period.meets(lent.period):
            raise DelegatedAlready
