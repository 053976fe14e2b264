"""Numbers and days as official papers write them (Decree 30/2020, Appendix I, II.4)."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from server.domain.printouts.printout import Block, Heading

_SHORT_DAY: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_LAST_PADDED_MONTH: Final = 2
_UNITS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def decimal_words(text: str) -> str:
    """Write a decimal as it is read in Vietnamese, `1.234,50`; a text that is none as it stands."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def day_words(day: dt.date) -> str:
    """Write a day: `ngày 05 tháng 3 năm 2024`; days below 10 and months 1 and 2 get a 0."""
    return f"ngày {day.day:02d} tháng {month_words(day)} năm {day.year}"


def written_out(text: str) -> str:
    """Write a text that is a day, `05/03/2024`, as it stands behind the word for it.

    Any other text is given back.
    """
    found = _SHORT_DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = (int(found[at]) for at in (3, 2, 1))
    return day_words(dt.date(year, month, day)).removeprefix("ngày ")


def month_words(day: dt.date) -> str:
    """Write the month of a day: no other can be made of the third and later, which get no 0."""
    return f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)


def numbered_headings(blocks: Sequence[Block]) -> list[Block]:
    """Number the headings, `I. THÀNH PHẦN`; one below which nothing stands is left out."""
    return [*_numbered(blocks)]


def _numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    number = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.centred:
            yield block
        elif at + 1 < len(blocks) and not isinstance(blocks[at + 1], Heading):
            number += 1
            yield replace(block, text=f"{roman(number)}. {block.text}")


def roman(number: int) -> str:
    """Write a number from 1 to 39 in Roman figures."""
    return "X" * (number // 10) + _UNITS[number % 10]
