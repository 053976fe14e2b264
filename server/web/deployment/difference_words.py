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
    "about": _l("hồ sơ nói về ai"),
    "act": _l("loại việc"),
    "after": _l("sau mốc nào"),
    "agency": _l("ký hiệu của cơ quan nào"),
    "answers": _l("giá trị trả lời"),
    "approves": _l("duyệt kết quả của bước"),
    "at": _l("ngày mở"),
    "attached": _l("gắn vào bước"),
    "await": _l("chờ"),
    "bars": _l("ai bị loại trừ"),
    "binds": _l("bản ràng buộc năm thi đua từ mốc"),
    "bodies": _l("cơ quan tham gia"),
    "bases": _l("nêu căn cứ"),
    "body": _l("nội dung bản in"),
    "beside": _l("khai báo kèm theo"),
    "by": _l("ai được mở"),
    "chosen": _l("chọn ở trường"),
    "closing": _l("lời kết"),
    "columns": _l("cột"),
    "condition": _l("điều kiện"),
    "confidential": _l("giữ kín với kiểm tra"),
    "date": _l("trường ngày"),
    "default": _l("đường mặc định"),
    "document": _l("lấy số và ngày của văn bản"),
    "documentation": _l("hướng dẫn"),
    "due": _l("hạn"),
    "duration": _l("thời gian chờ"),
    "each": _l("chạy cho mỗi"),
    "each_since": _l("lấy của mọi đơn vị từ việc"),
    "enum": _l("lựa chọn"),
    "error": _l("lỗi"),
    "escalate": _l("báo cấp trên"),
    "every": _l("đủ các mốc"),
    "file": _l("tệp bản quét"),
    "files": _l("ai xem tệp"),
    "filled": _l("chỉ lấy dòng có"),
    "form": _l("biểu mẫu"),
    "from": _l("chọn trong"),
    "appendix": _l("phụ lục"),
    "grouped": _l("cột gộp thành dòng chung"),
    "history": _l("ai xem giá trị trong lịch sử"),
    "called": _l("quy trình được gọi"),
    "inside": _l("nằm trong quy trình con"),
    "holes": _l("chỗ trống của tên"),
    "if": _l("chỉ khi"),
    "into": _l("lấy dòng vào trường"),
    "issuer": _l("cơ quan ban hành"),
    "kept": _l("lưu"),
    "kind": _l("loại phần tử"),
    "known": _l("ai được biết có hồ sơ"),
    "layout": _l("mẫu trình bày"),
    "matters": _l("ai xem nội dung riêng"),
    "maximum": _l("nhiều nhất"),
    "maxLength": _l("độ dài nhiều nhất"),
    "message": _l("thông điệp"),
    "messages": _l("gửi tới"),
    "minimum": _l("ít nhất"),
    "minLength": _l("độ dài ít nhất"),
    "name": _l("tên"),
    "number": _l("trường số"),
    "of": _l("lấy từ trường"),
    "one": _l("mở mấy lần"),
    "only": _l("chỉ đếm dòng có"),
    "open.act": _l("nút mở hồ sơ"),
    "open.form": _l("biểu mẫu mở hồ sơ"),
    "open.subject": _l("trường đặt tên hồ sơ"),
    "operation": _l("phép tính"),
    "order": _l("thứ tự"),
    "outcome": _l("kết quả"),
    "package": _l("gói quy tắc riêng"),
    "panels": _l("phần riêng trên trang hồ sơ"),
    "passed": _l("đi qua bước"),
    "payload": _l("nội dung thông điệp"),
    "policy": _l("cách chọn dòng"),
    "process": _l("bên tham gia"),
    "recall": _l("được thu hồi"),
    "receipt": _l("giao nhận"),
    "recipients": _l("nơi nhận"),
    "refused": _l("lời khi chưa mở được"),
    "register": _l("lấy số ở sổ của Khối"),
    "remarks": _l("ai xem ý kiến"),
    "remind": _l("nhắc hạn"),
    "repeats": _l("tính lại mỗi vòng"),
    "required": _l("bắt buộc"),
    "retention.years": _l("số năm lưu"),
    "role": _l("vai trò"),
    "rows": _l("lấy dòng ở trường"),
    "rule": _l("dòng"),
    "see": _l("ai xem"),
    "short": _l("tên ngắn"),
    "shared": _l("một văn bản chung cho nhiều hồ sơ"),
    "shows": _l("hiện kèm"),
    "sight": _l("nhóm được xem"),
    "sideways": _l("giấy xoay ngang"),
    "sign": _l("ký"),
    "signed": _l("ai ký"),
    "subject": _l("nói về ai"),
    "symbol": _l("ký hiệu"),
    "table": _l("lấy dòng ở bảng"),
    "task": _l("bước"),
    "title": _l("tên việc"),
    "to": _l("gửi cho ai"),
    "type": _l("kiểu"),
    "unit": _l("cột đơn vị"),
    "urged_by": _l("ai đôn đốc"),
    "over_years": _l("kể trong các năm"),
    "when": _l("khi kết quả là"),
    "where": _l("lấy của hồ sơ nào"),
    "years_before": _l("cả các năm trước"),
}
"""What of a thing changed; an author's own name stands as it is in the file."""


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


def part_word(part: str) -> object:
    """Say which part of a thing changed: a field by its own word, or by that of its last name."""
    head, _dot, _name = part.partition(".")
    if head in {"columns", "only", "body", "signed"}:  # what is within is an author's own
        return PARTS[head]
    if ".after." in part:  # what follows is the key of a process
        return PARTS["after"]
    data = part.startswith(("in.", "out."))  # of a call, as its author wrote it
    return part if data else PARTS.get(part) or PARTS.get(part.rpartition(".")[2], part)


def words() -> dict[str, object]:
    """Give all this to the templates."""
    return {
        "grouped_lines": grouped,
        "group_words": GROUPS,
        "change_words": CHANGES,
        "change_signs": SIGNS,
        "part_word": part_word,
        "in_language": pick,
    }
