"""What a database says that stops a command, in words for the person at the terminal."""

import psycopg
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from server.store.database.addresses import where
from server.store.database.full_disk import is_full

NOT_LET_IN = ("28", "3D", "42501")
"""SQLSTATEs, or their classes: wrong role or password, no such database, missing right."""
NOT_ADMITTED = (
    "authentication failed",
    "does not exist",
    "not permitted to log in",
    "no pg_hba.conf entry",
    "no password supplied",
)
"""What is said to who is not let in: where no connection came about, libpq tells no SQLSTATE."""
ONLY_READS = "25006"
"""SQLSTATE of a write on a standby, or on a database that is set to be read alone."""
NO_SUCH_ROLE = "42704"
NO_SUCH_TABLE = ("42P01", "42703")
"""SQLSTATEs of a table or column that is not there."""
_NOT_THE_ONE = {
    NO_SUCH_ROLE: "{place} thiếu một vai trò / lacks a role: {said}. Xem docs/operations.md.",
    ONLY_READS: "{place} chỉ đọc, như máy chủ dự phòng / only reads, as a standby does: {said}. "
    "Hãy làm ở máy chủ chính / do it on the primary.",
}
"""What is said of a server that is not the one wanted."""
NEXT = (
    "Không có gì bị ghi dở; sau đó chạy lại lệnh này / "
    "nothing was half-written; then run this command again."
)


class SchemaRefused(Exception):
    """The database stays as it was; the text says why, where, and what to mend."""


def refusal_of(error: Exception, url: str) -> SchemaRefused | None:
    """Name what stopped a statement on a database; None for what is a mistake of ours."""
    if isinstance(error, CommandError):
        return _unknown_version(str(error))
    if isinstance(error, PoolExhausted):
        return _away(where(url), str(error))
    return _of_statement(error, where(url))


def _of_statement(error: Exception, place: str) -> SchemaRefused | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, psycopg.Error):
        return None
    state, said = cause.sqlstate or "", str(cause).strip().partition("\n")[0]
    if is_full(cause):
        return _full(place, said)
    if state.startswith(NOT_LET_IN) or (not state and any(why in said for why in NOT_ADMITTED)):
        return _not_allowed(place, said)
    if state in _NOT_THE_ONE:
        return SchemaRefused(_NOT_THE_ONE[state].format(place=place, said=said) + f" {NEXT}")
    if state in NO_SUCH_TABLE:
        return _no_tables(place, said)
    return _away(place, said) if isinstance(cause, psycopg.OperationalError) else None


def _not_allowed(place: str, said: str) -> SchemaRefused:
    return SchemaRefused(
        f"{place} không cho làm / does not allow it: {said}. Kiểm tra vai trò, mật khẩu và tên cơ "
        "sở dữ liệu trong địa chỉ / check the role, the password and the name of the database in "
        f"the URL. {NEXT}"
    )


def _no_tables(place: str, said: str) -> SchemaRefused:
    return SchemaRefused(
        f"{place} chưa có bảng của bản phát hành này / lacks tables of this release: {said}. "
        "Chạy trước / first run: binhxet migrate"
    )


def _full(place: str, said: str) -> SchemaRefused:
    return SchemaRefused(
        f"Đĩa của máy chủ PostgreSQL {place} đã đầy / the disk of that PostgreSQL server is full: "
        f"{said}. Giải phóng chỗ trên đĩa chứa dữ liệu của nó / free space where it keeps its "
        f"data (psql: SHOW data_directory). {NEXT}"
    )


def _away(place: str, said: str) -> SchemaRefused:
    return SchemaRefused(
        f"Máy chủ PostgreSQL {place} không trả lời hoặc đã ngắt giữa chừng / does not answer, or "
        f"broke off: {said}. Kiểm tra địa chỉ, xem nhật ký của nó (đĩa đầy? bị dừng?) / check the "
        f"address, read its log: disk full, or stopped? {NEXT}"
    )


def _unknown_version(said: str) -> SchemaRefused:
    return SchemaRefused(
        "Cơ sở dữ liệu ở một phiên bản mà bản phát hành này không biết / the database is at a "
        f"version this release does not know: {said}. Hãy chạy bản phát hành mới hơn / run the "
        "newer release."
    )
