"""Whatever a person cannot do, the simulation cannot do: it imports actions and nothing below."""

import ast
import re
from pathlib import Path

import pytest

from server.config import ROOT

FILES = sorted((ROOT / "server" / "demo").glob("*.py"))
ALLOWED = ("server.actions", "server.demo")
READINGS = re.compile(r"server\.processes\.\w+\.readings\b")


def imported(file: Path) -> set[str]:
    """Name every module of the server that a file imports, `from server import x` included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.partition(".")[0] == "server"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_demonstration_imports_only_actions_of_the_server(file: Path) -> None:
    strange = {
        name
        for name in imported(file)
        if not name.startswith(tuple(f"{a}." for a in ALLOWED)) and not READINGS.match(name)
    }
    assert strange == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_demonstration_imports_nothing_by_a_computed_name(file: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"import_module", "__import__", "exec", "eval"}
