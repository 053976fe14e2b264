"""Cases whose milestone opens another process's case."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.tasks.records import value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRow:
    """A case with what it was opened with; `reached` is None while the milestone is to come."""

    bloc_year_id: str
    definition_hash: str
    reached: datetime | None
    opening: Mapping[str, Json] = field(repr=False)


def standing(
    session: Session, *, kind: str, milestone: str, bloc_year_ids: Collection[str]
) -> Sequence[AwaitedRow]:
    """List the real cases of a process that have come to a milestone of their own, or still may."""
    values = {"kind": kind, "milestone": milestone, "years": [*bloc_year_ids]}
    return [
        AwaitedRow(
            bloc_year_id=row.bloc_year_id,
            definition_hash=row.definition_hash,
            reached=row.reached,
            opening=value_of(row.opening),
        )
        for row in session.execute(_STANDING, values)
    ]


_STANDING = text("""
SELECT c.bloc_year_id, c.definition_hash, m.at AS reached, c.opening
FROM case_ c LEFT JOIN milestone m
  ON m.case_id = c.id AND m.milestone = :milestone AND m.key = '' AND m.number = 1
WHERE c.kind = :kind AND c.bloc_year_id = ANY(CAST(:years AS text[])) AND NOT c.simulated
  AND c.state <> 'cancelled' AND (c.state <> 'closed' OR m.at IS NOT NULL)
ORDER BY c.opened_at, c.id
""")
