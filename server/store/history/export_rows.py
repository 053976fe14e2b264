"""What an export holds beside the events: heads, chains of cases, and texts and files by hash."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import text

from server.domain import canonical
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.history import history_events, taken_completions
from server.store.history.history_events import HistoryEvent
from server.store.people.lineage import asked, within
from server.store.tables import event

AT_ONCE = 200


def heads(session: Session, *, reach: Reach) -> Mapping[str, tuple[int, str]]:
    """Return the last number and hash of every stream of a reach, and of those of all."""
    rows = session.execute(_HEADS, asked(reach))
    return {row.name: (row.seq, row.head) for row in rows}


def family(session: Session, case_id: UUID) -> Sequence[str]:
    """Name the streams of a case, of those it follows from and whose records these took over."""
    found: dict[UUID, None] = {}
    more = {case_id}
    while more:
        for each in sorted(more):
            found |= dict.fromkeys(session.execute(_FAMILY, {"case": each}).scalars())
        more = taken_completions.cases_taken_from(session, [*found]) - found.keys()
    return [f"case/{id_}" for id_ in found]


def definitions(session: Session, hashes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield hash and text of definitions, as the hash is of the text; those gone are left out."""
    for row in _by_key(session, "SELECT hash AS key, files AS value FROM definition", hashes):
        yield row[0], json.dumps(json.loads(row[1]), sort_keys=True, ensure_ascii=False)


def rule_sets(session: Session, digests: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield digest and canonical text of rules; those gone are left out."""
    for row in _by_key(session, "SELECT digest AS key, content AS value FROM ruleset", digests):
        yield row[0], canonical.canonical(json.loads(row[1])).decode()


def sizes(session: Session, hashes: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield hash and size in bytes of files that are kept."""
    for row in _by_key(session, "SELECT sha256 AS key, size AS value FROM blob", hashes):
        yield row[0], int(row[1])


def grounds(session: Session, erasures: Collection[str]) -> Sequence[HistoryEvent]:
    """Return the events of erasures on legal ground."""
    named = [f"erasure/{id_}" for id_ in sorted(erasures)]
    query = history_events.events().where(
        event.c.stream == "erasures", event.c.kind == "data.erased", event.c.object.in_(named)
    )
    return [history_events.event_of(row) for row in session.execute(query)] if named else []


def _by_key(session: Session, query: str, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    ordered = sorted(keys)
    for at in range(0, len(ordered), AT_ONCE):
        rows = session.execute(
            text(f"SELECT key, value FROM ({query}) q WHERE key = ANY(:keys) ORDER BY key"),  # noqa: S608
            {"keys": ordered[at : at + AT_ONCE]},
        )
        yield from ((row.key, row.value) for row in rows)


_HEADS = text(f"""
SELECT 'case/' || c.id AS name, c.seq, c.head FROM case_ c
  JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
  WHERE {within("b.province")}
UNION ALL SELECT name, seq, head FROM stream""")  # noqa: S608 - a constant
_FAMILY = text("""
WITH RECURSIVE chain AS (
  SELECT id, previous_id, 0 AS n FROM case_ WHERE id = :case
  UNION ALL SELECT c.id, c.previous_id, n + 1 FROM case_ c JOIN chain ON c.id = chain.previous_id
    WHERE n < 20)
SELECT id FROM chain ORDER BY n""")
