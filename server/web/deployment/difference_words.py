"""The words of a difference between two versions of a process, and its lines by group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.actions.deployment.difference import Change, DifferenceLine, LineGroup
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

MOST_LINES: Final = 300
"""Lines of a group that a page shows; the files hold all."""
GROUPS: Final[Mapping[LineGroup, object]] = {
    LineGroup.SIGHT: _l("Ai được xem gì"),
    LineGroup.ROLES: _l("Ai làm"),
    LineGroup.ELEMENTS: _l("Các bước trên sơ đồ"),
    LineGroup.FLOWS: _l("Đường đi và điều kiện"),
    LineGroup.FORMS: _l("Biểu mẫu và trường"),
    LineGroup.MANIFEST: _l("Khai báo khác của quy trình"),
    LineGroup.TABLES: _l("Bảng quyết định"),
    LineGroup.WORDS: _l("Lời tiếng Anh"),
    LineGroup.FILES: _l("Tệp"),
}
CHANGES: Final[Mapping[Change, object]] = {
    Change.ADDED: _l("thêm"),
    Change.REMOVED: _l("bỏ"),
    Change.CHANGED: _l("sửa"),
}
SIGNS: Final[Mapping[Change, str]] = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "≠"}
PARTS: Final[Mapping[str, object]] = {
    "act": _l("loại việc"),
    "answers": _l("giá trị trả lời"),
    "approves": _l("duyệt kết quả của bước"),
    "attached": _l("gắn vào bước"),
    "await": _l("chờ"),
    "bars": _l("ai bị loại trừ"),
    "columns": _l("cột"),
    "condition": _l("điều kiện"),
    "confidential": _l("giữ kín với kiểm tra"),
    "default": _l("đường mặc định"),
    "documentation": _l("hướng dẫn"),
    "due": _l("hạn"),
    "each": _l("chạy cho mỗi"),
    "enum": _l("lựa chọn"),
    "escalate": _l("báo cấp trên"),
    "form": _l("biểu mẫu"),
    "history": _l("ai xem giá trị trong lịch sử"),
    "if": _l("chỉ khi"),
    "kind": _l("loại phần tử"),
    "known": _l("ai được biết có hồ sơ"),
    "maxLength": _l("độ dài nhiều nhất"),
    "maximum": _l("nhiều nhất"),
    "message": _l("thông điệp"),
    "messages": _l("gửi tới"),
    "minLength": _l("độ dài ít nhất"),
    "minimum": _l("ít nhất"),
    "name": _l("tên"),
    "operation": _l("phép tính"),
    "order": _l("thứ tự"),
    "payload": _l("nội dung thông điệp"),
    "policy": _l("cách chọn dòng"),
    "process": _l("bên tham gia"),
    "recall": _l("được thu hồi"),
    "remarks": _l("ai xem ý kiến"),
    "remind": _l("nhắc hạn"),
    "required": _l("bắt buộc"),
    "role": _l("vai trò"),
    "rule": _l("dòng"),
    "see": _l("ai xem"),
    "short": _l("tên ngắn"),
    "sight": _l("nhóm được xem"),
    "shows": _l("hiện kèm"),
    "sign": _l("ký"),
    "title": _l("tên việc"),
    "to": _l("gửi cho ai"),
    "type": _l("kiểu"),
}
"""What of a thing changed; what is not named here stands by its name in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedLines:
    """The lines of one group that are shown, and how many are not."""

    group: LineGroup
    lines: Sequence[DifferenceLine]
    more: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + self.more


def grouped(lines: Sequence[DifferenceLine]) -> Iterator[GroupedLines]:
    """Put lines together by what they are about, in a reader's order."""
    for group in LineGroup:
        found = [line for line in lines if line.group is group]
        if found:
            yield GroupedLines(
                group=group, lines=found[:MOST_LINES], more=max(len(found) - MOST_LINES, 0)
            )


def words() -> dict[str, object]:
    """Give all this to the templates."""
    return {
        "grouped_lines": grouped,
        "group_words": GROUPS,
        "change_words": CHANGES,
        "change_signs": SIGNS,
        "part_words": PARTS,
        "in_language": pick,
    }
