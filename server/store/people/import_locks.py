"""What an import locks before it writes: persons, then posts, as whoever appoints one does."""

from collections.abc import Collection

from sqlalchemy import text

from server.store import Session


def lock(session: Session, *, logins: Collection[str], post_ids: Collection[str]) -> None:
    """Lock the accounts and posts that are there already, each in the order of their ids."""
    session.execute(_PERSONS, {"logins": list(logins)})
    session.execute(_POSTS, {"ids": list(post_ids)})


_PERSONS = text(
    "SELECT FROM person WHERE login = ANY(:logins) ORDER BY id FOR NO KEY UPDATE",
)
_POSTS = text("SELECT FROM post WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
