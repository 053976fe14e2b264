"""One unit's sheet on paper: as it scored itself, and as it was appraised."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import get_template_attribute
from markupsafe import escape

from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules, Criterion, Section
from server.domain.printouts.printout import (
    Align,
    Block,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from server.domain.printouts.shapes import NUMBER
from server.processes.evaluation.others.scorer_names import scorer_names
from server.processes.evaluation.rules.scoring import decided
from server.processes.evaluation.rules.sheets import Credit, ScoreLine, SheetTotals
from server.processes.evaluation.rules.totals import Column, final_points, totals
from server.processes.evaluation.tables import scores
from server.processes.evaluation.told.most import most_of
from server.processes.evaluation.told.sheet_states import STANCES
from server.processes.evaluation.told.standing import sheet_lines
from server.web.frame.formats import number, rounded

SCORE: Final = "score"
EVIDENCE: Final = "evidence"
FINAL: Final = "Điểm cuối"
UNSETTLED: Final = "Điểm thẩm định (chưa chốt)"
NOT_APPLICABLE: Final = "Không áp dụng"
_NAME: Final = PrintedColumn(title="Nội dung", width=6)
_MOST: Final = PrintedColumn(title="Điểm tối đa", align=Align.END, width=2)
_CLAIMED: Final = PrintedColumn(title="Điểm tự chấm", align=Align.END, width=2)
Cells = Callable[[Criterion, ScoreLine | None], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """A unit's lines with what they come to; what is not answered has no line."""

    rules: CaseRules
    unit: str
    settled: bool
    lines: Mapping[str, ScoreLine]

    def sums(self, column: Column) -> SheetTotals:
        """Add the sheet up."""
        return totals(table=self.rules.score_table, lines=self.lines.values(), column=column)

    @property
    def is_appraised(self) -> bool:
        """Whether anybody appraised: before that there is no final."""
        return any(
            final_points(line) is not None or line.na_accepted for line in self.lines.values()
        )


def self_scores(of: Material) -> list[Block] | None:
    """Print what a unit gives itself: maximum, points and grounds of each criterion."""
    sheet = _sheet(of)
    if sheet is None:
        return None
    own, files = sheet.sums(Column.SELF), _evidence(of, sheet.unit)
    columns = (
        *(NUMBER, _NAME, _MOST, _CLAIMED),
        PrintedColumn(title="Căn cứ, minh chứng", width=5),
    )
    found = {total.part: total.points for total in own.parts}

    def cells(criterion: Criterion, line: ScoreLine | None) -> list[str]:
        grounds = (line.reason, line.note) if line else ()
        return [_claimed(line), _joined(*grounds, *files.get(criterion.id, ()))]

    rows = _rows(sheet, cells, lambda part: [number(found[part]), ""])
    ends = ["", "Tổng cộng", number(own.applicable_maximum), number(own.total), ""]
    return [
        PrintedTable(columns=columns, rows=[*rows, PrintedRow(cells=ends, strong=True)]),
        _scaled(sheet, own),
    ]


def appraised_sheet(of: Material) -> list[Block] | None:
    """Print a unit's sheet with both appraisals, the explanations and the final points."""
    sheet = _sheet(of)
    if sheet is None or not sheet.is_appraised:
        return None
    own, final = sheet.sums(Column.SELF), sheet.sums(Column.FINAL)
    sums = {
        claimed.part: [number(claimed.points), "", "", "", number(counted.points)]
        for claimed, counted in zip(own.parts, final.parts, strict=True)
    }
    rows = _rows(sheet, _appraisals, lambda part: sums[part])
    ends = [number(final.applicable_maximum), number(own.total), "", "", "", number(final.total)]
    last = PrintedRow(cells=["", "Tổng cộng", *ends], strong=True)
    columns = (
        *(NUMBER, _NAME, _MOST, _CLAIMED),
        PrintedColumn(title="Thẩm định lần 1", width=4),
        PrintedColumn(title="Giải trình", width=4),
        PrintedColumn(title="Thẩm định lần 2", width=4),
        PrintedColumn(title=FINAL if sheet.settled else UNSETTLED, align=Align.END, width=2),
    )
    return [PrintedTable(columns=columns, rows=[*rows, last]), _scaled(sheet, final)]


