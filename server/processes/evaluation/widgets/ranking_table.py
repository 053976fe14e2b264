"""The ranking that a task shows as a table of a workbook."""

from collections.abc import Sequence
from typing import cast

from server.processes.evaluation.widgets.units import UnitRow
from server.sheets.lists import ListSheet
from server.sheets.pen import ListCell
from server.web.downloads.workbooks import as_of
from server.web.frame.formats import rounded_number
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def ranking_tables(desk: Desk, grid: object) -> Sequence[ListSheet]:
    """Lay out the units by rank, with the totals of each step."""
    rows = cast("Sequence[UnitRow]", grid)
    title, rules = _("Bảng tổng hợp, xếp hạng"), desk.rules
    heads = [
        *(_("Hạng"), _("Đồng hạng"), _("Đơn vị"), _("Tự chấm"), _("Thẩm định lần 1")),
        *(_("Thẩm định lần 2"), _("Tối đa áp dụng"), _("Điểm để xếp hạng")),
        _("Xếp loại, điều kiện"),
    ]
    sample = [_("Điểm tối đa là mẫu.")] if rules.score_table.sample else []
    above = [f"{title}, {rules.year}", pick(rules.bloc.name), *sample, as_of()]
    told = [_ranked(desk, row) for row in rows]
    return [ListSheet(title=title, above=above, heads=heads, rows=told)]


def _ranked(desk: Desk, row: UnitRow) -> list[ListCell]:
    sheet, words = row.sheet, row.judged
    out = _("ra khỏi diện xét") if row.taken_out else ""
    found = [out, *([words.grade, *words.reasons] if words else [])]
    said = "\n".join(text for text in found if text) or None
    if sheet is None:
        return [None, None, pick(row.unit.name), *[None] * 5, said]
    scaled, decimals = sheet.scaled, desk.rules.score_table.shown_decimals
    return [
        *(sheet.rank, _("đồng hạng") if sheet.rank and sheet.shares_rank else None),
        *(pick(row.unit.name), sheet.self_total, sheet.appraisal_1_total, sheet.appraisal_2_total),
        sheet.applicable_maximum,
        None if scaled is None else rounded_number(scaled, decimals),
        said,
    ]
