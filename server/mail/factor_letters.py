"""What a letter says about a person's second factor: they know of each change to it."""

from enum import StrEnum

from server.mail.catalogue import marked, say
from server.mail.letters import Letter, lines


class FactorNews(StrEnum):
    """What became of a person's factor."""

    ADDED = "added"
    PASSKEY_ADDED = "passkey_added"
    REMOVED = "removed"
    PASSKEY_REMOVED = "passkey_removed"
    COPIED = "copied"
    """A passkey was refused that counted from before its last use."""
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"


CHANGED = marked("Cách đăng nhập Bình Xét của bạn đã đổi")
_BODIES = {
    FactorNews.ADDED: marked(
        "Tài khoản của bạn từ nay đăng nhập bằng mật khẩu và mã của ứng dụng xác thực."
    ),
    FactorNews.PASSKEY_ADDED: marked(
        "Tài khoản của bạn có thêm một khóa truy cập: từ nay đăng nhập bằng mật khẩu và khóa này, "
        "hoặc cách xác nhận khác bạn đã bật."
    ),
    FactorNews.REMOVED: marked("Mã của ứng dụng xác thực đã gỡ khỏi tài khoản bạn."),
    FactorNews.PASSKEY_REMOVED: marked("Một khóa truy cập đã gỡ khỏi tài khoản bạn."),
    FactorNews.COPIED: marked(
        "Một khóa truy cập của bạn bị từ chối vì có thể đã bị sao chép. Hãy gỡ khóa đó ở trang "
        "tài khoản và tạo khóa mới."
    ),
    FactorNews.CODES_MADE: marked("Bộ mã dự phòng mới đã được tạo; mã cũ không dùng được nữa."),
    FactorNews.CODE_USED: marked("Một mã dự phòng vừa được dùng để vào tài khoản của bạn."),
}
NOT_YOU = marked("Nếu không phải bạn, hãy đổi mật khẩu, kết thúc các phiên khác và báo quản trị.")


def factor_news(news: FactorNews) -> Letter:
    """Tell a person what became of their factor."""
    return Letter(say(CHANGED), lines(say(_BODIES[news]), say(NOT_YOU)))
