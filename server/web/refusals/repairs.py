"""The sentences of refusals about cases in trouble, and about their repair."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.administration import repairs
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

FORBIDDEN, CONFLICT = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT
BAD = HTTPStatus.UNPROCESSABLE_ENTITY

REPAIR_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    repairs.CaseSuspended: (CONFLICT, _("Hồ sơ đang tạm dừng: %(reason)s")),
    repairs.CaseCancelled: (CONFLICT, _("Hồ sơ đã hủy: %(reason)s")),
    repairs.CaseBroken: (
        CONFLICT,
        _(
            "Hồ sơ này gặp lỗi %(error)s nên chưa đi tiếp được; chưa có gì bị thay "
            "đổi. Hãy báo quản trị."
        ),
    ),
    repairs.NotYoursToRepair: (
        FORBIDDEN,
        _("Chỉ quản trị của tỉnh, khi đang làm với tư cách đó, xử lý sự cố hồ sơ."),
    ),
    repairs.RepairReasonMissing: (BAD, _("Hãy ghi lý do.")),
    repairs.RepairReasonTooLong: (BAD, _("Lý do dài quá %(limit)s ký tự.")),
    repairs.CaseNotOpen: (CONFLICT, _("Chỉ hồ sơ đang chạy mới làm được việc này.")),
    repairs.CaseNotSuspended: (CONFLICT, _("Hồ sơ không tạm dừng.")),
    repairs.CaseOver: (CONFLICT, _("Hồ sơ đã kết thúc nên không hủy được.")),
    repairs.FollowedByCase: (
        CONFLICT,
        _("Đã có hồ sơ sau dựa vào hồ sơ này. Hãy hủy hồ sơ sau trước."),
    ),
    repairs.ReliedOnByCase: (
        CONFLICT,
        _("Đã có hồ sơ sau mở ra vì hồ sơ này đã qua bước phải lùi lại. Hãy hủy hồ sơ sau trước."),
    ),
    repairs.TaskNotOpen: (CONFLICT, _("Việc này không còn mở nên không lùi bước từ đây được.")),
    repairs.NotDoneBefore: (
        CONFLICT,
        _(
            "Chỉ lùi được về việc đã làm trong quy trình này: đi tới là bỏ qua "
            "quyết định của người khác."
        ),
    ),
    repairs.MoreThanTasksBetween: (
        CONFLICT,
        _("Giữa hai bước có việc không làm lại được (gửi thông điệp, tính toán): %(elements)s."),
    ),
    repairs.MoveWaits: (CONFLICT, _("Việc này đã có một đề nghị lùi bước đang chờ xác nhận.")),
    repairs.MoveSettled: (CONFLICT, _("Đề nghị này đã được xác nhận hoặc bác bỏ.")),
    repairs.MoveExpired: (
        CONFLICT,
        _("Đề nghị này đã quá hạn xác nhận nên không còn hiệu lực. Hãy đề nghị lại nếu còn cần."),
    ),
    repairs.MoveOutdated: (CONFLICT, _("Hồ sơ đã đi tiếp từ khi có đề nghị này.")),
    repairs.SecondPersonMissing: (
        FORBIDDEN,
        _("Bạn đã đề nghị nên phải có một quản trị khác xác nhận."),
    ),
    repairs.CannotMigrate: (
        CONFLICT,
        _("Quy trình %(process)s %(key)s chưa chuyển bản được vì: %(elements)s."),
    ),
    repairs.NothingToUndo: (
        CONFLICT,
        _("Không hoàn lại được: hồ sơ không chuyển bản, hoặc đã đi tiếp từ khi chuyển."),
    ),
    repairs.NothingToRetry: (CONFLICT, _("Không có gì để chạy lại: đã xong, hoặc chưa đến hạn.")),
}
