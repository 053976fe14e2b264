"""The sentences of refusals about erasing what history keeps of a person."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.history import erasure_refusals as refusals
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

FORBIDDEN, CONFLICT = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT
BAD = HTTPStatus.UNPROCESSABLE_ENTITY

ERASURE_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    refusals.GroundMissing: (
        BAD,
        _("Chưa ghi điều luật hoặc số, ngày của văn bản làm căn cứ xóa."),
    ),
    refusals.GroundTooLong: (BAD, _("Mỗi ô của căn cứ dài nhất %(limit)s ký tự.")),
    refusals.EventsUnreadable: (
        BAD,
        _("“%(typed)s” không phải mã sự kiện. Mỗi mã một dòng, chép từ trang nhật ký."),
    ),
    refusals.NobodyNamed: (
        BAD,
        _("Hãy ghi tên đăng nhập của người có dữ liệu, hoặc mã của ít nhất một sự kiện."),
    ),
    refusals.PersonUnknown: (BAD, _("Trong tỉnh không có tài khoản “%(login)s”.")),
    refusals.EventUnknown: (BAD, _("Trong tỉnh không có sự kiện %(key)s.")),
    refusals.NothingToErase: (
        CONFLICT,
        _("Không sự kiện nào trong số này xóa được: lý do ghi ở từng dòng."),
    ),
    refusals.TooManyEvents: (
        BAD,
        _("Nhiều hơn %(limit)s sự kiện. Hãy chọn sự kiện theo mã, chia làm nhiều lần."),
    ),
    refusals.ErasureSettled: (CONFLICT, _("Đề nghị xóa này đã được xử lý.")),
    refusals.NotYourErasure: (
        FORBIDDEN,
        _("Chỉ người đề nghị rút được đề nghị của mình; người khác thì bác."),
    ),
    refusals.ErasureChanged: (
        CONFLICT,
        _("Những gì sẽ bị xóa đã khác với lúc trang này hiện. Hãy xem lại rồi làm tiếp."),
    ),
    refusals.HistoryUnsound: (
        CONFLICT,
        _(
            "Chưa xóa gì: sau khi xóa, nhật ký không còn khớp với dữ liệu (%(where)s). Hãy chạy "
            "kiểm tra trước."
        ),
    ),
}
