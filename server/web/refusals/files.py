"""The sentences of files that cannot be handed in."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.files import files
from server.domain.refusals import Refusal
from server.web.refusals.people import BAD, CONFLICT
from server.web.words.catalogue import marked as _

FILE_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    files.FileEmpty: (BAD, _("Tệp trống, hoặc chưa chọn tệp nào.")),
    files.FileHandedIn: (
        CONFLICT,
        _("Tệp “%(file_name)s” đã nộp cùng việc đã xong nên không gỡ được nữa."),
    ),
    files.FileChanged: (
        CONFLICT,
        _(
            "Nội dung đang lưu của tệp “%(file_name)s” không còn đúng như khi nộp nên không "
            "tải về được. Hãy báo quản trị."
        ),
    ),
    files.VersionDamaged: (
        CONFLICT,
        _(
            "Tệp lưu bảng điểm lần trước (mã %(sha256)s) bị hỏng nên chưa biết bảng điểm khác lần "
            "trước ở đâu; việc này chưa mở được. Hãy báo quản trị khôi phục tệp từ bản sao lưu."
        ),
    ),
    files.FileKindRefused: (
        BAD,
        _(
            "Không nhận loại tệp “%(file_name)s”. Hãy gửi tệp PDF, Word (.doc, .docx), "
            "Excel (.xls, .xlsx) hoặc ảnh (.png, .jpg, .jpeg, .jfif, .heic, .heif)."
        ),
    ),
    files.FileInfected: (
        BAD,
        _(
            "Không nhận tệp “%(file_name)s”: chương trình quét vi-rút nhận ra %(found)s. Hãy quét "
            "máy của bạn, làm lại tệp từ bản sạch rồi gửi lại."
        ),
    ),
    files.FileUnscanned: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        _(
            "Chưa nhận được tệp “%(file_name)s” vì chương trình quét vi-rút không trả lời; chưa có "
            "gì bị thay đổi. Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị."
        ),
    ),
    files.FileDiffers: (
        BAD,
        _(
            "Nội dung của “%(file_name)s” không phải là tệp .%(ending)s, hoặc tệp bị hỏng. "
            "Hãy mở tệp, lưu lại đúng loại rồi gửi."
        ),
    ),
    files.FileHasMacros: (
        BAD,
        _(
            "Tệp “%(file_name)s” có macro (chương trình chạy trong tệp) nên không nhận. "
            "Hãy lưu thành .docx, .xlsx hoặc PDF rồi gửi."
        ),
    ),
    files.FileLocked: (
        BAD,
        _("Tệp “%(file_name)s” đặt mật khẩu mở. Hãy gỡ mật khẩu, hoặc lưu thành PDF rồi gửi."),
    ),
    files.FileTooLarge: (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _(
            "Tệp “%(file_name)s” có %(size)s MB; mỗi tệp tối đa %(limit)s MB. "
            "Hãy chọn tệp nhỏ hơn, hoặc chia thành nhiều tệp."
        ),
    ),
    files.TooManyFiles: (BAD, _("Mỗi việc chỉ nhận tối đa %(limit)s tệp. Hãy gỡ bớt tệp.")),
}
