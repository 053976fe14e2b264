"""The cases whose duties are compared with what their manifest says, and with their instances."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.working_days.own_days import own_days_of_case


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithDuties:
    """A case as its duties are worked out anew; `begun` are the pool and key of its instances."""

    id: UUID
    definition_hash: str
    rules_digest: str
    opened_at: datetime
    opened_post: str
    opening: str
    extended: str
    own_days: str
    begun: frozenset[tuple[str, str]]
    duties: frozenset[tuple[str, str]]
    """The milestone and the key of each."""


def versions_in_use(session: Session) -> list[str]:
    """Name the versions that cases run on."""
    return list(
        session.execute(text("SELECT DISTINCT definition_hash FROM case_ ORDER BY 1")).scalars()
    )


def with_duties(session: Session, versions: Collection[str]) -> list[CaseWithDuties]:
    """List the cases of these versions, and every other that has duties all the same.

    One that moved from another version is left out: it began by the word of that one.
    """
    return [
        CaseWithDuties(
            id=row.id,
            definition_hash=row.definition_hash,
            rules_digest=row.rules_digest,
            opened_at=row.opened_at,
            opened_post=row.opened_post,
            opening=row.opening,
            extended=row.extended,
            own_days=row.own_days,
            begun=frozenset((process, key) for process, key in row.begun),
            duties=frozenset((milestone, key) for milestone, key in row.duties),
        )
        for row in session.execute(_CASES, {"versions": [*versions]})
    ]


_CASES = text(f"""
SELECT c.id, c.definition_hash, c.rules_digest, c.opened_at,
  coalesce(c.opened_post, '') AS opened_post, c.opening, c.extended,
  {own_days_of_case()} AS own_days,
  coalesce((SELECT json_agg(DISTINCT jsonb_build_array(i.process, i.key)) FROM instance i
    WHERE i.case_id = c.id), '[]') AS begun,
  coalesce((SELECT json_agg(json_build_array(d.milestone, d.key)) FROM duty d
    WHERE d.case_id = c.id), '[]') AS duties
FROM case_ c
WHERE (c.definition_hash = ANY(:versions) OR EXISTS (SELECT FROM duty d WHERE d.case_id = c.id))
  AND NOT EXISTS (SELECT FROM event e WHERE e.stream = 'case/' || c.id
    AND e.kind = 'instance.migrated')
ORDER BY c.id
""")  # noqa: S608 - constants
