"""Has modules of the product imported otherwise than they are written; no file is touched."""

import ast
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType


def import_as(changed: Callable[[Path], ast.Module | None]) -> None:
    """Compile each module as `changed` says from now on, as it is written where that says None."""
    usual = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        path = Path(loader.path)
        tree = changed(path)
        if tree is None:
            return usual(loader, fullname)
        return compile(tree, path, "exec", dont_inherit=True)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - mypy knows no method to replace
