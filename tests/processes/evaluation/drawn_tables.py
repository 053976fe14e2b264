"""Score tables and sheets drawn at random, as deep and as capped as regulations have them."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from server.domain.blocs.rules import (
    Arithmetic,
    CountRule,
    Criterion,
    Formula,
    LatenessRule,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
    TablePart,
    TargetRule,
)
from server.domain.texts.words import Words
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.scoring import decided
from server.processes.evaluation.rules.sheets import Credit, ScoreLine
from server.processes.evaluation.rules.working_out import worked_out
from tests.domain.five_units import criterion

UNITS = ("u0", "u1", "u2")


def dice(seed: int) -> Random:
    """Make what a table and its sheets are drawn with; the same seed draws the same."""
    return Random(seed)  # noqa: S311 - a test's dice


def _chance(random: Random, percent: int) -> bool:
    return random.randrange(100) < percent


def drawn_table(random: Random) -> ScoreTable:
    """Draw a table of exact arithmetic with parts up to four deep."""
    decimals = random.randrange(3)
    sections = [_section(random, decimals, n) for n in range(random.randint(1, 4))]
    return ScoreTable(
        sample=True,
        not_applicable=random.choice([*NotApplicable]),
        decimals=decimals,
        rounding=random.choice([*Rounding]),
        bonus_may_exceed=_chance(random, 50),
        sections=tuple(sections),
        arithmetic=Arithmetic.EXACT,
    )


def drawn_lines(random: Random, table: ScoreTable, unit: str = "u0") -> tuple[ScoreLine, ...]:
    """Draw an appraised sheet; some lines stand aside, some have no points yet."""
    return tuple(
        _line(random, table, section.kind, criterion_)
        if criterion_.is_for(unit)
        else decided(criterion_)
        for section, criterion_ in table.lines()
        if not criterion_.is_for(unit) or _chance(random, 90)
    )


def drawn_bloc(random: Random, table: ScoreTable) -> dict[str, tuple[ScoreLine, ...]]:
    """Draw the sheets of three units, put together."""
    sheets = {unit: drawn_lines(random, table, unit) for unit in UNITS}
    return collated(table=table, sheets=sheets)


def _section(random: Random, decimals: int, number: int) -> Section:
    kind = SectionKind.NORMAL if number == 0 else random.choice([*SectionKind])
    part = _part(random, decimals, f"s{number}", 0)
    return Section(
        id=part.id,
        code=part.code,
        name=part.name,
        criteria=part.criteria,
        parts=part.parts,
        cap=part.cap,
        kind=kind,
    )


def _part(random: Random, decimals: int, name: str, depth: int) -> TablePart:
    criteria = tuple(
        drawn_criterion(random, decimals, f"{name}-c{n}") for n in range(random.randint(1, 3))
    )
    inner = tuple(
        _part(random, decimals, f"{name}-{n}", depth + 1)
        for n in range(random.randrange(4 - depth))
    )
    bare = TablePart(id=name, code=name, name=Words(name), criteria=criteria, parts=inner or None)
    if _chance(random, 50):
        return bare
    cap = round(bare.summed_points * Decimal(random.randrange(101)) / 100, decimals)
    return TablePart(
        id=name, code=name, name=Words(name), criteria=criteria, parts=inner or None, cap=cap
    )


def drawn_criterion(random: Random, decimals: int, name: str) -> Criterion:
    """Draw a criterion of any kind."""
    bare = criterion(name, str(points(random, Decimal(40), decimals)))
    most = bare.max_points
    per = Decimal(random.randrange(1, 500)) / 100
    goal = Decimal(random.randrange(1, 3000)) / 10
    half = points(random, most, decimals)
    not_for = tuple(unit for unit in UNITS if _chance(random, 5)) or None
    of_kind: dict[str, Any] = random.choice(
        [
            {},
            {},
            {"steps": tuple(sorted({Decimal(0), points(random, most, decimals), most}))},
            {"count": CountRule(per=per)},
            {"count": CountRule(per=per, from_full=True)},
            {"days_late": LatenessRule(per_day=per)},
            {"target": TargetRule(formula=Formula.RATIO)},
            {"target": TargetRule(formula=Formula.RATIO, value=goal)},
            {"target": TargetRule(formula=Formula.RATIO, at_target=points(random, most, decimals))},
            {"target": TargetRule(formula=Formula.BEST)},
            {"target": TargetRule(formula=Formula.INVERSE)},
            {"target": TargetRule(formula=Formula.INVERSE, value=goal)},
            {"target": TargetRule(formula=Formula.EXCESS, at_target=half)},
            {"target": TargetRule(formula=Formula.EXCESS, value=goal, at_target=half)},
        ]
    )
    return replace(bare, not_for=not_for, **of_kind)


def points(random: Random, most: Decimal, decimals: int) -> Decimal:
    """Draw points from 0 to the most, often one of the two."""
    share = random.choice([Decimal(0), Decimal(1), Decimal(random.randrange(1001)) / 1000])
    return round(most * share, decimals)


def _line(random: Random, table: ScoreTable, kind: SectionKind, of: Criterion) -> ScoreLine:
    if _chance(random, 10):
        return ScoreLine(
            criterion=of.id, not_applicable=True, reason="x", na_accepted=_chance(random, 70)
        )
    if _chance(random, 10):
        return ScoreLine(criterion=of.id)
    if not of.is_worked_out:
        given = (
            random.choice(of.steps) if of.steps else points(random, of.max_points, table.decimals)
        )
        return ScoreLine(criterion=of.id, self_points=given, appraisal_1=given)
    return figured(table, kind, of, *figures(random, of))


def figures(random: Random, of: Criterion) -> tuple[Decimal, Decimal | None]:
    """Draw an actual figure, and a target where the unit is given one."""
    actual = Decimal(random.choice([0, random.randrange(12), random.randrange(400)]))
    if of.target is not None:
        actual /= 4
    return actual, Decimal(random.randrange(1, 4000)) / 16 if of.asks_target else None


def figured(
    table: ScoreTable, kind: SectionKind, of: Criterion, actual: Decimal, target: Decimal | None
) -> ScoreLine:
    """Make an appraised line whose points are worked out."""
    given = Credit(None, actual, target)
    worth = worked_out(table=table, kind=kind, criterion=of, given=given)
    return ScoreLine(
        criterion=of.id, appraisal_1=worth, actual_1=actual, target_1=target, self_points=worth
    )
