"""What a decision table is made of, whatever language its cells are written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from server.engine.expressions.comparison import Order
from server.engine.expressions.feel.nodes import Tests
from server.engine.values import JSON

ANSWER: Final = "answer"
"""What the one output is called that has no name."""


class Policy(StrEnum):
    """What a table answers where several lines fit; a COLLECT that reckons is named for that."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"
    SUM = "COLLECT SUM"
    MIN = "COLLECT MIN"
    MAX = "COLLECT MAX"
    COUNT = "COLLECT COUNT"


LISTS: Final = frozenset({Policy.RULE_ORDER, Policy.OUTPUT_ORDER, Policy.COLLECT})
"""Each output is the list of what the lines that fit say, in their order."""
ORDERED: Final = frozenset({Policy.PRIORITY, Policy.OUTPUT_ORDER})
"""Lines that fit come in the order in which the outputs list their values."""
NUMBERS: Final = frozenset({Policy.SUM, Policy.MIN, Policy.MAX})
"""One output, a number reckoned of those of the lines that fit."""
RECKONS: Final = NUMBERS | {Policy.COUNT}
ANSWERS_NOTHING: Final = LISTS | {Policy.COUNT}
"""Where no line fits, that is an answer too: an empty list, or nought."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One input cell: fits anything where `source` is None, compares where it has an order.

    `tests` is what it says in FEEL, None where it is an expression of ours.
    """

    source: str | None
    order: Order | None
    tests: Tests | None = None


@dataclass(frozen=True, slots=True)
class Line:
    inputs: tuple[Cell, ...]
    outputs: tuple[str, ...]
    id: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a column says of its values: DMN's type, and the list of all of them, if any.

    `tests` is that list in FEEL, None where it is written in our language. `least` and `most` bound
    the numbers it is asked, and `only` is all it is asked, where the linter knows what may be;
    `asked` are the choices that the process offers, and what cells name beside them. The engine
    asks what comes.
    """

    type: str = ""
    values: str = ""
    label: str = ""
    tests: Tests | None = None
    least: int | None = None
    most: int | None = None
    only: tuple[JSON, ...] | None = None
    asked: tuple[JSON, ...] | None = None


class Question(Protocol):
    """One question a table is asked, in the language of its cells."""

    def value(self, source: str, column: Domain, /) -> JSON:
        """Give what an input or an output says, as its column promises."""

    def fits(self, cell: Cell, value: JSON, column: Domain, /) -> bool:
        """Tell whether a cell fits what was asked."""


class Language(Protocol):
    """What a table is written in; `misses` are the policies that may answer nothing at all."""

    @property
    def misses(self) -> frozenset[Policy]: ...

    def asked(self, decision: str, facts: Mapping[str, JSON]) -> Question: ...

    def listed(self, column: Domain) -> tuple[JSON, ...]:
        """Give the values a column lists, in their order."""

    def foreseen(self, value: JSON, column: Domain) -> bool:
        """Tell whether a value is one of those a column expects."""

    def constant(self, source: str) -> JSON:
        """Give the value of what reads nothing; ExpressionRefused for what does."""
