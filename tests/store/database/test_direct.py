"""SQL as it is written goes straight to the driver; nobody sees a difference but in its cost."""

from collections.abc import Iterator

import pytest
from psycopg import Cursor, OperationalError
from sqlalchemy import JSON, bindparam, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound, ResourceClosedError
from sqlalchemy.orm import Session

from server.store import engine_for, open_session
from server.store.database.direct import DirectSession
from tests.sent import statements_sent
from tests.worlds.databases import Database

EVERY_KIND = text("""
SELECT CAST(:number AS integer) AS number, CAST(:name AS text) AS name, NULL AS nothing,
  CAST('0192f4ec-e9a0-7fe4-9504-031c09c2bf8b' AS uuid) AS id, CAST('{"a": [1.5]}' AS jsonb) AS doc,
  CAST('[1]' AS json) AS list, CAST('2026-01-02T03:04Z' AS timestamptz) AS at,
  CAST('2026-01-02' AS date) AS day, 1.50 AS exact,
  sha256('a') AS bytes, ARRAY['a', NULL] AS names, interval '1 day' AS span, true AS told,
  'a:b %s 100% \\:x' AS odd
""")
VALUES = {"number": 7, "name": "Sở Y tế"}


@pytest.fixture
def direct(database: Database) -> Iterator[Session]:
    """Open a session as the product does."""
    with open_session(engine_for(database.url)) as opened:
        yield opened


@pytest.fixture
def whole_way(database: Database) -> Iterator[Session]:
    """Open SQLAlchemy's own session on the same connections."""
    with Session(engine_for(database.url)) as opened:
        yield opened


def test_a_row_is_the_one_that_sqlalchemy_reads(direct: Session, whole_way: Session) -> None:
    one, other = (s.execute(EVERY_KIND, VALUES).one() for s in (direct, whole_way))
    assert [type(value) for value in one] == [type(value) for value in other]
    assert one == other
    assert (one.name, one[0], one._fields) == ("Sở Y tế", 7, other._fields)


def test_sqlalchemy_is_not_asked(direct: Session, database: Database) -> None:
    asked: list[object] = []
    engine = engine_for(database.url)
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    direct.execute(EVERY_KIND, VALUES)
    direct.scalar(text("SELECT 1"))
    direct.scalars(text("SELECT 1"))
    assert asked == []
    direct.execute(text("SELECT 1"), execution_options={"yield_per": 1}).all()
    assert len(asked) == 1


def test_each_way_to_read_an_answer(direct: Session) -> None:
    two = text("SELECT n, n * 2 AS twice FROM generate_series(1, :most) n")
    assert direct.execute(two, {"most": 2}).all() == [(1, 2), (2, 4)]
    assert [row.twice for row in direct.execute(two, {"most": 2})] == [2, 4]
    assert direct.execute(two, {"most": 1}).mappings().one()["twice"] == 2
    assert direct.execute(two, {"most": 0}).one_or_none() is None
    assert direct.scalars(two, {"most": 3}).all() == [1, 2, 3]
    assert direct.scalar(two, {"most": 0}) is None
    assert direct.execute(two, {"most": 1}).scalar_one() == 1
    with pytest.raises(NoResultFound):
        direct.execute(two, {"most": 0}).one()


def test_it_tells_how_many_rows_were_written(direct: Session) -> None:
    fold = text("UPDATE stream SET seq = seq WHERE name = :name")
    assert direct.execute(fold, {"name": "none such"}).rowcount == 0  # type: ignore[attr-defined]
    two = direct.execute(text("SELECT generate_series(1, 2)"))
    assert two.rowcount == 2  # type: ignore[attr-defined]


def test_what_answers_no_rows_cannot_be_read(direct: Session) -> None:
    done = direct.execute(text("SET LOCAL lock_timeout = 0"))
    with pytest.raises(ResourceClosedError):
        done.all()


def test_typed_and_many_values_go_the_whole_way(direct: Session) -> None:
    sql = "SELECT CAST(:doc AS json) ->> 'a'"
    typed = text(sql).bindparams(bindparam("doc", type_=JSON))
    assert direct.scalar(typed, {"doc": {"a": "b"}}) == "b"
    assert direct.scalar(text(sql), {"doc": '{"a": "c"}'}) == "c"
    among = text("SELECT 2 IN :numbers").bindparams(bindparam("numbers", expanding=True))
    assert direct.scalar(among, {"numbers": [1, 2]}) is True
    fixed = text("SELECT :one").bindparams(one="kept")
    assert direct.scalar(fixed) == "kept"


def test_an_error_is_sqlalchemys(database: Database) -> None:
    engine = create_engine(database.owner_url)
    with DirectSession(engine) as session:
        session.execute(text("CREATE TEMPORARY TABLE once (n integer PRIMARY KEY)"))
        session.execute(text("INSERT INTO once VALUES (:n)"), {"n": 1})
        with pytest.raises(IntegrityError):
            session.execute(text("INSERT INTO once VALUES (:n)"), {"n": 1})
        session.rollback()
        assert session.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_a_connection_that_is_gone_is_said_to_be(database: Database) -> None:
    engine = create_engine(database.owner_url)
    with DirectSession(engine) as session:
        mine = session.scalar(text("SELECT pg_backend_pid()"))
        with engine.begin() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        with pytest.raises(DBAPIError) as lost:
            session.execute(text("SELECT 1"))
        assert lost.value.connection_invalidated
        session.rollback()
        assert session.scalar(text("SELECT pg_backend_pid()")) != mine
    engine.dispose()


def test_a_connection_that_was_closed_is_said_to_be_gone(database: Database) -> None:
    engine = create_engine(database.owner_url)
    with DirectSession(engine) as session:
        session.connection().connection.driver_connection.close()  # type: ignore[union-attr]
        with pytest.raises(DBAPIError) as lost:
            session.execute(text("SELECT 1"))
        assert lost.value.connection_invalidated
        session.rollback()
        assert session.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_what_breaks_amid_reading_is_told_too(
    direct: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise OperationalError("cut")

    monkeypatch.setattr(Cursor, "fetchall", breaks)
    with pytest.raises(DBAPIError, match="cut"):
        direct.execute(text("SELECT 1"))


def test_each_is_sent_once(direct: Session) -> None:
    with statements_sent() as sent:
        direct.execute(EVERY_KIND, VALUES).one()
    assert [values for _, values in sent] == [VALUES]


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_rows_without_a_column_are_rows(direct: Session, whole_way: Session, rows: int) -> None:
    query = text("SELECT FROM generate_series(1, :rows)")
    one, other = (s.execute(query, {"rows": rows}).all() for s in (direct, whole_way))
    assert len(one) == len(other) == rows
    assert (direct.execute(query, {"rows": rows}).first() is None) == (rows == 0)
