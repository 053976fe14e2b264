"""The sentences of refusals. `%(name)s` is the refusal's field of that name."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain import mistakes, refusals
from server.domain.cases import carrying, opening
from server.domain.refusals import Refusal
from server.domain.tasks import task_access, work
from server.web.refusals.accounts import ACCOUNT_WORDS
from server.web.refusals.asked import ASKED_WORDS
from server.web.refusals.bloc_drafts import BLOC_DRAFT_WORDS
from server.web.refusals.definitions import DEFINITION_WORDS
from server.web.refusals.delegations import DELEGATION_WORDS
from server.web.refusals.deployment import DEPLOYMENT_WORDS
from server.web.refusals.erasures import ERASURE_WORDS
from server.web.refusals.extensions import EXTENSION_WORDS, URGING_WORDS, WORKING_DAY_WORDS
from server.web.refusals.files import FILE_WORDS
from server.web.refusals.passwords import DIRECTORY_WORDS, PASSWORD_WORDS
from server.web.refusals.people import (
    BAD,
    CONFLICT,
    FORBIDDEN,
    MISSING,
    PEOPLE_WORDS,
)
from server.web.refusals.periods import PERIOD_WORDS
from server.web.refusals.registers import REGISTER_WORDS
from server.web.refusals.repairs import REPAIR_WORDS
from server.web.refusals.task_life import TASK_LIFE_WORDS
from server.web.refusals.typed_text import TYPED_TEXT_WORDS
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import marked as _

RefusalWords = Mapping[type[Refusal], tuple[HTTPStatus, str]]
"""The status and the sentence of each refusal."""
WORDS: RefusalWords = {
    **ACCOUNT_WORDS,
    **ASKED_WORDS,
    **BLOC_DRAFT_WORDS,
    **DELEGATION_WORDS,
    **ERASURE_WORDS,
    **EXTENSION_WORDS,
    **FILE_WORDS,
    **PASSWORD_WORDS,
    **DIRECTORY_WORDS,
    **PEOPLE_WORDS,
    **PERIOD_WORDS,
    **REGISTER_WORDS,
    **REPAIR_WORDS,
    **DEFINITION_WORDS,
    **DEPLOYMENT_WORDS,
    **TASK_LIFE_WORDS,
    **TYPED_TEXT_WORDS,
    **URGING_WORDS,
    **WORKING_DAY_WORDS,
    refusals.OwnUnit: (
        FORBIDDEN,
        _(
            "Bạn giữ chức vụ, được ủy quyền hoặc được giao việc của đúng đơn vị được xét, hoặc đã "
            "làm phần việc của đơn vị này trong hồ sơ, nên không được làm việc này. Người khác "
            "giữ chức vụ này thì làm được."
        ),
    ),
    refusals.UnknownRole: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Sơ đồ gọi vai trò “%(role)s” mà hệ thống không biết."),
    ),
    work.NotThere: (MISSING, _("Không có trang này.")),
    work.NotYours: (FORBIDDEN, _("Việc này của chức vụ khác. Bạn xem được nhưng không làm được.")),
    work.TakenByOther: (
        CONFLICT,
        _("Một người khác cùng chức vụ đã nhận việc này. Hãy nhờ người đó trả việc."),
    ),
    work.AlreadyDone: (CONFLICT, _("Việc này đã xong: %(by)s làm lúc %(at)s.")),
    work.AlreadyReturned: (CONFLICT, _("Việc này đã xong: %(by)s trả lại lúc %(at)s.")),
    work.Withdrawn: (CONFLICT, _("Việc này đã được rút: quy trình đi tiếp mà không cần nó.")),
    work.SamePerson: (
        FORBIDDEN,
        _("Chính bạn đã chuẩn bị nội dung này nên phải có người khác duyệt."),
    ),
    work.TooManyReturns: (
        CONFLICT,
        _("Bước này đã làm %(times)s lần trong một hồ sơ, hết mức cho phép. Hãy báo quản trị."),
    ),
    work.KeyUsed: (
        CONFLICT,
        _("Biểu mẫu này đã được gửi với nội dung khác. Hãy tải lại trang rồi gửi lại."),
    ),
    work.FormNameTaken: (
        CONFLICT,
        _(
            "Biểu mẫu “%(form)s” mang tên một biểu mẫu của hệ thống nhưng không phải biểu mẫu đó, "
            "nên không ghi gì. Hãy báo quản trị: phải sửa quy trình."
        ),
    ),
    work.FormRefused: (BAD, _("Biểu mẫu còn chỗ chưa đúng. Hãy xem các lỗi và sửa.")),
    mistakes.Mistakes: (BAD, _("Biểu mẫu còn chỗ chưa đúng. Hãy xem các lỗi và sửa.")),
    task_access.CommentEmpty: (BAD, _("Hãy viết nội dung trao đổi.")),
    task_access.CommentTooLong: (BAD, _("Nội dung trao đổi dài quá %(limit)s ký tự.")),
    opening.AlreadyOpened: (CONFLICT, _("Năm thi đua này đã mở hồ sơ loại đó rồi.")),
    opening.AnswerTaken: (
        CONFLICT,
        _(
            "Năm thi đua này đã mở một hồ sơ loại đó với %(answers)s. Chọn khác ở chỗ này thì vẫn "
            "mở được."
        ),
    ),
    opening.NoSuchBlocYear: (MISSING, _("Không có trang này.")),
    opening.MilestoneAwaited: (CONFLICT, _("%(refused)s")),
    opening.MilestoneMissing: (
        CONFLICT,
        _("Chưa mở được: hồ sơ “%(before)s” của năm này chưa tới bước cần có trước."),
    ),
    opening.NoSuchProcess: (MISSING, _("Không có trang này.")),
    opening.NotYoursToOpen: (
        FORBIDDEN,
        _("Chức vụ bạn đang dùng không mở được hồ sơ loại này."),
    ),
    carrying.RulesNotCarried: (
        CONFLICT,
        _(
            "Bản quy trình đang dùng cũ hơn quy chế của Khối, chưa có: %(lacking)s. Hãy nhờ quản "
            "trị viên ban hành bản quy trình mới hơn, rồi mở lại hồ sơ."
        ),
    ),
    opening.PostsMissing: (CONFLICT, _("Còn thiếu chức vụ mà quy trình cần: %(posts)s.")),
}

DISK_FULL_WORDS: tuple[object, object] = (
    _l("Máy chủ hết chỗ lưu"),
    _l(
        "Đĩa của máy chủ đã đầy nên chưa ghi được; chưa có gì bị thay đổi, các trang vẫn xem được. "
        "Hãy báo quản trị giải phóng chỗ trên đĩa, rồi gửi lại."
    ),
)
REFUSED_TITLE: object = _l("Chưa làm được")
"""Above a sentence that says itself why: that somebody was faster is seldom the reason."""
STATUS_WORDS: Mapping[HTTPStatus, tuple[object, object]] = {
    HTTPStatus.BAD_REQUEST: (
        _l("Yêu cầu không hợp lệ"),
        _l("Máy chủ không hiểu yêu cầu này. Hãy tải lại trang rồi thử lại."),
    ),
    HTTPStatus.UNAUTHORIZED: (
        _l("Cần đăng nhập lại"),
        _l("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp."),
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
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _l("Hệ thống đang bận"),
        _l("Chưa có gì bị thay đổi. Hãy thử lại sau vài giây."),
    ),
    HTTPStatus.GONE: (_l("Đường dẫn không còn dùng được"), _l("Đường dẫn này đã hết hạn.")),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _l("Gửi lên quá lớn"),
        _l("Hãy chọn tệp nhỏ hơn, hoặc rút ngắn phần chữ."),
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        REFUSED_TITLE,
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
