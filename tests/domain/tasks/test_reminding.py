"""When a holder is reminded, and who hears that a task is late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import deadlines
from server.domain.people import lane_posts
from server.domain.tasks import reminders
from server.domain.tasks.reminders import Nudge, Planned
from server.working_calendar import PLAIN_WEEKS, WorkingCalendar
from tests.domain import five_units
from tests.domain.five_units import LEADER, SCHOOL

OPENED, DUE = date(2024, 12, 9), date(2024, 12, 18)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
SEVERAL = st.frozensets(DAYS, max_size=20)
CALENDARS = st.builds(WorkingCalendar, off=SEVERAL, worked=SEVERAL)


def planned(
    due: date = DUE,
    opened: date = OPENED,
    remind: str = "3,1",
    escalate: str = "2",
    calendar: WorkingCalendar = PLAIN_WEEKS,
) -> tuple[Planned, ...]:
    return reminders.plan(
        due=due,
        opened=opened,
        remind=reminders.days_of(remind),
        escalate=reminders.days_of(escalate),
        calendar=calendar,
    )


def test_reminders_and_escalation_are_counted_in_working_days() -> None:
    assert planned() == (
        Planned(date(2024, 12, 13), Nudge.REMIND),
        Planned(date(2024, 12, 17), Nudge.REMIND),
        Planned(date(2024, 12, 20), Nudge.ESCALATE),
    )


def test_the_lunar_new_year_is_stepped_over() -> None:
    tet = frozenset(date(2025, 1, 27) + timedelta(days=step) for step in range(5))
    assert planned(
        due=date(2025, 2, 4), remind="3", escalate="1", calendar=WorkingCalendar(off=tet)
    ) == (
        Planned(date(2025, 1, 23), Nudge.REMIND),
        Planned(date(2025, 2, 5), Nudge.ESCALATE),
    )


def test_nobody_is_reminded_on_the_day_the_task_opens_or_earlier() -> None:
    assert [each.day for each in planned(opened=date(2024, 12, 13), escalate="")] == [
        date(2024, 12, 17)
    ]
    assert planned(opened=DUE, escalate="") == ()


def test_a_task_that_opens_late_leaves_its_holder_the_declared_days() -> None:
    assert planned(opened=date(2024, 12, 24)) == (Planned(date(2024, 12, 26), Nudge.ESCALATE),)


def test_what_declares_nothing_plans_nothing() -> None:
    assert planned(remind="", escalate="") == ()


def test_letters_leave_at_eight_in_viet_nam() -> None:
    assert Planned(DUE, Nudge.REMIND).at == datetime(2024, 12, 18, 1, 0, tzinfo=UTC)


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_the_day_before_lies_that_many_working_days_back(
    due: date, days: int, calendar: WorkingCalendar
) -> None:
    found = deadlines.working_day_before(due, days, calendar)
    assert calendar.works(found)
    assert deadlines.working_days_between(found, due, calendar) == days


def test_the_due_day_is_the_one_that_ends_at_the_due_instant() -> None:
    end = deadlines.end_of_day(DUE)
    assert reminders.due_day(end) == reminders.due_day(end - timedelta(microseconds=1)) == DUE


RULES = five_units.rules()
HOME_AFFAIRS = RULES.bodies.home_affairs.id
CHAIRMAN = f"{RULES.bodies.chairman.id}/chairman"


@pytest.mark.parametrize(
    ("post", "above"),
    [
        (f"{SCHOOL}/officer", f"{SCHOOL}/head"),
        (f"{SCHOOL}/head", f"{LEADER}/head"),
        (f"{LEADER}/appraiser", f"{LEADER}/head"),
        (f"{LEADER}/head", None),
        (f"{HOME_AFFAIRS}/officer", f"{HOME_AFFAIRS}/head"),
        (f"{HOME_AFFAIRS}/head", CHAIRMAN),
        (f"{RULES.bodies.council.id}/secretary", CHAIRMAN),
        (CHAIRMAN, None),
    ],
)
def test_who_stands_above_a_post(post: str, above: str | None) -> None:
    assert lane_posts.superior(post, RULES) == above
