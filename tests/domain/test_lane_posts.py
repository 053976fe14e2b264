"""Which post a lane's role means in a case: by the bloc's own roles, or those of every bloc."""

import re
from dataclasses import replace

import pytest

from server.domain.blocs.roles import DEFAULT, Role
from server.domain.blocs.rules import CaseRules
from server.domain.manifest.entries import Level
from server.domain.manifest.roles import levels_of
from server.domain.people.lane_posts import Facts, needed_posts, post_for
from server.domain.refusals import UnknownRole
from tests.domain.bloc_years import PLAN, SECOND, rules

UNIT, LEADER = "bac-giang/so-gddt", "bac-giang/so-khcn"
COUNCIL = "bac-giang/hd-tdkt"
OPENED = Facts(opener=f"{UNIT}/officer")
FROZEN = ["e2401ffc03eb", "c62187b33955"]
"""The rules of the two files as cases opened before keep them."""
FOLLOWED = {"pledge_third_quarter", "pledge_result"}
EXPECTED = {
    ("officer", UNIT): "bac-giang/so-gddt/officer",
    ("head", UNIT): "bac-giang/so-gddt/head",
    ("scrutineer", UNIT): "bac-giang/so-gddt/officer",
    ("appraiser", UNIT): "bac-giang/so-khcn/appraiser",
    ("appraiser", LEADER): "bac-giang/ban-dan-toc/appraiser",
    ("leader", ""): "bac-giang/so-khcn/head",
    ("secretary", ""): "bac-giang/so-khcn/secretary",
    ("deputy", ""): "bac-giang/ban-dan-toc/head",
    ("home_affairs_officer", ""): "bac-giang/so-noi-vu/officer",
    ("home_affairs_head", ""): "bac-giang/so-noi-vu/head",
    ("council_secretary", ""): "bac-giang/hd-tdkt/secretary",
    ("chairman", f"flag/{UNIT}"): "bac-giang/ubnd-tinh/chairman",
    ("recipient", UNIT): "bac-giang/so-gddt/head",
    ("recipient", COUNCIL): "bac-giang/hd-tdkt/secretary",
    ("recipient", "bac-giang/so-noi-vu"): "bac-giang/so-noi-vu/officer",
    ("scorer", UNIT): "bac-giang/so-gddt/officer",
    ("scorer", "bac-giang/so-noi-vu"): "bac-giang/so-noi-vu/officer",
    ("scorer_head", "bac-giang/so-noi-vu"): "bac-giang/so-noi-vu/head",
    ("opener", ""): "bac-giang/so-gddt/officer",
    ("superior", ""): "bac-giang/so-gddt/head",
}


def with_roles(*roles: Role) -> CaseRules:
    return replace(rules(), roles=roles)


@pytest.mark.parametrize(("role", "key"), EXPECTED)
def test_a_role_means_one_post_in_a_case(role: str, key: str) -> None:
    assert post_for(role, key, rules(), OPENED) == EXPECTED[role, key]


@pytest.mark.parametrize(
    ("unit", "appraises"), [(UNIT, "bac-giang/so-khcn"), (LEADER, "bac-giang/ban-dan-toc")]
)
def test_a_case_about_the_leaders_own_unit_is_appraised_by_the_deputys(
    unit: str, appraises: str
) -> None:
    facts = Facts(opener=f"{unit}/officer", about=unit)
    assert post_for("appraiser", "", rules(), facts) == f"{appraises}/appraiser"


def test_every_role_is_in_the_table_above() -> None:
    assert {role for role, _ in EXPECTED} == {role.id for role in DEFAULT}


@pytest.mark.parametrize("role", ["king", "officer", "opener", "superior"])
def test_a_role_that_is_nobody_here_is_refused(role: str) -> None:
    with pytest.raises(UnknownRole):
        post_for(role, "", rules())


def test_the_superior_of_the_blocs_leader_is_nobody_and_known_before_the_case_is_opened() -> None:
    by_leader = Facts(opener=f"{LEADER}/head")
    with pytest.raises(UnknownRole):
        needed_posts({"superior"}, rules(), by_leader)
    assert needed_posts({"superior"}, rules(), OPENED) == {f"{UNIT}/head"}


