"""The steps of a result in words and formulas, as a page or a sheet of paper shows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from flask import Flask, current_app

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.explaining import ReckonedStep, Reckoning, Term, worked_out
from server.store.cases.case_papers import FileRow
from server.web.cases.case_access import Sight
from server.web.frame.formats import number, rounded
from server.web.words.catalogue import gettext as _

FINEST = 10**6
"""A fraction with more decimals than this has noughts is written as a fraction."""
SHOWN = 4
_EXTENSION = "explained_results"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """One step: what it is, the rule if there is one, the numbers, and what came of comparing."""

    said: str
    formula: str = ""
    rule: str = ""
    verdict: str = ""
    files: Sequence[FileRow] = ()
    """What it rests on, as far as the reader may open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedPart:
    """Steps that belong together, and what they come to in one sentence."""

    title: str
    lines: Sequence[ExplainedLine]
    comes_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How one result came about."""

    title: str
    parts: Sequence[ExplainedPart]
    note: str = ""
    unit: str = ""
    """Where it is of an award: the unit whose own explanation the reader may see, too."""


Explain = Callable[[Sight, str], Explanation | None]
"""Explains what an id is about, a unit or "award/unit"; None where it is not theirs to tell, or
where the reader may not see it."""
Named = Callable[[str], str]


def install(app: Flask, explains: Sequence[Explain]) -> None:
    """Keep who explains results."""
    app.extensions[_EXTENSION] = tuple(explains)


def explained(sight: Sight, about: str) -> Explanation | None:
    """Ask each process in turn."""
    asked = cast("Sequence[Explain]", current_app.extensions[_EXTENSION])
    return next((found for explain in asked if (found := explain(sight, about))), None)


def value(of: Fraction) -> str:
    """Write a number exactly: 89,5, or 8.700/97 with what it comes to, 89,6907."""
    if FINEST % of.denominator == 0:
        return _signed(number(Decimal(of.numerator) / of.denominator))
    return f"{_ratio(of)} ≈ {_signed(rounded(of, SHOWN))}"


def formula(step: ReckonedStep, named: Named) -> str:
    """Write a step out: what its terms are, and what they come to."""
    if step.reckoning is Reckoning.ROUNDED:
        return f"{value(step.terms[0].value)} → {value(step.result)}"
    exact = worked_out(step)
    rounded_ = "" if exact == step.result else f" → {value(step.result)}"
    return f"{_reckoned(step, named)} = {value(exact)}{rounded_}"


def compared(found: Comparison, *, holds: bool) -> str:
    """Write a comparison out, with the share and the base that the needed number is of."""
    sign = (">" if found.strict else "≥") if holds else ("≤" if found.strict else "<")
    needed = value(found.needed)
    if found.share is not None and found.base is not None:
        needed = f"{_plain(found.share)} × {_plain(found.base)} = {needed}"
    return f"{value(found.value)} {sign} {needed}"


def met(*, holds: bool) -> str:
    """Say whether what a rule asks is met."""
    return _("đạt") if holds else _("không đạt")


def _reckoned(step: ReckonedStep, named: Named) -> str:
    plain = [_plain(term.value) for term in step.terms]
    if step.reckoning is Reckoning.LEAST:
        return f"min({'; '.join(plain)})"
    if step.reckoning is Reckoning.SUM:
        return _sum(step.terms, named)
    return _PATTERNS[step.reckoning].format(*plain)


_PATTERNS: Mapping[Reckoning, str] = {
    Reckoning.SHARE: "{0} ÷ {1} × {2}",
    Reckoning.TIMES: "min({0} × {1}; {2})",
    Reckoning.OFF: "{2} − min({0} × {1}; {2})",
    Reckoning.RATIO: "min({0} × {1} ÷ {2}; {3})",
    Reckoning.EXCESS: "{0} + ({1} − {0}) × ({2} ÷ {3} − 1) ÷ ({4} − 1)",
}


def _sum(terms: Sequence[Term], named: Named) -> str:
    """Write terms one after another, each with what it is of: 10 (1.1) − 2 (P1)."""
    written = ""
    for term in terms:
        name = named(term.about)
        sign = "−" if term.value < 0 else "+"
        before = f" {sign} " if written else sign.replace("+", "")
        written += before + _plain(abs(term.value)) + (f" ({name})" if name else "")
    return written or "0"


def _plain(of: Fraction) -> str:
    if FINEST % of.denominator == 0:
        return _signed(number(Decimal(of.numerator) / of.denominator))
    return _ratio(of)


def _ratio(of: Fraction) -> str:
    return f"{_signed(number(of.numerator))}/{number(of.denominator)}"


def _signed(text: str) -> str:
    return text.replace("-", "−")


def names(*several: Mapping[str, str]) -> Named:
    """Say what ids are called, out of several tables; an unknown one is called nothing."""
    known = {name: said for table in several for name, said in table.items()}
    return lambda about: known.get(about, "")
