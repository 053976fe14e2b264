"""What people type, read: numbers as written in Viet Nam, dates by day and month, plain text."""

import re
from datetime import date

LARGEST = 2**53 - 1
"""Beyond it a number of JSON loses digits on its way."""
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
PLAIN = re.compile(r"\d+")
FRACTION = re.compile(r"\d+")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def integer(typed: str) -> int | None:
    """Read a whole number, `1.234` or `1234`; None where it is none."""
    sign, digits = _signed(typed)
    if THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    return int(sign + digits) if digits.isascii() and PLAIN.fullmatch(digits) else None


def decimal(typed: str) -> str | None:
    """Read a decimal as a canonical string: `14,50` is "14.5"; None where it is none.

    A comma starts the fraction and dots group thousands. A single dot that groups no thousands is
    read as a comma (`14.5`): that is what a spreadsheet in another language pastes.
    """
    sign, digits = _signed(typed)
    whole, comma, fraction = digits.partition(",")
    if not comma and not THOUSANDS.fullmatch(digits):
        whole, comma, fraction = digits.partition(".")
    if THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    good = whole.isascii() and PLAIN.fullmatch(whole) and fraction.isascii()
    if not good or bool(comma) != bool(FRACTION.fullmatch(fraction)):
        return None
    return _canonical(sign, whole, fraction)


def _signed(typed: str) -> tuple[str, str]:
    """Split a leading minus, also a typographic one, from what follows."""
    bare = typed.strip().replace("\u2212", "-").replace("\u00a0", "")
    return ("-", bare[1:].lstrip()) if bare.startswith("-") else ("", bare)


def _canonical(sign: str, whole: str, fraction: str) -> str:
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return number if number == "0" else sign + number


def day(typed: str) -> str | None:
    """Read a date, `31/12/2024` or `2024-12-31`, as ISO; None where there is no such day."""
    bare = typed.strip()
    if ISO.fullmatch(bare):
        return bare if iso_day(bare) else None
    if match := SLASHED.fullmatch(bare):
        number, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def iso_day(text: object) -> date | None:
    """Return the day a text names as ISO does, `2024-12-31`; None for anything else."""
    if not isinstance(text, str) or not text.isascii() or not ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def decimal_shown(canonical: str) -> str:
    """Write a canonical decimal as it is typed in Viet Nam: "1234.5" is `1234,5`."""
    return canonical.replace(".", ",")


def amount_shown(amount: str) -> str:
    """Write a whole number as it is typed in Viet Nam: "1234567" is `1.234.567`."""
    return f"{int(amount):,}".replace(",", ".")
