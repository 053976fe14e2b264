"""A field that needs mending: where, a stable code, and the named holes of its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FormMistake(StrEnum):
    """What can be wrong with a field by itself; the words stand in the web."""

    REQUIRED = "required"
    REASON_MISSING = "reason_missing"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    NOT_INTEGER = "not_integer"
    NOT_DECIMAL = "not_decimal"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_DATE = "not_date"
    NOT_A_CHOICE = "not_a_choice"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_MANY_TOGETHER = "too_many_together"
    NOT_KNOWN = "not_known"
    NOT_VALID = "not_valid"


@dataclass(frozen=True, slots=True)
class FieldMistake:
    """One mistake at one field; `path` is the field's path joined by dots."""

    path: str
    code: str
    params: Mapping[str, int | str] = field(default_factory=dict)
