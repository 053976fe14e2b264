"""Points that others than the unit give it, in the database: one row a criterion of a unit."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text

from server.processes.evaluation.rules.giving import GivenLine
from server.store import Session
from server.store.database import bulk

_COLUMNS = ("points", "actual", "target", "ground", "left_out", "collated")


def given_by(session: Session, case_id: UUID, party: str) -> tuple[GivenLine, ...]:
    """Return what a unit or body has given, by unit and criterion."""
    return _read(session, "unit_id = :party", {"case": case_id, "party": party})


def given_to(session: Session, case_id: UUID, unit: str) -> tuple[GivenLine, ...]:
    """Return what others have given a unit, by criterion."""
    return _read(session, "scored_unit_id = :unit", {"case": case_id, "unit": unit})


def save(session: Session, case_id: UUID, party: str, lines: Iterable[GivenLine]) -> None:
    """Write what a unit or body gives, over what it gave before."""
    rows = [
        {"unit": line.unit, "criterion": line.criterion}
        | {name: getattr(line, name) for name in _COLUMNS}
        for line in lines
    ]
    session.execute(_SAVE, {"case": case_id, "party": party, "rows": bulk.rows(rows)})


def grounds(session: Session, case_id: UUID, task_id: UUID) -> dict[str, int]:
    """Count the files that stand as grounds, a task's new ones too, by what they are about."""
    found = session.execute(_FILES, {"case": case_id, "task": task_id})
    return {row.subject: row.files for row in found}


def _read(session: Session, which: str, values: dict[str, object]) -> tuple[GivenLine, ...]:
    found = session.execute(
        text(
            f"SELECT scored_unit_id AS unit, criterion_id AS criterion, {', '.join(_COLUMNS)}"  # noqa: S608
            f" FROM given_score WHERE case_id = :case AND {which}"
            " ORDER BY scored_unit_id, criterion_id"
        ),
        values,
    ).mappings()
    return tuple(GivenLine(**row) for row in found)


_SAVE = text("""
INSERT INTO given_score(case_id, scored_unit_id, criterion_id, unit_id, points, actual, target,
  ground, left_out, collated)
SELECT CAST(:case AS uuid), x.unit, x.criterion, :party, x.points, x.actual, x.target, x.ground,
  x.left_out, x.collated
FROM json_to_recordset(CAST(:rows AS json)) AS x(unit text, criterion text, points numeric,
  actual numeric, target numeric, ground text, left_out boolean, collated numeric)
ON CONFLICT (case_id, scored_unit_id, criterion_id) DO UPDATE SET unit_id = excluded.unit_id,
  points = excluded.points, actual = excluded.actual, target = excluded.target,
  ground = excluded.ground, left_out = excluded.left_out, collated = excluded.collated
""")
_FILES = text("""
SELECT subject, count(*) AS files FROM attachment
WHERE case_id = :case AND kind = 'ground'
  AND (state = 'kept' OR (state = 'draft' AND task_id = :task)) GROUP BY subject
""")
