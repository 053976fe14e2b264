"""The clock of an installation, set as its owner may."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from server.actions.transaction import transactions
from server.domain.deadlines import end_of_day
from server.store import Session, engine_for
from server.store.history import journal
from tests.worlds.databases import Database


def set_clock(database: Database, now: datetime) -> timedelta:
    """Let the installation's clock stand at an instant; return the offset."""
    real = datetime.now(UTC)  # noqa: TID251 - what the offset is counted from
    offset = timedelta(seconds=int((now - real).total_seconds()))
    with transactions(database.owner_url)() as session:
        move_clock(session, offset, now=now)
    engine_for(database.owner_url).dispose()
    return offset


def move_clock(session: Session, offset: timedelta, *, now: datetime) -> None:
    """Move the clock, and tell it: a clock that is moved untold is a breach."""
    session.execute(
        text("UPDATE deployment SET clock_offset_seconds = :offset"),
        {"offset": int(offset.total_seconds())},
    )
    journal.note(
        session, stream="tests", kind="clock.moved", object="deployment", actor=None, payload={},
        now=now,
    )  # fmt: skip


def over(day: str) -> datetime:
    """Answer the first instant after a day, written `2024-11-29`, in Viet Nam."""
    return end_of_day(date.fromisoformat(day))
