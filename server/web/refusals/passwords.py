"""The sentences of refusals about new passwords, second factors and directories."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.identity import (
    directories,
    passkeys,
    passwords,
    second_factors,
    session_ends,
)
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

BAD, CONFLICT = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT

PASSWORD_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    passwords.PasswordTooLong: (BAD, _("Mật khẩu dài quá %(most)s ký tự.")),
    passwords.PasswordTooPlain: (
        BAD,
        _(
            "Mật khẩu quá dễ đoán: ngoài các từ thông dụng, tên của bạn hay của đơn vị và dãy phím "
            "liền nhau, hãy có ít nhất bốn chữ cái khác."
        ),
    ),
    passwords.PasswordKnown: (
        BAD,
        _(
            "Mật khẩu này nằm trong danh sách mật khẩu thông dụng hoặc đã bị lộ ở nơi khác, kể cả "
            "khi thêm chữ số, năm hay dấu ở hai đầu. Hãy chọn mật khẩu khác, chẳng hạn bốn từ "
            "không liên quan đến nhau."
        ),
    ),
    passwords.PasswordTooShort: (BAD, _("Mật khẩu phải có ít nhất %(least)s ký tự.")),
    passwords.PasswordsDiffer: (BAD, _("Hai lần nhập mật khẩu không giống nhau.")),
    second_factors.WrongCode: (
        BAD,
        _("Mã không đúng, đã dùng, hoặc đã hết 30 giây. Hãy nhập mã đang hiện."),
    ),
    second_factors.OfferOver: (
        CONFLICT,
        _("Khóa này đã quá 15 phút, hoặc mở ở phiên khác. Hãy nhập mật khẩu để lấy khóa mới."),
    ),
    second_factors.SignInOver: (
        CONFLICT,
        _("Lần đăng nhập này đã chờ mã quá lâu. Hãy đăng nhập lại từ đầu."),
    ),
    second_factors.FactorRequired: (
        HTTPStatus.FORBIDDEN,
        _(
            "Chức vụ này cần xác nhận lần hai khi đăng nhập, và bạn chưa bật. Hãy bật ở trang Tài "
            "khoản của tôi rồi làm tiếp."
        ),
    ),
    session_ends.SessionEndReasonMissing: (BAD, _("Hãy ghi lý do kết thúc các phiên đăng nhập.")),
    session_ends.NoSessionOpen: (
        CONFLICT,
        _("Người này không có phiên đăng nhập nào đang mở."),
    ),
    session_ends.SessionEndReasonTooLong: (BAD, _("Lý do dài quá %(limit)s ký tự.")),
    second_factors.FactorMissing: (
        CONFLICT,
        _("Tài khoản này không có cách xác nhận lần hai đó."),
    ),
    passkeys.PasskeyRefused: (
        BAD,
        _("Khóa truy cập này không được nhận: khóa khác, đã dùng hoặc quá 5 phút. Hãy thử lại."),
    ),
    passkeys.PasskeyCopied: (
        HTTPStatus.FORBIDDEN,
        _(
            "Khóa truy cập này có thể đã bị sao chép nên không được nhận. Hãy dùng cách khác, gỡ "
            "khóa ở trang tài khoản và báo quản trị."
        ),
    ),
    passkeys.PasskeyOfferOver: (
        CONFLICT,
        _("Lần tạo khóa truy cập này đã quá 5 phút, hoặc đã dùng. Hãy làm lại từ trang tài khoản."),
    ),
    passkeys.PasskeyNameBad: (BAD, _("Hãy đặt cho khóa truy cập một tên dài tối đa 60 ký tự.")),
    passkeys.TooManyPasskeys: (
        CONFLICT,
        _("Mỗi người có tối đa 10 khóa truy cập. Hãy gỡ một khóa trước."),
    ),
    passkeys.NoPasskeysHere: (CONFLICT, _("Ở địa chỉ này không dùng được khóa truy cập.")),
}
DIRECTORY_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    directories.AnswerRefused: (
        HTTPStatus.BAD_REQUEST,
        _("Lần đăng nhập này không dùng được: quá lâu, đã dùng hoặc sai nơi. Hãy làm lại."),
    ),
    directories.BadSubject: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("Mã tài khoản bên ngoài không được trống và dài tối đa 255 ký tự."),
    ),
    directories.DirectoryNotAsked: (CONFLICT, _("Hệ thống không dùng nơi xác nhận đó.")),
    directories.DirectorySilent: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("Nơi xác nhận tài khoản không trả lời. Hãy thử lại sau ít phút."),
    ),
    directories.NoSuchWay: (
        HTTPStatus.NOT_FOUND,
        _("Hệ thống không cho đăng nhập theo cách này."),
    ),
    directories.NotLinked: (
        HTTPStatus.FORBIDDEN,
        _("Chưa có người dùng Bình Xét nào ứng với tài khoản này."),
    ),
    directories.SignInDeclined: (
        HTTPStatus.BAD_REQUEST,
        _(
            "Nơi xác nhận chưa cho bạn vào: bạn đã hủy ở đó, hoặc tài khoản đó không dùng được cho "
            "Bình Xét. Hãy làm lại hoặc đăng nhập cách khác."
        ),
    ),
    directories.ProofNotFresh: (
        HTTPStatus.FORBIDDEN,
        _(
            "Nơi xác nhận không cho biết bạn vừa đăng nhập lại ở đó, nên việc này chưa được làm. "
            "Hãy đăng xuất ở nơi đó rồi làm lại. Nếu vẫn vậy, hãy báo quản trị: nơi đó cần hỏi lại "
            "mật khẩu khi được yêu cầu (max_age) và ghi giờ đăng nhập (auth_time)."
        ),
    ),
    directories.ProofOfAnother: (
        HTTPStatus.FORBIDDEN,
        _(
            "Tài khoản vừa đăng nhập ở nơi xác nhận không phải tài khoản liên kết với bạn. Hãy "
            "đăng xuất ở nơi đó, làm lại và đăng nhập bằng tài khoản của mình."
        ),
    ),
    directories.SubjectTaken: (
        HTTPStatus.CONFLICT,
        _("Tài khoản bên ngoài này đã liên kết với một người khác."),
    ),
}
