"""A bloc-year file's text with the tables that sheets say; all else of it stays as it was."""

import re
import tomllib
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from server.domain.bloc_sheet.sheets import Rows, with_sheets
from server.domain.bloc_sheet.toml_text import (
    TomlTable,
    TomlValue,
    array_of_tables,
    document,
    tables_in,
)

_HEADER: Final = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_NAMES: Final = ("units", "bodies", "persons", "score_table.sections")


def read(source: str) -> dict[str, TomlValue]:
    """Read a file's values; raises tomllib.TOMLDecodeError."""
    return tomllib.loads(source, parse_float=Decimal)


def merged(source: str, rows: Rows) -> str:
    """Put what sheets say into a file's text.

    Raises SheetMistake, and tomllib.TOMLDecodeError. Remarks within a table that the sheets changed
    go with it; where the rest cannot be kept as it was written, the whole is written anew.
    """
    before = read(source)
    after = with_sheets(before, rows)
    changed = [name for name in _NAMES if _at(before, name) != _at(after, name)]
    if not changed:
        return source
    kept = _without(source, changed)
    new = "".join(array_of_tables(name, tables_in(_at(after, name))) for name in changed)
    text = f"{kept.rstrip()}\n\n{new}"
    return text if _says(text, after) else document(after)


def _says(text: str, wanted: TomlTable) -> bool:
    try:
        return read(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _at(file: TomlTable, name: str) -> TomlValue:
    found: TomlValue = file
    for part in name.split("."):
        found = found.get(part, ()) if isinstance(found, dict) else ()
    return found


def _without(source: str, names: Collection[str]) -> str:
    """Leave out the tables of these names, each from its header to the next header."""
    kept: list[str] = []
    leaves = False
    for line in source.split("\n"):
        header = _HEADER.fullmatch(line)
        if header and not line.startswith((" ", "\t")):
            name = header[1].replace(" ", "")
            leaves = any(name == each or name.startswith(f"{each}.") for each in names)
        if not leaves:
            kept.append(line)
    return "\n".join(kept)
