"""The refusals of every `check_…` function in `server/`, each to be taken out by itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PREFIX: Final = "check_"
NO_GUARDS: Final = ("server/demo/",)
"""What plays a demonstration fills a form in; it guards nothing."""


@dataclass(frozen=True)
class Guard:
    """One refusal: a `raise`, or a call for its effect alone, within a `check_…` function."""

    path: str
    """Of the module, from the root of the repository."""
    function: str
    line: int
    said: str
    """The first line of the statement."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.function}: {self.said}"

    @property
    def place(self) -> str:
        """Name it as an argument does: `server/x.py:41`."""
        return f"{self.path}:{self.line}"


def guards() -> tuple[Guard, ...]:
    """List every guard, by path and line."""
    return tuple(
        guard
        for path in sorted((ROOT / "server").rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(NO_GUARDS)
        for guard in guards_of(name, path.read_text(encoding="utf-8"))
    )


def guards_of(path: str, source: str) -> Iterator[Guard]:
    """List the guards of one module."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and is_check(function.name):
            for statement in ast.walk(function):
                if is_guard(statement):
                    yield _described(path, function, statement)


def is_check(name: str) -> bool:
    return name.lstrip("_").startswith(PREFIX)


def is_guard(node: ast.AST) -> bool:
    """Tell whether a statement refuses: it raises, or calls something for its effect alone."""
    return isinstance(node, ast.Raise) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    )


def _described(path: str, function: ast.FunctionDef, statement: ast.AST) -> Guard:
    said = ast.unparse(statement).partition("\n")[0][:100]
    return Guard(path, function.name, getattr(statement, "lineno", 0), said)


def without(source: str, line: int) -> ast.Module:
    """Parse a module, but for the guard at a line. Raises LookupError where there is none."""
    found = _TakeOut(line)
    tree = ast.parse(source)
    found.visit(tree)
    if not found.taken:
        raise LookupError(line)
    return tree


class _TakeOut(ast.NodeTransformer):
    def __init__(self, line: int) -> None:
        self.line, self.taken = line, False

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if is_guard(node) and getattr(node, "lineno", 0) == self.line:
            self.taken = True
            return ast.copy_location(ast.Pass(), node)
        return super().generic_visit(node)
