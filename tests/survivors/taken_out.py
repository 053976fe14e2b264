"""A plugin of pytest: one guard of the product is not there. `TAKEN_OUT=server/x.py:41`.

The module is compiled without it as it is imported; no file is touched.
"""

import os
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.survivors.guards import ROOT, without

VARIABLE = "TAKEN_OUT"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before anything of the product is imported."""
    path, _, line = os.environ[VARIABLE].rpartition(":")
    take_out(ROOT / path, int(line))


def take_out(path: Path, line: int) -> None:
    """Have a module imported without the guard at a line."""
    usual = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        if Path(loader.path) != path:
            return usual(loader, fullname)
        tree = without(path.read_text(encoding="utf-8"), line)
        return compile(tree, path, "exec", dont_inherit=True)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - mypy knows no method to replace
