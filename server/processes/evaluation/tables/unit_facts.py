"""Facts about units in the database: declared ones, and those the records tell."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import text

from server.processes.evaluation.rules.facts import UnitFact
from server.store import Session
from server.store.database import bulk


def standing(session: Session, case_id: UUID) -> tuple[UnitFact, ...]:
    """List the facts that stand in a case, by unit and condition."""
    return tuple(_fact(row) for row in session.execute(_STANDING, {"case": case_id}).mappings())


def taken_back(session: Session, case_id: UUID) -> list[tuple[str, str]]:
    """List the facts that no longer stand in a case, each as condition and unit."""
    found = session.execute(_TAKEN_BACK, {"case": case_id})
    return [(row.condition_id, row.unit_id) for row in found]


def declare(
    session: Session, case_id: UUID, facts: Iterable[UnitFact], taken_back: Mapping[UnitFact, str]
) -> None:
    """Write facts that are declared, and why others no longer stand."""
    rows = [
        *({**asdict(fact), "taken_back": ""} for fact in facts),
        *({**asdict(fact), "taken_back": why} for fact, why in taken_back.items()),
    ]
    session.execute(_WRITE, {"case": case_id, "rows": bulk.rows(rows)})


def record(session: Session, case_id: UUID, facts: Iterable[UnitFact]) -> None:
    """Let what the records tell now take the place of what they told before."""
    session.execute(_FORGET, {"case": case_id})
    rows = [{**asdict(fact), "taken_back": ""} for fact in facts]
    session.execute(_WRITE, {"case": case_id, "rows": bulk.rows(rows)})


def _fact(row: Mapping[Any, Any]) -> UnitFact:
    return UnitFact(**row)


_STANDING = text("""
SELECT unit_id AS unit, condition_id AS condition, number, dated, note, due, reached, days
FROM unit_fact WHERE case_id = :case AND taken_back = '' ORDER BY unit_id, condition_id
""")
_TAKEN_BACK = text("""
SELECT condition_id, unit_id FROM unit_fact WHERE case_id = :case AND taken_back <> ''
ORDER BY unit_id, condition_id
""")
_FORGET = text("DELETE FROM unit_fact WHERE case_id = :case AND due IS NOT NULL")
_WRITE = text("""
INSERT INTO unit_fact(case_id, unit_id, condition_id, number, dated, note, taken_back, due,
  reached, days)
SELECT :case, unit, condition, number, dated, note, taken_back, due, reached, days
FROM json_to_recordset(CAST(:rows AS json)) AS x(unit text, condition text, number text,
  dated date, note text, taken_back text, due date, reached date, days int)
ON CONFLICT (case_id, unit_id, condition_id) DO UPDATE SET number = excluded.number,
  dated = excluded.dated, note = excluded.note, taken_back = excluded.taken_back
""")
