"""Scoring, ranking and settling a bloc of 500 units by 200 criteria, in process."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from server.domain.blocs.rules import Arithmetic, ScoreTable, Section, TablePart, TieRule
from server.domain.texts.words import Words
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.tallies import CandidateTally, Tally
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.ranking import UnitFinals, rank
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from tests.bench.report import REPORT, taken
from tests.domain.five_units import award, rules, section, table, voting
from tests.processes.evaluation.drawn_tables import dice, drawn_criterion, drawn_lines

UNITS, SECTIONS, PARTS, CRITERIA = 500, 5, 4, 10
AIM_MS = 1000
Sheets = dict[str, tuple[ScoreLine, ...]]


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


def reviewed(table_: ScoreTable, sheets: Sheets) -> int:
    """Put the sheets together, rank them and settle an award; answer how many it nominates."""
    after = collated(table=table_, sheets=sheets)
    sums = {unit: totals(table=table_, lines=lines) for unit, lines in after.items()}
    ranking = rank(
        standings=(
            UnitFinals(unit=unit, total=each.total, scaled=each.scaled, key=unit)
            for unit, each in sums.items()
        )
    )
    finals: dict[str, Fraction] = {each.unit: each.scaled for each in ranking}
    lines = tuple(
        CandidateTally(award="flag", unit=unit, yes=400, no=None, blank=None, absent=None, base=500)
        for unit in finals
    )
    flag = award("flag", 100)
    ties = voting(tie_rule=(TieRule.FINAL_SCORE,))
    standards = Standards(rules=rules(awards=(flag,), voting=ties), finals=finals)
    settled = settle(tally=Tally(round=1, candidates=lines), standards=standards)
    return len(settled.awards[0].nominated)


@pytest.mark.parametrize("seed", [1])
def test_five_hundred_units_by_two_hundred_criteria(seed: int) -> None:
    REPORT.group("Scoring, ranking, settling (500 units, 200 criteria)")
    random = dice(seed)
    drawn = big_table(random)
    sheets: Sheets = {f"unit-{n}": drawn_lines(random, drawn) for n in range(UNITS)}
    assert sum(1 for _ in drawn.lines()) == SECTIONS * PARTS * CRITERIA
    assert reviewed(drawn, sheets) > 0
    times = [taken(lambda: reviewed(drawn, sheets)) for _ in range(5)]
    best = min(each.cpu for each in times)
    REPORT.row(
        "put together, added up, ranked, settled: CPU",
        f"{best:.0f} ms",
        aim=f"< {AIM_MS} ms",
        met=best < AIM_MS,
    )
