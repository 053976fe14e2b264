"""What an expression in FEEL is made of, once it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from server.engine.expressions.feel.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    owner: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with `+ - * / ** = != < <= > >= and or` between them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Conditional:
    test: "Node"
    yes: "Node"
    no: "Node"


@dataclass(frozen=True, slots=True)
class Listed:
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Equal:
    """Fits what equals a value, or is one of the list that is given."""

    value: "Node"


@dataclass(frozen=True, slots=True)
class Compared:
    sign: str
    bound: "Node"


@dataclass(frozen=True, slots=True)
class Range:
    """Fits what lies between two bounds; one that is open is not among them."""

    low: "Node"
    high: "Node"
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Tests:
    """Fits what fits any of these, or none of them where it is negated; all, where there are none.

    It is what stands in an input cell, in a list of allowed values, and after `in`.
    """

    several: tuple["Test", ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    value: "Node"
    tests: Tests


Node: TypeAlias = Literal | Name | Field | Negative | Binary | Conditional | Listed | Call | Within
Test: TypeAlias = Equal | Compared | Range


def bounds(tests: Tests) -> Iterator[Node]:
    """Give the expressions that what is tested is compared with."""
    for test in tests.several:
        match test:
            case Equal(value=node) | Compared(bound=node):
                yield node
            case Range(low=low, high=high):
                yield low
                yield high


def paths(node: Node) -> Iterator[tuple[str, ...]]:
    """Give each name that is read, with the fields read on from it."""
    match node:
        case Name(name=name):
            yield (name,)
        case Field(owner=owner, name=name) if _is_path(owner):
            for path in paths(owner):
                yield (*path, name)
        case _:
            for part in parts(node):
                yield from paths(part)


def _is_path(node: Node) -> bool:
    while isinstance(node, Field):
        node = node.owner
    return isinstance(node, Name)


def parts(node: Node) -> tuple[Node, ...]:  # noqa: C901 - one case a node, flat
    """Give the expressions that a node is made of."""
    match node:
        case Literal() | Name():
            return ()
        case Field(owner=one) | Negative(operand=one):
            return (one,)
        case Binary(left=left, right=right):
            return (left, right)
        case Conditional(test=test, yes=yes, no=no):
            return (test, yes, no)
        case Listed(items=several) | Call(arguments=several):
            return several
        case Within(value=value, tests=tests):
            return (value, *bounds(tests))
