"""What only a demonstration's database has: the clock's offset and accounts named for posts."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True)
class VacantPost:
    """A post nobody has ever been appointed to."""

    id: str
    title_vi: str


def is_set_up(session: Session) -> bool:
    """Tell whether the installation has said what it is, or holds a bloc already."""
    found = session.execute(
        text("SELECT EXISTS (SELECT 1 FROM deployment) OR EXISTS (SELECT 1 FROM bloc)")
    ).scalar_one()
    return bool(found)


def mark(session: Session, offset: timedelta) -> None:
    """Say once that this database is a demonstration."""
    session.execute(
        text(
            "INSERT INTO deployment(id, demonstration, clock_offset_seconds) VALUES (1, true, :o)"
        ),
        {"o": int(offset.total_seconds())},
    )


def lock_clock(session: Session) -> timedelta | None:
    """Let nobody else move a demonstration's clock; return its offset, None where there is none."""
    found = session.execute(_LOCK_CLOCK).scalar()
    return None if found is None else timedelta(seconds=int(found))


def move_clock(session: Session, offset: timedelta) -> None:
    """Set the clock's offset; the database refuses one that is not later."""
    session.execute(_MOVE_CLOCK, {"o": int(offset.total_seconds())})


def vacant_posts(session: Session) -> list[VacantPost]:
    """List the posts without any appointment, by id."""
    found = session.execute(
        text("""
        SELECT id, title_vi FROM post
        WHERE NOT EXISTS (SELECT 1 FROM appointment a WHERE a.post_id = post.id) ORDER BY id
        """)
    )
    return [VacantPost(row.id, row.title_vi) for row in found]


def logins(session: Session) -> set[str]:
    """Return every name that somebody signs in with."""
    return set(session.execute(text("SELECT login FROM person WHERE login IS NOT NULL")).scalars())


def set_password(session: Session, person_id: UUID, hashed: str) -> None:
    """Give an account its password, as it is kept."""
    session.execute(
        text("UPDATE person SET password_hash = :h WHERE id = :id"), {"h": hashed, "id": person_id}
    )


_LOCK_CLOCK = text(
    "SELECT clock_offset_seconds FROM deployment WHERE demonstration FOR NO KEY UPDATE"
)
_MOVE_CLOCK = text("UPDATE deployment SET clock_offset_seconds = :o")
