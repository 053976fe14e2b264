"""A plugin of pytest: notes which tests make each guard refuse, and which reach it.

`REFUSING=build/refusing.tsv PYTEST_PLUGINS=tests.survivors.refusing pytest …` adds lines to that
file: what the test did with the guard, the guard's place, the test.
"""

import ast
import builtins
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from tests.survivors.compiled import import_as
from tests.survivors.guards import ROOT, is_check, is_guard

VARIABLE: Final = "REFUSING"
MOST_TESTS: Final = 6
"""Of a guard, by each worker."""
_NOTE: Final = "__guard__"


class Did(StrEnum):
    """What a test did with a guard."""

    REFUSED = "refused"
    REACHED = "reached"


_seen: defaultdict[tuple[str, str], set[str]] = defaultdict(set)


def note(did: str, place: str) -> None:
    """Add a line, for the first tests of a guard."""
    test = test_now()
    seen = _seen[did, place]
    if not test or test in seen or len(seen) == MOST_TESTS:
        return
    seen.add(test)
    with Path(os.environ[VARIABLE]).open("a", encoding="utf-8") as file:
        file.write(f"{did}\t{place}\t{test}\n")


def test_now() -> str:
    """Name the test that runs, as it is asked for: without the group xdist adds to it."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    before, _, group = test.rpartition("@")
    return before if before and "]" not in group and "::" not in group else test


def noting(path: str, source: str) -> ast.Module:
    """Parse a module whose guards tell that they were reached, and that they refused."""
    tree = ast.parse(source)
    _Noting(path).visit(tree)
    return ast.fix_missing_locations(tree)


class _Noting(ast.NodeTransformer):
    def __init__(self, path: str) -> None:
        self.path, self.inside = path, False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        before, self.inside = self.inside, self.inside or is_check(node.name)
        self.generic_visit(node)
        self.inside = before
        return node

    def visit_Raise(self, node: ast.Raise) -> Sequence[ast.AST] | ast.AST:
        return [self._told(Did.REFUSED, node), node] if self.inside else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not (self.inside and is_guard(node)):
            return node
        told = ast.ExceptHandler(
            ast.Name("BaseException", ast.Load()),
            None,
            [self._told(Did.REFUSED, node), ast.copy_location(ast.Raise(), node)],
        )
        body = [self._told(Did.REACHED, node), node]
        return ast.copy_location(ast.Try(body, [told], [], []), node)

    def _told(self, did: Did, node: ast.stmt) -> ast.stmt:
        values: list[ast.expr] = [
            ast.Constant(str(did)),
            ast.Constant(f"{self.path}:{node.lineno}"),
        ]
        call = ast.Call(ast.Name(_NOTE, ast.Load()), values, [])
        return ast.copy_location(ast.Expr(call), node)


def by_guard(lines: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Give the tests of each guard by its place, those that make it refuse before the others."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for did in Did:
        for line in lines:
            how, place, test = line.rstrip("\n").split("\t")
            if how == did:
                found[place].setdefault(test)
    return {place: [*tests] for place, tests in found.items()}


def _of_product(path: Path) -> ast.Module | None:
    if not path.is_relative_to(ROOT / "server"):
        return None
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    return noting(name, source) if "check_" in source else None


if VARIABLE in os.environ:  # before anything of the product is imported
    setattr(builtins, _NOTE, note)
    import_as(_of_product)