def test_a_bloc_gives_roles_of_its_own_and_changes_those_of_every_bloc() -> None:
    found = with_roles(
        Role(id="accountant", position="accountant", of="unit"),
        Role(id="secretary", position="secretary", of="body:council"),
        Role(id="clerk", position="officer", of="chosen:meeting.clerk"),
    )
    assert post_for("accountant", UNIT, found) == f"{UNIT}/accountant"
    assert post_for("secretary", "", found) == f"{COUNCIL}/secretary"
    chosen = Facts(chosen={"meeting.clerk": UNIT}.__getitem__)
    assert post_for("clerk", "", found, chosen) == f"{UNIT}/officer"
    assert post_for("head", UNIT, found) == f"{UNIT}/head"
    with pytest.raises(UnknownRole):
        post_for("clerk", "", found)


def test_the_posts_of_a_case_follow_from_its_lanes_alone() -> None:
    assert needed_posts({"chairman", "opener"}, rules()) == {"bac-giang/ubnd-tinh/chairman"}
    assert len(needed_posts({"officer"}, rules())) == len(rules().units)
    assert {f"{COUNCIL}/secretary", f"{UNIT}/head"} <= needed_posts({"recipient"}, rules())
    assert needed_posts({"clerk"}, with_roles(Role(id="clerk", position="", of="opener"))) == set()


SAMPLE_DAY = re.compile(
    r'kind = "by"\ndate = (?:2024-07-10|2024-12-20)\nsample = true\n'
    r"(name = [^\n]*\n)?source = [^\n]*"
)
UNSPECIFIED = (
    'source = { vi = "Kế hoạch năm 2024, mục III.1: “đúng thời gian quy định”", '
    'en = "Plan of 2024, III.1: “at the time laid down”" }'
)


def _as_before(text: str) -> str:
    """Leave out what blocs say since then: symbols of units and bodies, sample days of reports."""
    text = SAMPLE_DAY.sub(
        lambda found: f'kind = "unspecified"\n{found[1] or ""}{UNSPECIFIED}', text
    )
    head, found, register = text.partition("\n[register]")
    kept = [line for line in head.splitlines() if not re.match(r'symbol = "[^"/]*"$', line)]
    return "\n".join(kept) + found + register


def _as_frozen(found: CaseRules) -> CaseRules:
    """Leave out what rules say since then: numbers, how finals are worked out, pledge rounds."""
    table = replace(found.score_table, arithmetic=None)
    days = tuple(each for each in found.deadlines if each.id not in FOLLOWED)
    return replace(found, register=None, score_table=table, deadlines=days)


def test_rules_frozen_before_there_were_roles_keep_their_digest() -> None:
    before = [_as_frozen(rules(_as_before(text))) for text in (PLAN, SECOND)]
    assert [each.digest()[:12] for each in before] == FROZEN
    own = with_roles(Role(id="accountant", position="accountant", of="unit"))
    assert CaseRules.from_json(own.to_json()) == own
    assert own.digest() != rules().digest()


def test_two_roles_that_may_be_one_post_are_known() -> None:
    twins = rules().lanes.twins()
    assert {"head", "recipient"} <= twins["leader"]
    assert "deputy" not in twins["leader"]
    assert twins["scrutineer"] == {"officer", "scorer"}
    assert "home_affairs_head" not in twins["head"]
    assert "home_affairs_officer" in twins["recipient"]


def test_the_levels_of_a_role_follow_from_whose_it_is() -> None:
    table = {role.id: levels_of(role) for role in DEFAULT}
    assert table["leader"] == table["secretary"] == {Level.BLOC, Level.ORGANISER}
    assert table["officer"] == table["scrutineer"] == {Level.OWN_UNIT, Level.BLOC}
    assert table["appraiser"] == table["deputy"] == {Level.BLOC}
    assert table["chairman"] == {Level.BODIES}
