"""What each key is for, and how it is changed, said at a terminal in both languages."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class KeyWords(NamedTuple):
    """What hangs on a key, and what changes it."""

    what: str
    change: str


_SEALED: Final = "binhxet keys rotate (docs/operations.md)"
_ROLE: Final = "ALTER ROLE … PASSWORD …"

USES: Final[Mapping[str, KeyWords]] = {
    "not_told": KeyWords("chưa cho lệnh này biết / not told to this command", ""),
    "cookies": KeyWords(
        "ký cookie phiên và mã chống giả mạo biểu mẫu / signs session cookies and form tokens",
        _SEALED,
    ),
    "marks": KeyWords("ký dấu người mở biểu mẫu / signs whose form it is", _SEALED),
    "pages": KeyWords(
        "niêm trang trả lời và biểu mẫu giữ lại 12 giờ / seals answers and kept forms, 12 hours",
        _SEALED,
    ),
    "acts": KeyWords("băm nội dung đã gửi / hashes of what was sent", _SEALED),
    "tries": KeyWords(
        "băm tên, địa chỉ của lần đăng nhập / hashes of names and addresses of sign-ins", _SEALED
    ),
    "addresses": KeyWords(
        "băm địa chỉ của sự kiện an toàn / hashes of addresses of security events", _SEALED
    ),
    "provider": KeyWords(
        "niêm mã của cổng đăng nhập, băm lượt trả lời của cổng / seals tokens of a provider of "
        "sign-in, hashes its answers",
        _SEALED,
    ),
    "openid": KeyWords("mật khẩu của ta ở cổng đăng nhập / our secret at the OpenID provider", ""),
    "ldap": KeyWords("mật khẩu đọc danh bạ / the account that reads the directory", ""),
    "factors": KeyWords("niêm khóa ứng dụng xác thực / seals keys of authenticator apps", _SEALED),
    "codes": KeyWords("băm mã dự phòng / hashes of recovery codes", _SEALED),
    "promises": KeyWords("ký lời cam kết của biên nhận / signs the promises of receipts", _SEALED),
    "lost": KeyWords(
        "không khóa nào mở được khóa ứng dụng xác thực / keys of apps that neither secret opens",
        "gỡ mã xác thực / reset the factors",
    ),
    "log": KeyWords("ký nhật ký / signs the log", "binhxet log rotate | retire"),
    "application": KeyWords("vai trò ứng dụng / the application's role", _ROLE),
    "owner": KeyWords("vai trò chủ sở hữu / the owner's role", _ROLE),
    "sequencer": KeyWords("vai trò ghi nhật ký / the log's role", _ROLE),
    "mail": KeyWords("tài khoản máy chủ thư / the account at the mail server", ""),
    "witness": KeyWords("khóa của bên chứng kiến / a witness's own key", ""),
    "unread": KeyWords("không đọc được tệp / the file cannot be read", ""),
    "stamps": KeyWords("khóa của bên cấp dấu thời gian / the stamping authority's own", ""),
    "signature_roots": KeyWords("chứng thư gốc của chữ ký số / roots of digital signatures", ""),
    "smtp_roots": KeyWords("chứng thư gốc của máy chủ thư / roots of the mail server", ""),
}
