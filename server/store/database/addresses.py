"""Addresses of databases, as libpq reads them: nothing of them is read or rewritten by others.

libpq knows several hosts in one address, target_session_attrs, %20 and sockets in folders of any
name; whoever parses an address and writes it again loses one of these.
"""

from collections.abc import Mapping
from itertools import zip_longest

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, NullPool, create_engine

from server.config.connections import is_near
from server.embedded.roles import DATABASE

DRIVER = "postgresql+psycopg://"
LIBPQ = "postgresql://"
VERIFIED = "verify-full"
"""The one `sslmode` that encrypts, and lets only the server answer that the address names."""


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


def is_plain(url: str, env: Mapping[str, str]) -> bool:
    """Tell whether a connection might go to another machine with nobody knowing to whom.

    What an address does not say libpq takes from PG… variables, and before these from a service's
    file. That is not read here: where one is named the address itself has to say it.
    """
    if not url:
        return False
    told = conninfo_to_dict(libpq_url(url))

    def said(option: str, variable: str) -> str:
        return str(told.get(option, env.get(variable, "")) or "")

    by_file = bool(said("service", "PGSERVICE"))
    mode = told.get("sslmode", "") if by_file else said("sslmode", "PGSSLMODE")
    if mode == VERIFIED:
        return False
    by_address = said("hostaddr", "PGHOSTADDR").split(",")
    by_name = said("host", "PGHOST").split(",")
    hosts = [numbers or name for numbers, name in zip_longest(by_address, by_name, fillvalue="")]
    return by_file or not all(map(_stays_here, hosts))


def _stays_here(host: str) -> bool:
    return not host or host[0] in "/@" or is_near(host)


def role_of(url: str) -> str:
    """Name the role that signs in by an address that can be read."""
    return str(conninfo_to_dict(libpq_url(url)).get("user") or "")


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
