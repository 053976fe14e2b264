"""What the states of a sheet are called, and what a unit says of an appraised line."""

from collections.abc import Mapping

from server.web.words.catalogue import Lazy
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import lazy_pgettext as _p

SHEET_STATES: Mapping[str, object] = {
    "scoring": _l("Đang tự chấm"),
    "approving": _l("Chờ thủ trưởng duyệt"),
    "appraising": _l("Đang thẩm định lần 1"),
    "explaining": _l("Đơn vị giải trình"),
    "appraising_2": _l("Đang thẩm định lần 2"),
    "appraised": _l("Thẩm định xong"),
    "closed": _l("Thẩm định xong"),
    "ranked": _l("Đã xếp hạng"),
    "adopted": _l("Hội nghị đã thông qua"),
    "frozen": _l("Điểm đã khóa"),
    "taken_out": _l("Không xét năm nay"),
}
STANCES: Mapping[str, Lazy] = {
    "accept": _p("stance", "Chấp nhận"),
    "contest": _p("stance", "Không nhất trí"),
}
