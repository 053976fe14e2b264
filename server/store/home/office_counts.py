"""What waits for an administrator's second person, and the newest signs an auditor looks at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.store import Session

CAP = 101
"""How far signs are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonCounts:
    """How many proposals of each kind wait in a province, and are not over."""

    accounts: int
    versions: int
    erasures: int
    moves: int


def second_person(session: Session, province: str, *, now: datetime) -> SecondPersonCounts:
    """Count the proposals that wait for a second person."""
    row = session.execute(_WAITING, {"province": province, "now": now}).one()
    return SecondPersonCounts(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def newest_signs(
    session: Session, province: str, kinds: Collection[str], *, since: datetime
) -> Mapping[str, int]:
    """Count the signs about acts of a province by their kind, each to CAP at most."""
    values = {"province": province, "kinds": [*kinds], "since": since}
    return {row.kind: row.n for row in session.execute(_SIGNS, values) if row.n}


_WAITING = text("""
SELECT
  (SELECT count(*) FROM account_proposal q JOIN person p ON p.id = q.person_id
   WHERE q.state = 'waiting' AND q.expires_at > :now AND p.province = :province) AS accounts,
  (SELECT count(*) FROM definition_proposal q
   WHERE q.state = 'waiting' AND q.expires_at > :now AND q.province = :province) AS versions,
  (SELECT count(*) FROM erasure q
   WHERE q.state = 'waiting' AND q.expires_at > :now AND q.province = :province) AS erasures,
  (SELECT count(*) FROM token_move q JOIN case_ c ON c.id = q.case_id
   WHERE q.state = 'proposed' AND q.expires_at > :now
     AND split_part(c.bloc_year_id, '/', 1) = :province) AS moves
""")
_SIGNS = text(f"""
SELECT k.kind, (SELECT count(*) FROM (
  SELECT 1 FROM oddity o JOIN event e ON e.id = o.event_id
  WHERE o.kind = k.kind AND o.act_time >= :since AND e.province = :province LIMIT {CAP}) x) AS n
FROM unnest(CAST(:kinds AS text[])) AS k(kind)
""")  # noqa: S608 - a constant
