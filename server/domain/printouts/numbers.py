"""Numbers and days as official papers write them (Decree 30/2020, Appendix I, II.4)."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Final

_LAST_PADDED_MONTH: Final = 2


def decimal_words(text: str) -> str:
    """Write a decimal as it is read in Vietnamese, `1.234,50`; a text that is none as it stands."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def day_words(day: dt.date) -> str:
    """Write a day: `ngày 05 tháng 3 năm 2024`; days below 10 and months 1 and 2 get a 0."""
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
