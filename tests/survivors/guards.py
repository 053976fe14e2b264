"""The refusals of every `check_…` function in `server/`, each to be taken out by itself."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PREFIX: Final = "check_"
MOST_FILES: Final = 15
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
    names: tuple[str, ...] = ()
    """Of the classes, codes and functions in it, by which a test may know it."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.function}: {self.said}"

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").replace("/", ".")


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
    """Describe a guard; the names are its own, or the whole function's where it has none."""
    told = _telling(statement) or _telling(function)
    line = getattr(statement, "lineno", 0)
    return Guard(path, function.name, line, _first_line(statement), tuple(told))


def _telling(node: ast.AST) -> dict[str, None]:
    return dict.fromkeys(name for name in _names(ast.unparse(node)) if not name.islower())


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0][:100]


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


def own_tests(guard: Guard) -> list[str]:
    """List the test files of a guard, the nearest first, `MOST_FILES` at most.

    They name the function, are called after its module, name what it says, or its module. Where
    there are none: what calls it, what calls that, and those of its room. Those of a browser are
    left out: a refusal is told by a test of its own room.
    """
    stem = Path(guard.path).stem
    called = [path for path in _words() if Path(path).stem.startswith(f"test_{stem}")]
    near = (*_naming(guard.function), *called, *_tests_of(*guard.names, guard.module))
    return [*dict.fromkeys(near or _tests_around(guard))][:MOST_FILES]


def _tests_around(guard: Guard) -> list[str]:
    named = (*_naming_modules(guard.function), *_naming_modules(guard.module))
    callers = [name for name in named if name != guard.module]
    readers = chain.from_iterable(map(_naming_modules, callers))
    room = Path("tests", *Path(guard.path).parent.parts[1:])
    of_room = [path for path in _words() if Path(path).is_relative_to(room)]
    return [*dict.fromkeys((*_tests_of(*callers, *readers), *of_room))]


def _tests_of(*names: str) -> list[str]:
    """List the test files that name one of these, those of the first name first."""
    return list(dict.fromkeys(chain.from_iterable(map(_naming, names))))


def _naming(name: str) -> list[str]:
    """List the test files that name something, the smallest first: they say least beside."""
    found = [path for path, words in _words().items() if name in words]
    return sorted(found, key=lambda path: (ROOT / path).stat().st_size)


@cache
def _naming_modules(name: str) -> tuple[str, ...]:
    """List the modules of the product that name a function or another module."""
    return tuple(
        path.removesuffix(".py").replace("/", ".")
        for path, words in _words("server").items()
        if name in words
    )


@cache
def _words(of: str = "tests") -> Mapping[str, frozenset[str]]:
    """Say which names stand in each test file, or in each of the product's."""
    left_out = [ROOT / "tests" / name for name in ("e2e", "bench", "faults", "survivors", "guards")]
    return {
        path.relative_to(ROOT).as_posix(): frozenset(_names(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / of).rglob("test_*.py" if of == "tests" else "*.py"))
        if not any(path.is_relative_to(folder) for folder in left_out)
    }


def _names(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{each.name}" for each in names)
            case _:
                pass
