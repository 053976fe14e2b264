"""How a duty stands on a day in working days, and who is told of it."""

from dataclasses import replace
from datetime import date

import pytest

from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.duties import Duty, DutyStanding, DutyState, sees_duty, stands, watches
from server.domain.cases.sight import CaseSight
from server.domain.manifest import Manifest, parse_manifest
from server.working_calendar import PLAIN_WEEKS, WorkingCalendar
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules

FRIDAY, MONDAY, TUESDAY = date(2024, 12, 13), date(2024, 12, 16), date(2024, 12, 17)
TEXT = """
name = "Việc"
short = "Việc"
[milestones]
signed = { task = "sign", due = "opened_on" }
voted = { task = "vote", due = "opened_on" }
all_in = { passed = "wait", due = "opened_on" }
[sight]
own = ["own_unit", "bloc after signed"]
[tasks]
sign = { see = "own" }
vote = { see = "own", act = "vote", confidential = true }
"""
HEAD, OTHER, ORGANISER = f"{SCHOOL}/head", f"{RADIO}/head", f"{LEADER}/secretary"
AUDITOR, ADMINISTRATOR = "p/tt/auditor", "p/qt/administrator"
EVERYBODY = (HEAD, OTHER, ORGANISER, AUDITOR, ADMINISTRATOR)
WATCHING = (f"{DEPUTY}/officer", f"{rules().bodies.home_affairs.id}/head")


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    found = parse_manifest("q", TEXT)
    assert isinstance(found, Manifest), found
    return found


def told(manifest: Manifest, milestone: str, record: RecordFacts) -> set[str]:
    case = CaseSight(rules=rules(), manifest=manifest)
    named = manifest.milestones[milestone]
    return {post for post in EVERYBODY if sees_duty(case, named, record, posts={post})}


@pytest.mark.parametrize(
    ("reached", "today", "state", "days"),
    [
        (FRIDAY, TUESDAY, DutyState.DONE, 0),
        (MONDAY, TUESDAY, DutyState.DONE_LATE, 1),
        (TUESDAY, TUESDAY, DutyState.DONE_LATE, 2),
        (None, FRIDAY, DutyState.LEFT, 0),
        (None, date(2024, 12, 10), DutyState.LEFT, 3),
        (None, date(2024, 12, 14), DutyState.OVERDUE, 1),
        (None, TUESDAY, DutyState.OVERDUE, 2),
    ],
)
def test_a_duty_stands_by_the_working_days_to_its_day_and_after_it(
    reached: date | None, today: date, state: DutyState, days: int
) -> None:
    duty = Duty(due=FRIDAY, reached=reached, held=True, over=False)
    assert stands(duty, today=today, calendar=PLAIN_WEEKS) == DutyStanding(state, days)


def test_a_holiday_is_no_working_day_late() -> None:
    duty = Duty(due=FRIDAY, reached=None, held=True, over=False)
    assert stands(duty, today=TUESDAY, calendar=WorkingCalendar(off=frozenset({MONDAY}))).days == 1


def test_what_nobody_has_any_more_is_lifted_and_what_a_closed_case_lacks_is_missed() -> None:
    lifted = Duty(due=FRIDAY, reached=None, held=False, over=True)
    missed = Duty(due=FRIDAY, reached=None, held=True, over=True)
    assert stands(lifted, today=TUESDAY, calendar=PLAIN_WEEKS).state is DutyState.LIFTED
    assert stands(missed, today=TUESDAY, calendar=PLAIN_WEEKS).state is DutyState.MISSED


@pytest.mark.parametrize(
    ("let_go", "state"), [(FRIDAY, DutyState.LIFTED), (MONDAY, DutyState.MISSED)]
)
def test_who_is_taken_out_after_the_day_has_missed_it(let_go: date, state: DutyState) -> None:
    duty = Duty(due=FRIDAY, reached=None, held=False, over=False, let_go=let_go)
    assert stands(duty, today=TUESDAY, calendar=PLAIN_WEEKS).state is state


def test_what_was_done_before_one_was_taken_out_stays_done() -> None:
    duty = Duty(due=FRIDAY, reached=FRIDAY, held=False, over=True)
    assert stands(duty, today=TUESDAY, calendar=PLAIN_WEEKS).state is DutyState.DONE


@pytest.mark.parametrize(
    ("gone", "reached", "state"),
    [
        (FRIDAY, None, DutyState.CLOSED_BY_REORGANISATION),
        (MONDAY, None, DutyState.MISSED),
        (FRIDAY, TUESDAY, DutyState.DONE),
        (MONDAY, TUESDAY, DutyState.DONE_LATE),
    ],
)
def test_what_is_due_after_its_unit_was_merged_is_not_late(
    gone: date, reached: date | None, state: DutyState
) -> None:
    duty = Duty(due=FRIDAY, reached=reached, held=True, over=False, gone=gone)
    assert stands(duty, today=TUESDAY, calendar=PLAIN_WEEKS).state is state


def test_a_duty_is_told_to_its_unit_who_runs_the_year_and_who_sees_the_record(
    manifest: Manifest,
) -> None:
    own = RecordFacts(key=SCHOOL, unit=SCHOOL)
    assert told(manifest, "signed", own) == {HEAD, ORGANISER, AUDITOR}


def test_the_deputy_and_home_affairs_watch_what_is_not_confidential(manifest: Manifest) -> None:
    case, own = CaseSight(rules=rules(), manifest=manifest), RecordFacts(key=SCHOOL, unit=SCHOOL)
    for name, told_of in (("signed", True), ("voted", False)):
        named = manifest.milestones[name]
        seen = [sees_duty(case, named, own, posts={post}) for post in WATCHING]
        assert seen == [told_of, told_of]
    assert not watches(f"{rules().bodies.home_affairs.id}/auditor", rules())


def test_that_somebody_has_done_a_confidential_task_is_not_told_to_who_runs_the_year(
    manifest: Manifest,
) -> None:
    assert told(manifest, "voted", RecordFacts(key=SCHOOL, unit=SCHOOL)) == {HEAD, AUDITOR}


def test_a_duty_of_the_bloc_itself_is_told_to_who_runs_the_year_and_the_auditor(
    manifest: Manifest,
) -> None:
    assert told(manifest, "all_in", RecordFacts()) == {ORGANISER, AUDITOR}


def test_a_body_is_told_of_its_own_duty_and_another_of_it_is_not(manifest: Manifest) -> None:
    taking_part = replace(manifest, bodies=("home_affairs", "council"))
    table = rules()
    case = CaseSight(
        rules=table, manifest=taking_part, lanes={"sign": frozenset({"recipient"})}
    )  # fmt: skip
    bodies = (table.bodies.home_affairs, table.bodies.council)
    posts = [f"{body.id}/{table.bodies.receiving(body.id)}" for body in bodies]
    record, named = RecordFacts(key=bodies[0].id), manifest.milestones["signed"]
    assert [sees_duty(case, named, record, posts={post}) for post in posts] == [True, False]
