"""What a post id says, and the bar on one's own unit."""

import pytest

from server.domain.people.posts import (
    BarredAct,
    Position,
    check_own_unit,
    nominee_id,
    own_unit_bars,
    position_of,
    post_id,
    task_barred,
    unit_of,
    unit_of_nominee,
)
from server.domain.refusals import OwnUnit

UNIT, LEADER = "bac-giang/so-gddt", "bac-giang/so-khcn"


def test_a_post_id_says_its_unit_and_position() -> None:
    post = post_id(UNIT, Position.HEAD)
    assert (unit_of(post), position_of(post)) == (UNIT, Position.HEAD)
    assert position_of(f"{UNIT}/accountant") == "accountant"
    with pytest.raises(ValueError, match="head"):
        position_of("head")


@pytest.mark.parametrize("act", BarredAct)
def test_nobody_appraises_takes_out_returns_or_awards_a_unit_of_their_own(act: BarredAct) -> None:
    with pytest.raises(OwnUnit):
        check_own_unit(act, UNIT, {LEADER, UNIT})
    check_own_unit(act, UNIT, {LEADER})


@pytest.mark.parametrize("act", ["score", "approve_sheet", "explain", "collate", "sign_minutes"])
def test_work_for_ones_own_unit_is_a_duty_and_not_barred(act: str) -> None:
    assert not own_unit_bars(act, UNIT, {UNIT})


def test_an_appraisers_task_is_barred_by_its_unit_and_the_chairmans_by_its_nominee() -> None:
    nominee = nominee_id("flag", UNIT)
    assert unit_of_nominee(nominee) == UNIT
    assert task_barred("appraise", UNIT, {UNIT})
    assert task_barred("decide_award", unit_of_nominee(nominee), {UNIT})
    assert not task_barred("decide_award", UNIT, {LEADER})
    assert not task_barred("", UNIT, {UNIT})


def test_a_refusal_keeps_what_it_says() -> None:
    refusal = OwnUnit(UNIT)
    with pytest.raises(AttributeError):
        refusal.unit_id = LEADER
    assert refusal.unit_id == UNIT
