"""Words of the rules about what a case is called."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "HOLE": Entry(
        "dòng {line}: tên hồ sơ có chỗ trống {hole} mà không gì điền được",
        "dùng: {known}; một trường của biểu mẫu mở phải có x-route và bắt buộc điền",
        "line {line}: the name has a hole {hole} that nothing fills",
        "use: {known}; a field of the opening form needs x-route and must be required",
        why="A hole nobody fills, or not always, leaves a gap in every list and on every paper.",
    ),
    "KNOWN": Entry(
        "dòng {line}: {level} biết tên việc trước khi được xem biểu mẫu mở (nhóm {circle})",
        "thu hẹp known bằng nhóm {circle}, mở rộng nhóm ấy, hoặc bỏ {{subject}} khỏi tên",
        "line {line}: {level} reads the subject before the opening form (circle {circle})",
        "narrow known to that circle, widen it, or leave {{subject}} out of the name",
        why=(
            "A list that shows the case's name would tell its subject to somebody who may not see "
            "yet what was typed when it was opened."
        ),
    ),
}
