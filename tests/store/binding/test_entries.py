"""The entry of a transaction's changes is the same in SQL and in Python."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.binding.entries import ENTRIES
from tests.worlds.history.changes import TableChange, entry

WRITTEN = "INSERT INTO blob SELECT 'đ' || chr(10) || n, n, now() FROM generate_series(1, 3) n"


def changes(session: Session) -> list[TableChange]:
    found = session.execute(text("SELECT * FROM change ORDER BY n DESC"))
    return [
        TableChange(
            n=row.n,
            table=row.table_name,
            shape=row.shape,
            op=row.op,
            rows=[*zip(row.keys, row.digests or [None] * len(row.keys), strict=True)],
        )
        for row in found
    ]


def test_sql_and_python_tell_the_same_entry(session: Session) -> None:
    """Of rows added, changed and removed, with keys of any text."""
    for statement in (WRITTEN, "UPDATE blob SET created_at = now()", "DELETE FROM blob"):
        session.execute(text(statement))
    (found,) = session.execute(text(ENTRIES.format(where="c.xid > 0"))).all()
    told = changes(session)
    assert [change.op for change in told] == ["D", "U", "I"]
    assert found.first == told[-1].n
    assert bytes(found.entry) == entry(found.xid, found.at, told)


def test_every_part_of_a_change_is_in_the_entry(session: Session) -> None:
    session.execute(text(WRITTEN))
    (change,) = changes(session)
    (row,) = session.execute(text("SELECT xid, at FROM change")).all()
    others = (
        TableChange(n=change.n + 1, table="blob", shape=1, op="I", rows=change.rows),
        TableChange(n=change.n, table="bloc", shape=1, op="I", rows=change.rows),
        TableChange(n=change.n, table="blob", shape=2, op="I", rows=change.rows),
        TableChange(n=change.n, table="blob", shape=1, op="U", rows=change.rows),
        TableChange(n=change.n, table="blob", shape=1, op="I", rows=change.rows[::-1]),
        TableChange(n=change.n, table="blob", shape=1, op="I", rows=change.rows[1:]),
        TableChange(
            n=change.n, table="blob", shape=1, op="I", rows=[(k, None) for k, _ in change.rows]
        ),
    )
    told = {entry(row.xid, row.at, [each]) for each in (change, *others)}
    told |= {entry(row.xid + 1, row.at, [change]), entry(row.xid, row.at, [change, change])}
    assert len(told) == 3 + len(others)
