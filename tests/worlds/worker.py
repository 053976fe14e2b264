"""What a worker would have done by now, where a test plays a year without one."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.blocs import move_titles
from server.actions.installation.check_invariants import Breach, check
from server.domain.texts.lists import listed_person
from server.store.history import journal
from server.store.jobs import queue
from tests.worlds.history.soundness import note_checked
from tests.worlds.year import Year


def sound(year: Year) -> bool:
    """Tell whether everything the check asks of a year holds, and say what does not."""
    with year.begin() as session:
        found = checked(session, now=year.now)
    assert found == [], found
    return True


def checked(session: Session, *, now: datetime) -> list[Breach]:
    """Check a year that is played without a worker, as if one had run until now."""
    catch_up(session, now)
    found = check(session, now=now)
    if not found:
        note_checked(session)
    return found


def catch_up(session: Session, now: datetime) -> None:
    """Let no mail wait, no reminder be overdue, no timer lack its job, no title its day."""
    move_titles.move(session, now=now)
    queue.defer_lost_timers(session, now=now, clock_offset=timedelta())
    session.execute(
        text("UPDATE mail SET state = 'kept', ended_at = next_at WHERE state = 'waiting'")
    )
    session.execute(
        text("UPDATE reminder SET state = 'sent' WHERE state = 'planned' AND due < :now"),
        {"now": now},
    )


def by_hand(session: Session, *, now: datetime) -> None:
    """Write an event, so that rows a test changes by hand in this transaction are told of."""
    journal.note(
        session, stream="tests", kind="rows.changed", object="", actor=None, payload={}, now=now
    )


def list_anew(session: Session) -> None:
    """Fold what accounts are found by, after a test changed their names or addresses by hand."""
    rows = session.execute(text("SELECT id, login, name, email FROM person"))
    for row in rows.mappings().all():
        listed = listed_person(login=row["login"], name=row["name"], email=row["email"])
        session.execute(
            text("UPDATE person SET search = :search, sort_key = :sort_key WHERE id = :id"),
            {"id": row["id"], **asdict(listed)},
        )
