"""What security events are called, and what they tell beside that."""

from collections.abc import Mapping
from typing import Final

from server.domain.identity.security_events import (
    ACCESS_REFUSED,
    ALARM_OF,
    ALARM_SEEN,
    CSRF_REFUSED,
    ENDED_BY_PROVIDER,
    FILE_INFECTED,
    LIMIT_REACHED,
    REQUEST_MALFORMED,
    SESSION_REPLACED,
    SIGN_IN,
    SIGNED_OUT,
    SecurityGroup,
)
from server.domain.identity.sign_ins import TryResult
from server.store.security_events.listing import SecurityLine
from server.web.names.content_names import VALUES
from server.web.names.history_words import kind_words
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

RESULTS: Final[Mapping[TryResult, object]] = {
    TryResult.SIGNED_IN: _l("Đã đăng nhập"),
    TryResult.DEMONSTRATION: _l("Vào bằng một lần bấm (trình diễn)"),
    TryResult.WRONG: _l("Sai mật khẩu"),
    TryResult.CODE_ASKED: _l("Qua bước đầu, chờ xác nhận lần hai"),
    TryResult.WRONG_CODE: _l("Sai mã xác thực"),
    TryResult.WRONG_PASSKEY: _l("Khóa truy cập không được nhận"),
    TryResult.COPIED_PASSKEY: _l("Khóa truy cập có thể đã bị sao chép"),
    TryResult.WRONG_FRESH: _l("Sai mật khẩu khi xác nhận"),
    TryResult.NO_POST: _l("Không giữ chức vụ nào"),
    TryResult.REFUSED: _l("Bị từ chối vì thử quá nhiều"),
    TryResult.UNLINKED: _l("Tài khoản bên ngoài chưa liên kết"),
    TryResult.SILENT: _l("Nơi xác nhận không trả lời"),
    TryResult.ANSWER_REFUSED: _l("Câu trả lời của nơi xác nhận không hợp lệ"),
    TryResult.TRIED: _l("Không rõ kết quả"),
}
GROUPS: Final[Mapping[SecurityGroup, object]] = {
    SecurityGroup.ALARMS: _l("Cảnh báo"),
    SecurityGroup.TRIES: _l("Mọi lần đăng nhập, thành hay không"),
    SecurityGroup.SIGN_INS: _l("Ai đã đăng nhập"),
    SecurityGroup.FAILED: _l("Đăng nhập không thành"),
    SecurityGroup.SESSIONS: _l("Phiên đăng nhập"),
    SecurityGroup.FACTORS: _l("Mã xác thực, mã dự phòng"),
    SecurityGroup.PASSWORDS: _l("Mật khẩu và đường dẫn đặt mật khẩu"),
    SecurityGroup.DIRECTORIES: _l("Tài khoản bên ngoài"),
    SecurityGroup.EXPORTS: _l("Tải dữ liệu về"),
    SecurityGroup.REFUSED: _l("Bị từ chối"),
}
OTHERS: Final[Mapping[str, object]] = {
    SIGNED_OUT: _l("Đã đăng xuất"),
    ACCESS_REFUSED: _l("Mở trang không được xem, hoặc không có"),
    LIMIT_REACHED: _l("Vượt số lần cho phép"),
    SESSION_REPLACED: _l("Phiên kết thúc vì đăng nhập lại ở cùng trình duyệt"),
    ENDED_BY_PROVIDER: _l("Phiên kết thúc theo lời cổng đăng nhập"),
    CSRF_REFUSED: _l("Biểu mẫu cũ hoặc giả mạo"),
    REQUEST_MALFORMED: _l("Gửi điều mà không trang nào gửi"),
    FILE_INFECTED: _l("Gửi tệp có vi-rút"),
    ALARM_OF["account"]: _l("Cảnh báo: nhiều lần xác nhận hỏng của một tài khoản"),
    ALARM_OF["address"]: _l("Cảnh báo: nhiều lần xác nhận hỏng từ một địa chỉ"),
    ALARM_OF["place"]: _l("Cảnh báo: người có quyền duyệt đăng nhập từ nơi mới"),
    ALARM_OF["factor"]: _l("Cảnh báo: người có quyền duyệt bị gỡ xác nhận lần hai"),
    ALARM_OF["passkey"]: _l("Cảnh báo: một khóa truy cập có thể đã bị sao chép"),
    ALARM_OF["virus"]: _l("Cảnh báo: có người gửi tệp có vi-rút"),
    ALARM_SEEN: _l("Đã xem một cảnh báo"),
}
THINGS: Final[Mapping[str, object]] = {
    "task_id": _l("Một việc"),
    "case_id": _l("Một hồ sơ"),
    "document_id": _l("Một văn bản"),
    "attachment_id": _l("Một tệp"),
    "person_id": _l("Một người"),
    "draft_id": _l("Một bản dự thảo khối"),
    "event_id": _l("Một dòng nhật ký"),
}
"""What was asked for at a refused address, by the name of its part there."""


def said(kind: str) -> str:
    """Say what a kind of event is called."""
    if kind.startswith(SIGN_IN):
        return str(RESULTS.get(TryResult(kind.removeprefix(SIGN_IN)), kind))
    return str(OTHERS[kind]) if kind in OTHERS else kind_words(kind)


def about(row: SecurityLine) -> str:
    """Say what an event tells beside its kind."""
    told = row.details
    if "failures" in told:
        return _("Số lần hỏng: %(count)s", count=told["failures"])
    if told.get("found"):
        return str(told["found"])
    if "sessions" in told:
        return _("Số phiên: %(count)s", count=told["sessions"])
    factor = str(VALUES.get(("factor_kind", str(told.get("factor_kind"))), ""))
    codes = _("Mã dự phòng còn lại: %(count)s", count=told["codes"]) if "codes" in told else ""
    if factor or codes:
        return ". ".join(filter(None, (factor, codes)))
    return str(THINGS.get(str(told.get("thing")), ""))
