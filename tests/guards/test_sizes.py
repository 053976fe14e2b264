"""Files, functions and folders stay small enough to be read, and a class's name is its own."""

import ast
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import pytest

from server.config import ROOT
from setup.check import LONGEST_FILE, LONGEST_FUNCTION, long_functions, written

MOST_MODULES: Final = 20
"""In one folder, `__init__.py` apart."""
VERIFIER: Final = "verifier/binhxet_verify.py"
"""What an auditor reads, keeps and runs alone is one file."""
LONG: Final = frozenset(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "migrations" / "versions").glob("*.py")
) | {VERIFIER}
"""A migration does one thing, however many columns that has, and is never changed later."""


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_file_is_longer_than_the_aim() -> None:
    long = {
        path.relative_to(ROOT).as_posix()
        for path in written()
        if path.read_text(encoding="utf-8").count("\n") > LONGEST_FILE
    }
    assert sorted(long - LONG) == []


def test_no_function_is_longer_than_the_aim() -> None:
    long = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("server", "tests", "setup")
        for name, _ in long_functions(path.read_text(encoding="utf-8"))
    }
    assert sorted(long) == [], f"more than {LONGEST_FUNCTION} lines"


@pytest.mark.parametrize("top", ["server", "tests"])
def test_no_folder_has_more_modules_than_a_reader_keeps_in_mind(top: str) -> None:
    held = Counter(path.parent for path in modules(top) if path.name != "__init__.py")
    assert {str(folder): n for folder, n in held.items() if n > MOST_MODULES} == {}


def test_no_two_classes_of_the_product_share_a_name() -> None:
    """A private class is its module's; so is a name that every process's package has."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules("server"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(path.relative_to(ROOT).as_posix())
    assert {name: sorted(where) for name, where in found.items() if len(where) > 1} == {}
