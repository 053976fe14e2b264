"""The sentences of what is refused where a deadline is extended, urged, or a day said to be off."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.cases import extension, urging
from server.domain.refusals import Refusal
from server.domain.working_days import province_days
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
WORKING_DAY_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    province_days.DaysMissing: (BAD, _("Hãy ghi ngày được nghỉ, hoặc ngày làm việc.")),
    province_days.DaysReversed: (
        BAD,
        _("Ngày nghỉ cuối phải từ ngày nghỉ đầu trở đi, và một lần ghi tối đa %(most)s ngày."),
    ),
    province_days.DayTwice: (BAD, _("Ngày %(day)s không thể vừa nghỉ vừa làm việc.")),
    province_days.DaySoAlready: (CONFLICT, _("Lịch đã ghi như vậy về ngày %(day)s.")),
    province_days.DayOutOfReach: (BAD, _("Chỉ ghi được ngày từ %(first)s đến %(last)s.")),
    province_days.PaperMissing: (BAD, _("Hãy ghi số và ngày của văn bản cho nghỉ, cho làm bù.")),
    province_days.PaperTooLong: (BAD, _("Rút ngắn số văn bản còn tối đa %(limit)s ký tự.")),
    province_days.PaperOfTomorrow: (BAD, _("Ngày của văn bản không được sau hôm nay.")),
    province_days.DayNotInForce: (CONFLICT, _("Ngày này đã được rút.")),
    province_days.TakingBackUnsaid: (
        BAD,
        _("Hãy ghi lý do rút, tối đa %(limit)s ký tự: lịch sử giữ lý do này."),
    ),
}
URGING_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    urging.NotYoursToUrge: (
        FORBIDDEN,
        _("Chức vụ bạn đang dùng không được đôn đốc việc này."),
    ),
    urging.DutyNotWaitedFor: (
        CONFLICT,
        _("Việc đã xong, hoặc không còn ai phải làm: không đôn đốc nữa."),
    ),
    urging.UrgedToday: (
        CONFLICT,
        _("%(who)s đã đôn đốc lúc %(at)s. Một việc của một đơn vị được đôn đốc mỗi ngày một lần."),
    ),
    urging.NobodyToUrge: (
        CONFLICT,
        _("Chưa có việc nào đang mở hay sắp mở cho ai, nên không có chức vụ nào để gửi."),
    ),
    urging.UrgesOneself: (
        CONFLICT,
        _("Việc đang ở chính chức vụ bạn đang dùng."),
    ),
}
