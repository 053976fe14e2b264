"""Signs about acts: what each rule speaks of, and what it is silent about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from server.domain.history.oddities import (
    ActFacts,
    DatedPaper,
    Oddity,
    SignInFacts,
    Thresholds,
    oddities,
)
from server.working_calendar import WorkingCalendar

AT = datetime(2024, 12, 16, 8, 33, 9, tzinfo=UTC)
OWN, OTHER = "bac-giang/so-gddt", "bac-giang/so-khcn"
PLAIN = ActFacts(
    act="approve", at=AT, db_time=AT, post=f"{OTHER}/head", subject_unit=OWN, units=[OTHER]
)
PLACE = SignInFacts(at=AT, address="198.51.100.7", known_place=False, first_ever=False)
PAPER = DatedPaper(name="17/KTĐVHXH1-VP", dated=date(2024, 11, 29))
ODD: dict[Oddity, dict[str, Any]] = {
    Oddity.OWN_UNIT: {"units": [OTHER, OWN]},
    Oddity.HASTY: {"opened_at": AT - timedelta(seconds=8)},
    Oddity.ACTING_FOR: {"on_behalf": "Giám đốc"},
    Oddity.PASSWORD_BY_OTHER: {"link_by": ["Quản trị"]},
    Oddity.BACK_DATED: {"papers": [PAPER]},
    Oddity.CLOCK_SKEW: {"db_time": AT - timedelta(seconds=3)},
    Oddity.NEW_PLACE: {"sign_in": PLACE},
}
NOT_ODD: dict[str, dict[str, Any]] = {
    "nothing at all": {},
    "the head approves the unit's own": {"post": f"{OWN}/head", "units": [OWN]},
    "after a while": {"opened_at": AT - timedelta(seconds=30)},
    "drafting is quick": {"act": "other", "opened_at": AT - timedelta(seconds=1)},
    "a paper of the day before": {"papers": [replace(PAPER, dated=date(2024, 12, 15))]},
    "clocks two seconds apart": {"db_time": AT - timedelta(seconds=2)},
    "a clock put on purpose": {
        "offset": timedelta(days=-700), "db_time": AT + timedelta(days=700),
    },
    "a simulated act": {"db_time": AT + timedelta(days=700), "simulated": True},
    "a known place": {"sign_in": replace(PLACE, known_place=True)},
    "the first sign-in ever": {"sign_in": replace(PLACE, first_ever=True)},
}  # fmt: skip


def kinds(act: ActFacts, limits: Thresholds = Thresholds()) -> list[Oddity]:  # noqa: B008 - frozen
    return [found.kind for found in oddities(act, limits)]


@pytest.mark.parametrize("kind", ODD)
def test_each_rule_speaks_of_its_own_sign_alone(kind: Oddity) -> None:
    assert kinds(replace(PLAIN, **ODD[kind])) == [kind]


@pytest.mark.parametrize("case", NOT_ODD)
def test_what_is_usual_is_no_sign(case: str) -> None:
    assert kinds(replace(PLAIN, **NOT_ODD[case])) == []


def test_two_acts_of_one_person_seconds_apart_are_told_as_such() -> None:
    act = replace(PLAIN, opened_at=AT - timedelta(days=1), before_at=AT - timedelta(seconds=14))
    (found,) = oddities(act, Thresholds())
    assert found.told == {"since": "before", "seconds": "14"}


@pytest.mark.parametrize(
    ("at", "odd"),
    [
        (datetime(2024, 12, 16, 0, 29, tzinfo=UTC), True),
        (datetime(2024, 12, 16, 0, 30, tzinfo=UTC), False),
        (datetime(2024, 12, 16, 9, 59, tzinfo=UTC), False),
        (datetime(2024, 12, 16, 10, 0, tzinfo=UTC), True),
        (datetime(2024, 12, 15, 3, 0, tzinfo=UTC), True),
        (datetime(2025, 1, 1, 3, 0, tzinfo=UTC), True),
    ],
)
def test_office_hours_are_those_of_working_days_in_viet_nam(at: datetime, *, odd: bool) -> None:
    limits = Thresholds(hours=(time(7, 30), time(17, 0)))
    act = replace(
        PLAIN, at=at, db_time=at, calendar=WorkingCalendar(off=frozenset({date(2025, 1, 1)}))
    )
    assert (kinds(act, limits) == [Oddity.OUT_OF_HOURS]) is odd


def test_without_office_hours_nothing_is_out_of_hours() -> None:
    at = datetime(2024, 12, 15, 18, 0, tzinfo=UTC)
    assert kinds(replace(PLAIN, at=at, db_time=at)) == []


def test_other_thresholds_speak_earlier_or_later() -> None:
    act = replace(PLAIN, opened_at=AT - timedelta(seconds=40))
    assert kinds(act, Thresholds(hasty=timedelta(minutes=1))) == [Oddity.HASTY]
