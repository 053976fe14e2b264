"""What a worker would have done by now, where a test plays a year without one."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach, check
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
    return check(session, now=now)


def catch_up(session: Session, now: datetime) -> None:
    """Let no mail wait and no reminder be overdue."""
    session.execute(
        text("UPDATE mail SET state = 'kept', ended_at = next_at WHERE state = 'waiting'")
    )
    session.execute(
        text("UPDATE reminder SET state = 'sent' WHERE state = 'planned' AND due < :now"),
        {"now": now},
    )
