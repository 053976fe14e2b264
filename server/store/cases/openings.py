"""What the opening of a case asks, once its bloc-year is locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.cases.opening import OpenedCase
from server.store import Session
from server.store.tasks.acts import EARLIER, Act, Earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlace:
    """Where a case would open: the rules in force, and the act that has its key already."""

    rules_digest: str
    earlier: Earlier | None


def place(
    session: Session, bloc_year_id: str, *, day: date, act: Act | None, person_id: UUID
) -> CasePlace | None:
    """Read where a case would open; None where no rules of the bloc-year are in force."""
    key = act.key if act else ""
    values = {"y": bloc_year_id, "day": day, "key": key, "person": person_id}
    row = session.execute(_PLACE, values).one_or_none()
    if row is None:
        return None
    earlier = Earlier(**row.earlier) if row.earlier else None
    return CasePlace(rules_digest=row.rules_digest, earlier=earlier)


def cases_of_year(session: Session, bloc_year_id: str, *, simulated: bool) -> Sequence[OpenedCase]:
    """List the cases of a bloc-year, or its samples, oldest first."""
    found = session.execute(_CASES, {"y": bloc_year_id, "simulated": simulated})
    return [_opened(row) for row in found]


def cases_of_other_years(
    session: Session, bloc_year_id: str, kind: str, *, simulated: bool
) -> Sequence[OpenedCase]:
    """List the cases of a kind in all other years of the bloc, or its samples, oldest first."""
    values = {"y": bloc_year_id, "kind": kind, "simulated": simulated}
    return [_opened(row) for row in session.execute(_OTHER_YEARS, values)]


def _opened(row: Row[Any]) -> OpenedCase:
    return OpenedCase(
        id=row.id,
        kind=row.kind,
        slot=row.slot,
        state=row.state,
        seq=row.seq,
        reached=frozenset(row.reached),
    )


def keep(session: Session, case_id: UUID) -> tuple[int, str]:
    """Hold a case that another rests on as it is, after its bloc-year is locked.

    Returns how much was done in it, and its rules.
    """
    row = session.execute(_KEEP, {"id": case_id}).one()
    return row.seq, row.rules_digest


_PLACE = text(f"""
SELECT v.rules_digest, {EARLIER} AS earlier FROM bloc_year_version v
WHERE v.bloc_year_id = :y AND v.effective_from <= :day
ORDER BY v.effective_from DESC, v.imported_at DESC LIMIT 1
""")  # noqa: S608 - a constant
_OPENED = """
SELECT id, kind, slot, state, seq, ARRAY(SELECT milestone FROM milestone m
  WHERE m.case_id = case_.id AND m.key = '') AS reached
FROM case_ WHERE {of} AND simulated = :simulated ORDER BY opened_at, id
"""
_CASES = text(_OPENED.format(of="bloc_year_id = :y"))
_OTHER_YEARS = text(
    _OPENED.format(
        of="""kind = :kind AND bloc_year_id <> :y AND bloc_year_id IN (
    SELECT o.id FROM bloc_year o JOIN bloc_year y USING (bloc_id) WHERE y.id = :y)"""
    )
)
_KEEP = text("SELECT seq, rules_digest FROM case_ WHERE id = :id FOR SHARE")
