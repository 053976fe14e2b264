"""Instances on their way to another version of their definition, and what they were before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database import bulk
from server.store.people.lineage import EVERYWHERE, asked, within_or_everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of a definition, and how many running instances are on it."""

    hash: str
    key: str
    version: int
    deployed_at: datetime
    running: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoableLine:
    """A case whose move to another version can be undone."""

    id: UUID
    case_vi: str
    case_en: str
    bloc_year_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningLine:
    """A running instance of a case that has not ended."""

    id: UUID
    case_id: UUID
    kind: str
    year: int
    case_vi: str
    case_en: str
    process: str
    key: str
    version: int
    definition_hash: str
    rules_digest: str
    engine_version: str
    armed: list[str]
    doc: str
    open: list[str]


def versions(
    session: Session, key: str = "", *, reach: Reach | None = EVERYWHERE
) -> Sequence[VersionLine]:
    """List versions, of one definition or of all, the newest of each first.

    What runs is counted in a reach, or everywhere.
    """
    values = asked(reach) | {"key": key}
    return [VersionLine(**row) for row in session.execute(_VERSIONS, values).mappings()]


def running(
    session: Session,
    *,
    key: str = "",
    reach: Reach | None = EVERYWHERE,
    case_id: UUID | None = None,
    but: str = "",
) -> Sequence[RunningLine]:
    """List the running instances of a definition's cases, or of one case, by case.

    Of a reach, or of all; those that run on the version `but` are left out.
    """
    values = asked(reach) | {"key": key, "case": case_id, "but": but}
    return [RunningLine(**row) for row in session.execute(_RUNNING, values).mappings()]


def move(session: Session, case_id: UUID, rows: Iterable[Mapping[str, object]], *, to: str) -> int:
    """Keep what the instances are, and put them and their case on another version.

    Rows: id, version, doc, engine_version. Returns how many moved.
    """
    values = {"case": case_id, "rows": bulk.rows(rows), "to": to}
    return int(session.execute(_MOVE, values).scalar_one())


def undoable(session: Session, case_id: UUID) -> Sequence[UUID]:
    """List the moved instances of a case, none where any of its instances has gone on since."""
    return list(session.execute(_UNDOABLE, {"case": case_id}).scalars())


def undoable_cases(session: Session, reach: Reach) -> Sequence[UndoableLine]:
    """List the cases of a reach that were moved and have not gone on since."""
    found = session.execute(_UNDOABLE_CASES, asked(reach)).mappings()
    return [UndoableLine(**row) for row in found]


def undo(session: Session, case_id: UUID) -> Mapping[UUID, str]:
    """Put everything back as it was, to the byte; return each instance's version's hash."""
    found = session.execute(_UNDO, {"case": case_id})
    return {row.id: row.definition_hash for row in found}


_OF_REACH = within_or_everywhere("split_part(c.bloc_year_id, '/', 1)")
_VERSIONS = text(f"""
SELECT d.hash, d.key, d.version, d.deployed_at, (SELECT count(*) FROM instance i
  JOIN case_ c ON c.id = i.case_id
  WHERE i.definition_hash = d.hash AND i.status = 'running' AND {_OF_REACH}) AS running
FROM definition d WHERE CAST(:key AS text) = '' OR d.key = :key ORDER BY d.key, d.version DESC
""")  # noqa: S608 - made of constants
_RUNNING = text(f"""
SELECT i.id, i.case_id, c.kind, y.year, c.title_vi AS case_vi, c.title_en AS case_en,
  i.process, i.key, i.version, i.definition_hash, c.rules_digest,
  i.engine_version, i.armed, i.doc, ARRAY(SELECT CAST(t.id AS text) FROM task t
    WHERE t.instance_id = i.id AND t.state = 'open') AS open
FROM instance i JOIN case_ c ON c.id = i.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN definition d ON d.hash = i.definition_hash
WHERE i.status = 'running' AND c.state IN ('open', 'ending', 'suspended')
  AND (CAST(:key AS text) = '' OR d.key = :key) AND i.definition_hash <> :but
  AND (CAST(:case AS uuid) IS NULL OR i.case_id = :case) AND {_OF_REACH}
ORDER BY c.opened_at, c.id, i.process, i.key
""")  # noqa: S608 - made of constants
_MOVE = text("""
WITH x AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json))
    AS x(id uuid, version int, doc text, engine_version text)),
 kept AS (
  INSERT INTO instance_before(instance_id, case_id, definition_hash, case_definition_hash,
    engine_version, version, doc)
  SELECT i.id, i.case_id, i.definition_hash, c.definition_hash, i.engine_version, i.version, i.doc
  FROM instance i JOIN x ON x.id = i.id JOIN case_ c ON c.id = i.case_id
  ON CONFLICT (instance_id) DO UPDATE SET definition_hash = excluded.definition_hash,
    case_definition_hash = excluded.case_definition_hash,
    engine_version = excluded.engine_version, version = excluded.version, doc = excluded.doc),
 case_moved AS (UPDATE case_ SET definition_hash = :to WHERE id = :case),
 moved AS (
  UPDATE instance SET doc = x.doc, definition_hash = :to, engine_version = x.engine_version,
    version = instance.version + 1
  FROM x WHERE instance.id = x.id AND instance.version = x.version RETURNING instance.id)
SELECT count(*) FROM moved
""")
_UNDOABLE = text("""
SELECT b.instance_id FROM instance_before b JOIN instance i ON i.id = b.instance_id
WHERE b.case_id = :case AND NOT EXISTS (
  SELECT 1 FROM instance_before b2 JOIN instance i2 ON i2.id = b2.instance_id
  WHERE b2.case_id = :case AND (i2.version <> b2.version + 1 OR i2.status <> 'running'))
ORDER BY b.instance_id
""")
_UNDOABLE_CASES = text(f"""
SELECT c.id, c.title_vi AS case_vi, c.title_en AS case_en, c.bloc_year_id FROM case_ c
JOIN (
  SELECT b.case_id FROM instance_before b JOIN instance i ON i.id = b.instance_id
  GROUP BY b.case_id HAVING bool_and(i.version = b.version + 1 AND i.status = 'running')) m
  ON m.case_id = c.id
WHERE {_OF_REACH}
ORDER BY c.opened_at, c.id LIMIT 200
""")  # noqa: S608 - made of constants
_UNDO = text("""
WITH b AS (DELETE FROM instance_before WHERE case_id = :case RETURNING *),
 c AS (UPDATE case_ SET definition_hash = (SELECT min(case_definition_hash) FROM b)
  WHERE id = :case)
UPDATE instance SET doc = b.doc, definition_hash = b.definition_hash,
  engine_version = b.engine_version, version = b.version
FROM b WHERE instance.id = b.instance_id RETURNING instance.id, instance.definition_hash
""")
