"""The sentences of refusals about persons, posts and passwords."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.identity.security_events import NoSuchAlarm
from server.domain.people import (
    actors,
    administering,
    appointments,
    pasted_persons,
    province_names,
    successions,
)
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

FORBIDDEN, CONFLICT = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT
BAD, MISSING = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND

PEOPLE_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    successions.NoSuchProvince: (BAD, _("Không có tỉnh “%(province)s”.")),
    province_names.ProvinceNameMissing: (
        BAD,
        _("Hãy ghi tên tỉnh bằng tiếng Việt và tiếng Anh, mỗi tên tối đa 100 ký tự."),
    ),
    successions.FollowedAlready: (CONFLICT, _("Tỉnh này đã có tỉnh kế tục: %(successor)s.")),
    successions.FollowsItself: (BAD, _("Một tỉnh không thể kế tục chính mình.")),
    successions.SuccessionDecisionMissing: (
        BAD,
        _("Hãy ghi văn bản về tỉnh kế tục, tối đa 300 ký tự."),
    ),
    successions.UnitOfNeither: (BAD, _("Đơn vị “%(unit)s” không có ở tỉnh đã ghi.")),
    successions.UnitTwice: (BAD, _("Đơn vị “%(unit)s” được ghi hai đơn vị tiếp nhận.")),
    successions.NotFollowed: (CONFLICT, _("Tỉnh này chưa có tỉnh kế tục.")),
    successions.SuccessionReasonMissing: (BAD, _("Hãy ghi lý do rút tỉnh kế tục.")),
    actors.FreshPasswordWrong: (BAD, _("Mật khẩu không đúng. Hãy nhập lại.")),
    actors.FreshPasswordByName: (
        BAD,
        _(
            "Mật khẩu không đúng, hoặc tên của bạn ở danh bạ khác tên ở đây (%(login)s). Hãy nhập "
            "lại; nếu tên khác nhau, nhờ quản trị cấp đường dẫn đặt mật khẩu Bình Xét."
        ),
    ),
    actors.WrongPassword: (BAD, _("Tên đăng nhập hoặc mật khẩu không đúng.")),
    actors.TooManyTries: (
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Sai quá nhiều lần. Hãy thử lại sau %(minutes)s phút."),
    ),
    actors.NotYourPost: (FORBIDDEN, _("Hôm nay bạn không giữ và không được ủy quyền chức vụ này.")),
    actors.NoPostToday: (
        FORBIDDEN,
        _("Hôm nay bạn không giữ chức vụ nào. Hãy liên hệ quản trị của Khối."),
    ),
    pasted_persons.TooManyPersons: (
        BAD,
        _(
            "Mỗi lần ghi được nhiều nhất %(limit)s dòng, nên chưa lưu gì; mọi điều đã nhập còn ở "
            "dưới. Hãy chia thành nhiều lần, hoặc nạp bằng bảng tính."
        ),
    ),
    actors.NotADemonstration: (MISSING, _("Không có trang này.")),
    appointments.AdministratorApart: (
        CONFLICT,
        _("Người quản trị không được đồng thời chấm, duyệt, bỏ phiếu hay quyết định."),
    ),
    appointments.AppointmentOver: (
        CONFLICT,
        _("Lần giữ chức vụ này đã kết thúc; quá khứ không sửa được."),
    ),
    appointments.AuditorApart: (
        CONFLICT,
        _("Người thanh tra không được đồng thời giữ chức vụ nào khác, kể cả được ủy quyền."),
    ),
    administering.KeptElsewhere: (
        CONFLICT,
        _("Người này đang giữ chức vụ ở tỉnh khác: quản trị viên của tỉnh đó lo tài khoản này."),
    ),
    appointments.OtherProvince: (CONFLICT, _("Người này thuộc tỉnh khác với chức vụ.")),
    appointments.ProvinceMissing: (BAD, _("Chưa rõ người này thuộc tỉnh nào.")),
    appointments.BadLogin: (
        BAD,
        _(
            "Tên đăng nhập “%(login)s” chưa đúng: từ 3 đến 64 ký tự, chữ thường không dấu, "
            "số và . _ @ -"
        ),
    ),
    appointments.DelegatedAlready: (
        CONFLICT,
        _("Người này đã được ủy quyền chức vụ đó trong những ngày này."),
    ),
    appointments.DocumentMissing: (BAD, _("Hãy ghi văn bản ủy quyền.")),
    appointments.HeldAlready: (CONFLICT, _("Người này đã giữ chức vụ đó trong những ngày này.")),
    appointments.LinkSpent: (
        HTTPStatus.GONE,
        _("Đường dẫn này đã dùng, đã hết hạn hoặc không có. Hãy xin quản trị đường dẫn mới."),
    ),
    appointments.LoginTaken: (CONFLICT, _("Đã có người dùng tên đăng nhập “%(login)s”.")),
    appointments.MayNotDelegate: (
        CONFLICT,
        _("Chỉ người đứng đầu đơn vị và Chủ tịch ủy quyền được chức vụ của mình."),
    ),
    appointments.NameMissing: (BAD, _("Hãy ghi họ tên, tối đa 200 ký tự.")),
    appointments.NoSuchDelegation: (MISSING, _("Không có trang này.")),
    appointments.NoSuchPerson: (MISSING, _("Không có trang này.")),
    NoSuchAlarm: (MISSING, _("Không có trang này.")),
    appointments.NoSuchAppointment: (MISSING, _("Không có trang này.")),
    appointments.NoSuchPost: (BAD, _("Hãy chọn chức vụ.")),
    appointments.NotAdministrator: (
        FORBIDDEN,
        _("Chỉ quản trị của tỉnh, khi đang làm với tư cách đó, quản lý người và chức vụ."),
    ),
    appointments.OwnAccount: (
        FORBIDDEN,
        _("Quản trị không tự giao chức vụ cho mình và không tự đóng tài khoản của mình."),
    ),
    appointments.PeriodMissing: (BAD, _("Hãy ghi cả ngày đầu và ngày cuối của ủy quyền.")),
    appointments.PeriodPast: (BAD, _("Ngày cuối %(last)s đã qua.")),
    appointments.PeriodReversed: (BAD, _("Ngày cuối %(last)s đứng trước ngày đầu %(first)s.")),
    appointments.PostChanged: (
        CONFLICT,
        _("Chức vụ bạn đang dùng đã đổi từ khi mở trang này. Hãy xem lại chức vụ rồi gửi lại."),
    ),
    appointments.PostTaken: (
        CONFLICT,
        _("Chức vụ này chỉ một người giữ, và đã có người giữ trong những ngày đó."),
    ),
}
