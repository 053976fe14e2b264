"""Conditions exclude or downgrade whatever the total; grades ask for points and for floors."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocs.rules import (
    CaseRules,
    ConditionEffect,
    Floor,
    FloorOf,
    Grade,
    Minimum,
    PointsBase,
    UnitCondition,
)
from server.domain.canonical import plain
from server.domain.texts.words import Words
from server.processes.evaluation.rules.conditions import JudgedUnit, has_grade, judge_unit
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from tests.domain.five_units import rules
from tests.processes.evaluation.drawn_tables import dice, drawn_bloc, drawn_table
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

HALF = Floor(every=FloorOf.SECTION, share="1/2", strict=False)
NO_ZERO = Floor(every=FloorOf.CRITERION, points=Decimal(0), strict=True)


def lines(**points: str) -> list[ScoreLine]:
    """Make appraised lines: a of 30 and b of 30, c of 40, bonus of 10, late of 5."""
    given_points = {"a": "30", "b": "30", "c": "40", "bonus": "0", "late": "0"} | points
    return [
        ScoreLine(criterion=name, appraisal_1=Decimal(value))
        for name, value in given_points.items()
    ]


def condition(effect: ConditionEffect, *least: Floor) -> UnitCondition:
    return UnitCondition(id="liet", name=Words("Điều kiện liệt"), effect=effect, least=least)


def grade(name: str, points: int, *least: Floor) -> Grade:
    minimum = Minimum(
        points=Decimal(points), share=None, base=PointsBase.NUMBER, number=None, strict=False
    )
    return Grade(id=name, name=Words(name), minimum=minimum, least=least or None)


def judged(found: CaseRules, given_lines: list[ScoreLine]) -> JudgedUnit:
    final = totals(table=found.score_table, lines=given_lines).scaled
    return judge_unit(found, given_lines, final)


@pytest.mark.parametrize(
    ("points", "excluded"),
    [({"c": "20"}, False), ({"c": "19.99"}, True), ({"a": "0", "b": "30"}, False)],
)
def test_a_unit_below_half_of_a_section_is_excluded(
    points: dict[str, str], *, excluded: bool
) -> None:
    found = rules(conditions=(condition(ConditionEffect.EXCLUDE, HALF),))
    by = judged(found, lines(**points)).excluded_by
    assert (by == "liet") is excluded


def test_no_item_may_be_at_zero_but_one_that_does_not_apply() -> None:
    found = rules(conditions=(condition(ConditionEffect.EXCLUDE, NO_ZERO),))
    unit = judged(found, lines(a="0"))
    [met] = unit.met
    assert [short.about for short in met.shortfalls] == ["a"]
    aside = [ScoreLine(criterion="a", not_applicable=True, na_accepted=True), *lines()[1:]]
    assert judged(found, aside).excluded_by is None


def test_a_downgrade_takes_one_grade_and_the_last_stays() -> None:
    found = rules(
        conditions=(condition(ConditionEffect.DOWNGRADE, HALF),),
        grades=(grade("good", 80), grade("fair", 60), grade("weak", 0)),
    )
    assert judged(found, lines()).grade == "good"
    assert judged(found, lines(c="19")).grade == "weak"
    assert judged(found, lines(a="0", b="0")).grade == "weak"


def test_a_noted_condition_stands_in_the_way_of_the_grades_that_name_it() -> None:
    strong = replace(grade("strong", 60), without=("liet",))
    found = rules(
        conditions=(condition(ConditionEffect.NOTED, HALF),),
        grades=(strong, grade("fair", 60), grade("weak", 0)),
    )
    assert judged(found, lines()).grade == "strong"
    below = judged(found, lines(c="19"))
    assert (below.grade, below.excluded_by) == ("fair", None)
    assert judged(found, lines(a="0", b="0")).grade == "weak"


def test_a_grade_may_ask_for_a_part_of_every_section_and_the_next_need_not() -> None:
    found = rules(grades=(grade("strong", 75, HALF), grade("fair", 70)))
    assert judged(found, lines(c="20")).grade == "strong"
    assert judged(found, lines(c="19")).grade == "fair"
    assert judged(found, lines(c="9")).grade is None
    assert has_grade(found, judged(found, lines()), "fair")
    assert not has_grade(found, judged(found, lines(c="19")), "strong")


@given(
    st.lists(st.integers(0, 30), min_size=3, max_size=3),
    st.integers(0, 2),
    st.integers(0, 10),
)
def test_more_points_never_bring_a_unit_under_a_condition_nor_to_a_lower_grade(
    points: list[int], which: int, more: int
) -> None:
    found = rules(
        conditions=(
            condition(ConditionEffect.EXCLUDE, HALF),
            condition(ConditionEffect.DOWNGRADE, NO_ZERO),
        ),
        grades=(grade("good", 80, HALF), grade("fair", 60), grade("weak", 0)),
    )
    before = dict(zip("abc", points, strict=True))
    after = before | {"abc"[which]: min(before["abc"[which]] + more, 30)}
    low = judged(found, lines(**{name: str(value) for name, value in before.items()}))
    high = judged(found, lines(**{name: str(value) for name, value in after.items()}))
    assert high.excluded_by is None or low.excluded_by is not None
    order = ["good", "fair", "weak", None]
    if low.excluded_by is None:
        assert order.index(high.grade) <= order.index(low.grade)


Bloc = dict[str, tuple[ScoreLine, ...]]


def drawn(seed: int) -> tuple[CaseRules, Bloc]:
    """Draw a table with the sheets of a bloc, and a floor under some of its parts and criteria."""
    luck = dice(seed)
    table = drawn_table(luck)
    names = [part.id for part in table.parts()] + [each.id for _, each in table.lines()]
    grades = tuple(
        Grade(id=f"g{n}", name=Words(f"g{n}"), minimum=_minimum(luck, n), least=None)
        if luck.random() < 0.7
        else grade(f"g{n}", 0, _floor(luck, names))
        for n in range(4)
    )
    conditions = tuple(
        UnitCondition(id=f"c{n}", name=Words(f"c{n}"), effect=effect, least=(_floor(luck, names),))
        for n, effect in enumerate(ConditionEffect)
    )
    found = rules(score_table=table, conditions=conditions, grades=grades)
    return found, drawn_bloc(luck, table)


def _minimum(luck: Random, lower: int) -> Minimum:
    """Draw a minimum by each base; those of later grades ask for less."""
    share = Fraction(8 - 2 * lower, 10)
    base = luck.choice(list(PointsBase))
    return Minimum(
        points=Decimal(9 - 2 * lower) if luck.random() < 0.2 else None,
        share=f"{share.numerator}/{share.denominator}" if share else "0%",
        base=base,
        number=Decimal(luck.randrange(20, 200)) if base is PointsBase.NUMBER else None,
        strict=luck.random() < 0.3,
    )


def _floor(luck: Random, names: list[str]) -> Floor:
    which = luck.choice([{"every": FloorOf.SECTION}, {"every": FloorOf.CRITERION}, {}])
    of = None if which else (luck.choice(names),)
    way = luck.choice([{"share": "1/2"}, {"share": "33.3%"}, {"points": Decimal(1)}])
    return Floor(of=of, strict=luck.random() < 0.5, **which, **way)  # type: ignore[arg-type]


def test_command_and_page_judge_units_as_the_product_does() -> None:
    cases = [drawn(seed) for seed in range(200)]
    told = [
        [_judged(found, judged(found, list(of_unit))) for of_unit in bloc.values()]
        for found, bloc in cases
    ]
    every = [each for of_bloc in told for each in of_bloc]
    assert {None, "c0"} == {out for out, _ in every}
    assert {-1, 0, 1, 2, 3} == {place for _, place in every}
    asked = [
        (plain(found), [[unit, [_line(each) for each in of]] for unit, of in bloc.items()])
        for found, bloc in cases
    ]
    assert [by_command(*each) for each in asked] == told
    page = """given.map(([rules, bloc]) => {
      const sheets = bloc.map(([unit, lines]) => ({ unit, lines: new Map(lines) }));
      const best = bestOf(rules.score_table, sheets);
      return sheets.map((each) => {
        const { out, grade } = judgeUnit(rules, { ...each, table: rules.score_table, best });
        return [out, grade];
      });
    })"""
    assert worked_out(page, asked) == told


def test_sums_that_are_known_judge_a_unit_as_its_lines_do() -> None:
    for seed in range(40):
        found, bloc = drawn(seed)
        for of_unit in bloc.values():
            sums = totals(table=found.score_table, lines=of_unit)
            alone = judge_unit(found, of_unit, sums.scaled)
            assert judge_unit(found, of_unit, sums.scaled, sums=sums) == alone


@given(
    points=st.decimals(0, 40, places=2),
    maximum=st.decimals(0, 40, places=2),
    way=st.sampled_from(
        [{"points": Decimal(20)}, {"points": Decimal("19.99")}, {"share": "1/2"}, {"share": "2/3"}]
    ),
    strict=st.booleans(),
)
def test_a_floor_is_held_as_its_comparison_says(
    points: Decimal, maximum: Decimal, way: dict[str, Any], *, strict: bool
) -> None:
    floor = Floor(every=FloorOf.CRITERION, strict=strict, **way)
    assert floor.holds(points, maximum) is floor.compare(points, maximum).holds
    exact = Decimal(way.get("points", 0))
    assert floor.holds(exact, maximum) is floor.compare(exact, maximum).holds


def _judged(found: CaseRules, unit: JudgedUnit) -> list[object]:
    """Return what excludes a unit, and the place of its grade, -1 where it has none."""
    order = [each.id for each in found.grades or ()]
    return [unit.excluded_by, -1 if unit.grade is None else order.index(unit.grade)]


def by_command(found: Any, bloc: Any) -> list[list[object]]:  # noqa: ANN401 - as the command reads JSON
    """Say of each unit of a bloc how the command judges it."""
    sheets = {
        unit: VERIFIER.Sheet(lines={name: VERIFIER.Line(**told) for name, told in of})
        for unit, of in bloc
    }
    table = found["score_table"]
    best = VERIFIER.best_figures(table, sheets.values())
    judgements = [
        VERIFIER.judge_unit(found, VERIFIER.Adding(table, sheet, unit, best))
        for unit, sheet in sheets.items()
    ]
    return [[each.excluded_by, -1 if each.grade is None else each.grade] for each in judgements]


def _line(line: ScoreLine) -> tuple[str, dict[str, object]]:
    """Write a line as both verifiers keep what was handed in."""
    numbers = {"points": line.appraisal_1, "actual": line.actual_1, "target": line.target_1}
    texts = {name: "" if it is None else format(it, "f") for name, it in numbers.items()}
    flags = {"aside": line.not_applicable, "accepted": bool(line.na_accepted)}
    return line.criterion, {**flags, **texts}
