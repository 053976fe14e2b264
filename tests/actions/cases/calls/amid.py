"""What the tests of cases amid a call or a subprocess share."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.installation.check_invariants import check
from server.actions.tasks import attach_file
from server.domain.people.actors import Actor
from tests.worlds.processes.amid import YES, Amid
from tests.worlds.rows import rows
from tests.worlds.year import Year


@contextmanager
def ending(year: Year, session: Session) -> Iterator[None]:
    """Expect that the case ends, and that all that is kept of it agrees."""
    yield
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert sound(year, session)


def sound(year: Year, session: Session) -> bool:
    found = [each for each in check(session, now=year.now) if "mail" not in each.invariant]
    assert found == []
    return True


def look(year: Year, session: Session, amid: Amid, *, by: Actor | None = None) -> OpenTask:
    """Look at the amount, with the paper that this needs."""
    task = year.task(amid.look)
    scan(year, session, amid, by=by)
    year.complete(task, YES, by=by)
    return task


def scan(year: Year, session: Session, amid: Amid, *, by: Actor | None = None) -> None:
    task = year.task(amid.look)
    attach_file.attach(
        session,
        task.id,
        actor=by or year.holder(task.post_id),
        kind=amid.scan,
        subject="",
        file_name="ban-quet.pdf",
        data=b"%PDF-1.4 x",
        now=year.tick(),
    )


def to_the_end(year: Year, amid: Amid) -> None:
    """Confirm, note, sign."""
    for element, value in ((amid.confirm, YES), ("warn", YES), ("sign", {})):
        if year.tasks(element):
            year.do(element, value)
