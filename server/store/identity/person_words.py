"""What a stranger knows of a person, and so would try first as their password."""

from uuid import UUID

from sqlalchemy import text

from server.store import Session


def words_about(session: Session, person_id: UUID) -> tuple[str, ...]:
    """Return sign-in name, name and mail, and the ids and names of all units of their posts."""
    return tuple(session.scalars(_ABOUT, {"person": person_id}))


_ABOUT = text("""
SELECT unnest(ARRAY[login, name, email]) FROM person WHERE id = :person
UNION
SELECT unnest(ARRAY[post.unit_id, n.name_vi, n.name_en, n.short_vi, n.short_en])
FROM appointment a JOIN post ON post.id = a.post_id JOIN unit_name n ON n.unit_id = post.unit_id
WHERE a.person_id = :person
""")
