"""Score sheets in the database: one row a criterion, one row a sheet with its totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from server.processes.evaluation.rules.sheets import ScoreLine, Stance
from server.processes.evaluation.tables.schema import SCALED
from server.store import Session
from server.store.database import bulk

SETTLED: Final = frozenset({"appraised", "closed", "ranked", "adopted", "frozen"})
"""States of a sheet whose points stand: nothing is left to explain or to appraise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One unit's sheet with its totals; points are None until they are given."""

    unit_id: str
    state: str
    self_total: Decimal | None
    appraisal_1_total: Decimal | None
    appraisal_2_total: Decimal | None
    final_total: Decimal | None
    applicable_maximum: Decimal | None
    scaled: Fraction | None
    rank: int | None
    shares_rank: bool
    reason: str

    @property
    def is_ranked(self) -> bool:
        """Whether it takes part in the ranking."""
        return self.final_total is not None and self.state != "taken_out"

    @property
    def is_settled(self) -> bool:
        """Whether its appraisal is over: before, what it comes to is no final."""
        return self.state in SETTLED


_LINE = ", ".join(ScoreLine.__slots__).replace("criterion,", "criterion_id AS criterion,")
_LINES = text(f"SELECT {_LINE} FROM score WHERE case_id = :case AND unit_id = :unit")  # noqa: S608
_OF_OTHERS = {
    "criterion": "criterion_id",
    "not_applicable": "left_out",
    "na_accepted": "CASE WHEN left_out THEN true END",
    "appraisal_1": "points",
    "reason_1": "ground",
    "actual_1": "actual",
    "target_1": "target",
    "collated": "collated",
}
"""What stands on a sheet for points that others give, as `GivenLine.on_sheet` says it."""
_LINES_AND_EVIDENCE = text(f"""
SELECT {_LINE}, subject, files
FROM (SELECT * FROM score WHERE case_id = :case AND unit_id = :unit) s
FULL JOIN (
  SELECT subject, count(*) AS files FROM attachment
  WHERE case_id = :case AND unit_id = :unit AND kind = 'evidence'
    AND (state = 'kept' OR (state = 'draft' AND task_id = :task)) GROUP BY subject) e
ON e.subject = s.criterion_id
""")  # noqa: S608 - names of this module
_COLUMNS = ", ".join(SheetRow.__slots__).replace("scaled", f"{SCALED} AS scaled")
_SHEETS = text(f"SELECT {_COLUMNS} FROM sheet WHERE case_id = :case")  # noqa: S608
_FIRST_SCORED = text(f"""
SELECT case_id, {_COLUMNS} FROM sheet WHERE case_id = (
  SELECT c.id FROM unnest(CAST(:cases AS uuid[])) WITH ORDINALITY c(id, place)
  WHERE EXISTS (SELECT FROM sheet s WHERE s.case_id = c.id AND s.self_total IS NOT NULL)
  ORDER BY c.place LIMIT 1)
""")  # noqa: S608 - constants


def lines_of(
    session: Session, case_id: UUID, unit_id: str, order: Iterable[str]
) -> tuple[ScoreLine, ...]:
    """Return a unit's lines in the table's order; a criterion not answered yet is left out."""
    found = session.execute(_LINES, {"case": case_id, "unit": unit_id}).mappings()
    by_criterion = {row["criterion"]: _line(dict(row)) for row in found}
    return tuple(by_criterion[name] for name in order if name in by_criterion)


def lines_of_case(session: Session, case_id: UUID) -> dict[str, list[ScoreLine]]:
    """Return the lines of every unit of a case, in no order; what is not answered is left out.

    What others give a unit is among them.
    """
    found: dict[str, list[ScoreLine]] = {}
    for row in session.execute(_CASE_LINES, {"case": case_id}).mappings():
        of_line = dict(row)
        found.setdefault(of_line.pop("unit_id"), []).append(_line(of_line))
    return found


def sheets_of(session: Session, case_id: UUID) -> dict[str, SheetRow]:
    """Return every sheet of a case by unit."""
    found = session.execute(_SHEETS, {"case": case_id}).mappings()
    return {row["unit_id"]: _sheet(dict(row)) for row in found}


