"""The two bloc-years of the demonstration, as the tests of the domain use them."""

import re
from pathlib import Path

from server.domain.bloc_file import BlocYearFile, FileMistake, FileMistakes, parse, to_rules
from server.domain.blocs.rules import CaseRules

FOLDER = Path(__file__).parents[2] / "server" / "demo"
PLAN = (FOLDER / "khoi-vhxh1-2024.toml").read_text(encoding="utf-8")
WITHOUT_REGISTER = re.sub(r"\[register\]\n(?:.+\n)+", "", PLAN)
"""The plan of a bloc that numbers its documents by hand."""
SECOND = (FOLDER / "second-bloc-2024.toml").read_text(encoding="utf-8")


def read(text: str) -> BlocYearFile:
    """Read a file that must have no mistakes."""
    file = parse(text)
    assert isinstance(file, BlocYearFile), file
    return file


def rules(text: str = PLAN) -> CaseRules:
    """Return the rules of a bloc-year, the plan's own where nothing is said."""
    return to_rules(read(text))


def mistakes(text: str) -> tuple[FileMistake, ...]:
    """Read a file that must have mistakes."""
    found = parse(text)
    assert isinstance(found, FileMistakes)
    return found.items
