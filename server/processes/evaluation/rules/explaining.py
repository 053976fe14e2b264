"""How a unit's final and its rank came about: the numbers of the totals themselves, in order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.explaining import ComparedStep, ReckonedStep, Reckoning, Steps, Term
from server.domain.blocs.rules import ScoreTable, Section, SectionKind, TablePart
from server.processes.evaluation.rules.explaining_points import explain_points
from server.processes.evaluation.rules.ranking import Ranked
from server.processes.evaluation.rules.sheets import PartTotal, ScoreLine, SheetTotals
from server.processes.evaluation.rules.totals import (
    Column,
    counted_maxima,
    counted_points,
    totals,
)


class ScoreStep(StrEnum):
    """What a step of a unit's result works out."""

    PART = "part"
    CAP = "cap"
    NORMAL = "normal"
    MAXIMUM = "maximum"
    APPLICABLE = "applicable"
    ON_SCALE = "on_scale"
    WITH_EXTRA = "with_extra"
    HELD = "held"
    ROUNDED = "rounded"
    ABOVE = "above"
    EQUAL = "equal"


NORMAL, EXTRA = "normal", "extra"
"""Terms that are no part of the table: the normal sections on the scale, all others."""


def explain_final(
    table: ScoreTable, lines: Iterable[ScoreLine], best: Mapping[str, Fraction]
) -> Steps:
    """Tell how a sheet's final on the whole scale came about, the innermost parts first.

    `best` are the best figures of the bloc by criterion, where points come from them. The numbers
    are those of `totals`; the last step's result is what units are compared by. What is left out
    of the scale is no term of a sum.
    """
    sheet = tuple(lines)
    sums = totals(table=table, lines=sheet, column=Column.FINAL)
    most = counted_maxima(table=table, lines=sheet)
    points = counted_points(table=table, lines=sheet, column=Column.FINAL)
    points = {name: found for name, found in points.items() if most[name]}
    by_part = {total.part: total for total in sums.parts}
    inner = (
        step for section in table.sections for step in _parts(section, section, by_part, points)
    )
    return (*_figured(table, sheet, best), *inner, *_whole(table, sums, most))


def explain_rank(ranking: Iterable[Ranked], unit: str) -> Steps:
    """Tell which units' finals are above a ranked unit's, and which are equal to it."""
    placed = {ranked.unit: ranked for ranked in ranking}
    own = placed[unit].scaled
    others = [ranked for ranked in placed.values() if ranked.unit != unit and ranked.scaled >= own]
    return tuple(
        ComparedStep(
            code=ScoreStep.ABOVE if ranked.scaled > own else ScoreStep.EQUAL,
            about=ranked.unit,
            comparison=Comparison(value=ranked.scaled, needed=own, strict=ranked.scaled > own),
            holds=True,
        )
        for ranked in others
    )


def _figured(
    table: ScoreTable, lines: Iterable[ScoreLine], best: Mapping[str, Fraction]
) -> Iterator[ReckonedStep]:
    """Go through the criteria whose points were worked out from figures."""
    by_id = {line.criterion: line for line in lines}
    for section, criterion in table.lines():
        line = by_id.get(criterion.id)
        step = explain_points(section, criterion, line, best) if line else None
        if step is not None:
            yield step


def _parts(
    section: Section,
    part: TablePart,
    totals_: Mapping[str, PartTotal],
    points: Mapping[str, Decimal | None],
) -> Iterator[ReckonedStep]:
    """Go through a part's steps, those of the parts within it before its own."""
    for inner in part.parts or ():
        yield from _parts(section, inner, totals_, points)
    sign = -1 if section.kind is SectionKind.DEDUCTION else 1
    own = [
        Term(about=criterion.id, value=sign * Fraction(found))
        for criterion in part.criteria
        if (found := points.get(criterion.id)) is not None
    ]
    below = [
        Term(about=inner.id, value=Fraction(totals_[inner.id].points)) for inner in part.parts or ()
    ]
    total = totals_[part.id]
    summed, counted = Fraction(total.summed), Fraction(total.points)
    yield ReckonedStep(
        code=ScoreStep.PART,
        about=part.id,
        reckoning=Reckoning.SUM,
        terms=(*own, *below),
        result=summed,
    )
    if total.is_capped:
        yield _capped(part, sign * summed, sign * counted)


