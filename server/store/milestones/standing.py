"""The milestones of a case and of those it follows from or that follow from it, as they stand."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from server.domain.cases.case_marks import Mark
from server.store import Session
from server.store.tables import case_, milestone

MilestoneRows = Iterable[tuple[str, str, str, str]]
"""Kind of case, milestone, key, instant in ISO 8601: as the database puts them into JSON."""


def of_chain(case: str, keys: str) -> str:
    """Say in SQL which milestones stand in the chain of a case, for some keys, as one JSON text.

    A milestone that was reached several times stands with its last time. Of cases that follow,
    cancelled ones do not count.
    """
    return f"""coalesce((
  WITH RECURSIVE up(id, kind, previous_id) AS (
    SELECT c.id, c.kind, c.previous_id FROM case_ c WHERE c.id = {case}
    UNION ALL SELECT c.id, c.kind, c.previous_id FROM case_ c JOIN up ON c.id = up.previous_id),
  down(id, kind) AS (
    SELECT c.id, c.kind FROM case_ c WHERE c.previous_id = {case} AND c.state <> 'cancelled'
    UNION ALL SELECT c.id, c.kind FROM case_ c JOIN down ON c.previous_id = down.id
      AND c.state <> 'cancelled')
  SELECT json_agg(json_build_array(k.kind, m.milestone, m.key, m.at))
  FROM (SELECT id, kind FROM up UNION ALL SELECT id, kind FROM down) k
  JOIN milestone m ON m.case_id = k.id AND m.key IN ({keys})), '[]')"""  # noqa: S608 - constants


def marks(rows: MilestoneRows) -> tuple[Mark, ...]:
    """Read them."""
    return tuple(
        Mark(kind, milestone, key, datetime.fromisoformat(at)) for kind, milestone, key, at in rows
    )


def of_case(session: Session, case_id: UUID) -> tuple[Mark, ...]:
    """Return the milestones of a case alone, each with the last time it was reached."""
    rows = session.execute(
        select(case_.c.kind, milestone.c.milestone, milestone.c.key, func.max(milestone.c.at))
        .join(case_, case_.c.id == milestone.c.case_id)
        .where(milestone.c.case_id == case_id)
        .group_by(case_.c.kind, milestone.c.milestone, milestone.c.key)
    )
    return tuple(Mark(*row) for row in rows)
