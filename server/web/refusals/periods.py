"""The sentences of refusals about the days in which a post is held or lent."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain import moved_clock, refusals
from server.domain.people import appointments, lending
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

BAD = HTTPStatus.UNPROCESSABLE_ENTITY

PERIOD_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    refusals.NotADay: (
        BAD,
        _("“%(typed)s” không phải là một ngày. Hãy ghi ngày/tháng/năm, ví dụ 31/12/2025."),
    ),
    refusals.DayOfFarYear: (
        BAD,
        _("“%(typed)s” có năm không thể đúng. Hãy ghi năm từ %(first)s đến %(last)s."),
    ),
    appointments.EndsLater: (
        BAD,
        _(
            "Lần bổ nhiệm này đến hết ngày %(last)s; kết thúc thì không muộn hơn được. "
            "Giữ chức vụ tiếp thì bổ nhiệm mới từ ngày sau đó."
        ),
    ),
    lending.PeriodTooLong: (
        BAD,
        _("Ủy quyền, giao việc dài nhất là một năm: đến hết ngày %(latest)s."),
    ),
    lending.NotHeldThen: (
        BAD,
        _("Ngày đầu %(first)s nằm ngoài thời gian bạn giữ chức vụ này. Hãy chọn ngày khác."),
    ),
    moved_clock.ClockGoesBack: (
        BAD,
        _("Đồng hồ chỉ đi tới. Hãy chọn một ngày sau ngày %(today)s."),
    ),
    moved_clock.ClockTooFar: (
        BAD,
        _("Mỗi lần chuyển đồng hồ xa nhất đến ngày %(latest)s."),
    ),
}
