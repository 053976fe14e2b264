"""Conditions and days late by the records of duties."""

from dataclasses import replace
from datetime import date

import pytest

from server.domain.bloc_file import BlocYearFile, parse, to_rules
from server.domain.blocs.kept_records import DaysCounted, DutyDays, DutyName
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyState
from server.processes.evaluation.rules.kept_duties import KeptDuty, proposed_days, recorded
from tests.domain.bloc_years import PLAN
from tests.worlds.year import RADIO, SCHOOL

RECORD = """
[[conditions]]
id = "report"
name = "Báo cáo"
effect = "exclude"
record = { of = "report.sent", slot = "annual", state = "STATE" }
"""
LATE = KeptDuty(
    of="report.sent",
    slot="annual",
    unit=SCHOOL,
    due=date(2024, 11, 15),
    reached=date(2024, 11, 19),
    state=DutyState.DONE_LATE,
    working=2,
    calendar=4,
)
NEVER = replace(LATE, reached=None, state=DutyState.OVERDUE, working=10, calendar=14)
GONE = replace(NEVER, state=DutyState.CLOSED_BY_REORGANISATION)


def rules(state: str) -> CaseRules:
    """Read the plan with a condition by a record."""
    file = parse(PLAN + RECORD.replace("STATE", state))
    assert isinstance(file, BlocYearFile), file
    return to_rules(file)


@pytest.mark.parametrize(
    ("state", "kept", "meets"),
    [
        ("late", LATE, True),
        ("late", NEVER, True),
        ("missing", NEVER, True),
        ("missing", LATE, False),
        ("late", replace(LATE, state=DutyState.DONE), False),
        ("late", replace(LATE, state=DutyState.LIFTED), False),
        ("late", GONE, False),
        ("reorganised", GONE, True),
        ("reorganised", NEVER, False),
        ("late", replace(LATE, slot="six_month"), False),
        ("late", replace(LATE, of="report.signed"), False),
    ],
)
def test_a_record_brings_its_unit_under_the_condition(
    state: str, kept: KeptDuty, *, meets: bool
) -> None:
    found = recorded(rules(state), [kept])
    assert [fact.unit for fact in found] == [SCHOOL] * meets


def test_of_several_duties_the_one_done_worst_is_told() -> None:
    found = recorded(rules("late"), [LATE, NEVER, replace(LATE, unit=RADIO)])
    assert [(fact.unit, fact.reached, fact.days) for fact in found] == [
        (SCHOOL, None, 10),
        (RADIO, LATE.reached, 2),
    ]


@pytest.mark.parametrize(
    ("counted", "slot", "days"),
    [
        (DaysCounted.WORKING, None, 12),
        (DaysCounted.CALENDAR, None, 18),
        (DaysCounted.WORKING, "x", 0),
    ],
)
def test_days_late_are_added_up_over_the_duties(
    counted: DaysCounted, slot: str | None, days: int
) -> None:
    by = DutyDays(duty=DutyName(of="report.sent", slot=slot), counted=counted)
    done = replace(LATE, state=DutyState.DONE)
    assert proposed_days(by, [LATE, NEVER, done]).days == days
