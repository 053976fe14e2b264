"""Workers open cases on their day: each once, whoever dies, however far the clock jumps."""

from datetime import timedelta
from functools import partial

import pytest

from server.actions.installation.check_invariants import check
from server.actions.installation.installed import clock_offset
from server.actions.transaction import Begin
from tests.actions.cases.days.test_open_on_time import VALUES, at
from tests.actions.cases.days.with_opening import KEY, Gathering
from tests.engine.drawings import Pool
from tests.jobs.test_timers import count, real_now, sent_as_time_goes_by
from tests.jobs.working import workers
from tests.waiting import eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.year import BEGINS, PLAN

DAYS = 12
CASES = "SELECT count(*) FROM case_ WHERE kind = :k"
PLANNED = """
SELECT count(*) FROM timed_opening WHERE bloc_year_id = :y AND kind = :k AND state = 'planned'
"""


def deployed(begin: Begin) -> None:
    """Deploy a process that opens a case on each of some days."""
    main = Pool("main_").start().user("first", "leader").end().flow("begin", "first", "done")
    days = (
        f'[[open.timed]]\nat = "date(year, 11, {day + 10})"\n{VALUES.replace("năm", f"{day} năm")}'
        for day in range(DAYS)
    )
    opening = 'by = ["leader"]\n' + "\n".join(days)
    with begin() as session:
        Gathering(pools=(main,), opening=opening, name="{subject}").deploy(session)


def test_killed_workers_open_each_case_once(database: Database, begin: Begin) -> None:
    set_clock(database, BEGINS)
    deployed(begin)
    with workers(database, 2) as pool:
        eventually(lambda: count(begin, PLANNED, y=PLAN, k=KEY) == DAYS)
        now = at(11, 10 + DAYS) + timedelta(hours=1)
        set_clock(database, now)
        eventually(lambda: count(begin, CASES, k=KEY) > 0)
        pool.kill(pool.running[0])
        pool.start()
        eventually(lambda: count(begin, PLANNED, y=PLAN, k=KEY) == 0)
        eventually(partial(sent_as_time_goes_by, database, begin))
    assert count(begin, CASES, k=KEY) == DAYS
    with begin() as session:
        assert check(session, now=real_now() + clock_offset(session)) == []


@pytest.fixture
def in_november(database: Database) -> None:
    """Let the clock stand before any worker looks at it."""
    set_clock(database, BEGINS)


@pytest.mark.usefixtures("in_november", "shipped")
def test_the_worker_as_shipped_opens_cases_on_their_day(database: Database, begin: Begin) -> None:
    deployed(begin)
    eventually(lambda: count(begin, PLANNED, y=PLAN, k=KEY) == DAYS)
    set_clock(database, at(11, 10))
    eventually(lambda: count(begin, CASES, k=KEY) == 1)
    assert count(begin, PLANNED, y=PLAN, k=KEY) == DAYS - 1
