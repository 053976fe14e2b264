"""What is told of a final is what it was worked out from: over drawn tables and sheets."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from server.domain.blocs.explaining import ComparedStep, ReckonedStep, Reckoning, worked_out
from server.domain.blocs.rules import Arithmetic, ScoreTable, TablePart
from server.domain.texts.words import Words
from server.processes.evaluation.rules.collating import bests
from server.processes.evaluation.rules.explaining import ScoreStep, explain_final, explain_rank
from server.processes.evaluation.rules.explaining_points import POINTS
from server.processes.evaluation.rules.ranking import UnitFinals, rank
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import final_points, totals
from tests.domain.five_units import criterion, section, table
from tests.processes.evaluation.drawn_tables import UNITS, dice, drawn_bloc, drawn_table

ROUNDED = {Reckoning.ROUNDED, Reckoning.TIMES, Reckoning.OFF, Reckoning.RATIO, Reckoning.EXCESS}
Case = tuple[ScoreTable, tuple[ScoreLine, ...], Mapping[str, Fraction]]


def drawn(seed: int) -> Case:
    """Draw a table, the sheet of the first of three units, and the best figures of the three."""
    random = dice(seed)
    table = drawn_table(random)
    table = replace(table, arithmetic=None if seed % 4 == 0 else table.arithmetic)
    sheets = drawn_bloc(random, table)
    return table, sheets[UNITS[0]], bests(table, sheets)


def steps_of(
    table: ScoreTable, lines: tuple[ScoreLine, ...], best: Mapping[str, Fraction]
) -> list[ReckonedStep]:
    return [step for step in explain_final(table, lines, best) if isinstance(step, ReckonedStep)]


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_the_last_step_is_the_final_that_is_compared(start: int) -> None:
    for seed in range(start, start + 100):
        table, lines, best = drawn(seed)
        last = steps_of(table, lines, best)[-1]
        assert last.result == totals(table=table, lines=lines).scaled, seed


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_every_step_comes_to_its_result_by_hand(start: int) -> None:
    for seed in range(start, start + 100):
        table, lines, best = drawn(seed)
        for step in steps_of(table, lines, best):
            found = worked_out(step)
            if step.reckoning in ROUNDED:
                found = (
                    Fraction(table.rounded(found))
                    if found >= 0
                    else -Fraction(table.rounded(-found))
                )
            assert step.result == found, (seed, step)


def test_every_number_of_a_step_stands_in_an_earlier_one_or_on_the_sheet() -> None:
    for seed in range(200):
        table, lines, best = drawn(seed)
        given = {abs(Fraction(p)) for line in lines for p in [final_points(line)] if p is not None}
        given |= {Fraction(each.max_points) for _, each in table.lines()}
        given |= {Fraction(part.cap) for part in table.parts() if part.cap is not None}
        given |= {Fraction(part.max_points) for part in table.parts()}
        given |= {Fraction(table.max_points), Fraction(0)}
        for step in steps_of(table, lines, best):
            if step.code == POINTS:
                continue
            assert {abs(term.value) for term in step.terms} <= given, (seed, step)
            given.add(abs(step.result))


def test_a_rank_is_one_more_than_the_units_above() -> None:
    for seed in range(100):
        random = dice(seed)
        ranking = rank(
            standings=[
                UnitFinals(
                    unit=f"u{n}",
                    total=Decimal(0),
                    scaled=Fraction(random.randrange(20), random.choice([1, 3, 7])),
                    key=f"u{n}",
                )
                for n in range(random.randint(1, 12))
            ]
        )
        for ranked in ranking:
            told = explain_rank(ranking, ranked.unit)
            assert all(isinstance(step, ComparedStep) and step.holds for step in told)
            codes = [step.code for step in told]
            assert codes.count(ScoreStep.ABOVE) + 1 == ranked.rank
            assert (ScoreStep.EQUAL in codes) is ranked.shares_rank


def test_each_part_is_told_once_and_its_cap_where_it_takes_something_off() -> None:
    for seed in range(200):
        table, lines, best = drawn(seed)
        steps = steps_of(table, lines, best)
        parts = totals(table=table, lines=lines).parts
        told = [step.about for step in steps if step.code == ScoreStep.PART]
        capped = [step.about for step in steps if step.code == ScoreStep.CAP]
        assert sorted(told) == sorted(part.part for part in parts), seed
        assert sorted(capped) == sorted(part.part for part in parts if part.is_capped), seed


def test_points_worked_out_from_figures_are_told_line_by_line() -> None:
    told = 0
    for seed in range(200):
        table, lines, best = drawn(seed)
        figured = {each.id for _, each in table.lines() if each.is_worked_out}
        found = {step.about: step for step in steps_of(table, lines, best) if step.code == POINTS}
        for line in lines:
            points = final_points(line)
            if line.criterion in found:
                assert found[line.criterion].result == points, seed
                told += 1
            elif line.criterion in figured and line.appraised.actual and points:
                assert line.na_accepted, (seed, line)
    assert told > 200


def test_the_most_that_applies_is_told_part_by_part_under_its_caps() -> None:
    inner = TablePart(
        id="p", code="1", name=Words("p"), cap=Decimal(25),
        criteria=(criterion("a", "15"), criterion("b", "12")),
    )  # fmt: skip
    head = replace(
        section("s", "normal", criterion("c", "12"), criterion("d", "8")), parts=(inner,)
    )
    found = table(sections=(head,), arithmetic=Arithmetic.EXACT)
    aside = ScoreLine(criterion="d", not_applicable=True, reason="x", na_accepted=True)
    sheet = (*(ScoreLine(criterion=name, appraisal_1=Decimal(5)) for name in "abc"), aside)
    [step] = [each for each in steps_of(found, sheet, {}) if each.code == ScoreStep.MAXIMUM]
    assert {term.about: term.value for term in step.terms} == {"c": Fraction(12), "p": Fraction(25)}
    assert (step.about, step.result) == ("s", Fraction(37))
