"""A paper as somebody named it by hand: its number and its day, as far as they can be read."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.domain.texts.vietnamese import fold

_DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})(?!\d)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?<![\w/])\d{1,6}(?:/[^\s/,;()]*[^\W_])*(?!\w)")
_OF_AUTHORITY: Final = re.compile(r"giay uy quyen|guq\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPaper:
    """What a typed line says of a paper; `of_authority` where it is a letter of authority."""

    number: str
    dated: date | None
    of_authority: bool


def read_paper(line: str) -> TypedPaper:
    """Read `Giấy ủy quyền số 15/GUQ-SGDĐT ngày 01/12/2024`, and what people write in its place."""
    day = _DAY.search(line)
    number = _NUMBER.search(_DAY.sub(" ", line))
    found = number[0] if number else ""
    return TypedPaper(
        number=found,
        dated=_date(day) if day else None,
        of_authority="GUQ" in found.upper() or bool(_OF_AUTHORITY.match(fold(line))),
    )


def _date(found: re.Match[str]) -> date | None:
    with suppress(ValueError):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None