def first_scored(
    session: Session, case_ids: Sequence[UUID]
) -> tuple[UUID | None, dict[str, SheetRow]]:
    """Return the first of the cases in which a sheet has points, and every sheet of it by unit."""
    rows = [dict(row) for row in session.execute(_FIRST_SCORED, {"cases": [*case_ids]}).mappings()]
    case_id = next((row["case_id"] for row in rows), None)
    for row in rows:
        del row["case_id"]
    return case_id, {row["unit_id"]: _sheet(row) for row in rows}


def lines_and_evidence(
    session: Session, case_id: UUID, unit_id: str, order: Iterable[str], task_id: UUID
) -> tuple[tuple[ScoreLine, ...], dict[str, int]]:
    """Return a unit's lines as `lines_of`, and the number of evidence files by criterion.

    Files count that were handed in before, and this task's new ones.
    """
    values = {"case": case_id, "unit": unit_id, "task": task_id}
    found = [dict(row) for row in session.execute(_LINES_AND_EVIDENCE, values).mappings()]
    files = {row.pop("subject"): row.pop("files") for row in found}
    lines = {row["criterion"]: _line(row) for row in found if row["criterion"] is not None}
    files.pop(None, None)
    return tuple(lines[name] for name in order if name in lines), files


def save_sheet(
    session: Session,
    case_id: UUID,
    unit_id: str,
    *,
    lines: Iterable[ScoreLine],
    columns: Mapping[str, object],
) -> None:
    """Write a unit's lines and its sheet's columns, in one statement; `scaled` is a Fraction."""
    known = [name for name in SheetRow.__slots__ if name in columns]
    own = dict(columns)
    scaled = own.pop("scaled", None)
    parts = fraction_parts(scaled) if isinstance(scaled, Fraction) else {}
    session.execute(
        _SAVE,
        {
            "case": case_id,
            "unit": unit_id,
            "lines": bulk.rows(
                {name: getattr(line, name) for name in ScoreLine.__slots__} for line in lines
            ),
            "sheet": bulk.rows([{"unit_id": unit_id, **own, **parts}]),
            "given": known,
        },
    )


def set_states(session: Session, case_id: UUID, state: str, reasons: Mapping[str, str]) -> None:
    """Give the sheets of these units a state, each with its reason; a missing sheet is made."""
    session.execute(
        text("""
        INSERT INTO sheet(case_id, unit_id, state, reason)
        SELECT :case, x.unit, :state, x.reason
        FROM json_to_recordset(CAST(:rows AS json)) AS x(unit text, reason text)
        ON CONFLICT (case_id, unit_id) DO UPDATE SET state = :state, reason = excluded.reason
        """),
        {
            "case": case_id,
            "state": state,
            "rows": bulk.rows({"unit": unit, "reason": why} for unit, why in reasons.items()),
        },
    )


def write_ranking(session: Session, case_id: UUID, rows: Iterable[Mapping[str, object]]) -> None:
    """Write the places (unit_id, rank, shares_rank)."""
    session.execute(
        text("""
        UPDATE sheet SET rank = x.rank, shares_rank = x.shares_rank
        FROM json_to_recordset(CAST(:rows AS json)) AS x(unit_id text, rank int,
          shares_rank boolean)
        WHERE sheet.case_id = :case AND sheet.unit_id = x.unit_id
        """),
        {"case": case_id, "rows": bulk.rows(rows)},
    )


def freeze(session: Session, case_id: UUID, at: object) -> dict[str, SheetRow]:
    """Mark the scores of a case as adopted by the bloc; return the adopted sheets by unit."""
    found = session.execute(_FREEZE, {"case": case_id, "at": at}).mappings()
    return {row["unit_id"]: _sheet(dict(row)) for row in found}


def _of_others() -> str:
    """Say in SQL what others give a unit as lines of its sheet."""
    texts = {"reason", "note", "stance", "explanation", "reason_2"}
    empty = {
        name: "''" if name in texts else "CAST(NULL AS numeric)" for name in ScoreLine.__slots__
    }
    return ", ".join({**empty, **_OF_OTHERS}.values())


_CASE_LINES = text(f"""
SELECT unit_id, {_LINE} FROM score WHERE case_id = :case
UNION ALL SELECT scored_unit_id, {_of_others()} FROM given_score g WHERE case_id = :case
  AND EXISTS (SELECT 1 FROM sheet s WHERE s.case_id = :case AND s.unit_id = g.scored_unit_id)
""")  # noqa: S608 - names of this module


