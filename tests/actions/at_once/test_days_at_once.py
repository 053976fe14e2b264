"""Two administrators who say the same of one day in the same second: one does, one is told."""

import datetime as dt

from server.actions.working_days import change_days
from server.domain.working_days.province_days import DaySoAlready, SaidDays
from tests.actions.at_once.threads import at_once
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, Year

DAY = dt.date(2024, 12, 23)
SAID = SaidDays(
    off=DAY, off_to=None, worked=None, paper="12/CĐ-UBND", paper_on=dt.date(2024, 11, 1)
)


def test_one_of_them_says_it_and_the_others_are_refused_by_the_rule(scoring: Year) -> None:
    who, now = scoring.holder(ADMINISTRATOR), scoring.tick()

    def say(_: int) -> str:
        with scoring.begin() as session:
            change_days.add(session, SAID, actor=who, now=now)
        return "said"

    assert at_once(say, 6) == {"said": 1, DaySoAlready.__name__: 5}
    with scoring.begin() as session:
        assert rows(session, "SELECT day FROM province_day") == [(DAY,)]
        told = "SELECT count(*) FROM event WHERE kind = 'calendar.days_added'"
        assert rows(session, told) == [(1,)]
