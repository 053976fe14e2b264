"""Where a unit stands with a step of its pool, and who is told so."""

from dataclasses import replace
from datetime import date

import pytest

from server.domain.cases.case_steps import TaskElement
from server.domain.cases.sight import CaseSight
from server.domain.cases.unit_steps import (
    StepFacts,
    UnitRun,
    UnitStep,
    UnitStepState,
    sees_step,
    stands_at,
)
from server.domain.manifest import Manifest, parse_manifest
from server.working_calendar import PLAIN_WEEKS
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules

FRIDAY, TUESDAY = date(2024, 12, 13), date(2024, 12, 17)
TEXT = """
name = "Việc"
short = "Việc"
[milestones]
signed = { task = "sign", due = "opened_on" }
[sight]
own = ["own_unit"]
[tasks]
draft = { see = "own" }
sign = { see = "own" }
vote = { see = "own", act = "vote", confidential = true }
explain = { see = "own" }
"""
HEAD, OTHER, ORGANISER, WATCHING = (
    f"{SCHOOL}/head", f"{RADIO}/head", f"{LEADER}/secretary", f"{DEPUTY}/officer"
)  # fmt: skip
EVERYBODY = (HEAD, OTHER, ORGANISER, WATCHING)
NOTHING = StepFacts(opened=False, done=None, due=None, came_back=False)
OPEN = replace(NOTHING, opened=True, due=FRIDAY)
DONE = replace(NOTHING, done=FRIDAY)


def task(name: str, *, needed: bool = True) -> TaskElement:
    return TaskElement(
        id=name, name=name, process="p", role="head", each="units", documentation="", needed=needed
    )


@pytest.mark.parametrize(
    ("facts", "today", "state"),
    [
        (OPEN, FRIDAY, UnitStepState.CURRENT),
        (OPEN, TUESDAY, UnitStepState.LATE),
        (replace(OPEN, due=None), TUESDAY, UnitStepState.CURRENT),
        (replace(OPEN, done=FRIDAY), FRIDAY, UnitStepState.CURRENT),
        (DONE, TUESDAY, UnitStepState.DONE),
        (replace(DONE, came_back=True), TUESDAY, UnitStepState.WAITING),
        (None, TUESDAY, UnitStepState.WAITING),
    ],
)
def test_a_step_stands_by_what_became_of_it(
    facts: StepFacts | None, today: date, state: UnitStepState
) -> None:
    run = UnitRun(running=True, steps={"sign": facts} if facts else {})
    assert stands_at(task("sign"), run, today=today, calendar=PLAIN_WEEKS).state is state


def test_what_was_not_come_to_waits_may_be_needed_or_was_not_needed() -> None:
    going, ended = UnitRun(running=True, steps={}), UnitRun(running=False, steps={})
    spare = task("explain", needed=False)
    stood = [
        stands_at(spare, run, today=FRIDAY, calendar=PLAIN_WEEKS).state for run in (going, ended)
    ]
    assert stood == [UnitStepState.IF_NEEDED, UnitStepState.SKIPPED]


def test_a_late_step_says_how_many_working_days() -> None:
    run = UnitRun(running=True, steps={"sign": OPEN})
    late = UnitStep(state=UnitStepState.LATE, due=FRIDAY, days=2)
    assert stands_at(task("sign"), run, today=TUESDAY, calendar=PLAIN_WEEKS) == late


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (task("draft"), {HEAD, ORGANISER}),
        (task("sign"), {HEAD, ORGANISER, WATCHING}),
        (task("vote"), {HEAD}),
        (task("explain", needed=False), {HEAD}),
    ],
)
def test_a_step_is_told_to_its_unit_who_runs_the_year_and_who_is_told_of_its_duty(
    step: TaskElement, told: set[str]
) -> None:
    manifest = parse_manifest("q", TEXT)
    assert isinstance(manifest, Manifest), manifest
    case = CaseSight(rules=rules(), manifest=manifest)
    assert {post for post in EVERYBODY if sees_step(case, step, SCHOOL, posts={post})} == told
