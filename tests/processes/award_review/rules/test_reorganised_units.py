"""Whose awards of years before are whose, where a unit became part of another."""

import datetime as dt
from dataclasses import replace

import pytest

from server.domain.blocs.reorganised import Reorganised
from server.domain.blocs.rules import CaseRules, PastAward, PriorWins
from server.processes.award_review.rules.eligibility import (
    Win,
    counted_years,
    eligibility_facts,
    whose_awards,
)
from tests.domain import bloc_years
from tests.worlds.year import LEADER, PRESS, SCHOOL

PRIOR = PriorWins(award="merit", wins=1, years=3)
WON: Win = (PRESS, "merit", 2023)


def rules(*, into: str | None = LEADER, awards: bool = True) -> CaseRules:
    """Answer the plan's rules where the press became part of the leader's unit in March."""
    made = bloc_years.rules()
    first, *others = made.awards
    asks = replace(first, eligibility=replace(first.eligibility, prior=PRIOR))
    gone = Reorganised(
        unit=PRESS, into=into, day=dt.date(2024, 3, 1), decision="01/NQ-HĐND", awards=awards
    )
    return replace(
        made,
        units=tuple(unit for unit in made.units if unit.id != PRESS),
        awards=(asks, *others),
        reorganised=(gone,),
    )


def met(found: CaseRules, *revoked: Win) -> list[str]:
    """Answer the units that won often enough before."""
    facts = eligibility_facts(rules=found, ranking=(), won={WON}, revoked=revoked)
    return [fact.unit for fact in facts if fact.wins is not None and fact.wins.holds]


@pytest.mark.parametrize(
    ("found", "units"),
    [
        (rules(), [LEADER]),
        (rules(into=SCHOOL), [SCHOOL]),
        (rules(awards=False), []),
        (rules(into=None, awards=False), []),
    ],
)
def test_awards_go_on_with_a_unit_where_the_file_says_so(
    found: CaseRules, units: list[str]
) -> None:
    assert met(found) == units


def test_the_years_that_count_are_told_of_who_follows() -> None:
    found = rules()
    assert counted_years(found, found.awards[0], LEADER, {WON}) == [2023]
    assert counted_years(found, found.awards[0], SCHOOL, {WON}) == []


def test_a_units_report_tells_what_counts_as_its_own() -> None:
    assert whose_awards(rules(), LEADER) == {LEADER, PRESS}
    assert whose_awards(rules(), SCHOOL) == {SCHOOL}
    assert whose_awards(rules(awards=False), LEADER) == {LEADER}


def test_what_was_revoked_of_a_unit_that_is_gone_counts_for_nobody() -> None:
    assert met(rules(), WON) == []


def test_what_the_file_tells_of_a_unit_that_is_gone_goes_on_too() -> None:
    told = PastAward(unit=PRESS, award="merit", year=2022, decision="QĐ 5")
    found = replace(rules(), history=(told,))
    assert counted_years(found, found.awards[0], LEADER, ()) == [2022]


def test_a_unit_of_another_province_may_have_become_part_of_one() -> None:
    gone = f"""
[[reorganised]]
unit = "bac-ninh/so-tttt"
into = "{LEADER}"
day = 2024-03-01
decision = "202/2025/QH15"
awards = true
"""
    found = bloc_years.rules(f"{bloc_years.PLAN}\n{gone}")
    assert [each.unit for each in found.reorganised or ()] == ["bac-ninh/so-tttt"]
