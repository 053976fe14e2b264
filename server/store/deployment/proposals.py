"""Proposals to publish versions of processes: kept, locked, settled; their files never change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database import bulk
from server.store.people import second_person
from server.store.people.lineage import asked, within
from server.store.people.second_person import ProposedRow
from server.store.tables import definition_proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedVersion:
    """One version a proposal would publish; `base` was the newest then, '' where there was none."""

    key: str
    hash: str
    base: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionProposalRow(ProposedRow):
    """A proposal; `versions` and `bases` are hashes by key.

    `played` is JSON, empty where nothing is known.
    """

    note: str
    left_out: Sequence[str]
    played: str
    versions: Mapping[str, str]
    bases: Mapping[str, str]


def keep_draft(  # noqa: PLR0913 - one row, named part by part
    session: Session,
    proposal_id: UUID,
    versions: Sequence[ProposedVersion],
    *,
    province: str,
    by: UUID,
    name: str,
    left_out: Sequence[str],
    played: str,
    now: datetime,
) -> None:
    """Keep what a person has uploaded, in the place of what they had uploaded before.

    `left_out` are the files that belong to no version, `played` is JSON.
    """
    session.execute(_FORGET, {"by": by})
    values = {"id": proposal_id, "province": province, "by": by, "name": name, "now": now}
    session.execute(_KEEP, values | {"left_out": list(left_out), "played": played})
    rows = [
        {
            "key": each.key,
            "hash": each.hash,
            "base": each.base,
            "files": json.dumps(each.files, ensure_ascii=False),
        }
        for each in versions
    ]
    session.execute(_KEEP_VERSIONS, {"id": proposal_id, "rows": bulk.rows(rows)})


def find(session: Session, proposal_id: UUID) -> DefinitionProposalRow | None:
    """Read a proposal."""
    return _one(session.execute(_FIND, {"id": proposal_id}).mappings().one_or_none())


def lock(session: Session, proposal_id: UUID) -> DefinitionProposalRow | None:
    """Read a proposal and keep it from being settled until the transaction ends."""
    there = second_person.lock(session, definition_proposal, proposal_id)
    return find(session, proposal_id) if there else None


def listed(session: Session, reach: Reach, *, most: int) -> Sequence[DefinitionProposalRow]:
    """List the proposals of a reach without drafts: what waits first, then the newest."""
    found = session.execute(_LISTED, asked(reach) | {"most": most}).mappings()
    return [DefinitionProposalRow(**row) for row in found]


def draft_of(session: Session, person_id: UUID) -> UUID | None:
    """Return what a person has uploaded and not proposed yet."""
    found: UUID | None = session.execute(_DRAFT, {"by": person_id}).scalar_one_or_none()
    return found


def versions(session: Session, proposal_id: UUID) -> Sequence[ProposedVersion]:
    """Read the versions of a proposal with their files, by key."""
    return [
        ProposedVersion(key=row.key, hash=row.hash, base=row.base, files=json.loads(row.files))
        for row in session.execute(_VERSIONS, {"id": proposal_id})
    ]


def expire(session: Session, *, now: datetime) -> None:
    """End what nobody settled in time."""
    session.execute(_EXPIRE, {"now": now})


def waiting(session: Session, reach: Reach, *, now: datetime) -> int:
    """Count what waits in a reach and is not over."""
    return second_person.waiting(session, definition_proposal, reach, now=now)


def propose(
    session: Session, proposal_id: UUID, *, note: str, now: datetime, expires_at: datetime
) -> None:
    """Let a draft wait for its second person."""
    values = {"id": proposal_id, "note": note, "now": now, "expires": expires_at}
    session.execute(_PROPOSE, values)


def settle(  # noqa: PLR0913 - one row, named part by part
    session: Session, proposal_id: UUID, state: str, *, reason: str, actor: Actor, now: datetime
) -> None:
    """Write how a proposal ended, by whom and why."""
    by = {"by": actor.person_id, "name": actor.name}
    session.execute(
        _SETTLE, {"id": proposal_id, "state": state, "reason": reason, "now": now, **by}
    )


def provinces(session: Session) -> frozenset[str]:
    """Name the provinces whose blocs this installation serves."""
    return frozenset(session.execute(text("SELECT DISTINCT province FROM bloc")).scalars())


def _one(row: RowMapping | None) -> DefinitionProposalRow | None:
    return None if row is None else DefinitionProposalRow(**row)


_FORGET = text("""
WITH draft AS (SELECT id FROM definition_proposal WHERE proposed_by = :by AND state = 'draft'),
 versions AS (DELETE FROM definition_proposal_version WHERE proposal_id IN (SELECT id FROM draft))
DELETE FROM definition_proposal WHERE id IN (SELECT id FROM draft)
""")
_KEEP = text("""
INSERT INTO definition_proposal(id, province, state, proposed_by, proposed_name, proposed_at,
  expires_at, left_out, played)
VALUES (:id, :province, 'draft', :by, :name, :now, :now, CAST(:left_out AS text[]), :played)
""")
_KEEP_VERSIONS = text("""
INSERT INTO definition_proposal_version(proposal_id, key, hash, base, files)
SELECT CAST(:id AS uuid), key, hash, base, files
FROM json_to_recordset(CAST(:rows AS json)) AS x(key text, hash text, base text, files text)
""")
_ROWS = """
SELECT p.id, p.province, p.state, p.note, p.proposed_by, p.proposed_name, p.proposed_at,
  p.expires_at, p.settled_name, p.settled_at, p.reason, p.left_out, p.played,
  v.versions, v.bases
FROM definition_proposal p CROSS JOIN LATERAL (
  SELECT json_object_agg(key, hash ORDER BY key) AS versions,
    json_object_agg(key, base ORDER BY key) AS bases
  FROM definition_proposal_version WHERE proposal_id = p.id) v
"""
_FIND = text(f"{_ROWS} WHERE p.id = :id")
_LISTED = text(f"""{_ROWS}
WHERE {within("p.province")} AND p.state <> 'draft'
ORDER BY p.state = 'waiting' DESC, p.proposed_at DESC, p.id LIMIT :most
""")
_DRAFT = text("SELECT id FROM definition_proposal WHERE proposed_by = :by AND state = 'draft'")
_VERSIONS = text("""
SELECT key, hash, base, files FROM definition_proposal_version WHERE proposal_id = :id ORDER BY key
""")
_EXPIRE = text("""
UPDATE definition_proposal SET state = 'expired', settled_at = expires_at
WHERE state = 'waiting' AND expires_at <= :now
""")
_PROPOSE = text("""
UPDATE definition_proposal SET state = 'waiting', note = :note, proposed_at = :now,
  expires_at = :expires
WHERE id = :id
""")
_SETTLE = text("""
UPDATE definition_proposal SET state = :state, settled_by = :by, settled_name = :name,
  settled_at = :now, reason = :reason
WHERE id = :id
""")
