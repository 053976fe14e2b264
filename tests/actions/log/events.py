"""Events without a story, for tests of what becomes of them in the log."""

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import Any

from sqlalchemy import Row, text

from server.actions.transaction import Begin
from server.domain.log.tree import leaf_hash
from server.store import Session
from server.store.log import leaves
from tests.domain.log.trees import by_the_rfc
from tests.worlds.history.changes import TableChange, entry

_WRITE = text("""
INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
  clock_offset_seconds, attachments, payload_digest, hash)
SELECT gen_random_uuid(), 1, '', :stream, n, '', 'test', '', now(),
  clock_timestamp() - make_interval(mins => :minutes), 0, '[]', '',
  encode(sha256(CAST(:stream || n AS bytea)), 'hex')
FROM generate_series(1, :number) n
""")
_streams = count()


def write(session: Session, number: int, *, minutes: int = 0) -> None:
    """Write events of a stream of their own, as of some minutes ago."""
    values = {"stream": f"test/{next(_streams)}", "number": number, "minutes": minutes}
    session.execute(_WRITE, values)


def written(begin: Begin, number: int, *, minutes: int = 0) -> None:
    """Write events and commit."""
    with begin() as session:
        write(session, number, minutes=minutes)


def entries(begin: Begin) -> Sequence[bytes]:
    """Return the log's entries: each event's hash and each transaction's changes, once."""
    with begin() as session:
        size = leaves.size(session)
        found = leaves.entries(session, 0, size)
        wanted = [*session.execute(text("SELECT hash FROM event")).scalars(), *changed(session)]
    assert len(found) == size
    assert sorted(each.hex() for each in found) == sorted(wanted)
    return found


def changed(session: Session) -> Iterator[str]:
    """Work out every transaction's entry anew from its changes."""
    rows = session.execute(text("SELECT * FROM change ORDER BY xid, at, n")).all()
    for (xid, at), each in groupby(rows, key=lambda row: (row.xid, row.at)):
        yield entry(xid, at, map(_told, each)).hex()


def _told(row: Row[Any]) -> TableChange:
    digests = row.digests or [None] * len(row.keys)
    return TableChange(
        n=row.n,
        table=row.table_name,
        shape=row.shape,
        op=row.op,
        rows=[
            (key, digest and bytes(digest)) for key, digest in zip(row.keys, digests, strict=True)
        ],
    )


def root(begin: Begin) -> bytes:
    """Work out the root from the entries alone."""
    return by_the_rfc([leaf_hash(each) for each in entries(begin)])
