"""A task's due date may be reckoned: from the day of opening, and from what was decided before."""

from sqlalchemy.orm import Session

from server.actions.steps.opening import due_of
from server.domain.deadlines import add_working_days, local_day
from server.public_holidays import national
from tests.actions.cases.drawn import do, played
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year

LATER = "workdays(opened_on, 3) if first.verdict == 'go' else None"


def due(session: Session, element: str) -> object:
    return rows(session, "SELECT due FROM task WHERE element = :e", e=element)[0][0]


def test_a_due_date_counts_working_days_from_the_opening(year: Year, session: Session) -> None:
    main = (
        Pool("main_")
        .start()
        .user("first", "leader", due="date(year, 6, 1)")
        .user("second", "secretary", due=LATER)
        .end()
        .flow("begin", "first", "second", "done")
    )
    played(year, session, main, flows={})
    ((opened_at, named),) = rows(session, "SELECT opened_at, bloc_year_id FROM case_")
    opened = local_day(opened_at)
    assert due(session, "first") == due_of(f"{named[-4:]}-06-01")
    do(year, "first")
    third = add_working_days(opened, 3, national())
    assert due(session, "second") == due_of(third.isoformat())
    assert sound(year)
