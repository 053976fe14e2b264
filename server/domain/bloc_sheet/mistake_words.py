"""What is said of a row or cell that cannot be taken."""

from collections.abc import Mapping
from typing import Final

from server.domain.texts.words import Words

WHY: Final[Mapping[str, Words]] = {
    "twice": Words("trường này vừa là giá trị vừa có trường con", "a field is a value and a table"),
    "list": Words("cần một danh sách […]", "this must be a list […]"),
    "level": Words(
        "cấp phải là số, không nhảy quá một bậc, hoặc “tiêu chí” dưới một phần",
        "a level is a number, one below the last at most, or “tiêu chí” under a part",
    ),
    "kind": Words("phải là units hoặc bodies", "this must be units or bodies"),
    "owner": Words("không có đơn vị này", "there is no such unit"),
}
