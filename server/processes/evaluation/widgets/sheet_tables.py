"""The grids of a score sheet as tables of a workbook: told, or to be filled in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import Criterion
from server.processes.evaluation.widgets import sheets
from server.processes.evaluation.widgets.rows import CriterionRow, Grid, PartRow
from server.sheets.filling import (
    FillColumn,
    FillKind,
    FillRow,
    FillTable,
    ToldColumn,
)
from server.sheets.lists import ListSheet, Row, Strong
from server.sheets.pen import ListCell
from server.web.downloads.workbooks import as_of
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def score_table(desk: Desk, name: str) -> FillTable:
    """Lay out a self-score to be filled in, with what is typed so far."""
    grid = sheets.score_grid(desk, name)
    rows = [row for row in grid.own if not row.decided]
    columns = [each for each in _columns() if any(each.name in _asked(row) for row in rows)]
    return FillTable(
        title=_("Tự chấm điểm"),
        above=[
            _("Bảng tự chấm điểm thi đua năm %(year)s", year=desk.rules.year),
            desk.unit(desk.page.task.subject_unit_id or ""),
            _("Chỉ nhập vào ô màu vàng; ghi giá trị, không ghi công thức."),
            as_of(),
        ],
        told=[
            ToldColumn(head=_("TT"), width=7),
            ToldColumn(head=_("Tiêu chí"), width=46),
            ToldColumn(head=_("Tối đa"), width=9),
        ],
        columns=columns,
        rows=[*_fill_rows(grid)],
    )


def _columns() -> list[FillColumn]:
    """List what a unit may fill in, as the form calls it."""
    number, text, tick = FillKind.NUMBER, FillKind.TEXT, FillKind.TICK
    told = (
        ("points", _("Điểm tự chấm"), number, 10),
        ("actual", _("Số liệu thực hiện"), number, 11),
        ("target", _("Chỉ tiêu"), number, 11),
        ("not_applicable", _("Không áp dụng (ghi x)"), tick, 11),
        ("note", _("Kết quả, căn cứ"), text, 42),
        ("reason", _("Lý do không áp dụng"), text, 26),
    )
    return [FillColumn(name=n, head=h, kind=k, width=w) for n, h, k, w in told]


def _asked(row: CriterionRow) -> tuple[str, ...]:
    criterion: Criterion = row.criterion
    points: tuple[str, ...] = ("points",)
    if criterion.is_worked_out:
        points = ("actual", "target") if criterion.asks_target else ("actual",)
    return (*points, "not_applicable", "note", "reason")


def _fill_rows(grid: Grid) -> Iterator[FillRow | Strong]:
    for line in _lines(grid):
        if isinstance(line, PartRow):
            yield Strong([*_part_head(line)])
            continue
        criterion = line.criterion
        told = _head(criterion)
        if line.scorer or line.decided:
            yield Strong(told)
        else:
            most = {} if criterion.is_worked_out else {"points": criterion.max_points}
            yield FillRow(
                key=criterion.id, told=told, filled=dict.fromkeys(_asked(line)), most=most
            )


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
    for line in _lines(grid):
        if isinstance(line, PartRow):
            sums = [line.before.points, line.total.points][-told.summed :]
            yield Strong([*_part_head(line), *sums, *[None] * (width - told.summed)])
            continue
        criterion = line.criterion
        head = _head(criterion)
        if line.decided:
            said = _("Không áp dụng với đơn vị này, theo quyết định từ đầu năm")
            yield [*head, said, *[None] * (width - 1)]
        elif line.scorer:
            said = _("Do %(scorer)s chấm; đơn vị không tự chấm", scorer=line.scorer)
            yield [*head, said, *[None] * (width - 1)]
        else:
            yield [*head, *told.cells(line)]


def _head(criterion: Criterion) -> list[ListCell]:
    return [criterion.code, pick(criterion.name), criterion.max_points]


def _part_head(line: PartRow) -> list[ListCell]:
    return [line.part.code, pick(line.part.name), line.maximum]


def _lines(grid: Grid) -> Iterator[PartRow | CriterionRow]:
    return (line for section in grid.sections for line in section.lines)


def _files(row: CriterionRow) -> str | None:
    return "\n".join(file.file_name for file in row.files) or None
