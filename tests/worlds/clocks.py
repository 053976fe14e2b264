"""The clock of an installation, set as its owner may."""

from datetime import UTC, date, datetime, timedelta

import psycopg

from server.domain.deadlines import end_of_day
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


def over(day: str) -> datetime:
    """Answer the first instant after a day, written `2024-11-29`, in Viet Nam."""
    return end_of_day(date.fromisoformat(day))
