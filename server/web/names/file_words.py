"""What pages call the keys and kinds that a bloc-year file writes in English."""

from collections.abc import Mapping
from typing import Final

from server.web.words.catalogue import lazy_gettext as _l

BODY_KINDS: Final[Mapping[str, object]] = {
    "home_affairs": _l("Sở Nội vụ"),
    "council": _l("Hội đồng Thi đua – Khen thưởng"),
    "chairman": _l("UBND tỉnh"),
    "audit": _l("Thanh tra, kiểm tra"),
    "administration": _l("Quản trị hệ thống"),
    "department": _l("Sở, ngành chỉ cho điểm"),
}
WAYS: Final[Mapping[str, object]] = {
    "by": _l("một cơ quan chấm cho tất cả"),
    "teams": _l("các tổ kiểm tra chéo"),
    "least": _l("mức sàn"),
    "fact": _l("việc thư ký ghi nhận"),
    "record": _l("nhiệm vụ có hạn"),
    "of": _l("những mục, tiêu chí được chọn"),
    "every": _l("mỗi mục lớn hoặc mỗi tiêu chí"),
    "points": _l("số điểm"),
    "share": _l("tỷ lệ"),
    "percent": _l("phần trăm"),
    "numerator": _l("tử số và mẫu số"),
    "quota": _l("hạn mức theo số đơn vị"),
    "quota_share": _l("tỷ lệ số đơn vị"),
    "quota_of": _l("hạn mức chung với danh hiệu khác"),
    "min": _l("điểm ít nhất"),
    "min_percent": _l("phần trăm điểm ít nhất"),
    "steps": _l("theo bậc"),
    "yes_no": _l("có hoặc không"),
    "count": _l("theo số lần"),
    "days_late": _l("trừ theo ngày chậm"),
    "target": _l("theo chỉ tiêu"),
}
"""Of several ways to say a thing, what each key of a file is."""
