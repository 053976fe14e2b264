"""Tables whose cells are expressions of ours, as conditions are."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.engine.errors import DecisionRefused, ExpressionRefused
from server.engine.expressions.comparison import ordered, same
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.language import evaluate
from server.engine.expressions.tables import Cell, Domain, Policy
from server.engine.values import JSON

_MISSES: Final = frozenset({Policy.FIRST, Policy.PRIORITY})
_NEVER: Final = (ast.Tuple, ast.List, ast.Dict, ast.Compare, ast.BoolOp)


def never_fits(cell: Cell) -> bool:
    """Tell a list, a condition or a `not` in a cell: it is compared, and not applied."""
    tree = tree_of(cell.source)
    negated = isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)
    return negated or isinstance(tree, _NEVER)


@dataclass(frozen=True, slots=True)
class OurQuestion:
    """One question, over these facts."""

    decision: str
    facts: Mapping[str, JSON]

    def value(self, source: str, _column: Domain) -> JSON:
        return evaluate(source, self.facts)

    def fits(self, cell: Cell, value: JSON, _column: Domain) -> bool:
        if cell.source is None:
            return True
        wanted = evaluate(cell.source, self.facts)
        if cell.order is None:
            return same(value, wanted)
        try:
            return ordered(cell.order, value, wanted)
        except TypeError:
            reason = f"{value!r} has no order with {wanted!r}"
            raise DecisionRefused(self.decision, reason) from None


@dataclass(frozen=True, slots=True)
class Ours:
    """The language of conditions; a cell is compared as a whole."""

    misses: frozenset[Policy] = _MISSES

    def asked(self, decision: str, facts: Mapping[str, JSON]) -> OurQuestion:
        return OurQuestion(decision, facts)

    def listed(self, column: Domain) -> tuple[JSON, ...]:
        """Read DMN's list of allowed values; one that is not a list of ours allows nothing."""
        try:
            found = evaluate(f"[{column.values}]", {})
        except ExpressionRefused:
            return ()
        return tuple(found) if isinstance(found, list) else ()

    def foreseen(self, value: JSON, column: Domain) -> bool:
        listed = self.listed(column) if column.values else (value,)
        return value is not None and any(same(value, each) for each in listed)

    def constant(self, source: str) -> JSON:
        return evaluate(source, {})
