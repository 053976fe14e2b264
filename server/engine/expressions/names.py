"""Which names an expression reads, and which it has asked for with has() before."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Paths: TypeAlias = frozenset[str]  # "late", "late.until"
NOTHING: Paths = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: a name, perhaps a field of it, and whether has() has made sure of each."""

    name: str
    field: str | None = None
    sure: bool = False
    field_sure: bool = False
    asked: bool = False
    """Whether has() asks for it here."""

    def __str__(self) -> str:
        return self.name if self.field is None else f"{self.name}.{self.field}"


def reads(node: ast.AST, sure: Paths = NOTHING) -> Iterator[Read]:
    """Give every reading in a checked tree, in the order they are evaluated."""
    match node:
        case ast.Call(func=ast.Name(id="has"), args=[asked]):
            name, *fields = _path(asked)
            yield Read(name, fields[0] if fields else None, sure=True, field_sure=True, asked=True)
        case ast.Call(args=parts):
            yield from _each(parts, sure)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yes, no = answers(test)
            yield from reads(test, sure)
            yield from reads(body, sure | yes)
            yield from reads(orelse, sure | no)
        case ast.BoolOp(op=op, values=values):
            yield from _in_turn(op, values, sure)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            yield from _path_reads(node, sure)
        case _:
            yield from _each(list(ast.iter_child_nodes(node)), sure)


def answers(node: ast.AST) -> tuple[Paths, Paths]:
    """Give the paths that are there for certain where a test is true, and where it is false."""
    match node:
        case ast.Call(func=ast.Name(id="has"), args=[asked]):
            parts = _path(asked)
            return frozenset(".".join(parts[:end]) for end in range(1, len(parts) + 1)), NOTHING
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yes, no = answers(operand)
            return no, yes
        case ast.BoolOp(op=op, values=values):
            found = [answers(value) for value in values]
            both = frozenset[str]().union(*(each[isinstance(op, ast.Or)] for each in found))
            either = frozenset.intersection(*(each[isinstance(op, ast.And)] for each in found))
            return (either, both) if isinstance(op, ast.Or) else (both, either)
        case _:
            return NOTHING, NOTHING


def _each(nodes: list[ast.expr] | list[ast.AST], sure: Paths) -> Iterator[Read]:
    for node in nodes:
        yield from reads(node, sure)


def _in_turn(op: ast.boolop, values: list[ast.expr], sure: Paths) -> Iterator[Read]:
    for value in values:
        yield from reads(value, sure)
        yes, no = answers(value)
        sure |= yes if isinstance(op, ast.And) else no


def _path_reads(node: ast.expr, sure: Paths) -> Iterator[Read]:
    parts: list[str] = []
    inner: ast.expr = node
    while not isinstance(inner, ast.Name):
        match inner:
            case ast.Attribute(value=owner, attr=name):
                parts.insert(0, name)
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(name))):
                parts.insert(0, name)
            case ast.Subscript(value=owner, slice=index):
                yield from reads(index, sure)
                parts = []
            case _:
                yield from reads(inner, sure)
                return
        inner = owner
    field = parts[0] if parts else None
    yield Read(inner.id, field, inner.id in sure, f"{inner.id}.{field}" in sure)


def _path(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [*_path(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else []
