"""Shares of a whole as papers write them, and numbers held against what a rule asks, exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_FRACTION = re.compile(r"([0-9]{1,9}) ?/ ?([1-9][0-9]{0,8})")
_PERCENT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,12})?) ?%")


@lru_cache(maxsize=256)
def read_share(text: str) -> Fraction | None:
    """Read "2/3" or "66.5%" as the fraction it is; None for what is neither."""
    if found := _FRACTION.fullmatch(text):
        return Fraction(int(found[1]), int(found[2]))
    if found := _PERCENT.fullmatch(text):
        return Fraction(found[1]) / 100
    return None


def share_of(percent: Decimal | None, share: str | None) -> Fraction:
    """Return the share a rule asks for, in whichever way it is written; nothing asked is none."""
    if share is not None:
        found = read_share(share)
        if found is None:
            raise ValueError(share)
        return found
    return Fraction(percent or 0) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A number held against what a rule asks, so that a head can check it by hand.

    `needed` is asked as such, or is `share` of `base` where these are said. Strict: exactly as
    much as needed is not enough.
    """

    value: Fraction
    needed: Fraction
    strict: bool = False
    share: Fraction | None = None
    base: Fraction | None = None

    @property
    def holds(self) -> bool:
        """Whether the number is enough."""
        return self.value > self.needed if self.strict else self.value >= self.needed


def compare_share(
    value: Fraction | int, *, share: Fraction, base: Fraction | int, strict: bool
) -> Comparison:
    """Hold a number against a share of a base."""
    return Comparison(
        value=Fraction(value), needed=share * base, strict=strict, share=share, base=Fraction(base)
    )
