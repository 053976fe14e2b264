"""A document's number and symbol: `12/TTr-SNV` (Decree 30/2020, Appendix I, II.3)."""

import re
from dataclasses import dataclass
from typing import Final

_WRITTEN: Final = re.compile(r"([0-9]{1,6})/([^\s/]+(?:/[^\s/]+)*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its series and the symbol after it; both empty where it is written otherwise."""

    sequence: int | None = None
    symbol: str = ""


def read_number(text: str) -> Number:
    """Take a number and symbol apart."""
    match = _WRITTEN.fullmatch(text)
    return Number(int(match[1]), match[2]) if match else Number()


def write_number(sequence: int, symbol: str) -> str:
    """Write a number with its symbol; one below 10 gets a 0."""
    return f"{sequence:02d}/{symbol}"
