"""All sheets of a case are given the points that the best of the bloc decides."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import text

from server.processes.evaluation.rules.sheets import ScoreLine, SheetTotals
from server.processes.evaluation.tables.scores import fraction_parts
from server.store import Session
from server.store.database import bulk


def save(
    session: Session,
    case_id: UUID,
    lines: Mapping[str, Iterable[ScoreLine]],
    sums: Mapping[str, SheetTotals],
) -> None:
    """Write what the best of the bloc decided, and what the sheets come to with it."""
    session.execute(
        _SAVE,
        {
            "case": case_id,
            "points": bulk.rows(
                {"unit": unit, "criterion": each.criterion, "collated": each.collated}
                for unit, of_unit in lines.items()
                for each in of_unit
                if each.collated is not None
            ),
            "sums": bulk.rows(
                {
                    "unit": unit,
                    "final_total": each.total,
                    "applicable_maximum": each.applicable_maximum,
                    **fraction_parts(each.scaled),
                }
                for unit, each in sums.items()
            ),
        },
    )


_SAVE = text("""
WITH points AS (
  UPDATE score SET collated = x.collated
  FROM json_to_recordset(CAST(:points AS json)) AS x(unit text, criterion text, collated numeric)
  WHERE score.case_id = :case AND score.unit_id = x.unit AND score.criterion_id = x.criterion),
of_others AS (
  UPDATE given_score g SET collated = x.collated
  FROM json_to_recordset(CAST(:points AS json)) AS x(unit text, criterion text, collated numeric)
  WHERE g.case_id = :case AND g.scored_unit_id = x.unit AND g.criterion_id = x.criterion)
UPDATE sheet SET final_total = x.final_total, applicable_maximum = x.applicable_maximum,
  scaled = NULL, scaled_numerator = x.scaled_numerator, scaled_denominator = x.scaled_denominator
FROM json_to_recordset(CAST(:sums AS json)) AS x(unit text, final_total numeric,
  applicable_maximum numeric, scaled_numerator numeric, scaled_denominator numeric)
WHERE sheet.case_id = :case AND sheet.unit_id = x.unit
""")
