"""How a result came about, step by step: numbers a head can check, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from server.domain.blocs.comparing import Comparison


class Reckoning(StrEnum):
    """How the result of a step comes from its terms."""

    SUM = "sum"
    LEAST = "least"
    """The smaller one: points, and the most they may count."""
    SHARE = "share"
    """The first divided by the second, times the third: points of what applies, on a scale."""
    TIMES = "times"
    """So many of the first as the second says, at most the third."""
    OFF = "off"
    """The third, less so many of the first as the second says, down to nothing."""
    RATIO = "ratio"
    """The first times the second divided by the third, at most the fourth."""
    EXCESS = "excess"
    """The first, and of what the second is more the share of the excess: third by fourth, by the
    fifth, each above 1."""
    ROUNDED = "rounded"
    """The one term, rounded as the rules say; who made the step knows how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A number in a step; `about` is the id of what it is of, empty where the step says it."""

    about: str = ""
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReckonedStep:
    """One step: what it works out (`code`), of which part or unit, from which terms, to what."""

    code: str
    about: str = ""
    reckoning: Reckoning
    terms: tuple[Term, ...]
    result: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedStep:
    """A number held against what a rule asks; `about` is the round, the award or the like."""

    code: str
    about: str = ""
    comparison: Comparison
    holds: bool


Steps = tuple[ReckonedStep | ComparedStep, ...]


def worked_out(step: ReckonedStep) -> Fraction:
    """Work a step out by hand: what its terms come to, before any rounding."""
    return _WAYS[step.reckoning]([term.value for term in step.terms])


def _share(values: list[Fraction]) -> Fraction:
    points, applicable, scale = values
    return points / applicable * scale


def _times(values: list[Fraction]) -> Fraction:
    each, count, most = values
    return min(each * count, most)


def _ratio(values: list[Fraction]) -> Fraction:
    points, actual, goal, most = values
    return min(points * actual / goal, most)


def _excess(values: list[Fraction]) -> Fraction:
    at, most, actual, goal, highest = values
    return at + (most - at) * (actual / goal - 1) / (highest - 1)


_WAYS: Mapping[Reckoning, Callable[[list[Fraction]], Fraction]] = {
    Reckoning.SUM: lambda values: sum(values, Fraction(0)),
    Reckoning.LEAST: min,
    Reckoning.SHARE: _share,
    Reckoning.TIMES: _times,
    Reckoning.OFF: lambda values: values[2] - _times(values),
    Reckoning.RATIO: _ratio,
    Reckoning.EXCESS: _excess,
    Reckoning.ROUNDED: lambda values: values[0],
}
