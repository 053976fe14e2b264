"""A session that sends SQL as it is written straight to the driver.

SQLAlchemy asks of every result anew which columns it has and of what kind. The names of SQL that is
written out are the driver's, and its values are the driver's too, so there is nothing to ask: a
statement costs a quarter of the processor's time. Whatever needs more, a typed or an expanding
value or rows as they come, goes the whole way.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy import Executable, Result, TextClause
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]
_MOST_TEXTS = 4_096
"""Of SQL put together anew for each question, how many are kept."""
_MOST_NAMES = 4_096
_kept: WeakKeyDictionary[TextClause, str] = WeakKeyDictionary()
_WHOLE_WAY = ""
"""Kept of a statement that SQLAlchemy has to send."""


class DirectResult(IteratorResult[Any]):
    """SQLAlchemy's result of rows that are read; `rowcount`: how many were found or written."""

    rowcount = -1


class DirectSession(Session):
    """SQLAlchemy's session, but for SQL as it is written; raises what SQLAlchemy raises."""

    if not TYPE_CHECKING:  # the types are SQLAlchemy's own

        def execute(self, statement, params=None, **options):  # noqa: ANN001, ANN003, ANN201
            sql = _WHOLE_WAY if options or isinstance(params, list) else _as_sent(statement)
            if sql is _WHOLE_WAY:
                return super().execute(statement, params, **options)
            return self._sent(sql, params or {})

        def scalar(self, statement, params=None, **options):  # noqa: ANN001, ANN003, ANN201
            return self.execute(statement, params, **options).scalar()

        def scalars(self, statement, params=None, **options):  # noqa: ANN001, ANN003, ANN201
            return self.execute(statement, params, **options).scalars()

    def _sent(self, sql: str, params: Mapping[str, object]) -> Result[Any]:
        connection = self.connection()
        driver: Any = connection.connection.driver_connection
        cursor: Any = None
        try:
            cursor = driver.cursor()
            cursor.execute(sql, params)
            answer = cursor.pgresult
            names = tuple(map(answer.fname, range(answer.nfields)))
            told = answer.status == ExecStatus.TUPLES_OK
            rows = cursor.fetchall() if told else []
        except psycopg.Error as error:
            handle = connection._handle_dbapi_exception  # noqa: SLF001 - no public name does it
            handle(error, sql, params, cursor, None)
        found = DirectResult(_columns(names), iter(rows))
        found.rowcount = cursor.rowcount
        cursor.close()
        if not told:  # a statement that answers nothing has nothing to be read
            found.close()
        return found


def _as_sent(statement: Executable) -> str:
    if type(statement) is not TextClause:
        return _WHOLE_WAY
    sql = _kept.get(statement)
    if sql is None:
        sql = _kept[statement] = _compiled(statement.text) if _plain(statement) else _WHOLE_WAY
    return sql


def _plain(statement: TextClause) -> bool:
    values = statement._bindparams.values()  # noqa: SLF001 - what `text().bindparams` was told
    return all(
        type(value.type) is NullType and not value.expanding and value.required for value in values
    )


@lru_cache(_MOST_TEXTS)
def _compiled(sql: str) -> str:
    return TextClause(sql).compile(dialect=_DIALECT).string


@lru_cache(_MOST_NAMES)
def _columns(names: tuple[bytes, ...]) -> SimpleResultMetaData:
    return SimpleResultMetaData([name.decode() for name in names])
