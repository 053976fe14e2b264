"""Posts, as the administrator looks for them: all of a reach, by words, those nobody holds."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database.folded import holds
from server.store.people.lineage import reached
from server.store.people.people_admin import stands_on
from server.store.tables import appointment, post, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post and what it is called."""

    id: str
    unit_id: str
    position: str
    title_vi: str
    title_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPosts:
    """Which posts are asked for: of a reach, by words of theirs, after the one of this id.

    `vacant_on`: those alone that nobody holds on a day.
    """

    reach: Reach
    typed: str = ""
    vacant_on: dt.date | None = None
    after: str = ""
    limit: int | None = None


def listed(session: Session, wanted: WantedPosts) -> tuple[PostRow, ...]:
    """List posts in the order their titles sort."""
    query = select(post.c.id, post.c.unit_id, post.c.position, post.c.title_vi, post.c.title_en)
    query = query.join(unit).where(reached(unit.c.province, wanted.reach))
    if wanted.typed:
        query = query.where(holds(wanted.typed, post.c.search))
    if wanted.vacant_on is not None:
        held = select(appointment.c.post_id).where(stands_on(wanted.vacant_on))
        query = query.where(post.c.id.not_in(held))
    if wanted.after:
        last = select(post.c.sort_key, post.c.id).join(unit)
        last = last.where(post.c.id == wanted.after, reached(unit.c.province, wanted.reach))
        query = query.where(tuple_(post.c.sort_key, post.c.id) > last.scalar_subquery())
    rows = session.execute(query.order_by(post.c.sort_key, post.c.id).limit(wanted.limit))
    return tuple(PostRow(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name


def held(session: Session, post_ids: Collection[str], *, day: dt.date) -> frozenset[str]:
    """Name those of these posts that somebody holds on a day."""
    query = select(appointment.c.post_id).where(
        appointment.c.post_id.in_(list(post_ids)), stands_on(day)
    )
    return frozenset(session.execute(query).scalars())


def lock(session: Session, post_id: str) -> PostRow | None:
    """Return a post and keep others from filling it until the transaction ends."""
    query = select(post.c.id, post.c.unit_id, post.c.position, post.c.title_vi, post.c.title_en)
    row = session.execute(
        query.where(post.c.id == post_id).with_for_update(key_share=True)
    ).one_or_none()
    return None if row is None else PostRow(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
