"""What holds of the five regulations whatever the points are."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from server.domain.blocs.comparing import share_of
from server.domain.blocs.rules import CaseRules, Floor, SectionKind
from tests.regulations.drawn_sheets import Drawn, drawn_sheets
from tests.regulations.through_the_rules import Outcome, outcome, sheet_totals


def ranks(found: Outcome) -> dict[str, int]:
    """Return the ranks by unit; who is excluded stands behind everybody."""
    return {unit: len(found.judged) + 1 for unit in found.judged} | {
        each.unit: each.rank for each in found.ranking
    }


def grade(rules: CaseRules, found: Outcome, unit: str) -> int:
    """Return how high a unit's grade is, 0 for none."""
    order = ["", *reversed([each.id for each in rules.grades or ()])]
    return order.index(found.judged[unit].grade or "")


@given(drawn_sheets())
def test_no_unit_loses_points_or_rank_by_a_higher_point(case: Drawn) -> None:
    before, after = outcome(case.rules, case.sheets), outcome(case.rules, case.raised)
    assert after.totals[case.unit].scaled >= before.totals[case.unit].scaled
    assert ranks(after)[case.unit] <= ranks(before)[case.unit]


@given(drawn_sheets())
def test_no_unit_comes_under_a_condition_or_loses_a_grade_by_it(case: Drawn) -> None:
    before, after = outcome(case.rules, case.sheets), outcome(case.rules, case.raised)
    met, met_after = (
        {each.condition for each in found.judged[case.unit].met} for found in (before, after)
    )
    assert met_after <= met
    assert grade(case.rules, after, case.unit) >= grade(case.rules, before, case.unit)


@given(drawn_sheets())
def test_no_other_unit_gains_rank_by_it(case: Drawn) -> None:
    """A new best of the bloc apart: it takes more from who was near it than from others."""
    assume(not case.criterion.is_compared)
    before, after = outcome(case.rules, case.sheets), outcome(case.rules, case.raised)
    was = ranks(before)
    assert all(place >= was[unit] for unit, place in ranks(after).items() if unit != case.unit)


@given(drawn_sheets())
def test_no_unit_loses_an_award_by_a_higher_point(case: Drawn) -> None:
    before, after = (
        outcome(case.rules, each).eligible(case.rules) for each in (case.sheets, case.raised)
    )
    assert all(case.unit in after[award] for award, units in before.items() if case.unit in units)


@given(drawn_sheets(), st.randoms())
def test_the_order_of_units_is_irrelevant(case: Drawn, random: Random) -> None:
    units, names = list(case.rules.units), list(case.sheets)
    random.shuffle(units)
    random.shuffle(names)
    shuffled = replace(case.rules, units=tuple(units))
    found = outcome(shuffled, {name: case.sheets[name] for name in names})
    expected = outcome(case.rules, case.sheets)
    assert found == expected
    assert found.eligible(shuffled) == expected.eligible(case.rules)


@given(drawn_sheets(), st.integers(0, 100))
def test_a_stricter_floor_never_gives_a_higher_grade(case: Drawn, percent: int) -> None:
    stricter = replace(
        case.rules,
        conditions=tuple(
            replace(each, least=tuple(_stricter(floor, percent) for floor in each.least))
            for each in case.rules.conditions or ()
        ),
        grades=tuple(
            replace(each, least=tuple(_stricter(floor, percent) for floor in each.least or ()))
            for each in case.rules.grades or ()
        ),
    )
    free, held = outcome(case.rules, case.sheets), outcome(stricter, case.sheets)
    for unit in case.sheets:
        assert grade(stricter, held, unit) <= grade(case.rules, free, unit)
        assert {each.condition for each in free.judged[unit].met} <= {
            each.condition for each in held.judged[unit].met
        }


def _stricter(floor: Floor, percent: int) -> Floor:
    """Ask for more of the same: a share nearer to all, or points in its place."""
    if floor.share is None:
        return replace(floor, points=(floor.points or 0) + Decimal(percent) / 10)
    share = share_of(None, floor.share)
    more = share + (1 - share) * percent / 100
    return replace(floor, share=f"{more.numerator}/{more.denominator}")


@given(drawn_sheets(), st.integers(0, 100))
def test_a_lower_cap_never_gives_a_unit_more(case: Drawn, percent: int) -> None:
    table = case.rules.score_table
    capped = tuple(
        replace(part, cap=part.max_points * percent / 100)
        if part.kind is SectionKind.BONUS
        else part
        for part in table.sections
    )
    lower = replace(case.rules, score_table=replace(table, sections=capped))
    free = sheet_totals(case.rules, case.sheets)
    for unit, held in sheet_totals(lower, case.sheets).items():
        assert held.scaled <= free[unit].scaled
        assert all(
            one.points <= other.points
            for one, other in zip(held.parts, free[unit].parts, strict=True)
        )
