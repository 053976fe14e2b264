"""The sentences of refusals of what an auditor asks of history."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.history import asked
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

BAD = HTTPStatus.UNPROCESSABLE_ENTITY

ASKED_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    asked.NotAChoice: (
        BAD,
        _("Bộ lọc có “%(typed)s”, không phải là một lựa chọn ở đây. Hãy chọn lại rồi lọc."),
    ),
    asked.EndsBeforeItBegins: (
        BAD,
        _("Ngày cuối %(last)s trước ngày đầu %(first)s. Hãy sửa một trong hai ngày."),
    ),
    asked.NotASize: (
        BAD,
        _(
            "“%(typed)s” không phải là cỡ điểm chốt. Hãy ghi số đứng sau “seen” trong tệp ghim, "
            "chỉ gồm chữ số, hoặc để trống."
        ),
    ),
    asked.BeyondTheLog: (
        BAD,
        _(
            "Nhật ký ở đây mới chốt đến %(log)s mục, ít hơn cỡ %(size)s bạn đã kiểm. Nếu bạn ghi "
            "đúng thì nhật ký đã lùi: hãy báo thanh tra. Để trống ô này nếu vẫn muốn tải về."
        ),
    ),
    asked.NotATime: (
        BAD,
        _("“%(typed)s” không phải là giờ trong ngày. Hãy ghi giờ:phút, ví dụ 08:30."),
    ),
    asked.TimeWithoutDay: (BAD, _("Chưa ghi ngày của giờ này.")),
}
