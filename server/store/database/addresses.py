"""Addresses of databases, as libpq reads them: nothing of them is read or rewritten by others.

libpq knows several hosts in one address, target_session_attrs, %20 and sockets in folders of any
name; whoever parses an address and writes it again loses one of these.
"""

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, NullPool, create_engine

from server.embedded.roles import DATABASE

DRIVER = "postgresql+psycopg://"
LIBPQ = "postgresql://"


class AddressRefused(Exception):
    """An address that nothing can be made of; the text says which variable has it."""


def refuse_unreadable(url: str, variable: str) -> None:
    """Raise AddressRefused for an address libpq cannot read; what it says may show a password."""
    try:
        conninfo_to_dict(libpq_url(url))
    except psycopg.ProgrammingError:
        raise AddressRefused(
            f"{variable}: không đọc được địa chỉ cơ sở dữ liệu / the database's address cannot be "
            "read. Mẫu / form: postgresql://user:password@host:5432/database; ký tự đặc biệt viết "
            "dạng %XX / special letters as %XX, a space as %20."
        ) from None


def libpq_url(url: str) -> str:
    """Answer the address that libpq takes; ours name SQLAlchemy's driver before it."""
    return LIBPQ + url.removeprefix(DRIVER) if url.startswith(DRIVER) else url


def owner_engine(url: str) -> Engine:
    """Answer an engine without a pool, for a command that migrates."""
    return create_engine(
        DRIVER,
        creator=lambda: psycopg.connect(libpq_url(url)),
        poolclass=NullPool,
        hide_parameters=True,
    )


def where(url: str) -> str:
    """Name a database and its server, without the password; no address is the embedded one's."""
    if not url:
        return f"“{DATABASE}” (binhxet run)"
    try:
        told = conninfo_to_dict(libpq_url(url))
    except psycopg.ProgrammingError:
        return "?"
    host = told.get("host") or told.get("hostaddr") or "localhost"
    return f"“{told.get('dbname') or told.get('user') or ''}” @ {host}"
