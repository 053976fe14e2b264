"""Which posts of a person approve something: held or lent, today or later."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.posts import unit_of
from server.domain.people.second_person import approves
from server.store import Session
from server.store.blocs import bloc_years
from server.store.people import account_proposals, delegations, people_admin


def approving_posts(session: Session, person_id: UUID, *, now: datetime) -> tuple[str, ...]:
    """Name the approving posts whose powers come with the person's password."""
    posts = posts_in_hand(session, person_id, now=now)
    return tuple(post for post in sorted(posts) if is_approving(session, post))


def posts_in_hand(session: Session, person_id: UUID, *, now: datetime) -> frozenset[str]:
    """Name the posts a person holds or is lent, today or later."""
    today = local_day(now)
    held = people_admin.appointments(session, person_ids=[person_id])
    lent = delegations.listed(session, person_id=person_id, since=today)
    posts = {row.post_id for row in held if not row.over_by(today)}
    return frozenset(posts | {row.post_id for row in lent if row.revoked_at is None})


def asked_approving(session: Session, person_id: UUID, *, now: datetime) -> tuple[str, ...]:
    """Name the approving posts that are proposed for a person and wait for a second one."""
    asked = account_proposals.appointments(session, now=now, person_id=person_id)
    return tuple(each.post_id for each in asked if is_approving(session, each.post_id))


def holds_approving(session: Session, person_id: UUID, *, now: datetime) -> bool:
    """Tell whether a person holds an approving post of their own, today or later."""
    held = people_admin.appointments(session, person_ids=[person_id])
    today = local_day(now)
    return any(is_approving(session, row.post_id) for row in held if not row.over_by(today))


def is_approving(session: Session, post_id: str) -> bool:
    """Tell whether the holder of a post approves anything."""
    if approves(post_id, home_affairs=False):
        return True
    return bloc_years.is_home_affairs(session, unit_of(post_id))
