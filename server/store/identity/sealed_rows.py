"""What persons' second factors hang on: their sealed keys one after the other, and their codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session

FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRow:
    """A factor's key as it is kept."""

    id: UUID
    person_id: UUID
    secret: bytes


def following(session: Session, after: UUID, *, most: int) -> Sequence[SealedRow]:
    """List factors in the order of their keys, from one on."""
    found = session.execute(_FOLLOWING, {"after": after, "most": most})
    return [SealedRow(**row) for row in found.mappings()]


def lock_following(session: Session, after: UUID, *, most: int) -> Sequence[SealedRow]:
    """List them and keep them from being changed or removed until the transaction ends."""
    found = session.execute(_LOCK_FOLLOWING, {"after": after, "most": most})
    return [SealedRow(**row) for row in found.mappings()]


def reseal(session: Session, factor_id: UUID, secret: bytes) -> None:
    """Keep a factor's key as it was sealed anew."""
    session.execute(_RESEAL, {"id": factor_id, "secret": secret})


def codes(session: Session, key_name: str) -> tuple[int, int]:
    """Count the recovery codes under a key by its name, and those under others or none named."""
    row = session.execute(_CODES, {"name": f"{key_name}."}).one()
    return row.under, row.others


def rotated_to(session: Session, key_name: str) -> bool:
    """Tell whether history tells that what is sealed was brought under a key."""
    return bool(session.execute(_ROTATED, {"object": f"secret/{key_name}"}).scalar_one())


_ROWS = "SELECT id, person_id, secret FROM second_factor WHERE id > :after ORDER BY id LIMIT :most"
_FOLLOWING = text(_ROWS)
_LOCK_FOLLOWING = text(f"{_ROWS} FOR NO KEY UPDATE")
_RESEAL = text("UPDATE second_factor SET secret = :secret WHERE id = :id")
_CODES = text("""
SELECT count(*) FILTER (WHERE starts_with(code_hash, :name)) AS under,
  count(*) FILTER (WHERE NOT starts_with(code_hash, :name)) AS others FROM recovery_code
""")
_ROTATED = text("""
SELECT EXISTS (SELECT FROM event
  WHERE stream = 'operations' AND kind = 'secret.rotated' AND object = :object)
""")
