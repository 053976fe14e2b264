"""Who works in units on a day, with every post of theirs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.words import Words
from server.store import Session
from server.store.people.people import in_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Coworker:
    """An active person and the posts held that day, in the order their titles sort."""

    id: UUID
    name: str
    posts: tuple[str, ...]
    titles: tuple[Words, ...]


def of_units(session: Session, unit_ids: Collection[str], *, today: date) -> Sequence[Coworker]:
    """List the active persons who hold a post in any of these units, by name."""
    rows = session.execute(_OF_UNITS, {"units": list(unit_ids), "today": today})
    return [
        Coworker(
            id=row.id,
            name=row.name,
            posts=tuple(row.posts),
            titles=tuple(Words(*pair) for pair in zip(row.titles_vi, row.titles_en, strict=True)),
        )
        for row in rows
    ]


_OF_UNITS = text(f"""
SELECT p.id, p.name, array_agg(o.id ORDER BY o.sort_key, o.id) AS posts,
  array_agg(o.title_vi ORDER BY o.sort_key, o.id) AS titles_vi,
  array_agg(o.title_en ORDER BY o.sort_key, o.id) AS titles_en
FROM person p JOIN appointment a ON a.person_id = p.id JOIN post o ON o.id = a.post_id
WHERE p.deactivated_at IS NULL AND {in_post("a")} AND p.id IN (
  SELECT b.person_id FROM appointment b JOIN post its ON its.id = b.post_id
  WHERE its.unit_id = ANY(:units) AND {in_post("b")})
GROUP BY p.id ORDER BY p.sort_key, p.id
""")  # noqa: S608 - made of constants