def _sheet(row: Mapping[str, Any]) -> SheetRow:
    return SheetRow(**{**row, "scaled": fraction(row["scaled"])})


def fraction(text_: str | None) -> Fraction | None:
    """Read a fraction as the database writes it, 8700/97; None for NULL."""
    return None if text_ is None else Fraction(text_)


def fraction_parts(scaled: Fraction) -> dict[str, object]:
    """Return the columns of a fraction."""
    return {"scaled_numerator": scaled.numerator, "scaled_denominator": scaled.denominator}


def _line(row: Mapping[str, object]) -> ScoreLine:
    values = dict(row)
    values["stance"] = Stance(str(values["stance"])) if values["stance"] else None
    return ScoreLine(**values)  # type: ignore[arg-type]


_FREEZE = text(f"""
WITH of_case AS (UPDATE case_ SET adopted_at = :at WHERE id = :case)
UPDATE sheet SET state = 'adopted' WHERE case_id = :case AND state <> 'taken_out'
RETURNING {_COLUMNS}
""")  # noqa: S608 - names of this module
_KINDS = {
    **dict.fromkeys(("not_applicable", "na_accepted"), "boolean"),
    **dict.fromkeys(("reason", "note", "reason_1", "stance", "explanation", "reason_2"), "text"),
}
_PARTS_OF_LINE = [name for name in ScoreLine.__slots__ if name != "criterion"]
_TYPED = ", ".join(f"{name} {_KINDS.get(name, 'numeric')}" for name in _PARTS_OF_LINE)
_TAKEN = ", ".join(_PARTS_OF_LINE).replace("stance", "coalesce(stance, '')")
_SET = ", ".join(f"{name} = excluded.{name}" for name in _PARTS_OF_LINE)
_SAVE = text(f"""
WITH wrote AS (
  INSERT INTO score(case_id, unit_id, criterion_id, {", ".join(_PARTS_OF_LINE)})
  SELECT CAST(:case AS uuid), :unit, criterion, {_TAKEN}
  FROM json_to_recordset(CAST(:lines AS json)) AS x(criterion text, {_TYPED})
  ON CONFLICT (case_id, unit_id, criterion_id) DO UPDATE SET {_SET})
INSERT INTO sheet(case_id, unit_id, state, self_total, appraisal_1_total, appraisal_2_total,
  final_total, applicable_maximum, scaled_numerator, scaled_denominator, reason)
SELECT CAST(:case AS uuid), unit_id, state, self_total, appraisal_1_total, appraisal_2_total,
  final_total, applicable_maximum, scaled_numerator, scaled_denominator, coalesce(reason, '')
FROM json_to_recordset(CAST(:sheet AS json)) AS x(unit_id text, state text, self_total numeric,
  appraisal_1_total numeric, appraisal_2_total numeric, final_total numeric,
  applicable_maximum numeric, scaled_numerator numeric, scaled_denominator numeric, reason text)
ON CONFLICT (case_id, unit_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
  self_total = CASE WHEN 'self_total' = ANY(:given) THEN excluded.self_total
    ELSE sheet.self_total END,
  appraisal_1_total = CASE WHEN 'appraisal_1_total' = ANY(:given) THEN excluded.appraisal_1_total
    ELSE sheet.appraisal_1_total END,
  appraisal_2_total = CASE WHEN 'appraisal_2_total' = ANY(:given) THEN excluded.appraisal_2_total
    ELSE sheet.appraisal_2_total END,
  final_total = CASE WHEN 'final_total' = ANY(:given) THEN excluded.final_total
    ELSE sheet.final_total END,
  applicable_maximum = CASE WHEN 'applicable_maximum' = ANY(:given)
    THEN excluded.applicable_maximum ELSE sheet.applicable_maximum END,
  scaled = CASE WHEN 'scaled' = ANY(:given) THEN NULL ELSE sheet.scaled END,
  scaled_numerator = CASE WHEN 'scaled' = ANY(:given)
    THEN excluded.scaled_numerator ELSE sheet.scaled_numerator END,
  scaled_denominator = CASE WHEN 'scaled' = ANY(:given)
    THEN excluded.scaled_denominator ELSE sheet.scaled_denominator END
""")  # noqa: S608 - names of this module
