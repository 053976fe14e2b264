"""Which keys code writes into the payloads of events, read from the code itself.

What is handed over as `payload` is followed to the dictionaries it is made of: through names,
functions of the same module and their callers. What comes from elsewhere is not found.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HANDED = frozenset({"payload", "told"})
Place = tuple[str, int]
"""A key, and the line it stands in."""
Function = ast.FunctionDef


@dataclass(frozen=True)
class Module:
    """A module that writes events."""

    path: Path
    apart: frozenset[str]
    """Keys below which nothing is followed: a page has a place of its own for them."""

    def written(self) -> Iterator[Place]:
        """Give each key of what the module hands over as a payload."""
        for function in self._functions.values():
            for node in ast.walk(function):
                if isinstance(node, ast.keyword) and node.arg in HANDED:
                    yield from self._of(node.value, function, frozenset())

    @cached_property
    def _functions(self) -> Mapping[str, Function]:
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        return {each.name: each for each in ast.walk(tree) if isinstance(each, Function)}

    def _of(self, node: ast.expr, within: Function, seen: frozenset[str]) -> Iterator[Place]:
        match node:
            case ast.Dict():
                yield from self._of_dict(node, within, seen)
            case ast.Name(id=name):
                yield from self._of_name(name, within, seen)
            case ast.Call():
                yield from self._of_call(node, within, seen)
            case _:
                yield from self._of_all(_parts(node), within, seen)

    def _of_all(
        self, nodes: Sequence[ast.expr], within: Function, seen: frozenset[str]
    ) -> Iterator[Place]:
        for each in nodes:
            yield from self._of(each, within, seen)

    def _of_dict(self, node: ast.Dict, within: Function, seen: frozenset[str]) -> Iterator[Place]:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, key.lineno
                if key.value in self.apart:
                    continue
            yield from self._of(value, within, seen)

    def _of_call(self, node: ast.Call, within: Function, seen: frozenset[str]) -> Iterator[Place]:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if called == "dict":
            yield from self._of_all(node.args, within, seen)
        function = self._functions.get(called)
        if function is not None and f"{called}()" not in seen:
            for each in ast.walk(function):
                if isinstance(each, ast.Return) and each.value is not None:
                    yield from self._of(each.value, function, seen | {f"{called}()"})

    def _of_name(self, name: str, within: Function, seen: frozenset[str]) -> Iterator[Place]:
        mark = f"{within.name}.{name}"
        if mark in seen:
            return
        for node in ast.walk(within):
            yield from self._of_all([*_assigned(node, name)], within, seen | {mark})
            yield from _set_in(node, name)
        for at, argument in enumerate([*within.args.args, *within.args.kwonlyargs]):
            if argument.arg == name:
                yield from self._of_callers(within, name, at, seen | {mark})

    def _of_callers(
        self, called: Function, name: str, at: int, seen: frozenset[str]
    ) -> Iterator[Place]:
        for function in self._functions.values():
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _is_named(node.func, called.name):
                    given = [each.value for each in node.keywords if each.arg == name]
                    yield from self._of_all(given or node.args[at : at + 1], function, seen)


def _parts(node: ast.expr) -> Sequence[ast.expr]:
    """Return what a value is made of, where it is made of values."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
            return values
        case ast.IfExp(body=body, orelse=other):
            return [body, other]
        case ast.ListComp(elt=each) | ast.GeneratorExp(elt=each) | ast.DictComp(value=each):
            return [each]
        case ast.Starred(value=each):
            return [each]
        case _:
            return []


def _assigned(node: ast.AST, name: str) -> Iterator[ast.expr]:
    match node:
        case ast.Assign(targets=[ast.Name(id=each)], value=value) if each == name:
            yield value
        case ast.AnnAssign(target=ast.Name(id=each), value=ast.expr() as value) if each == name:
            yield value
        case ast.AugAssign(target=ast.Name(id=each), value=value) if each == name:
            yield value


def _set_in(node: ast.AST, name: str) -> Iterator[Place]:
    for target in node.targets if isinstance(node, ast.Assign) else ():
        match target:
            case ast.Subscript(value=ast.Name(id=each), slice=ast.Constant(value=str() as key)) if (
                each == name
            ):
                yield key, target.lineno


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
