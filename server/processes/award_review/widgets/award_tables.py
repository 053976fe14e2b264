"""Candidates and votes that a task shows as tables of a workbook."""

from collections.abc import Sequence
from typing import cast

from server.processes.award_review.widgets.awards import AwardBlock, CandidateView
from server.sheets.lists import ListSheet
from server.sheets.pen import ListCell
from server.web.downloads.workbooks import as_of
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def candidate_tables(desk: Desk, grid: object) -> Sequence[ListSheet]:
    """Lay out who is named for which award, and why."""
    rows: list[list[ListCell]] = [
        [pick(block.award.name), desk.unit(row.unit_id), _reason(row)]
        for block in cast("Sequence[AwardBlock]", grid)
        for row in block.rows
    ]
    heads = [_("Hình thức khen thưởng"), _("Đơn vị"), _("Lý do")]
    return [_sheet(desk, _("Danh sách đề cử"), heads, rows)]


def _reason(row: CandidateView) -> str | None:
    return row.candidate.reason or None if row.candidate else None


def tally_tables(desk: Desk, grid: object) -> Sequence[ListSheet]:
    """Lay out what each candidate got in each round."""
    rows: list[list[ListCell]] = [
        [
            number,
            pick(block.award.name),
            desk.unit(row.unit_id),
            *((row.tally.yes, row.tally.base) if row.tally else (None, None)),
            _("đạt") if row.tally and row.tally.passed else _("không đạt"),
        ]
        for number, blocks in cast("Sequence[tuple[int, Sequence[AwardBlock]]]", grid)
        for block in blocks
        for row in block.rows
    ]
    heads = [
        *(_("Vòng"), _("Hình thức khen thưởng"), _("Đơn vị"), _("Số phiếu đồng ý")),
        *(_("Trên tổng số"), _("Kết quả")),
    ]
    return [_sheet(desk, _("Kết quả biểu quyết"), heads, rows)]


def _sheet(
    desk: Desk, title: str, heads: Sequence[str], rows: Sequence[Sequence[ListCell]]
) -> ListSheet:
    above = [f"{title}, {desk.rules.year}", pick(desk.rules.bloc.name), as_of()]
    return ListSheet(title=title, above=above, heads=heads, rows=rows)
