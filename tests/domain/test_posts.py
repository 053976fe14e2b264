"""What a post id says, and the bar on one's own unit."""

import pytest

from server.domain.people.posts import (
    Position,
    check_own_unit,
    nominee_id,
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


def test_nobody_takes_out_or_decides_for_a_unit_of_their_own() -> None:
    with pytest.raises(OwnUnit):
        check_own_unit(UNIT, {LEADER, UNIT})
    check_own_unit(UNIT, {LEADER})


def test_work_for_ones_own_unit_is_a_duty_and_not_barred() -> None:
    assert not task_barred("", UNIT, {UNIT})


def test_any_act_a_manifest_names_bars() -> None:
    assert task_barred("hear", UNIT, {UNIT})


def test_an_appraisers_task_is_barred_by_its_unit_and_the_chairmans_by_its_nominee() -> None:
    nominee = nominee_id("flag", UNIT)
    assert unit_of_nominee(nominee) == UNIT
    assert task_barred("appraise", UNIT, {UNIT})
    assert task_barred("decide_award", unit_of_nominee(nominee), {UNIT})
    assert not task_barred("decide_award", UNIT, {LEADER})


def test_a_refusal_keeps_what_it_says() -> None:
    refusal = OwnUnit(UNIT)
    with pytest.raises(AttributeError):
        refusal.unit_id = LEADER
    assert refusal.unit_id == UNIT
