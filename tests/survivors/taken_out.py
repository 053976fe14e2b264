"""A plugin of pytest: one guard of the product is not there. `TAKEN_OUT=server/x.py:41`."""

import os
from pathlib import Path

from tests.survivors.compiled import import_as
from tests.survivors.guards import ROOT, without

VARIABLE = "TAKEN_OUT"


def take_out(path: Path, line: int) -> None:
    """Have a module imported without the guard at a line."""
    source = path.read_text(encoding="utf-8")
    import_as(lambda found: without(source, line) if found == path else None)


if VARIABLE in os.environ:  # before anything of the product is imported
    _path, _, _line = os.environ[VARIABLE].rpartition(":")
    take_out(ROOT / _path, int(_line))
