"""The grids of a score sheet as tables that are filled in with a spreadsheet program."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from server.processes.evaluation.told.sheet_states import STANCES
from server.processes.evaluation.widgets import sheets
from server.processes.evaluation.widgets.rows import CriterionRow, Grid, PartRow
from server.processes.evaluation.widgets.sheet_tables import head, lines, part_head
from server.sheets.filling import FillColumn, FillKind, FillRow, FillTable, ToldColumn
from server.sheets.lists import Strong
from server.sheets.pen import ListCell
from server.web.downloads.workbooks import as_of
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _

FIGURES = ("points", "actual", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a grid asks for in which row, and what it tells beside each criterion."""

    title: str
    columns: Sequence[FillColumn]
    asked: Callable[[CriterionRow], Sequence[str]]
    told: Sequence[ToldColumn] = ()
    cells: Callable[[CriterionRow], Sequence[ListCell]] = field(default=lambda _row: ())


def score_table(desk: Desk, name: str) -> FillTable:
    """Lay out a self-score to be filled in, with what is typed so far."""
    columns = [
        *_figures(_("Điểm tự chấm")),
        _tick("not_applicable", _("Không áp dụng (ghi x)")),
        _text("note", _("Kết quả, căn cứ"), 42),
        _text("reason", _("Lý do không áp dụng"), 26),
    ]
    asked = _Asked(
        title=_("Tự chấm điểm"),
        columns=columns,
        asked=lambda row: (*_figures_of(row), "not_applicable", "note", "reason"),
    )
    title = _("Bảng tự chấm điểm thi đua năm %(year)s", year=desk.rules.year)
    return _table(desk, sheets.score_grid(desk, name), asked, title)


def appraisal_table(desk: Desk, name: str) -> FillTable:
    """Lay out a first appraisal to be filled in beside what the unit gave itself, and why."""
    columns = [
        *_figures(_("Thẩm định lần 1")),
        _tick("accept_not_applicable", _("Đồng ý không áp dụng (ghi x)")),
        _text("reason", _("Lý do đổi điểm"), 36),
    ]

    def of_row(row: CriterionRow) -> Sequence[str]:
        agrees = ("accept_not_applicable",) if row.line.not_applicable else ()
        return (*_figures_of(row), *agrees, "reason")

    asked = _Asked(
        title=_("Thẩm định lần 1"), columns=columns, asked=of_row, told=_claims(), cells=_claimed
    )
    return _table(desk, sheets.appraisal_grid(desk, name), asked)


def explanation_table(desk: Desk, name: str) -> FillTable:
    """Lay out the criteria that were appraised otherwise, each to be accepted or contested."""
    stances = {each: str(said) for each, said in STANCES.items()}
    said = _("Ý kiến (%(stances)s)", stances=" / ".join(stances.values()))
    choice = FillColumn(name="stance", head=said, kind=FillKind.CHOICE, width=18, options=stances)
    asked = _Asked(
        title=_("Giải trình"),
        columns=[choice, _text("text", _("Nội dung giải trình"), 42)],
        asked=lambda _row: ("stance", "text"),
        told=[*_claims(), *_firsts()],
        cells=lambda row: [*_claimed(row), *_first(row)],
    )
    return _table(desk, sheets.explanation_grid(desk, name), asked)


def appraisal_2_table(desk: Desk, name: str) -> FillTable:
    """Lay out what the unit contests, with what it said, to be appraised again."""
    asked = _Asked(
        title=_("Thẩm định lần 2"),
        columns=[*_figures(_("Thẩm định lần 2")), _text("reason", _("Lý do"), 36)],
        asked=lambda row: (*_figures_of(row), "reason"),
        told=[*_claims(), *_firsts(), ToldColumn(head=_("Nội dung giải trình"), width=30)],
        cells=lambda row: [*_claimed(row), *_first(row), row.line.explanation or None],
    )
    return _table(desk, sheets.appraisal_2_grid(desk, name), asked)


def _table(desk: Desk, grid: Grid, asked: _Asked, title: str = "") -> FillTable:
    """Lay out a grid; columns that no row asks for are left out."""
    wanted = {name for row in grid.own if not row.decided for name in asked.asked(row)}
    return FillTable(
        title=asked.title,
        above=[
            title or f"{asked.title}, {desk.rules.year}",
            desk.unit(desk.page.task.subject_unit_id or ""),
            _("Chỉ nhập vào ô màu vàng; ghi giá trị, không ghi công thức."),
            as_of(),
        ],
        told=[
            ToldColumn(head=_("TT"), width=7),
            ToldColumn(head=_("Tiêu chí"), width=46),
            ToldColumn(head=_("Tối đa"), width=9),
            *asked.told,
        ],
        columns=[each for each in asked.columns if each.name in wanted],
        rows=[*_rows(grid, asked)],
    )


def _rows(grid: Grid, asked: _Asked) -> Iterator[FillRow | Strong]:
    for line in lines(grid):
        if isinstance(line, PartRow):
            yield Strong([*part_head(line)])
            continue
        criterion = line.criterion
        if line.scorer or line.decided:
            yield Strong(head(line))
            continue
        most = {} if criterion.is_worked_out else {"points": criterion.max_points}
        yield FillRow(
            key=criterion.id,
            told=[*head(line), *asked.cells(line)],
            filled=dict.fromkeys(asked.asked(line)),
            most=most,
        )


def _figures_of(row: CriterionRow) -> Sequence[str]:
    if not row.criterion.is_worked_out:
        return ("points",)
    return ("actual", "target") if row.criterion.asks_target else ("actual",)


def _figures(points: str) -> list[FillColumn]:
    named = zip(FIGURES, (points, _("Số liệu thực hiện"), _("Chỉ tiêu")), (10, 11, 11), strict=True)
    return [FillColumn(name=n, head=h, kind=FillKind.NUMBER, width=w) for n, h, w in named]


def _text(name: str, said: str, width: int) -> FillColumn:
    return FillColumn(name=name, head=said, kind=FillKind.TEXT, width=width)


def _tick(name: str, said: str) -> FillColumn:
    return FillColumn(name=name, head=said, kind=FillKind.TICK, width=11)


def _claims() -> list[ToldColumn]:
    return [ToldColumn(head=_("Tự chấm"), width=12), ToldColumn(head=_("Căn cứ"), width=30)]


def _claimed(row: CriterionRow) -> list[ListCell]:
    line = row.line
    points = _("Không áp dụng") if line.not_applicable else line.self_points
    return [points, "\n".join(text for text in (line.reason, line.note) if text) or None]


def _firsts() -> list[ToldColumn]:
    return [
        ToldColumn(head=_("Thẩm định lần 1"), width=10),
        ToldColumn(head=_("Lý do đổi điểm"), width=30),
    ]


def _first(row: CriterionRow) -> list[ListCell]:
    return [row.line.appraisal_1, row.line.reason_1 or None]
