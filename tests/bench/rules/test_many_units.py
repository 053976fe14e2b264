"""Scoring, judging, ranking and settling a bloc of 500 units by 200 criteria, in process."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest

from server.domain.blocs.rules import (
    Arithmetic,
    CaseRules,
    ConditionEffect,
    Floor,
    FloorOf,
    Grade,
    Minimum,
    PointsBase,
    ScoreTable,
    Section,
    TablePart,
    TieRule,
    UnitCondition,
)
from server.domain.texts.words import Words
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.tallies import CandidateTally, Tally
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.conditions import JudgedUnit, judge_unit
from server.processes.evaluation.rules.ranking import UnitFinals, rank
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from tests.bench.report import REPORT, taken
from tests.domain.five_units import award, rules, section, table, voting
from tests.processes.evaluation.drawn_tables import dice, drawn_criterion, drawn_lines

UNITS, SECTIONS, PARTS, CRITERIA = 500, 5, 4, 10
AIM_MS = 1000
Sheets = dict[str, tuple[ScoreLine, ...]]
GRADES = {"excellent": "36%", "good": "33%", "fair": "30%"}


class Reviewed(NamedTuple):
    """How the units were judged, how many are ranked, and how many are nominated."""

    judged: dict[str, JudgedUnit]
    ranked: int
    nominated: int


def big_table(random: Random) -> ScoreTable:
    """Make a table of five sections, each with four capped parts of ten criteria of any kind."""
    return replace(
        table(decimals=2, arithmetic=Arithmetic.EXACT),
        sections=tuple(_section(random, number) for number in range(SECTIONS)),
    )


def _section(random: Random, number: int) -> Section:
    name = f"s{number}"
    parts = tuple(_part(random, f"{name}-{n}") for n in range(PARTS))
    return replace(section(name, "normal"), parts=parts)


def _part(random: Random, name: str) -> TablePart:
    criteria = tuple(drawn_criterion(random, 2, f"{name}-c{n}") for n in range(CRITERIA))
    bare = TablePart(id=name, code=name, name=Words(name), criteria=criteria)
    return replace(bare, cap=round(bare.summed_points * Decimal("0.9"), 2))


def big_rules(table_: ScoreTable) -> CaseRules:
    """Make rules with floors under every section and criterion, three grades, one award."""
    every_section = Floor(every=FloorOf.SECTION, share="1/20", strict=False)
    no_zero = Floor(every=FloorOf.CRITERION, points=Decimal(0), strict=True)
    return rules(
        score_table=table_,
        conditions=(
            _condition("liet", ConditionEffect.EXCLUDE, every_section),
            _condition("zero", ConditionEffect.DOWNGRADE, no_zero),
            _condition("fair", ConditionEffect.NOTED, replace(every_section, share="1/2")),
        ),
        grades=tuple(_grade(name, share) for name, share in GRADES.items()),
        awards=(award("flag", 100),),
        voting=voting(tie_rule=(TieRule.FINAL_SCORE,)),
    )


def _condition(name: str, effect: ConditionEffect, floor: Floor) -> UnitCondition:
    return UnitCondition(id=name, name=Words(name), effect=effect, least=(floor,))


def _grade(name: str, share: str) -> Grade:
    minimum = Minimum(points=None, share=share, base=PointsBase.SCALE, number=None, strict=False)
    least = (Floor(every=FloorOf.SECTION, share="1/10", strict=False),)
    return Grade(id=name, name=Words(name), minimum=minimum, least=least)


def reviewed(found: CaseRules, sheets: Sheets) -> Reviewed:
    """Put the sheets together, judge and rank the units and settle an award."""
    table_ = found.score_table
    after = collated(table=table_, sheets=sheets)
    sums = {unit: totals(table=table_, lines=lines) for unit, lines in after.items()}
    judged = {
        unit: judge_unit(found, lines, sums[unit].scaled, sums=sums[unit])
        for unit, lines in after.items()
    }
    ranking = rank(
        standings=(
            UnitFinals(unit=unit, total=each.total, scaled=each.scaled, key=unit)
            for unit, each in sums.items()
        ),
        taken_out=[unit for unit, each in judged.items() if each.excluded_by],
    )
    finals: dict[str, Fraction] = {each.unit: each.scaled for each in ranking}
    lines = tuple(
        CandidateTally(award="flag", unit=unit, yes=400, no=None, blank=None, absent=None, base=500)
        for unit in finals
    )
    standards = Standards(rules=found, finals=finals)
    settled = settle(tally=Tally(round=1, candidates=lines), standards=standards)
    return Reviewed(judged, len(ranking), len(settled.awards[0].nominated))


@pytest.mark.parametrize("seed", [1])
def test_five_hundred_units_by_two_hundred_criteria(seed: int) -> None:
    REPORT.group("Scoring, judging, ranking, settling (500 units, 200 criteria)")
    random = dice(seed)
    drawn = big_table(random)
    sheets: Sheets = {f"unit-{n}": drawn_lines(random, drawn) for n in range(UNITS)}
    assert sum(1 for _ in drawn.lines()) == SECTIONS * PARTS * CRITERIA
    found = big_rules(drawn)
    once = reviewed(found, sheets)
    assert 0 < once.nominated <= once.ranked
    times = [taken(lambda: reviewed(found, sheets)) for _ in range(5)]
    best = min(each.cpu for each in times)
    REPORT.row(
        "put together, added up, judged, ranked, settled: CPU",
        f"{best:.0f} ms",
        aim=f"< {AIM_MS} ms",
        met=best < AIM_MS,
    )