def is_unsettled(of: Material) -> bool:
    """Tell whether the sheet's appraisal is still under way: its paper is a draft."""
    sheet = _sheet(of)
    return sheet is not None and not sheet.settled


def _sheet(of: Material) -> UnitSheet | None:
    """Read the sheet that the printout is of, where the reader may see it."""
    if not of.eyes.task(SCORE, of=of.case, key=of.key, unit=of.key):
        return None
    row = scores.sheets_of(of.session, of.case.id).get(of.key)
    if row is None:
        return None
    lines = {line.criterion: line for line in sheet_lines(of.case.id, of.rules, row)}
    apart = (each for _section, each in of.rules.score_table.lines() if not each.is_for(of.key))
    return UnitSheet(
        rules=of.rules,
        unit=of.key,
        settled=row.is_settled,
        lines={**lines, **{each.id: decided(each) for each in apart}},
    )


def _rows(
    sheet: UnitSheet, cells: Cells, sums: Callable[[str], Sequence[str]]
) -> Iterator[PrintedRow]:
    """Give the headings of the table with their sums, each before its criteria."""
    others = scorer_names(sheet.rules, sheet.unit)
    for section in sheet.rules.score_table.sections:
        for row in section.rows():
            part, criterion = row.part, row.criterion
            if criterion is None:
                head = (part.code, part.name.vi, most_of(section.kind, part.max_points))
                yield PrintedRow(cells=[*head, *sums(part.id)], strong=True)
                continue
            name = _named(section, criterion, others.get(criterion.id, ""))
            line = sheet.lines.get(criterion.id)
            told = (criterion.code, name, most_of(section.kind, criterion.max_points))
            yield PrintedRow(cells=[*told, *cells(criterion, line)])


def _named(section: Section, criterion: Criterion, scorer: str) -> str:
    """Name a criterion with how its points come about, and who gives them if not the unit."""
    how = _plain("how", criterion, section.kind)
    return _joined(
        criterion.name.vi, f"({how})" if how else "", f"(do {scorer} chấm)" if scorer else "",
        by=" ",
    )  # fmt: skip


def _claimed(line: ScoreLine | None) -> str:
    if line is None:
        return ""
    return NOT_APPLICABLE if line.not_applicable else _credit(line.claimed)


def _appraisals(_criterion: Criterion, line: ScoreLine | None) -> list[str]:
    if line is None:
        return ["", "", "", "", ""]
    first = "Đồng ý không áp dụng" if line.na_accepted else _credit(line.first)
    second = number(line.appraisal_2)
    return [
        _claimed(line),
        _joined(first, line.reason_1),
        _joined(STANCES[line.stance].text if line.stance else "", line.explanation),
        _joined(second, line.reason_2),
        number(final_points(line)),
    ]


def _credit(given: Credit) -> str:
    """Write points, and behind them what they were worked out from."""
    figures = _plain("figures", given)
    return _joined(number(given.points), f"({figures})" if figures else "", by=" ")


def _scaled(sheet: UnitSheet, sums: SheetTotals) -> Paragraphs:
    table = sheet.rules.score_table
    return Paragraphs(
        label=f"Quy về thang {number(table.max_points)} điểm:",
        lines=[f"{rounded(sums.scaled, table.shown_decimals)} điểm."],
    )


def _evidence(of: Material, unit: str) -> dict[str, list[str]]:
    """Name the evidence of each criterion, where the reader may see it."""
    record = of.record(SCORE)
    if record is None or not of.eyes.file(EVIDENCE, SCORE, of=of.case, key=unit):
        return {}
    found: dict[str, list[str]] = {}
    for file in record.files:
        if file.kind == EVIDENCE:
            found.setdefault(file.subject, []).append(file.file_name)
    return found


def _plain(macro: str, *about: object) -> str:
    """Say in the pages' own words how points come about, as text."""
    said = get_template_attribute("criteria.html", macro)(*about)
    return " ".join(escape(said).unescape().split())


def _joined(*texts: str, by: str = "; ") -> str:
    return by.join(filter(None, texts))
