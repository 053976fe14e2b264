"""What has no leaf yet, and the leaves: contiguous, written once, by one sequencer at a time.

A transaction that began before another may commit after it, so "newer than the last" would lose
events. Whatever a round did not see was written by a transaction that was under way then, so that
its number is not below the floor of that round; below it everything visible has its leaf.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import TextClause, text

from server.store import Session
from server.store.binding.entries import ENTRIES
from server.store.database import bulk

LOCK = 0x6C6F67
"""The advisory lock of whoever appends to the log or signs it."""


@dataclass(frozen=True, slots=True)
class Unsequenced:
    """Something without a leaf: its entry, and the event or the transaction's first change.

    `change_n` is the smallest number of the transaction's changes, which no other has.
    """

    entry: bytes
    event_id: UUID | None
    change_n: int | None = None
    xid: int | None = None
    """The transaction's number; None of events from before events named it."""


def lock(session: Session) -> bool:
    """Take the log until the transaction ends; False where somebody else has it.

    The transaction is READ COMMITTED: a snapshot taken before the lock would show a stale size.
    """
    return bool(session.execute(text("SELECT pg_try_advisory_xact_lock(:l)"), {"l": LOCK}).scalar())


def hold(session: Session) -> None:
    """Take the log until the transaction ends, and wait for whoever has it; else as `lock`."""
    session.execute(text("SELECT pg_advisory_xact_lock(:l)"), {"l": LOCK})


def floor(session: Session) -> int:
    """Return the number below which no transaction is under way."""
    return int(session.execute(_FLOOR).scalar_one())


def unsequenced(session: Session, *, floor: int | None, most: int) -> Sequence[Unsequenced]:
    """List what has no leaf, in the order of the transactions; all are looked at without a floor.

    Numbers above those of today are of before a dump was restored: those events are found by a
    round without a floor alone.
    """
    query = _UNSEQUENCED if floor is not None else _ALL_UNSEQUENCED
    rows = session.execute(query, {"floor": floor, "most": most})
    return [Unsequenced(bytes(row.entry), row.event_id, row.change_n, row.xid) for row in rows]


def size(session: Session) -> int:
    """Return the number of leaves."""
    return int(session.execute(text("SELECT coalesce(max(idx) + 1, 0) FROM leaf")).scalar_one())


def append(session: Session, size: int, found: Sequence[Unsequenced]) -> None:
    """Write the leaves from index `size` on."""
    rows = [
        {"idx": size + at, "entry": row.entry.hex(), "event": row.event_id, "change": row.change_n}
        for at, row in enumerate(found)
    ]
    session.execute(_APPEND, {"rows": bulk.rows(rows)})


@dataclass(frozen=True, slots=True)
class EventLeaf:
    """An event's place in the log, and the 32 bytes that stand there."""

    index: int
    entry: bytes


def leaf_of_event(session: Session, event_id: UUID) -> EventLeaf | None:
    """Return what the log holds of an event; None where it holds nothing yet."""
    found = session.execute(
        text("SELECT idx, entry FROM leaf WHERE event_id = :id"), {"id": event_id}
    ).one_or_none()
    return None if found is None else EventLeaf(found.idx, bytes(found.entry))


def index_of_event(session: Session, event_id: UUID) -> int | None:
    """Return an event's place in the log; None where it has none yet."""
    found = leaf_of_event(session, event_id)
    return None if found is None else found.index


def indexes(session: Session, events: Collection[UUID]) -> Mapping[UUID, int]:
    """Return the places in the log of those of the events that have one."""
    rows = session.execute(_INDEXES, {"events": list(events)})
    return {row.event_id: row.idx for row in rows}


def entries(session: Session, first: int, number: int) -> Sequence[bytes]:
    """Return entries in their order, from index `first` on."""
    rows = session.execute(_ENTRIES, {"first": first, "after": first + number})
    return [bytes(row.entry) for row in rows]


_FLOOR = text("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
_WITHIN = """AND {of}.xid >= :floor
  AND {of}.xid < CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)"""


def _without_leaf(within: str) -> TextClause:
    """Return the query for what has no leaf; `within` narrows it to the numbers of today."""
    return text(f"""
    WITH pending AS (
      SELECT c.xid, c.at FROM (SELECT c.xid, c.at, min(c.n) AS first FROM change c
        WHERE true {within.format(of="c")} GROUP BY c.xid, c.at) c
      WHERE NOT EXISTS (SELECT FROM leaf l WHERE l.change_n = c.first) ORDER BY first LIMIT :most),
    changed AS ({ENTRIES.format(where="(c.xid, c.at) IN (SELECT xid, at FROM pending)")})
    SELECT entry, event_id, change_n, xid FROM (
      (SELECT decode(e.hash, 'hex') AS entry, e.id AS event_id, CAST(NULL AS bigint) AS change_n,
        e.xid, e.stream, e.seq
       FROM event e WHERE NOT EXISTS (SELECT FROM leaf l WHERE l.event_id = e.id)
         {within.format(of="e")}
       ORDER BY e.xid NULLS FIRST, e.stream, e.seq LIMIT :most)
      UNION ALL SELECT entry, NULL, first, xid, '', 0 FROM changed) found
    ORDER BY xid NULLS FIRST, change_n NULLS FIRST, stream, seq LIMIT :most
    """)  # noqa: S608 - constants


_ALL_UNSEQUENCED, _UNSEQUENCED = _without_leaf(""), _without_leaf(_WITHIN)
_APPEND = text("""
INSERT INTO leaf(idx, entry, event_id, change_n)
SELECT idx, decode(entry, 'hex'), event, change FROM json_to_recordset(CAST(:rows AS json))
  AS x(idx bigint, entry text, event uuid, change bigint)
""")
_INDEXES = text("SELECT event_id, idx FROM leaf WHERE event_id = ANY(CAST(:events AS uuid[]))")
_ENTRIES = text("SELECT entry FROM leaf WHERE idx >= :first AND idx < :after ORDER BY idx")
