"""Versions of processes: who proposed and published each, and how many cases run on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, within

MOST_COUNTED: Final = 5_000
"""Instances of a version that are counted: nobody needs to know how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """One version; names are empty where the operator of the machine deployed it.

    `before` is the hash of the version before it, '' for the first; `cases` and `running` count
    what runs on it in a reach: cases, and their instances, which are counted to MOST_COUNTED + 1.
    """

    hash: str
    key: str
    version: int
    deployed_at: datetime
    before: str
    proposal_id: UUID | None
    proposed_name: str
    published_name: str
    note: str
    cases: int
    running: int

    @property
    def more(self) -> bool:
        """Whether more runs on it than was counted."""
        return self.running > MOST_COUNTED


def listed(session: Session, reach: Reach) -> Sequence[PublishedVersion]:
    """List all versions by key, the newest of each first."""
    found = session.execute(_LISTED, asked(reach) | {"hash": ""}).mappings()
    return [PublishedVersion(**row) for row in found]


def find(session: Session, version: str, reach: Reach) -> PublishedVersion | None:
    """Read one version by its hash."""
    row = session.execute(_LISTED, asked(reach) | {"hash": version}).mappings().one_or_none()
    return None if row is None else PublishedVersion(**row)


def numbers(session: Session, hashes: Sequence[str]) -> Mapping[str, int]:
    """Give the numbers of the versions among these hashes that were published."""
    found = session.execute(_NUMBERS, {"hashes": list(hashes)})
    return {row.hash: row.version for row in found}


_LISTED = text(f"""
SELECT d.hash, d.key, d.version, d.deployed_at,
  coalesce((SELECT b.hash FROM definition b WHERE b.key = d.key AND b.version < d.version
    ORDER BY b.version DESC LIMIT 1), '') AS before,
  d.proposal_id, coalesce(p.proposed_name, '') AS proposed_name,
  coalesce(p.settled_name, '') AS published_name, coalesce(p.note, '') AS note,
  r.cases, r.running
FROM definition d LEFT JOIN definition_proposal p ON p.id = d.proposal_id
CROSS JOIN LATERAL (SELECT count(DISTINCT case_id) AS cases, count(*) AS running FROM (
  SELECT i.case_id FROM instance i
  WHERE i.definition_hash = d.hash AND i.status = 'running' AND EXISTS (SELECT FROM case_ c
    WHERE c.id = i.case_id AND {within("split_part(c.bloc_year_id, '/', 1)")} OFFSET 0)
  ORDER BY i.case_id LIMIT {MOST_COUNTED + 1}) i) r
WHERE CAST(:hash AS text) = '' OR d.hash = :hash
ORDER BY d.key, d.version DESC
""")  # noqa: S608 - a constant
_NUMBERS = text("""
SELECT hash, version FROM definition WHERE hash = ANY(CAST(:hashes AS text[]))
""")
