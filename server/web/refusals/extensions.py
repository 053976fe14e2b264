"""The sentences of what is refused where a deadline is extended."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.cases import extension
from server.domain.refusals import Refusal
from server.web.refusals.people import BAD, CONFLICT, FORBIDDEN
from server.web.words.catalogue import marked as _

EXTENSION_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    extension.NotYoursToExtend: (
        FORBIDDEN,
        _("Chỉ Trưởng khối và thư ký Khối gia hạn được các hạn của hồ sơ."),
    ),
    extension.NoSuchDeadline: (
        CONFLICT,
        _("Hồ sơ không có hạn này, hoặc không còn việc gì tính theo nó. Hãy chọn lại."),
    ),
    extension.ExtensionDayMissing: (BAD, _("Hãy chọn ngày gia hạn đến.")),
    extension.NotLater: (
        CONFLICT,
        _("Hạn đang là %(last_day)s: hạn chỉ lùi về sau, không kéo về trước."),
    ),
    extension.ExtensionPast: (BAD, _("Ngày gia hạn đến không được trước hôm nay (%(today)s).")),
    extension.ExtensionTooFar: (BAD, _("Chỉ gia hạn được đến %(last)s.")),
    extension.ExtensionReasonMissing: (BAD, _("Hãy ghi lý do gia hạn: lịch sử giữ lý do này.")),
    extension.ExtensionReasonTooLong: (BAD, _("Rút ngắn lý do còn tối đa %(limit)s ký tự.")),
}
