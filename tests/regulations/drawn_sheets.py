"""Sheets of the papers near those worked out by hand, and one of them with a better entry."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from server.domain.blocs.rules import CaseRules, Criterion, SectionKind
from tests.regulations.result_sheets import (
    NOT_APPLICABLE,
    NOT_ASKED,
    PAPERS,
    Entry,
    Sheets,
    result_sheet,
    rules_of,
)

RULES = {paper: rules_of(paper) for paper in PAPERS}
BY_HAND = {paper: result_sheet(paper) for paper in PAPERS}


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, and whether more of it is worse for the unit."""

    criterion: Criterion
    taken_off: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper, sheets of its units, and a better sheet of one of them: one entry is raised."""

    paper: str
    sheets: Sheets
    unit: str
    criterion: Criterion
    better: Entry

    @property
    def rules(self) -> CaseRules:
        """The paper's rules."""
        return RULES[self.paper]

    @property
    def raised(self) -> Sheets:
        """The same sheets with the better one in its place."""
        better = {**self.sheets[self.unit], self.criterion.id: self.better}
        return {**self.sheets, self.unit: better}


@st.composite
def drawn_sheets(draw: st.DrawFn) -> Drawn:
    """Draw sheets near those worked out by hand, where equals and near misses are."""
    paper = draw(st.sampled_from(PAPERS))
    rules = RULES[paper]
    lines = {line.criterion.id: line for line in _lines(rules)}
    sheets: dict[str, dict[str, Entry]] = {}
    for by_hand in BY_HAND[paper].units:
        entered = dict(by_hand.entered)
        for name in draw(st.lists(st.sampled_from(_applying(entered)), max_size=2)):
            entered[name] = _entry(draw, rules, lines[name].criterion, entered[name])
        sheets[by_hand.id] = entered
    unit = draw(st.sampled_from(sorted(sheets)))
    name = draw(st.sampled_from(_applying(sheets[unit])))
    before = sheets[unit][name]
    now = _entry(draw, rules, lines[name].criterion, before)
    choose = min if lines[name].taken_off else max
    return Drawn(paper, sheets, unit, lines[name].criterion, choose(before, now, key=_figure))


def _lines(rules: CaseRules) -> list[Line]:
    return [
        Line(criterion, section.kind is SectionKind.DEDUCTION)
        for section, criterion in rules.score_table.lines()
    ]


def _applying(entered: dict[str, Entry]) -> list[str]:
    return sorted(
        name for name, entry in entered.items() if entry not in (NOT_APPLICABLE, NOT_ASKED)
    )


def _figure(entry: Entry) -> Decimal:
    return Decimal(entry if isinstance(entry, str) else entry["actual"])


def _entry(draw: st.DrawFn, rules: CaseRules, criterion: Criterion, before: Entry) -> Entry:
    if not isinstance(before, str):
        most = int(Decimal(before.get("target", before["actual"])) * 2) + 5
        return {**before, "actual": str(draw(st.integers(0, most)))}
    if criterion.steps is not None:
        return str(draw(st.sampled_from(criterion.steps)))
    decimals = rules.score_table.decimals
    steps = draw(st.integers(0, int(criterion.max_points.scaleb(decimals))))
    return str(Decimal(steps).scaleb(-decimals))
