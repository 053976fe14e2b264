"""The sentences of refusals of what an auditor asks of history."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.history import asked
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

BAD, NO_ADDRESS = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST

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
    asked.NotAnEvent: (
        BAD,
        _(
            "“%(typed)s” không phải là số của một sự kiện: hồ sơ này có các sự kiện từ 1 đến "
            "%(last)s. Dưới đây là hồ sơ sau sự kiện mới nhất."
        ),
    ),
    asked.TwoMoments: (
        BAD,
        _(
            "Địa chỉ vừa có số sự kiện vừa có ngày giờ. Dưới đây là hồ sơ theo ngày giờ; hãy chọn "
            "một trong hai."
        ),
    ),
    asked.NotOnThisPage: (
        BAD,
        _("Sự kiện cần mở (open trong địa chỉ) không có trong danh sách dưới đây. Hãy tìm lại."),
    ),
    asked.NotAPlace: (
        NO_ADDRESS,
        _(
            "Địa chỉ ghi trang bắt đầu từ “%(typed)s”, không phải là một chỗ trong danh sách. "
            "Hãy mở lại danh sách từ trang đầu."
        ),
    ),
    asked.NotAValue: (
        NO_ADDRESS,
        _(
            "Địa chỉ có %(name)s=“%(typed)s”, không phải là một giá trị ở đây. Hãy sửa địa chỉ, "
            "hoặc mở lại trang từ danh mục."
        ),
    ),
    asked.NothingToCheck: (
        BAD,
        _("Địa chỉ yêu cầu kiểm tra cả chuỗi (check) mà chưa có hồ sơ. Hãy chọn một hồ sơ."),
    ),
    asked.ControlInAddress: (
        NO_ADDRESS,
        _(
            "Địa chỉ có ký tự điều khiển không đọc được, ở giá trị “%(name)s”. Hãy sửa địa chỉ, "
            "hoặc mở lại trang từ danh mục."
        ),
    ),
}
