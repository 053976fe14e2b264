"""A1 to A5: an event edited, deleted, inserted, moved or doubled is named by its place."""

# ruff: noqa: S608 - constants of this file

from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.history.chain import Header
from tests.check.planting import CheckedYear, planted

TRIES = 12
OTHERWISE = {
    "bigint": "{0} + 1",
    "smallint": "{0} + 1",
    "boolean": "NOT {0}",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
}
COLUMNS = text("""
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = CAST('event' AS regclass) AND attname = ANY(:hashed) ORDER BY attname
""")
MIDDLE = """(SELECT id, stream, seq FROM event e WHERE seq > 1 AND stream LIKE 'case/%'
  AND EXISTS (SELECT FROM event n WHERE n.stream = e.stream AND n.seq = e.seq + 1)
  ORDER BY md5(hash) LIMIT 1)"""
"""An event that has one before and one after it."""
CHOSEN = f"CREATE TEMPORARY TABLE m ON COMMIT DROP AS SELECT * FROM {MIDDLE} m; "
COPIED = """
INSERT INTO event SELECT (e2).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object(
  'id', gen_random_uuid(), 'seq', {seq}, 'act_time', {at})) AS e2 FROM event e JOIN m USING (id)) x
"""
SHIFTED = (
    "UPDATE event e SET seq = e.seq + 1000000 FROM m WHERE e.stream = m.stream AND e.seq >= m.seq"
)
BACK = "UPDATE event e SET seq = e.seq - 999999 FROM m WHERE e.stream = m.stream AND e.seq > 900000"


def named(world: CheckedYear, sql: str) -> bool:
    """Tell whether the check names the stream, and the place or the one that follows it."""
    with planted(world, sql) as session:
        stream, seq = session.execute(text("SELECT stream, seq FROM m")).one()
        found = world.check(session)
    places = {f"{at}:" for at in (seq - 1, seq, seq + 1)}
    return any(
        breach.invariant == f"P3 chain {stream}" and breach.where.split(" ")[0] in places
        for breach in found
    )


@pytest.mark.parametrize("number", range(TRIES))
def test_a1_a_column_of_an_event_that_is_edited(finished: CheckedYear, number: int) -> None:
    random = Random(number)  # noqa: S311
    hashed = [name for name in Header.__slots__ if name not in {"id", "stream", "seq"}]
    with Session(finished.engine) as session:
        columns = session.execute(COLUMNS, {"hashed": hashed}).all()
    name, kind = random.choice(columns)
    change = OTHERWISE.get(kind, "{0} || 'x'").format(name)
    edited = f"UPDATE event e SET {name} = {change} FROM m WHERE m.id = e.id"
    assert named(finished, f"{CHOSEN}{edited}")


def test_a2_an_event_that_is_deleted(finished: CheckedYear) -> None:
    gone = "DELETE FROM event_payload p USING m WHERE p.event_id = m.id"
    assert named(finished, f"{CHOSEN}{gone}; DELETE FROM event e USING m WHERE e.id = m.id")


def test_a3_an_event_that_is_inserted_at_an_earlier_day(finished: CheckedYear) -> None:
    inserted = COPIED.format(seq="e.seq - 1", at="e.act_time - interval '30 days'")
    assert named(finished, f"{CHOSEN}{SHIFTED}; {BACK}; {inserted}")


def test_a4_two_events_that_change_places(finished: CheckedYear) -> None:
    away = "UPDATE event e SET seq = -1 FROM m WHERE e.id = m.id"
    one = "UPDATE event e SET seq = m.seq FROM m WHERE e.stream = m.stream AND e.seq = m.seq + 1"
    other = "UPDATE event e SET seq = m.seq + 1 FROM m WHERE e.id = m.id"
    assert named(finished, f"{CHOSEN}{away}; {one}; {other}")


def test_a5_an_event_that_is_there_twice(finished: CheckedYear) -> None:
    twice = COPIED.format(seq="e.seq - 1", at="e.act_time")
    assert named(finished, f"{CHOSEN}{SHIFTED}; {BACK}; {twice}")
