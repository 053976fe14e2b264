"""The score table of a bloc: its sections, its criteria and how points count."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from server.domain.blocs.criterion_kinds import CountRule, Formula, LatenessRule, TargetRule
from server.domain.blocs.kept_records import FigureName
from server.domain.canonical import LATER
from server.domain.texts.words import Words


class SectionKind(StrEnum):
    """How a section counts: towards the scale, above it, or off it."""

    NORMAL = "normal"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class EvidenceRule(StrEnum):
    """Whether a criterion can be handed in without a file."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class NotApplicable(StrEnum):
    """What a criterion not assigned to a unit counts: left out of the scale, nothing, or all."""

    EXCLUDE = "exclude"
    ZERO = "zero"
    FULL = "full"


class Rounding(StrEnum):
    """How points are rounded to the table's decimals."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


_ROUNDING = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


class Arithmetic(StrEnum):
    """How finals are worked out, where a table says it at all.

    Exact: as fractions, compared as they are and rounded only to be shown. Tables from before this
    word say nothing: sums and finals are rounded to the table's decimals, and so compared.
    """

    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the score table.

    `max_points` is never negative: in a deduction section it is the most that can be taken off, and
    points entered there are positive numbers that are subtracted.

    At most one of `steps`, `count`, `days_late` and `target` is given; where none is, any points up
    to the maximum are. `steps` are the only points there are. By the other three, points are worked
    out from what is entered. `not_for` are units that it does not apply to, decided beforehand.
    `scored_by` names who gives the points, where that is not the unit (`scorers`).
    """

    id: str
    code: str
    name: Words
    max_points: Decimal
    evidence: EvidenceRule
    steps: tuple[Decimal, ...] | None = field(default=None, metadata={LATER: True})
    count: CountRule | None = field(default=None, metadata={LATER: True})
    days_late: LatenessRule | None = field(default=None, metadata={LATER: True})
    target: TargetRule | None = field(default=None, metadata={LATER: True})
    not_for: tuple[str, ...] | None = field(default=None, metadata={LATER: True})
    scored_by: str | None = field(default=None, metadata={LATER: True})

    @property
    def is_worked_out(self) -> bool:
        """Whether its points are worked out from what is entered, and not given."""
        return not (self.count is None and self.days_late is None and self.target is None)

    @property
    def asks_target(self) -> bool:
        """Whether each unit enters the target it was given."""
        found = self.target
        return found is not None and found.formula is not Formula.BEST and found.value is None

    @property
    def is_compared(self) -> bool:
        """Whether its points are worked out from the best of the bloc."""
        return self.target is not None and self.target.formula in {Formula.BEST, Formula.EXCESS}

    @property
    def proposed_by(self) -> tuple[FigureName | None, FigureName | None]:
        """What records count for its number or result, and for the target of each unit."""
        if self.target is not None:
            return self.target.by, self.target.out_of
        return (self.count.by if self.count is not None else None), None

    def is_for(self, unit_id: str) -> bool:
        """Tell whether it applies to a unit, as far as was decided beforehand."""
        return unit_id not in (self.not_for or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """Criteria, and parts within the part, that are added up together.

    `cap` is the most that the part counts where that is less than its criteria and parts come to;
    None where they count in full. Criteria come before parts. `scored_by` is what its criteria have
    that say nothing else.
    """

    id: str
    code: str
    name: Words
    criteria: tuple[Criterion, ...]
    parts: "tuple[TablePart, ...] | None" = field(default=None, metadata={LATER: True})
    cap: Decimal | None = field(default=None, metadata={LATER: True})
    scored_by: str | None = field(default=None, metadata={LATER: True})

    @property
    def summed_points(self) -> Decimal:
        """The sum of the maxima of its criteria and of the parts within it, not negative."""
        own = sum((criterion.max_points for criterion in self.criteria), Decimal(0))
        return own + sum((part.max_points for part in self.parts or ()), Decimal(0))

    @property
    def max_points(self) -> Decimal:
        """The most that the part can count, not negative."""
        return self.capped(self.summed_points)

    def capped(self, points: Decimal) -> Decimal:
        """Hold points at the cap, where there is one."""
        return points if self.cap is None else min(points, self.cap)

    def headings(self, above: str = "") -> Iterator[tuple[str, str]]:
        """Go through the ids of its criteria, each with the codes of the headings it is under."""
        path = f"{above}.{self.code}" if above else self.code
        yield from ((criterion.id, path) for criterion in self.criteria)
        for part in self.parts or ():
            yield from part.headings(path)

    def rows(self, depth: int = 0) -> "Iterator[TableRow]":
        """Go through the part: itself, its criteria, then the parts within it."""
        yield TableRow(depth=depth, part=self)
        for criterion in self.criteria:
            yield TableRow(depth=depth + 1, part=self, criterion=criterion)
        for part in self.parts or ():
            yield from part.rows(depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(TablePart):
    """A part at the top of the table: all in it counts the same way."""

    kind: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of the table as it is read from above: a part's heading, or a criterion of the part.

    `depth` is 0 for sections.
    """

    depth: int
    part: TablePart
    criterion: Criterion | None = None


@dataclass(frozen=True, kw_only=True)
class ScoreTable:
    """The bloc's score table and how its points add up.

    `decimals` is how finely points are given, `final_decimals` how finely finals are shown.
    """

    sample: bool
    not_applicable: NotApplicable
    decimals: int
    rounding: Rounding
    bonus_may_exceed: bool
    sections: tuple[Section, ...]
    arithmetic: Arithmetic | None = field(default=None, metadata={LATER: True})
    final_decimals: int | None = field(default=None, metadata={LATER: True})

    @property
    def shown_decimals(self) -> int:
        """How many decimals of a final are shown: two where the table does not say."""
        return 2 if self.final_decimals is None else self.final_decimals

    @property
    def is_exact(self) -> bool:
        """Whether finals are compared as fractions; in older tables they are compared rounded."""
        return self.arithmetic is Arithmetic.EXACT

    @cached_property
    def max_points(self) -> Decimal:
        """The scale: the sum over the normal sections."""
        normal = (part for part in self.sections if part.kind is SectionKind.NORMAL)
        return sum((section.max_points for section in normal), Decimal(0))

    def rounded(self, points: Decimal | Fraction) -> Decimal:
        """Round points to the table's decimals, as it says; a fraction is not negative."""
        if isinstance(points, Fraction):
            return self._rounded_fraction(points)
        return points.quantize(self._step, rounding=_ROUNDING[self.rounding]) + Decimal(0)

    @cached_property
    def _step(self) -> Decimal:
        return Decimal(1).scaleb(-self.decimals)

    def _rounded_fraction(self, points: Fraction) -> Decimal:
        whole, rest = divmod(points.numerator * 10**self.decimals, points.denominator)
        half = rest * 2 - points.denominator
        up = {
            Rounding.HALF_UP: half >= 0,
            Rounding.HALF_EVEN: half > 0 or (half == 0 and whole % 2 == 1),
            Rounding.DOWN: False,
        }[self.rounding]
        return Decimal(whole + up).scaleb(-self.decimals)

    @property
    def compared(self) -> tuple[Criterion, ...]:
        """The criteria whose points are worked out from the best of the bloc."""
        return tuple(criterion for _, criterion in self.lines() if criterion.is_compared)

    @property
    def asks_others(self) -> bool:
        """Whether others than the units give points."""
        return any(criterion.scored_by for _, criterion in self.lines())

    def own_lines(self, unit_id: str) -> Iterator[tuple[Section, Criterion]]:
        """Go through the criteria on a unit's own sheet: all but those that others score.

        What does not apply to the unit is on it, whoever scores it for the rest.
        """
        for section, criterion in self.lines():
            if criterion.scored_by is None or not criterion.is_for(unit_id):
                yield section, criterion

    def lines(self) -> tuple[tuple[Section, Criterion], ...]:
        """Return all criteria in the table's order, each with its section."""
        return self._lines

    @cached_property
    def _lines(self) -> tuple[tuple[Section, Criterion], ...]:
        return tuple(
            (section, row.criterion)
            for section in self.sections
            for row in section.rows()
            if row.criterion is not None
        )

    @cached_property
    def normal_criteria(self) -> tuple[str, ...]:
        """The ids of the criteria of normal sections, in the table's order."""
        return tuple(
            criterion.id for section, criterion in self._lines if section.kind is SectionKind.NORMAL
        )

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """What criteria are called beside their table, by id: by their code.

        Where others have the same, the codes of their headings follow: "2 (C)", "2 (A.II)".
        """
        found = {each.id: each.code for _section, each in self._lines}
        often = Counter(found.values())
        above = {name: code for section in self.sections for name, code in section.headings()}
        return {
            name: code if often[code] == 1 else f"{code} ({above[name]})"
            for name, code in found.items()
        }

    def parts(self) -> Iterator[TablePart]:
        """Go through sections and the parts within them, in the table's order."""
        for section in self.sections:
            yield from (row.part for row in section.rows() if row.criterion is None)
