"""Texts of a workbook's cells: what XML cannot hold is written as `_x000B_`, as Excel does."""

import re
from typing import Final

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_WRITTEN: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def packed(text: str) -> str:
    """Write a text for a cell, so that `unpacked` and spreadsheet programs read it as it was."""
    marked = _LOOKS_WRITTEN.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", marked)


def unpacked(text: str) -> str:
    """Read the text of a cell."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)
