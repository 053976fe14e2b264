"""The rows of a score sheet's grids: headings and criteria, with what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from server.domain.blocs.rules import (
    Criterion,
    EvidenceRule,
    Section,
    SectionKind,
    TablePart,
)
from server.domain.canonical import decimal_text
from server.processes.evaluation.rules.appraisal import is_changed
from server.processes.evaluation.rules.counted_figures import NOTHING_COUNTED, CountedFigures
from server.processes.evaluation.rules.kept_duties import ProposedDays
from server.processes.evaluation.rules.sheets import PartTotal, ScoreLine, SheetTotals
from server.processes.evaluation.told.most import most_of
from server.store.tasks.attachments import Attachment
from server.web.frame.formats import number


def rule_of(criterion: Criterion, kind: SectionKind) -> dict[str, str | Decimal]:
    """Return how a criterion's points are worked out, as points.js takes it; else nothing."""
    count, late, target = criterion.count, criterion.days_late, criterion.target
    rule: dict[str, str | Decimal] = {}
    if count is not None:
        rule = {"rule": "count", "each": count.per, "off": "1" if count.from_full else ""}
    elif late is not None:
        off = "" if kind is SectionKind.DEDUCTION else "1"
        rule = {"rule": "days", "each": late.per_day, "off": off}
    elif target is not None:
        rule = {"rule": target.formula.value}
        rule |= {"goal": target.value} if target.value is not None else {}
        rule |= {"at": target.at_target} if target.at_target is not None else {}
    return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """One criterion; `line` is what stands in the database, `now` with what is typed.

    `typed_points` is what is typed in this form, or what its figures come to. `decided`: it was
    decided beforehand that it does not apply to the unit. `scorer` is who gives the points where
    that is not the unit, else empty: the row is then only told.
    """

    path: str
    kind: SectionKind
    criterion: Criterion
    decided: bool
    line: ScoreLine
    now: ScoreLine
    typed_points: Decimal | None
    files: tuple[Attachment, ...]
    proposed: ProposedDays | None = None
    """The days late that records propose, where they do."""
    counted: CountedFigures = NOTHING_COUNTED
    """What else records count for it."""
    scorer: str = ""
    may_stay_empty: bool = False
    """Whether its unit may leave it empty, and it counts 0 then."""

    @property
    def evidence_required(self) -> bool:
        """Whether points need a file."""
        return self.criterion.evidence is EvidenceRule.REQUIRED

    @property
    def rule(self) -> Mapping[str, str]:
        """How its points are worked out, as attributes of its row; empty where they are given."""
        rule = rule_of(self.criterion, self.kind)
        texts = {name: decimal_text(v) if isinstance(v, Decimal) else v for name, v in rule.items()}
        return {f"data-{name}": text for name, text in texts.items()}

    @property
    def claim(self) -> Mapping[str, str]:
        """What the unit claims, as attributes of its row."""
        claimed = self.line.claimed
        figures = {"": claimed.points, "-actual": claimed.actual, "-target": claimed.target}
        return {
            f"data-self{name}": "" if value is None else decimal_text(value)
            for name, value in figures.items()
        }

    @property
    def most(self) -> str:
        """The most it can count, as it is shown."""
        return most_of(self.kind, self.criterion.max_points)

    @property
    def off(self) -> str:
        """The sign of its points where they are only told, as its heading's sum has it."""
        return "−" if self.kind is SectionKind.DEDUCTION and self.line.self_points else ""

    @property
    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """The only points there are: as they are typed, and as numbers."""
        return tuple((number(step), step) for step in self.criterion.steps or ())

    @property
    def is_provisional(self) -> bool:
        """Whether its points still wait for the best of the bloc."""
        return self.criterion.is_compared and self.now.collated is None

    @property
    def difference(self) -> Decimal | None:
        """How far the first appraisal is from the self-score; None while either is missing."""
        if self.now.appraisal_1 is None:
            return None
        return self.now.appraisal_1 - (self.now.self_points or Decimal(0))

    @property
    def changed(self) -> bool:
        """Whether the first appraisal differs from the self-score."""
        return is_changed(self.now)

    @property
    def pending(self) -> bool:
        """Whether the first appraisal has not been given."""
        return self.now.appraisal_1 is None and not self.now.na_accepted and not self.scorer


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The heading of a part and what it comes to; `before` is the self-score's total."""

    part: TablePart
    kind: SectionKind
    total: PartTotal
    before: PartTotal

    @property
    def depth(self) -> int:
        """How many headings stand above it."""
        return self.total.depth

    @property
    def most(self) -> str:
        """The most it can count, as it is shown."""
        return most_of(self.kind, self.part.max_points)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section as it is read from above: headings, each followed by its criteria."""

    section: Section
    lines: tuple[PartRow | CriterionRow, ...]

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """Its criteria."""
        return tuple(line for line in self.lines if isinstance(line, CriterionRow))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A whole grid with its sums."""

    sections: tuple[SectionRows, ...]
    sums: SheetTotals
    before: SheetTotals

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """All rows in the table's order."""
        return tuple(row for part in self.sections for row in part.rows)

    @property
    def own(self) -> tuple[CriterionRow, ...]:
        """The rows whose points the unit gives itself."""
        return tuple(row for row in self.rows if not row.scorer)

    @property
    def unscored(self) -> tuple[str, ...]:
        """The criteria that the unit has not answered, of those it answers itself."""
        own = {row.criterion.id for row in self.own}
        return tuple(name for name in self.sums.unscored if name in own)

    @property
    def awaits_others(self) -> bool:
        """Whether others still give points beside these."""
        return len(self.own) < len(self.rows)

    @property
    def done(self) -> int:
        """How many criteria are answered."""
        return len(self.own) - len(self.unscored)
