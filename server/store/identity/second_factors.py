"""Second factors of persons, keys that wait for their first code, and recovery codes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.identity.second_factors import OFFER_HOLDS, FactorKind
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, within
from server.store.people.people import HELD_TODAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """A factor of a person; its secret is sealed."""

    id: UUID
    kind: FactorKind
    made_at: datetime
    secret: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFactors:
    """What a person has beside the password, as their own page tells it."""

    made_at: datetime | None
    """Since when there is an authenticator app."""
    passkeys: int
    codes: int
    """Recovery codes that are left."""


@dataclass(frozen=True, slots=True)
class PersonWithoutFactor:
    """Somebody who must have a second factor, and has none."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorGaps:
    """Whose factors are asked for: those of persons within a reach, or of one of them."""

    reach: Reach
    today: date
    now: datetime
    person_id: UUID | None = None


def listed(session: Session, person_id: UUID) -> Sequence[SecondFactor]:
    """List a person's factors."""
    rows = session.execute(_LISTED, {"person": person_id})
    return [
        SecondFactor(id=row.id, kind=FactorKind(row.kind), made_at=row.made_at, secret=row.secret)
        for row in rows
    ]


def own(session: Session, person_id: UUID) -> OwnFactors:
    """Tell what a person has."""
    row = session.execute(_OWN, {"person": person_id}).one()
    return OwnFactors(made_at=row.made_at, passkeys=row.passkeys, codes=row.codes)


def has_any(session: Session, person_id: UUID) -> bool:
    """Tell whether the password alone signs the person in no longer."""
    return bool(session.execute(_HAS, {"person": person_id}).scalar_one())


def held_by(person: str) -> str:
    """Return the condition that a person, said by their id, has a second factor."""
    return f"""(EXISTS (SELECT FROM second_factor f WHERE f.person_id = {person})
    OR EXISTS (SELECT FROM passkey k WHERE k.person_id = {person}))"""  # noqa: S608 - of a constant


def lacking(
    session: Session, positions: Collection[str], where: FactorGaps
) -> Sequence[PersonWithoutFactor]:
    """List who may act today in one of these positions, own or lent, and has no second factor."""
    if not positions:
        return []
    values = {
        "positions": sorted(positions),
        **asked(where.reach),
        "person": where.person_id,
        "today": where.today,
        "now": where.now,
    }
    return [PersonWithoutFactor(*row) for row in session.execute(_LACKING, values)]


def add(session: Session, person_id: UUID, new: SecondFactor, *, step: int) -> None:
    """Insert a factor; `step` is that of the code it was confirmed by, which is used up."""
    session.execute(
        _ADD,
        {
            "id": new.id,
            "person": person_id,
            "kind": new.kind,
            "secret": new.secret,
            "at": new.made_at,
        },
    )
    session.execute(_BEGIN_STEPS, {"id": new.id, "step": step})


def remove(session: Session, factor_id: UUID) -> None:
    """Delete a factor."""
    session.execute(_REMOVE, {"id": factor_id})


def use_step(session: Session, factor_id: UUID, step: int) -> bool:
    """Use a step up; False where it, or a later one, was used. Of two at once one is answered."""
    used = session.execute(_USE_STEP, {"id": factor_id, "step": step})
    return used.one_or_none() is not None


def offer(session: Session, session_hash: str, secret: bytes, *, now: datetime) -> None:
    """Keep a sealed key that was shown, for this session, in place of an earlier one."""
    session.execute(_OFFER, {"session": session_hash, "secret": secret, "now": now})


def offered(session: Session, session_hash: str, *, now: datetime) -> bytes | None:
    """Return the sealed key that waits in this session for its first code."""
    values = {"session": session_hash, "old": now - OFFER_HOLDS}
    found: bytes | None = session.execute(_OFFERED, values).scalar_one_or_none()
    return found


def drop_offer(session: Session, session_hash: str) -> None:
    """Forget the key that waits in this session."""
    session.execute(_DROP_OFFER, {"session": session_hash})


def replace_codes(session: Session, person_id: UUID, hashes: Collection[str]) -> None:
    """Keep these recovery codes, by their hashes, and no others."""
    session.execute(_REMOVE_CODES, {"person": person_id})
    session.execute(_ADD_CODES, {"person": person_id, "hashes": list(hashes)})


def use_code(session: Session, person_id: UUID, hashes: Collection[str]) -> bool:
    """Use a recovery code up, by what may be kept of it; False where there is none such.

    Of two at once one is answered.
    """
    used = session.execute(_USE_CODE, {"person": person_id, "hashes": list(hashes)})
    return used.one_or_none() is not None


_LISTED = text("""
SELECT id, kind, made_at, secret FROM second_factor WHERE person_id = :person ORDER BY made_at, id
""")
_OWN = text("""
SELECT (SELECT max(made_at) FROM second_factor WHERE person_id = :person) AS made_at,
  (SELECT count(*) FROM passkey WHERE person_id = :person) AS passkeys,
  (SELECT count(*) FROM recovery_code WHERE person_id = :person) AS codes
""")
_HAS = text(f"SELECT {held_by(':person')}")
_ADD = text("""
INSERT INTO second_factor (id, person_id, kind, secret, made_at)
VALUES (:id, :person, :kind, :secret, :at)
""")
_BEGIN_STEPS = text("INSERT INTO factor_step (factor_id, step) VALUES (:id, :step)")
_REMOVE = text("DELETE FROM second_factor WHERE id = :id")
_USE_STEP = text("""
UPDATE factor_step SET step = :step WHERE factor_id = :id AND step < :step RETURNING 1
""")
_LACKING = text(f"""
SELECT DISTINCT person.id, person.name FROM person
JOIN ({HELD_TODAY}) held ON held.person_id = person.id
WHERE {within("person.province")} AND person.deactivated_at IS NULL
  AND NOT person.demonstration
  AND (CAST(:person AS uuid) IS NULL OR person.id = CAST(:person AS uuid))
  AND reverse(split_part(reverse(held.post_id), '/', 1)) = ANY(:positions)
  AND NOT {held_by("person.id")}
ORDER BY person.name, person.id
""")  # noqa: S608 - made of constants
_OFFER = text("""
INSERT INTO offered_factor (session_hash, secret, made_at) VALUES (:session, :secret, :now)
ON CONFLICT (session_hash) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at
""")
_OFFERED = text("""
SELECT secret FROM offered_factor WHERE session_hash = :session AND made_at > :old
""")
_DROP_OFFER = text("DELETE FROM offered_factor WHERE session_hash = :session")
_REMOVE_CODES = text("DELETE FROM recovery_code WHERE person_id = :person")
_ADD_CODES = text("""
INSERT INTO recovery_code (code_hash, person_id)
SELECT x, :person FROM unnest(CAST(:hashes AS text[])) x
""")
_USE_CODE = text("""
DELETE FROM recovery_code WHERE person_id = :person AND code_hash = ANY(CAST(:hashes AS text[]))
RETURNING 1
""")
