"""How a bloc numbers the documents it issues itself."""

from dataclasses import dataclass, field
from enum import StrEnum

from server.domain.canonical import LATER


class NumberingMoment(StrEnum):
    """When a document gets its number."""

    ON_SIGNING = "on_signing"
    """With the act that makes it: what is signed on paper is numbered after that."""
    BEFORE_SIGNING = "before_signing"
    """When the task that makes it opens: an electronic document carries it when it is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRules:
    """The bloc's symbol (`KTĐVHXH1`, which stands after the type's), and when a number is taken.

    `place` stands before the day of a document (`Bắc Giang`), None where its file does not say.
    """

    symbol: str
    moment: NumberingMoment
    sample: bool
    place: str | None = field(default=None, metadata={LATER: True})
