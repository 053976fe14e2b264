"""Gives the value of a tree of FEEL over named values: a walk that is counted, and always ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from server.engine.expressions.feel.arithmetic import negative, reckoned
from server.engine.expressions.feel.functions import FUNCTIONS, called
from server.engine.expressions.feel.nodes import (
    Binary,
    Call,
    Compared,
    Conditional,
    Equal,
    Field,
    Listed,
    Literal,
    Name,
    Negative,
    Node,
    Range,
    Test,
    Tests,
    Within,
)
from server.engine.expressions.feel.values import (
    Unfit,
    Value,
    as_kind,
    equal,
    ordered,
    size,
    told,
)

MOST_STEPS: Final = 50_000
DEEPEST_CALLS: Final = 3


@dataclass(frozen=True, slots=True)
class Model:
    """A function that the file defines: its parameters and what it gives, each with its sort."""

    parameters: tuple[tuple[str, str], ...]
    body: Node
    gives: str = ""


@dataclass(slots=True)
class Work:
    """What has been done for one question to one table, all its cells together."""

    steps: int = 0

    def step(self, many: int = 1) -> None:
        self.steps += many
        if self.steps > MOST_STEPS:
            raise Unfit(f"more than {MOST_STEPS} steps")


def unknown(name: str) -> Value:
    """Refuse a name: nothing is there to read."""
    raise Unfit(f"there is no {name}")


@dataclass(frozen=True, slots=True)
class Evaluator:
    """The values that an expression reads by their names, and the models that it may call."""

    name: Callable[[str], Value] = unknown
    models: Mapping[str, Model] = field(default_factory=dict)
    work: Work = field(default_factory=Work)
    calls: int = 0
    own_days: str = ""

    def of(self, node: Node) -> Value:  # noqa: C901, PLR0911, PLR0912 - one case a node, flat
        """Give the value of a node; Unfit for what has no meaning."""
        self.work.step()
        match node:
            case Literal(value=value):
                return value
            case Name(name=name):
                return self.counted(self.name(name))
            case Field(owner=owner, name=name):
                return _field(self.of(owner), name)
            case Negative(operand=operand):
                return negative(self.of(operand))
            case Binary(sign=sign, left=left, right=right):
                return self.binary(sign, left, right)
            case Conditional(test=test, yes=yes, no=no):
                return self.of(yes) if _truth(self.of(test)) else self.of(no)
            case Listed(items=items):
                return self.counted(tuple(self.of(item) for item in items))
            case Call(function=name, arguments=arguments):
                return self.call(name, tuple(self.of(each) for each in arguments))
            case Within(value=value, tests=tests):
                return self.fits(tests, self.of(value))

    def counted(self, value: Value) -> Value:
        """Count a value by what it holds: lists of lists grow faster than what was written."""
        self.work.step(size(value, MOST_STEPS))
        return value

    def binary(self, sign: str, left: Node, right: Node) -> Value:
        if sign in {"and", "or"}:
            return self.together(sign, left, right)
        one, other = self.of(left), self.of(right)
        if sign == "=":
            return equal(one, other)
        if sign == "!=":
            return not equal(one, other)
        return ordered(sign, one, other) if sign[0] in "<>" else reckoned(sign, one, other)

    def together(self, sign: str, left: Node, right: Node) -> Value:
        """Join two truths, either of which may be unknown."""
        decides = sign == "or"
        one = _truth(self.of(left))
        if one is decides:
            return decides
        other = _truth(self.of(right))
        if other is decides:
            return decides
        return None if None in {one, other} else not decides

    def call(self, name: str, values: tuple[Value, ...]) -> Value:
        model = self.models.get(name)
        if model is None or name in FUNCTIONS:
            return called(name, values, self.own_days)
        if len(values) != len(model.parameters):
            raise Unfit(f"{name}() takes {len(model.parameters)} values")
        if self.calls == DEEPEST_CALLS:
            raise Unfit("functions call each other too deep")
        pairs = zip(model.parameters, values, strict=True)
        named = {each: as_kind(value, sort) if sort else value for (each, sort), value in pairs}
        inner = replace(self, name=_named(named), calls=self.calls + 1)
        found = inner.of(model.body)
        return as_kind(found, model.gives) if model.gives else found

    def fits(self, tests: Tests, value: Value) -> bool | None:
        """Tell whether a value fits; None where that is unknown."""
        if not tests.several:
            return True
        found = {self.test(test, value) for test in tests.several}
        any_fits = True if True in found else None if None in found else False
        return any_fits if not tests.negated or any_fits is None else not any_fits

    def test(self, test: Test, value: Value) -> bool | None:
        self.work.step()
        match test:
            case Compared(sign=sign, bound=bound):
                return ordered(sign, value, self.of(bound))
            case Equal(value=wanted):
                return _equals(value, self.of(wanted))
            case Range():
                return self.between(test, value)

    def between(self, test: Range, value: Value) -> bool | None:
        low, high = self.of(test.low), self.of(test.high)
        after = ordered(">" if test.low_open else ">=", value, low)
        before = ordered("<" if test.high_open else "<=", value, high)
        if after is False or before is False:
            return False
        return None if None in {after, before} else True


def _equals(value: Value, wanted: Value) -> bool:
    """Tell whether a value is the wanted one, or one of a list of these."""
    if not isinstance(wanted, tuple):
        return equal(value, wanted)
    lists = [each for each in wanted if isinstance(each, tuple)]
    if isinstance(value, tuple):
        return any(equal(value, each) for each in lists) if lists else equal(value, wanted)
    return any(equal(value, each) for each in wanted)


def _field(owner: Value, name: str) -> Value:
    if owner is None:
        return None
    if not isinstance(owner, Mapping) or name not in owner:
        raise Unfit(f"there is no {name}")
    return owner[name]


def _truth(value: Value) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise Unfit(f"{told(value)} is no truth")


def _named(values: Mapping[str, Value]) -> Callable[[str], Value]:
    def name(wanted: str) -> Value:
        return values[wanted] if wanted in values else unknown(wanted)

    return name


def constant(node: Node) -> Value:
    """Give the value of what reads nothing; Unfit for what does."""
    return Evaluator().of(node)
