"""The clock of an installation, set as its owner may."""

from datetime import UTC, datetime, timedelta

import psycopg

from server.store.database.addresses import libpq_url
from tests.worlds.databases import Database


def set_clock(database: Database, now: datetime) -> timedelta:
    """Let the installation's clock stand at an instant; return the offset."""
    real = datetime.now(UTC)  # noqa: TID251 - what the offset is counted from
    offset = timedelta(seconds=int((now - real).total_seconds()))
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(
            "UPDATE deployment SET clock_offset_seconds = %s", (int(offset.total_seconds()),)
        )
    return offset
