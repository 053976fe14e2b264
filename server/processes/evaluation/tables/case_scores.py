"""The sheets of a case in totals, as its pages list them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal_column, select

from server.processes.evaluation.tables.schema import SCALED, score, sheet
from server.processes.evaluation.tables.scores import SheetRow, fraction
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSheet(SheetRow):
    """A unit's sheet, and how many of its criteria the unit contests."""

    contested: int


def sheets(session: Session, case_id: UUID) -> tuple[ListedSheet, ...]:
    """List the sheets of a case in the order of rank, unranked ones last."""
    contested = (
        select(score.c.unit_id, func.count().label("contested"))
        .where(score.c.case_id == case_id, score.c.stance == "contest")
        .group_by(score.c.unit_id)
        .subquery()
    )
    apart = {"case_id", "scaled", "scaled_numerator", "scaled_denominator"}
    columns = [column for column in sheet.c if column.name not in apart]
    query = (
        select(
            *columns,
            literal_column(SCALED).label("scaled"),
            func.coalesce(contested.c.contested, 0).label("contested"),
        )
        .outerjoin(contested, contested.c.unit_id == sheet.c.unit_id)
        .where(sheet.c.case_id == case_id)
        .order_by(sheet.c.rank.nulls_last(), sheet.c.unit_id)
    )
    found = session.execute(query).mappings()
    return tuple(ListedSheet(**{**row, "scaled": fraction(row["scaled"])}) for row in found)
