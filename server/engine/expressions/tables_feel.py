"""Tables and expressions in FEEL: each text read once, into a tree, when the file is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.engine.errors import DecisionRefused, ExpressionRefused
from server.engine.expressions.feel.evaluating import Evaluator, Model, constant, unknown
from server.engine.expressions.feel.functions import called
from server.engine.expressions.feel.nodes import Node, Tests, bounds, paths
from server.engine.expressions.feel.values import Unfit, Value, as_kind, given, taken, told
from server.engine.expressions.functions import counted_by
from server.engine.expressions.tables import NUMBERS, Cell, Domain, Policy
from server.engine.values import JSON

KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("number", "integer", "long", "double", "decimal"), "number"),
    "string": "string",
    "boolean": "boolean",
    "date": "date",
    **dict.fromkeys(("days and time duration", "dayTimeDuration"), "days"),
}
"""DMN's types, and what our values of them are."""
_MISSES: Final = frozenset({Policy.FIRST, Policy.PRIORITY}) | NUMBERS


@dataclass(frozen=True, slots=True)
class DeclaredName:
    """What the file declares of a name: the sort of its values, and all that they may be."""

    kind: str = ""
    allowed: Tests = field(default_factory=Tests)


@dataclass(frozen=True, slots=True)
class FeelQuestion:
    """One question; the steps of all its cells are counted together."""

    decision: str
    evaluator: Evaluator
    nodes: Mapping[str, Node]

    def value(self, source: str, column: Domain) -> JSON:
        try:
            found = self.evaluator.of(self.nodes[source])
            return given(as_kind(found, kind) if (kind := KINDS.get(column.type, "")) else found)
        except Unfit as unfit:
            raise DecisionRefused(self.decision, str(unfit)) from None

    def fits(self, cell: Cell, value: JSON, column: Domain) -> bool:
        if cell.tests is None:
            return True
        try:
            wanted = self.evaluator.counted(_of_column(value, column))
            return self.evaluator.fits(cell.tests, wanted) is True
        except Unfit as unfit:
            raise DecisionRefused(self.decision, str(unfit)) from None


@dataclass(frozen=True, slots=True)
class Feel:
    """One decision's texts with their trees, what its names are declared to be, its functions."""

    nodes: Mapping[str, Node]
    names: Mapping[str, DeclaredName]
    models: Mapping[str, Model]
    misses: frozenset[Policy] = _MISSES

    def asked(self, decision: str, facts: Mapping[str, JSON]) -> FeelQuestion:
        def name(wanted: str) -> Value:
            if wanted not in facts:
                return unknown(wanted)
            return self.declared(wanted, taken(facts[wanted]))

        evaluator = Evaluator(name, self.models, own_days=counted_by(facts))
        return FeelQuestion(decision, evaluator, self.nodes)

    def declared(self, name: str, value: Value) -> Value:
        """Give a value as its name was declared; Unfit for one that may not be."""
        said = self.names.get(name, DeclaredName())
        found = as_kind(value, said.kind) if said.kind else value
        if said.allowed.several and found is not None and not _allows(said.allowed, found):
            raise Unfit(f"{told(found)} is not allowed for {name}")
        return found

    def listed(self, column: Domain) -> tuple[JSON, ...]:
        try:
            return tuple(map(given, map(constant, bounds(column.tests or Tests()))))
        except Unfit:
            return ()

    def foreseen(self, value: JSON, column: Domain) -> bool:
        try:
            found = _of_column(value, column)
            return found is not None and _allows(column.tests or Tests(), found)
        except Unfit:
            return False

    def constant(self, source: str) -> JSON:
        try:
            return given(Evaluator(models=self.models).of(self.nodes[source]))
        except Unfit as unfit:
            raise ExpressionRefused(str(unfit), source) from None

    def answers(self, source: str, column: Domain) -> bool:
        """Tell whether an answer can be given as one of its column; what reads facts may be."""
        node, kind = self.nodes[source], KINDS.get(column.type, "")
        if any(paths(node)):
            return True
        try:
            found = Evaluator(models=self.models).of(node)
            given(as_kind(found, kind) if kind else found)
        except Unfit:
            return False
        return True


def _of_column(value: JSON, column: Domain) -> Value:
    kind = KINDS.get(column.type, "")
    if kind == "days" and isinstance(value, str):
        return called("duration", (value,))
    return as_kind(taken(value), kind) if kind else taken(value)


def _allows(tests: Tests, value: Value) -> bool:
    return Evaluator().fits(tests, value) is True
