"""How the points of a criterion are worked out from what is entered."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from server.domain.blocs.kept_records import DutyDays, FigureName
from server.domain.canonical import LATER


class Formula(StrEnum):
    """What an actual figure is measured by: its target, or the best of the bloc.

    Inverse: the less the better. Excess: by the target up to it, above it by the highest excess.
    """

    RATIO = "ratio"
    INVERSE = "inverse"
    EXCESS = "excess"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRule:
    """So many points for each occurrence, up to the criterion's maximum.

    `from_full`: each takes them off the maximum instead, down to nothing. `by` is what records
    count, where they propose the number; None: nothing proposes it.
    """

    per: Decimal
    from_full: bool | None = field(default=None, metadata={LATER: True})
    by: FigureName | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessRule:
    """So many points for each day late.

    In a deduction section they are what is taken off, up to the maximum; in others they are taken
    off the maximum, down to nothing. `by` are the duties whose records propose the days; None:
    nothing proposes them.
    """

    per_day: Decimal
    by: DutyDays | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule:
    """A figure measured by a target, capped at the maximum.

    `value` is the target of every unit; None where each enters the one it was given. `at_target`
    are the points for reaching it, where more are there for going beyond; None: the maximum.
    `by` is what records count, where they propose the result, and `out_of` where they propose the
    target that each unit was given.
    """

    formula: Formula
    value: Decimal | None = field(default=None, metadata={LATER: True})
    at_target: Decimal | None = field(default=None, metadata={LATER: True})
    by: FigureName | None = field(default=None, metadata={LATER: True})
    out_of: FigureName | None = field(default=None, metadata={LATER: True})
