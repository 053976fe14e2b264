"""The sentences of refusals. `%(name)s` is the refusal's field of that name."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain import people, refusals
from server.domain.refusals import Refusal
from server.web.catalogue import lazy_gettext as _l


def _(text: str) -> str:
    """Mark a text for the catalogue; it is translated when it is shown."""
    return text


FORBIDDEN, CONFLICT = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT
BAD, MISSING = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND

WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    refusals.OwnUnit: (
        FORBIDDEN,
        _("Bạn thuộc, hoặc đang thay mặt, đúng đơn vị được xét nên không được làm việc này."),
    ),
    refusals.UnknownRole: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Sơ đồ gọi vai trò “%(role)s” mà hệ thống không biết."),
    ),
    people.WrongPassword: (BAD, _("Tên đăng nhập hoặc mật khẩu không đúng.")),
    people.TooManyTries: (
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Sai quá nhiều lần. Hãy thử lại sau %(minutes)s phút."),
    ),
    people.NotYourPost: (FORBIDDEN, _("Hôm nay bạn không giữ và không được ủy quyền chức vụ này.")),
    people.NoPostToday: (
        FORBIDDEN,
        _("Hôm nay bạn không giữ chức vụ nào. Hãy liên hệ quản trị của Khối."),
    ),
    people.NotADemonstration: (MISSING, _("Không có trang này.")),
}

STATUS_WORDS: Mapping[HTTPStatus, tuple[object, object]] = {
    HTTPStatus.BAD_REQUEST: (
        _l("Yêu cầu không hợp lệ"),
        _l("Máy chủ không hiểu yêu cầu này. Hãy tải lại trang rồi thử lại."),
    ),
    HTTPStatus.UNAUTHORIZED: (
        _l("Cần đăng nhập lại"),
        _l("Phiên làm việc đã hết. Bản nháp đã lưu vẫn còn; đăng nhập lại để làm tiếp."),
    ),
    HTTPStatus.FORBIDDEN: (_l("Không được làm việc này"), _l("Bạn không có quyền làm việc này.")),
    HTTPStatus.NOT_FOUND: (
        _l("Không tìm thấy trang"),
        _l("Không có trang này, hoặc trang không dành cho chức vụ bạn đang dùng."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        _l("Yêu cầu không hợp lệ"),
        _l("Trang này không nhận cách gửi đó."),
    ),
    HTTPStatus.CONFLICT: (
        _l("Việc đã thay đổi"),
        _l("Có người vừa làm việc này trước bạn. Hãy tải lại trang để xem."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _l("Gửi lên quá lớn"),
        _l("Mỗi tệp tối đa 20 MB. Hãy chọn tệp nhỏ hơn."),
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        _l("Chưa làm được"),
        _l("Nội dung gửi lên chưa đúng. Hãy quay lại và sửa."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        _l("Quá nhiều lần thử"),
        _l("Hãy đợi vài phút rồi thử lại."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _l("Hệ thống gặp lỗi"),
        _l("Chưa có gì bị thay đổi. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị."),
    ),
}
