"""The rounds of each half-year are opened by the system, where the bloc has dated them."""

import re
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.cases import open_on_time
from tests.domain import bloc_years
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, UNITS, Year


def dated(session: Session, **days: str) -> str:
    """Import the plan for 2025 with days for these deadlines; answer its bloc-year."""
    source = bloc_years.PLAN.replace("year = 2024", "year = 2025")
    source = source.replace("effective_from = 2024-05-01", "effective_from = 2025-01-01")
    for deadline, day in days.items():
        found = re.search(f'id = "{deadline}"\nkind = "by"\ndate = [0-9-]+', source)
        assert found
        source = source.replace(found[0], f'id = "{deadline}"\nkind = "by"\ndate = {day}')
    imported = import_bloc_year(session, source, actor=None, now=BEGINS)
    assert isinstance(imported, Imported), imported
    return imported.bloc_year_id


def sweep(session: Session, bloc_year_id: str, month: int, day: int) -> list[UUID | None]:
    """Do what the worker does on a day of 2025."""
    now = datetime(2025, month, day, 2, 0, tzinfo=UTC)
    return [
        open_on_time.open_on_time(session, name, now=now)
        for name in open_on_time.due(session, now=now)
        if name.bloc_year_id == bloc_year_id
    ]


def opened(session: Session) -> list[tuple[object, ...]]:
    return rows(session, "SELECT title_vi FROM case_ WHERE kind = 'report' ORDER BY opened_at")


def test_each_half_year_has_its_round_of_all_units(year: Year, session: Session) -> None:
    assert year.cases == {}
    plan = dated(session, six_month_report="2025-07-10", annual_report="2025-12-20")
    sweep(session, plan, 5, 14)
    assert opened(session) == []
    for month, day in ((5, 15), (5, 16), (11, 1)):
        sweep(session, plan, month, day)
    assert opened(session) == [
        ("Báo cáo sơ kết 6 tháng năm 2025: Công tác thi đua 6 tháng đầu năm 2025",),
        ("Báo cáo tổng kết năm 2025: Công tác thi đua năm 2025",),
    ]
    asked = "SELECT count(*), min(due)::date FROM task GROUP BY case_id ORDER BY 2"
    found = [(count, str(day)) for count, day in rows(session, asked)]
    assert found == [(len(UNITS), "2025-07-10"), (len(UNITS), "2025-12-20")]


def test_a_round_whose_last_day_comes_first_opens_on_that_day(year: Year, session: Session) -> None:
    assert year.cases == {}
    plan = dated(session, six_month_report="2025-05-12", annual_report="2025-10-15")
    for month, day in ((5, 11), (5, 12), (10, 15)):
        sweep(session, plan, month, day)
    assert len(opened(session)) == 2


def test_a_bloc_that_has_dated_none_opens_its_own(year: Year, session: Session) -> None:
    assert year.cases == {}
    plan = dated(session)
    for month in (1, 6, 12):
        sweep(session, plan, month, 2)
    assert opened(session) == []
