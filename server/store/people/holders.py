"""Who holds a post on a day, as the actor they would be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.domain.people.actors import Actor
from server.domain.people.posts import unit_of
from server.domain.texts.words import Words
from server.store import Session
from server.store.people.lineage import LINEAGE, lineage_of
from server.store.people.people import HELD_TODAY, in_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who may act in a post today; `lent` where by delegation, by the `lenders`."""

    person_id: UUID
    name: str
    post_id: str
    title: Words
    lent: bool
    lenders: tuple[UUID, ...] = field(default=(), compare=False)


def of_posts(
    session: Session, post_ids: Collection[str], *, kind: str, today: date
) -> Sequence[Holder]:
    """List who may act in these posts in a case of this kind today, own posts before lent ones."""
    values = {"posts": list(post_ids), "kind": kind, "today": today}
    rows = session.execute(_OF_POSTS, values)
    return [
        Holder(
            person_id=row.person_id,
            name=row.name,
            post_id=row.post_id,
            title=Words(row.title_vi, row.title_en),
            lent=row.lent,
            lenders=tuple(row.lenders),
        )
        for row in rows
    ]


def name(session: Session, person_id: UUID) -> str:
    """Return a person's name; raises NoResultFound."""
    found: str = session.execute(
        text("SELECT name FROM person WHERE id = :id"), {"id": person_id}
    ).scalar_one()
    return found


def holder(session: Session, post_id: str, *, today: date) -> Actor | None:
    """Return the first holder of a post on a day, acting in it; None where it is vacant."""
    row = session.execute(
        text(f"""
        SELECT p.id, p.name, p.demonstration, o.title_vi, o.title_en, {LINEAGE} AS lineage,
          ARRAY(SELECT b.post_id FROM appointment b WHERE b.person_id = p.id
            AND {in_post("b")}) AS posts
        FROM appointment a JOIN person p ON p.id = a.person_id JOIN post o ON o.id = a.post_id
        WHERE a.post_id = :post AND {in_post("a")} AND p.deactivated_at IS NULL
        ORDER BY a.valid_from, p.id LIMIT 1
        """),  # noqa: S608 - made of constants
        {"post": post_id, "today": today},
    ).one_or_none()
    if row is None:
        return None
    return Actor(
        person_id=row.id,
        name=row.name,
        post_id=post_id,
        post_title=Words(row.title_vi, row.title_en),
        unit_id=unit_of(post_id),
        unit_ids=frozenset(unit_of(post) for post in row.posts),
        positions=frozenset(row.posts),
        demonstration=row.demonstration,
        lineage=lineage_of(row.lineage),
    )


_OF_POSTS = text(f"""
SELECT held.person_id, p.name, held.post_id, post.title_vi, post.title_en,
  bool_and(held.delegation_id IS NOT NULL) AS lent,
  array_remove(array_agg(DISTINCT held.given_by), NULL) AS lenders
FROM ({HELD_TODAY}) held JOIN person p ON p.id = held.person_id
JOIN post ON post.id = held.post_id
WHERE held.post_id = ANY(CAST(:posts AS text[])) AND p.deactivated_at IS NULL
  AND held.task_id IS NULL AND (held.kinds IS NULL OR :kind = ANY(held.kinds))
GROUP BY held.person_id, p.name, held.post_id, post.title_vi, post.title_en
ORDER BY held.post_id, lent, p.name, held.person_id
""")  # noqa: S608 - made of constants
