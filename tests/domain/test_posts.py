"""Which post a role means, and the bar on one's own unit."""

import pytest

from server.domain.people.posts import (
    ROLES,
    BarredAct,
    Position,
    check_own_unit,
    nominee_id,
    own_unit_bars,
    position_of,
    post_for,
    post_id,
    task_barred,
    unit_of,
    unit_of_nominee,
)
from server.domain.refusals import OwnUnit, UnknownRole
from tests.domain.bloc_years import rules

UNIT, LEADER = "bac-giang/so-gddt", "bac-giang/so-khcn"
EXPECTED = {
    ("officer", UNIT): "bac-giang/so-gddt/officer",
    ("head", UNIT): "bac-giang/so-gddt/head",
    ("scrutineer", UNIT): "bac-giang/so-gddt/officer",
    ("appraiser", UNIT): "bac-giang/so-khcn/appraiser",
    ("appraiser", LEADER): "bac-giang/ban-dan-toc/appraiser",
    ("leader", ""): "bac-giang/so-khcn/head",
    ("secretary", ""): "bac-giang/so-khcn/secretary",
    ("home_affairs_officer", ""): "bac-giang/so-noi-vu/officer",
    ("home_affairs_head", ""): "bac-giang/so-noi-vu/head",
    ("council_secretary", ""): "bac-giang/hd-tdkt/secretary",
    ("chairman", f"flag/{UNIT}"): "bac-giang/ubnd-tinh/chairman",
}


@pytest.mark.parametrize(("role", "key"), EXPECTED)
def test_a_role_means_one_post_in_a_case(role: str, key: str) -> None:
    assert post_for(role, key, rules()) == EXPECTED[role, key]


def test_every_role_is_in_the_table_above() -> None:
    assert {role for role, _ in EXPECTED} == ROLES


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(UnknownRole):
        post_for("king", "", rules())


def test_a_post_id_says_its_unit_and_position() -> None:
    post = post_id(UNIT, Position.HEAD)
    assert (unit_of(post), position_of(post)) == (UNIT, Position.HEAD)
    with pytest.raises(ValueError, match="king"):
        position_of(f"{UNIT}/king")


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
    assert task_barred("appraiser", UNIT, {UNIT})
    assert task_barred("chairman", nominee, {UNIT})
    assert not task_barred("chairman", nominee, {LEADER})
    assert not task_barred("head", UNIT, {UNIT})


def test_a_refusal_keeps_what_it_says() -> None:
    refusal = OwnUnit(UNIT)
    with pytest.raises(AttributeError):
        refusal.unit_id = LEADER
    assert refusal.unit_id == UNIT
