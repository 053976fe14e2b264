"""Decision tables in DMN, their cells in our language.

An input cell that is empty or `-` fits anything; one that begins with <, <=, > or >= compares the
input with what follows; any other is an expression whose value the input must equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import localcontext
from enum import StrEnum
from typing import Final

from server.engine.errors import DecisionRefused
from server.engine.expressions.comparison import Order, number, ordered, same
from server.engine.expressions.language import evaluate
from server.engine.values import JSON


class Policy(StrEnum):
    """What a table answers where several lines fit; a COLLECT that reckons is named for that."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    ANY = "ANY"
    RULE_ORDER = "RULE ORDER"
    COLLECT = "COLLECT"
    SUM = "COLLECT SUM"
    MIN = "COLLECT MIN"
    MAX = "COLLECT MAX"
    COUNT = "COLLECT COUNT"


LISTS: Final = frozenset({Policy.RULE_ORDER, Policy.COLLECT})
"""Each output is the list of what the lines that fit say, in their order."""
NUMBERS: Final = frozenset({Policy.SUM, Policy.MIN, Policy.MAX})
"""One output, a number reckoned of those of the lines that fit."""
RECKONS: Final = NUMBERS | {Policy.COUNT}
ANSWERS_NOTHING: Final = LISTS | {Policy.COUNT}
"""Where no line fits, that is an answer too: an empty list, or nought."""


MOST_DIGITS: Final = 100
"""More than a sum of any table has: no digit of it is rounded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One input cell: fits anything where `source` is None, compares where it has an order."""

    source: str | None
    order: Order | None


@dataclass(frozen=True, slots=True)
class Line:
    inputs: tuple[Cell, ...]
    outputs: tuple[str, ...]
    id: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a column says of its values: DMN's type, and the list of all of them, if any."""

    type: str = ""
    values: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a table was asked, which of its lines fit (counted from 0), and what it answered."""

    inputs: tuple[JSON, ...]
    lines: tuple[int, ...]
    answer: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision table.

    `domains` are of the inputs, `answers` of the outputs; `defaults` are the answers where no line
    fits, as many as outputs, or none at all.
    """

    id: str
    policy: Policy
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    lines: tuple[Line, ...]
    domains: tuple[Domain, ...] = ()
    answers: tuple[Domain, ...] = ()
    defaults: tuple[str, ...] = ()
    name: str = ""

    @property
    def sources(self) -> Iterator[str]:
        """Every expression of the table, each once."""
        cells = (cell.source for line in self.lines for cell in line.inputs)
        outputs = (source for line in self.lines for source in line.outputs)
        every = (*self.inputs, *(each for each in cells if each is not None), *outputs)
        return iter(dict.fromkeys((*every, *self.defaults)))

    def decide(self, facts: Mapping[str, JSON]) -> dict[str, JSON]:
        """Give the outputs of the line that fits, or raise DecisionRefused."""
        return dict(self.rule(facts).answer)

    def rule(self, facts: Mapping[str, JSON]) -> Ruling:
        """Give the answer with what led to it, or raise DecisionRefused where there is none."""
        values = tuple(evaluate(source, facts) for source in self.inputs)
        found = (at for at, line in enumerate(self.lines) if self.fits(line, values, facts))
        fitting = tuple(found)
        if not fitting and self.policy not in ANSWERS_NOTHING:
            if not self.defaults:
                raise DecisionRefused(self.id, "no line fits")
            return Ruling(values, (), self._named(self.defaults, facts))
        if self.policy is Policy.FIRST:
            fitting = fitting[:1]
        if self.policy is Policy.UNIQUE and len(fitting) > 1:
            raise DecisionRefused(self.id, f"{len(fitting)} lines fit, and only one may")
        said = [self._named(self.lines[at].outputs, facts) for at in fitting]
        return Ruling(values, fitting, self._together(said))

    def fits(self, line: Line, values: Sequence[JSON], facts: Mapping[str, JSON]) -> bool:
        pairs = zip(line.inputs, values, strict=True)
        return all(self.cell(cell, value, facts) for cell, value in pairs)

    def cell(self, cell: Cell, value: JSON, facts: Mapping[str, JSON]) -> bool:
        if cell.source is None:
            return True
        wanted = evaluate(cell.source, facts)
        if cell.order is None:
            return same(value, wanted)
        try:
            return ordered(cell.order, value, wanted)
        except TypeError:
            raise DecisionRefused(self.id, f"{value!r} has no order with {wanted!r}") from None

    def _named(self, sources: tuple[str, ...], facts: Mapping[str, JSON]) -> dict[str, JSON]:
        cells = zip(self.outputs, sources, strict=True)
        return {name: evaluate(source, facts) for name, source in cells}

    def _together(self, said: list[dict[str, JSON]]) -> dict[str, JSON]:
        if self.policy in LISTS:
            return {name: [each[name] for each in said] for name in self.outputs}
        if self.policy in RECKONS:
            name = self.outputs[0]
            return {name: self._reckoned([each[name] for each in said])}
        if any(not same(each[name], said[0][name]) for each in said for name in each):
            raise DecisionRefused(self.id, f"{len(said)} lines fit, and they say different things")
        return said[0]

    def _reckoned(self, values: list[JSON]) -> JSON:
        """Sum, pick or count; numbers are exact, and a sum with a decimal in it is a decimal."""
        if self.policy is Policy.COUNT:
            return len(values)
        try:
            numbers = [number(value) for value in values]
        except TypeError:
            raise DecisionRefused(self.id, "what it reckons is no number") from None
        if self.policy is not Policy.SUM:
            pick = min if self.policy is Policy.MIN else max
            return values[numbers.index(pick(numbers))]
        with localcontext(prec=MOST_DIGITS):
            total = sum(numbers)
        whole = all(isinstance(value, int) for value in values)
        return int(total) if whole else format(total, "f")
