"""The guide's pictures: parts of real pages, which `make pictures` takes and a test compares."""

from collections.abc import Collection
from dataclasses import dataclass

from server.domain.manifest import ActClass
from server.domain.people.posts import Position
from server.web.words.catalogue import lazy_gettext as _l

SIGNED = frozenset({ActClass.SIGN, ActClass.APPROVE, ActClass.DECIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePicture:
    """A picture by its name under `static/help`: what it shows, and what one does there.

    It stands on the page of a post of these positions, and of whoever has a step of these acts;
    where neither is said, on every page of who works in cases.
    """

    name: str
    shows: object
    does: object
    acts: frozenset[ActClass] = frozenset()
    positions: frozenset[str] = frozenset()


PICTURES = (
    GuidePicture(
        name="tasks",
        shows=_l("Danh sách Việc của tôi: mỗi dòng một việc, có hồ sơ, hạn và nút mở việc"),
        does=_l("Đăng nhập là tới Việc của tôi. Việc gấp nhất đứng trên; bấm tên việc để làm."),
    ),
    GuidePicture(
        name="points",
        shows=_l("Bảng chấm điểm: mỗi dòng một tiêu chí, có điểm tối đa, ô điểm và ô diễn giải"),
        does=_l(
            "Gõ điểm vào ô, Enter xuống dòng dưới, F8 tới dòng chưa chấm; dán được cả cột từ "
            "Excel. Những gì đã gõ được giữ lại tự động."
        ),
        acts=frozenset({ActClass.SCORE}),
    ),
    GuidePicture(
        name="check",
        shows=_l("Trang xem lại trước khi ký: tóm tắt việc sắp ký và ô nhập lại mật khẩu"),
        does=_l(
            "Trước khi ký, trang này nói bạn sắp ký gì. Nhập lại mật khẩu thì việc mới được ghi; "
            "chưa ký thì quay lại sửa được."
        ),
        acts=SIGNED,
    ),
    GuidePicture(
        name="board",
        shows=_l("Trang Theo dõi năm công tác: mỗi hàng một đơn vị, mỗi ô là việc và hạn"),
        does=_l("Theo dõi năm cho biết đơn vị nào đã xong, còn hạn, quá hạn hay còn thiếu."),
    ),
    GuidePicture(
        name="case",
        shows=_l("Trang của một hồ sơ: các bước được đánh số, bước đang làm và ai đang giữ"),
        does=_l("Mở một hồ sơ để xem đang ở bước nào, ai đang giữ, và những gì bạn được xem."),
    ),
    GuidePicture(
        name="audit",
        shows=_l("Nhật ký phê duyệt: mỗi dòng một việc đã làm, ai làm, lúc nào"),
        does=_l(
            "Nhật ký phê duyệt cho biết ai duyệt gì, lúc nào, thay ai; lọc theo ngày, người, hồ sơ."
        ),
        positions=frozenset({Position.AUDITOR}),
    ),
    GuidePicture(
        name="people",
        shows=_l("Trang Người dùng: các tài khoản, chức vụ đang giữ và nút mời"),
        does=_l(
            "Thêm người, bổ nhiệm, mời và khóa tài khoản. Chức vụ phê duyệt cần người thứ hai "
            "xác nhận."
        ),
        positions=frozenset({Position.ADMINISTRATOR}),
    ),
)


def pictures_of(acts: Collection[ActClass], position: str) -> list[GuidePicture]:
    """List the pictures for a post that has steps of these acts."""
    works = bool(acts)
    return [
        each
        for each in PICTURES
        if position in each.positions
        or each.acts & frozenset(acts)
        or (works and not each.acts and not each.positions)
    ]
