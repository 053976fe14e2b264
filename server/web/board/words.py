"""How a duty stands, in words; the shape beside them says the same."""

from collections.abc import Mapping

from server.domain.cases.duties import DutyStanding, DutyState
from server.web.frame.formats import day
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import ngettext

SHAPES: Mapping[DutyState, str] = {
    DutyState.DONE: "done",
    DutyState.DONE_LATE: "done",
    DutyState.LEFT: "left",
    DutyState.OVERDUE: "late",
    DutyState.MISSED: "late",
    DutyState.LIFTED: "none",
    DutyState.CLOSED_BY_REORGANISATION: "none",
}
CLOSED = "closed"
"""The shape of what the reader is not told."""
KEY: tuple[tuple[str, object], ...] = (
    ("late", _l("Quá hạn, hoặc thiếu")),
    ("left", _l("Còn hạn")),
    ("done", _l("Xong, ngày xong")),
    ("none", _l("Không phải làm")),
    (CLOSED, _l("Không mở cho bạn")),
)


def shape(standing: DutyStanding | None) -> str:
    """Name the shape of a state."""
    return SHAPES[standing.state] if standing else CLOSED


def words(standing: DutyStanding | None) -> str:
    """Say a state in words; days are working days."""
    if standing is None:
        return _("Không mở cho bạn")
    state, days = standing.state, standing.days
    if standing.gone is not None:
        return _("Đơn vị đã sáp nhập, giải thể từ %(day)s", day=day(standing.gone))
    if state is DutyState.DONE_LATE:
        return ngettext("Xong, trễ %(num)s ngày", "Xong, trễ %(num)s ngày", days)
    if state is DutyState.OVERDUE:
        return ngettext("Quá hạn %(num)s ngày", "Quá hạn %(num)s ngày", days)
    if state is DutyState.LEFT and days:
        return ngettext("Còn %(num)s ngày", "Còn %(num)s ngày", days)
    return str(_SAID[state])


_SAID: Mapping[DutyState, object] = {
    DutyState.DONE: _l("Xong"),
    DutyState.LEFT: _l("Đến hạn"),
    DutyState.MISSED: _l("Thiếu"),
    DutyState.LIFTED: _l("Không phải làm"),
}
