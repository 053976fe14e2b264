"""The grids of a score sheet as tables of a workbook, to be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from server.domain.blocs.rules import SectionKind
from server.processes.evaluation.told.most import most_of
from server.processes.evaluation.widgets.rows import CriterionRow, Grid, PartRow
from server.sheets.lists import ListSheet, Row, Strong
from server.sheets.pen import ListCell
from server.web.downloads.workbooks import as_of
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def sheet_tables(desk: Desk, grid: object) -> Sequence[ListSheet]:
    """Lay out a sheet as it was handed in."""
    heads = [_("Tự chấm"), _("Số liệu"), _("Chỉ tiêu"), _("Kết quả, căn cứ"), _("Minh chứng")]

    def cells(row: CriterionRow) -> Sequence[ListCell]:
        line = row.line
        points = _("Không áp dụng") if line.not_applicable else line.self_points
        said = "\n".join(text for text in (line.reason, line.note) if text)
        return [points, line.actual, line.target, said or None, _files(row)]

    return [_table(desk, grid, _("Bảng tự chấm điểm"), heads, _ToldCells(cells, 1))]


def appraisal_tables(desk: Desk, grid: object) -> Sequence[ListSheet]:
    """Lay out a first appraisal beside the self-score, with what is typed so far."""
    heads = [
        *(_("Tự chấm"), _("Thẩm định lần 1"), _("Chênh lệch"), _("Lý do đổi điểm")),
        *(_("Căn cứ, minh chứng"), _("Minh chứng")),
    ]

    def cells(row: CriterionRow) -> Sequence[ListCell]:
        line = row.line
        points = _("Không áp dụng") if line.not_applicable else line.self_points
        agreed = _("Đồng ý không áp dụng") if row.now.na_accepted else row.now.appraisal_1
        reason = desk.value(f"{row.path}.reason") or None
        said = "\n".join(text for text in (line.reason, line.note) if text)
        return [points, agreed, row.difference, reason, said or None, _files(row)]

    return [_table(desk, grid, _("Thẩm định lần 1"), heads, _ToldCells(cells, 2))]


@dataclass(frozen=True, slots=True)
class _ToldCells:
    """The cells of a criterion behind its maximum; of the first so many there are sums."""

    cells: Callable[[CriterionRow], Sequence[ListCell]]
    summed: int


def _table(
    desk: Desk, grid: object, title: str, heads: Sequence[str], told: _ToldCells
) -> ListSheet:
    assert isinstance(grid, Grid)  # noqa: S101 - what the widget's own `build` gives
    unit = desk.unit(desk.page.task.subject_unit_id or "")
    rows = [*_told_rows(grid, len(heads), told)]
    sums = [grid.before.total, grid.sums.total][-told.summed :]
    total = [None, _("Tổng cộng"), grid.sums.applicable_maximum, *sums]
    return ListSheet(
        title=title,
        above=[f"{title}, {desk.rules.year}", unit, *_samples(desk), as_of()],
        heads=[_("TT"), _("Tiêu chí"), _("Tối đa"), *heads],
        rows=[*rows, Strong([*total, *[None] * (len(heads) - told.summed)])],
    )


def _samples(desk: Desk) -> list[str]:
    return [_("Điểm tối đa là mẫu.")] if desk.rules.score_table.sample else []


def _told_rows(grid: Grid, width: int, told: _ToldCells) -> Iterator[Row]:
    for line in lines(grid):
        if isinstance(line, PartRow):
            sums = [line.before.points, line.total.points][-told.summed :]
            yield Strong([*part_head(line), *sums, *[None] * (width - told.summed)])
            continue
        about = head(line)
        if line.decided:
            said = _("Không áp dụng với đơn vị này, theo quyết định từ đầu năm")
            yield [*about, said, *[None] * (width - 1)]
        elif line.scorer:
            said = _("Do %(scorer)s chấm; đơn vị không tự chấm", scorer=line.scorer)
            yield [*about, said, *[None] * (width - 1)]
        else:
            yield [*about, *told.cells(line)]


def head(row: CriterionRow) -> list[ListCell]:
    criterion = row.criterion
    return [criterion.code, pick(criterion.name), _most(row.kind, criterion.max_points)]


def part_head(line: PartRow) -> list[ListCell]:
    return [line.part.code, pick(line.part.name), _most(line.kind, line.part.max_points)]


def _most(kind: SectionKind, points: Decimal) -> ListCell:
    """Give a maximum as a number; what a deduction takes off is said in words, as on the page."""
    return most_of(kind, points) if kind is SectionKind.DEDUCTION else points


def lines(grid: Grid) -> Iterator[PartRow | CriterionRow]:
    return (line for section in grid.sections for line in section.lines)


def _files(row: CriterionRow) -> str | None:
    return "\n".join(file.file_name for file in row.files) or None
