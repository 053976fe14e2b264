"""What each part of the night's work takes, said at a terminal in both languages."""

from collections.abc import Mapping
from typing import Final

PARTS: Final[Mapping[str, str]] = {
    "acts": "khóa chống gửi lặp / keys of acts",
    "sessions": "phiên đăng nhập đã dứt / sessions that are over",
    "sign_ins": "lần đăng nhập / tries to sign in",
    "security_events": "sự kiện an toàn / security events",
    "addresses": "địa chỉ của sự kiện an toàn / addresses of security events",
    "mail": "thư đã xong / letters that are settled",
    "files": "tệp không hồ sơ nào giữ / files that nothing names",
    "known_browsers": "trình duyệt đã nhớ / browsers that were known",
    "shown_answers": "trang trả lời đã giữ / answers that were kept",
    "provider_proofs": "việc chờ xác nhận ở cổng đăng nhập / acts that wait for a provider",
    "counters": "bộ đếm lần thử và lần dùng / counters of tries and uses",
    "snoozes": "việc đã hoãn nhắc / tasks that were put off",
    "undo": "trạng thái trước bước cuối / states before the last step",
}
CHOSEN_BY: Final = "theo / by"
FIXED: Final = "cố định / fixed"
OLDEST: Final = "cũ nhất / oldest"
KEPT: Final = "giữ / kept"
"""Before a number of days."""