def _maxima(
    part: TablePart, totals_: Mapping[str, PartTotal], most: Mapping[str, Decimal]
) -> Iterator[ReckonedStep]:
    """Tell the most that a part can count, where that is not what its table says of it."""
    if totals_[part.id].maximum == part.max_points:
        return
    for inner in part.parts or ():
        yield from _maxima(inner, totals_, most)
    own = [(each.id, most[each.id]) for each in part.criteria if most[each.id]]
    below = [(inner.id, totals_[inner.id].maximum) for inner in part.parts or ()]
    terms = tuple(Term(about=name, value=Fraction(each)) for name, each in (*own, *below))
    summed = sum((term.value for term in terms), Fraction(0))
    yield ReckonedStep(
        code=ScoreStep.MAXIMUM,
        about=part.id,
        reckoning=Reckoning.SUM,
        terms=terms,
        result=summed,
    )
    if part.cap is not None and summed > part.cap:
        yield replace(_capped(part, summed, Fraction(part.cap)), code=ScoreStep.MAXIMUM)


def _capped(part: TablePart, summed: Fraction, counted: Fraction) -> ReckonedStep:
    terms = (Term(value=summed), Term(value=Fraction(part.cap or 0)))
    return ReckonedStep(
        code=ScoreStep.CAP, about=part.id, reckoning=Reckoning.LEAST, terms=terms, result=counted
    )


def _whole(
    table: ScoreTable, sums: SheetTotals, most: Mapping[str, Decimal]
) -> Iterator[ReckonedStep]:
    heads = list(zip(table.sections, sums.sections, strict=True))
    normal = [(s, t) for s, t in heads if s.kind is SectionKind.NORMAL]
    reached, scale = _sum(normal), Fraction(table.max_points)
    yield ReckonedStep(
        code=ScoreStep.NORMAL, reckoning=Reckoning.SUM, terms=_terms(normal), result=reached
    )
    applicable = Fraction(sums.applicable_maximum)
    value = reached
    if applicable != scale:
        by_part = {total.part: total for total in sums.parts}
        for section, _total in normal:
            yield from _maxima(section, by_part, most)
        terms = tuple(Term(about=s.id, value=Fraction(t.maximum)) for s, t in normal)
        yield ReckonedStep(
            code=ScoreStep.APPLICABLE, reckoning=Reckoning.SUM, terms=terms, result=applicable
        )
        value = _on_scale(reached, applicable, scale)
        if applicable:
            share = tuple(Term(value=each) for each in (reached, applicable, scale))
            yield ReckonedStep(
                code=ScoreStep.ON_SCALE, reckoning=Reckoning.SHARE, terms=share, result=value
            )
    yield from _final(table, sums, [(s, t) for s, t in heads if (s, t) not in normal], value)


def _final(
    table: ScoreTable,
    sums: SheetTotals,
    extra: list[tuple[Section, PartTotal]],
    value: Fraction,
) -> Iterator[ReckonedStep]:
    """Go from the normal sections on the scale to what is compared."""
    if extra:
        terms = (Term(about=NORMAL, value=value), *_terms(extra))
        value += _sum(extra)
        yield ReckonedStep(
            code=ScoreStep.WITH_EXTRA, reckoning=Reckoning.SUM, terms=terms, result=value
        )
    scale = Fraction(table.max_points)
    if not table.bonus_may_exceed and value > scale:
        terms = (Term(value=value), Term(value=scale))
        value = scale
        yield ReckonedStep(
            code=ScoreStep.HELD, reckoning=Reckoning.LEAST, terms=terms, result=value
        )
    if not table.is_exact:
        terms = (Term(value=value),)
        yield ReckonedStep(
            code=ScoreStep.ROUNDED, reckoning=Reckoning.ROUNDED, terms=terms, result=sums.scaled
        )


def _on_scale(points: Fraction, applicable: Fraction, scale: Fraction) -> Fraction:
    return points / applicable * scale if applicable else Fraction(0)


def _terms(heads: list[tuple[Section, PartTotal]]) -> tuple[Term, ...]:
    return tuple(Term(about=s.id, value=Fraction(t.points)) for s, t in heads)


def _sum(heads: list[tuple[Section, PartTotal]]) -> Fraction:
    return sum((Fraction(total.points) for _section, total in heads), Fraction(0))
