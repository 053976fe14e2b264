"""What a day off or a worked day is refused for, one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from server.domain.refusals import Refusal
from server.domain.working_days.province_days import (
    LONGEST_PAPER,
    LONGEST_REASON,
    DayNotInForce,
    DayOutOfReach,
    DaySoAlready,
    PaperMissing,
    PaperOfTomorrow,
    PaperTooLong,
    SaidDays,
    TakingBackUnsaid,
    check_days,
    check_taking_back,
)
from server.working_calendar import WorkingCalendar

TODAY, MONDAY, SUNDAY = date(2024, 12, 9), date(2024, 12, 16), date(2024, 12, 15)
CALENDAR = WorkingCalendar(off=frozenset())
SAID = SaidDays(off=MONDAY, off_to=None, worked=None, paper="CV 3", paper_on=TODAY)


def days(**said: object) -> object:
    return check_days(replace(SAID, **said), calendar=CALENDAR, today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (DayOutOfReach, lambda: days(off=date(2026, 1, 5))),
        (DaySoAlready, lambda: days(off=SUNDAY)),
        (DaySoAlready, lambda: days(worked=date(2024, 12, 17))),
        (PaperMissing, lambda: days(paper="")),
        (PaperMissing, lambda: days(paper_on=None)),
        (PaperTooLong, lambda: days(paper="x" * (LONGEST_PAPER + 1))),
        (PaperOfTomorrow, lambda: days(paper_on=date(2024, 12, 10))),
        (DayNotInForce, lambda: check_taking_back("Nhầm.", in_force=False)),
        (TakingBackUnsaid, lambda: check_taking_back(" ", in_force=True)),
        (TakingBackUnsaid, lambda: check_taking_back("x" * (LONGEST_REASON + 1), in_force=True)),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], object]) -> None:
    with pytest.raises(why):
        check()
