"""Who holds a post on a day, as the actor they would be."""

from datetime import date

from sqlalchemy import text

from server.domain.people import Actor
from server.domain.posts import unit_of
from server.domain.words import Words
from server.store import Session


def holder(session: Session, post_id: str, *, today: date) -> Actor | None:
    """Return the first holder of a post on a day, acting in it; None where it is vacant."""
    row = session.execute(
        text("""
        SELECT p.id, p.name, p.demonstration, o.title_vi, o.title_en,
          ARRAY(SELECT b.post_id FROM appointment b WHERE b.person_id = p.id
            AND b.valid_from <= :today AND (b.valid_to IS NULL OR b.valid_to >= :today)) AS posts
        FROM appointment a JOIN person p ON p.id = a.person_id JOIN post o ON o.id = a.post_id
        WHERE a.post_id = :post AND a.valid_from <= :today
          AND (a.valid_to IS NULL OR a.valid_to >= :today) AND p.deactivated_at IS NULL
        ORDER BY a.valid_from, p.id LIMIT 1
        """),
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
    )
