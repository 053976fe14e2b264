"""What a post does in the year-end work, in a few words, for who tries the demonstration."""

from server.web.words.catalogue import lazy_gettext as _l

ROLES = {
    "leader": _l("Trưởng khối"),
    "deputy": _l("Phó Trưởng khối"),
    "member": _l("Đơn vị thành viên"),
    "home_affairs": _l("Tiếp nhận, thẩm định hồ sơ trình"),
    "council": _l("Biểu quyết khen thưởng"),
    "chairman": _l("Quyết định khen thưởng"),
}
_IN_ROLE = {
    ("leader", "head"): _l("Duyệt bảng tự chấm, chủ trì, ký tờ trình"),
    ("leader", "appraiser"): _l("Thẩm định các đơn vị khác"),
    ("deputy", "appraiser"): _l("Thẩm định bảng của Trưởng khối"),
    ("home_affairs", "officer"): _l("Tiếp nhận, thẩm định hồ sơ"),
    ("home_affairs", "head"): _l("Ký trình Hội đồng và Chủ tịch"),
    ("council", "secretary"): _l("Ghi kết quả Hội đồng biểu quyết"),
}
_ANYWHERE = {
    "officer": _l("Tự chấm điểm, giải trình"),
    "head": _l("Duyệt bảng tự chấm, bỏ phiếu"),
    "appraiser": _l("Thẩm định điểm"),
    "secretary": _l("Tổng hợp, xếp hạng, ghi biên bản"),
    "chairman": _l("Quyết định từng đề nghị"),
    "auditor": _l("Đọc nhật ký phê duyệt"),
    "administrator": _l("Quản trị người dùng"),
}


def work_of(role: str, position: str) -> object:
    """Say what a post of a unit with this role does."""
    return _IN_ROLE.get((role, position)) or _ANYWHERE.get(position, "")
