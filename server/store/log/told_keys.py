"""The keys of logs that events told of, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.domain.log.keys import VerifierKey
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldKey:
    """A key of the log as its events tell of it; `retired` is None while it signs.

    By the database's real clock, as checkpoints are dated: a demonstration's is another.
    """

    vkey: str
    added: datetime
    retired: datetime | None


def history_of_keys(session: Session) -> Sequence[ToldKey]:
    """List the log's keys as the line of text each is, the newest first."""
    return [ToldKey(**row) for row in session.execute(text(_HISTORY)).mappings()]


def told_keys(session: Session) -> Sequence[VerifierKey]:
    """Return every key that the log's own stream says was added."""
    return [VerifierKey.parse(vkey) for (vkey,) in session.execute(text(_KEYS))]


_KEYS = """
SELECT CAST(p.payload AS jsonb) ->> 'vkey' FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = 'log' AND e.kind = 'log.key_added' ORDER BY e.seq"""
_HISTORY = """
WITH told AS (SELECT e.kind, e.db_time, CAST(p.payload AS jsonb) ->> 'vkey' AS vkey, e.seq
  FROM event e JOIN event_payload p ON p.event_id = e.id
  WHERE e.stream = 'log' AND e.kind IN ('log.key_added', 'log.key_retired'))
SELECT a.vkey, a.db_time AS added, (SELECT max(r.db_time) FROM told r
  WHERE r.vkey = a.vkey AND r.kind = 'log.key_retired') AS retired
FROM told a WHERE a.kind = 'log.key_added' ORDER BY a.seq DESC"""
