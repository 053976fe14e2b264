"""The board as a workbook: a line a duty, as far as its reader is told."""

from collections.abc import Sequence
from typing import Final

from flask.typing import ResponseReturnValue

from server.domain.blocs.rules import CaseRules
from server.sheets.lists import ListSheet
from server.sheets.pen import ListCell
from server.store.blocs.bloc_pages import BlocYear
from server.web.board import words
from server.web.board.reading import THE_BLOC, DutyLine
from server.web.downloads.workbooks import as_of, workbook
from server.web.names.case_titles import case_title
from server.web.names.rule_names import unit_names
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

HEADS: Final = (
    *(_l("Đơn vị"), _l("Hồ sơ"), _l("Nhiệm vụ"), _l("Hạn"), _l("Tình trạng"), _l("Ngày xong")),
    _l("mô phỏng"),
)


def send(lines: Sequence[DutyLine], year: BlocYear, rules: CaseRules) -> ResponseReturnValue:
    """Send the lines, in the order of their days."""
    title = _("Theo dõi năm %(year)s", year=year.year)
    names = {THE_BLOC: _("Việc chung của Khối"), **unit_names(rules)}
    sheet = ListSheet(
        title=title,
        above=[title, pick(rules.bloc.name), as_of(), _("Số ngày là ngày làm việc.")],
        heads=[str(head) for head in HEADS],
        rows=[_row(line, names.get(line.own_of or line.whose, line.whose)) for line in lines],
    )
    return workbook([sheet], name=title)


def _row(line: DutyLine, whose: str) -> list[ListCell]:
    return [
        whose,
        case_title(line.case),
        pick(line.name),
        line.due,
        words.words(line.standing),
        line.reached,
        _("có") if line.case.simulated else None,
    ]
