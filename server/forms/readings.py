"""What people type, read: numbers as the page's language writes them, days by day and month.

`static/numbers.js` reads numbers by the same rules in the browser; the tests compare the two.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from server.texts import mended

LARGEST = 2**53 - 1
"""Beyond it a number of JSON loses digits on its way."""
LONGEST = 60
"""No number is written with more characters: the digits of one with signs and spaces."""
SIGNS = {"vi": (".", ","), "en": (",", ".")}
"""What groups thousands and what starts the fraction, by the language of the page."""
MINUS = "-\u2212\u2013\u2011"
"""A minus from the keyboard, the real one, and what word processors make of it."""
SIGNED = re.compile(rf"([{MINUS}+]?)[ \u2009]*([0-9].*)")
PLAIN = re.compile(r"[0-9]+")
FRACTION = re.compile(r"([0-9]+)[.,]([0-9]+)")
ONE_GROUP = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})")
"""A thousand to some, a fraction to others: 1,234."""
GROUPS = re.compile(
    r"([1-9][0-9]{0,2}(?:([., \u2009])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]+))?"
)
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A text that is two numbers, `thousands` where its sign groups, `fraction` where it does not.

    On a page where a comma starts the fraction that is `1,234`: 1234 in a sheet from elsewhere.
    """

    thousands: Decimal
    fraction: Decimal


def read_number(typed: str, language: str) -> Decimal | Ambiguous | None:
    """Read a number on a page in a language, "vi" or "en"; None where it is none.

    What the page shows reads as what it shows. A group is of three digits and none begins with 0:
    "0.500" is a half. What is clear by itself (two groups, both signs, a space that groups) reads
    alike in every language; one sign before three digits is a thousand where it is the page's own
    that groups, and ambiguous where it is not.
    """
    found = SIGNED.fullmatch(mended(typed).strip(" \t\n\u2009")) if len(typed) <= LONGEST else None
    if found is None:
        return None
    sign, digits = "-" if found[1] in [*MINUS] else "", found[2]
    own, _fraction = SIGNS[language]
    if one := ONE_GROUP.fullmatch(digits):
        thousands, fraction = Decimal(sign + one[1] + one[3]), Decimal(f"{sign}{one[1]}.{one[3]}")
        return thousands if one[2] == own else Ambiguous(thousands, fraction)
    if PLAIN.fullmatch(digits):
        return Decimal(sign + digits)
    if parts := FRACTION.fullmatch(digits):
        return Decimal(f"{sign}{parts[1]}.{parts[2]}")
    if groups := GROUPS.fullmatch(digits):
        whole = groups[1].replace(groups[2], "")
        return Decimal(f"{sign}{whole}.{groups[3] or 0}")
    return None


def canonical_number(value: Decimal) -> str:
    """Write a number as JSON keeps it: 14.50 is "14.5", -0 is "0"; no digit is lost."""
    whole, point, rest = format(value, "f").partition(".")
    rest = rest.rstrip("0")
    text = whole + point + rest if rest else whole
    return "0" if text == "-0" else text


def number_text(value: Decimal, language: str) -> str:
    """Write a number so that the page reads it back: 1234.5 is "1.234,5", in English "1,234.5".

    A fraction of three digits that reads as a thousand elsewhere gets a fourth: 1.234 is "1,2340".
    """
    group, fraction = SIGNS[language]
    sign, whole, rest = _parts(canonical_number(value))
    return sign + f"{int(whole):,}".replace(",", group) + (fraction + rest if rest else "")


def typed_number(value: Decimal) -> str:
    """Write a number with the digits it has, as it reads in every language: 1234.5 is "1234,5"."""
    sign, whole, rest = _parts(format(value, "f"))
    return sign + whole + ("," + rest if rest else "")


def _parts(text: str) -> tuple[str, str, str]:
    whole, _point, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign, whole, f"{rest}0" if ONE_GROUP.fullmatch(f"{whole}.{rest}") else rest


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
