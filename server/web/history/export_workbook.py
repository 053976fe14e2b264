"""History as a workbook, as the auditor's list tells it: what machines compare is in the others."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from flask.typing import ResponseReturnValue

from server.actions.history import export_history
from server.sheets.guard import LONGEST_CELL
from server.sheets.lists import ListSheet
from server.sheets.pen import ListCell
from server.store.history.event_questions import EventFilter
from server.web.downloads.workbooks import as_of, bounded, workbook
from server.web.frame import erased_text
from server.web.frame.formats import number
from server.web.history.export_csv import COLUMNS, told_events
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import gettext as _

MOST: Final = 20_000
"""Events of a workbook; CSV has no bound."""
SHOWN: Final = (
    *("moment", "case", "seq", "title", "outcome", "unit_name", "actor", "post", "on_behalf"),
    *("link_by", "reason", "changes", "simulated", "withheld", "erased", "fits", "hash"),
)
HEADS: Final = {**COLUMNS, "moment": COLUMNS["local_time"]}
CUT: Final = " …"


def send(wanted: EventFilter, *, units: Mapping[str, str]) -> ResponseReturnValue:
    """Record the export, then send the events, oldest first; `units` are names by id."""
    events = export_history.export(session(), wanted, form="xlsx", actor=actor(), now=now())
    advice = _("Nhiều hơn %(most)s sự kiện, hãy thu hẹp bộ lọc hoặc tải CSV", most=number(MOST))
    sheet = ListSheet(
        title=_("Nhật ký phê duyệt"),
        above=[_("Nhật ký phê duyệt"), as_of()],
        heads=[str(HEADS[name]) for name in SHOWN],
        rows=_rows(bounded(told_events(events, units), MOST, advice)),
    )
    return workbook([sheet], name=_("Nhật ký phê duyệt"))


def _rows(told: Iterator[Mapping[str, Any]]) -> Iterator[list[ListCell]]:
    for each in told:
        yield [_cell(each[name]) for name in SHOWN]


def _cell(value: Any) -> ListCell:  # noqa: ANN401 - moments and numbers as they are
    """Give a cell; a text that no cell holds whole is cut off and ends in dots."""
    shown: Any = erased_text.shown(value)
    if not isinstance(shown, str):
        return cast("ListCell", shown)
    whole = len(shown) <= LONGEST_CELL
    return shown or None if whole else shown[: LONGEST_CELL - len(CUT)] + CUT
