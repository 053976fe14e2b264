"""Words of the rules about decision tables."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "DMN-ID": Entry(
        "quyết định này có hai lần",
        "mỗi quyết định một id",
        "this decision stands twice",
        "give each decision an id of its own",
    ),
    "DMN-TABLE": Entry(
        "một quyết định phải có đúng một bảng",
        "giữ lại một decisionTable trong mỗi decision",
        "a decision has exactly one decision table",
        "keep one decisionTable in each decision",
    ),
    "DMN-POLICY": Entry(
        "hit policy {policy} không được hỗ trợ",
        "dùng UNIQUE hoặc FIRST",
        "the hit policy {policy} is not supported",
        "use UNIQUE or FIRST",
    ),
    "DMN-COLUMNS": Entry(
        "các cột không khớp: cần id, một cột vào, các cột ra có tên riêng, dòng nào cũng đủ ô",
        "bổ sung tên cột hoặc ô còn thiếu",
        "the columns do not fit: an id, an input, outputs with names of their own, full lines",
        "name the columns, and fill the missing cells",
    ),
    "DMN-SIZE": Entry(
        "bảng có hơn {limit} ô, hoặc quá nhiều trường hợp để kiểm tra",
        "chia thành nhiều bảng nhỏ",
        "the table has more than {limit} cells, or more cases than can be checked",
        "split it into smaller tables",
    ),
    "DMN-OVERLAP": Entry(
        "trùng với {other} khi {case}; UNIQUE chỉ cho một dòng khớp",
        "thu hẹp một trong hai dòng, hoặc dùng FIRST",
        "fits together with {other} where {case}; UNIQUE wants one line",
        "narrow one of the two lines, or use FIRST",
    ),
    "DMN-GAP": Entry(
        "không dòng nào khớp khi {case}",
        "thêm một dòng cho trường hợp này",
        "no line fits where {case}",
        "add a line for this case",
    ),
    "DMN-CELL": Entry(
        "ô vào {cell} không bao giờ khớp như người viết muốn",
        "mỗi ô một giá trị, -, hoặc một so sánh <, <=, >, >=; nhiều giá trị thì viết nhiều dòng",
        "the input cell {cell} never fits as it was meant",
        "write one value, -, or one comparison <, <=, >, >=; several values are several lines",
    ),
    "DMN-OPAQUE": Entry(
        "ô vào {cell} không phải hằng số nên không chứng minh được bảng UNIQUE",
        "đưa phép tính vào cột vào, ô chỉ ghi hằng số; hoặc dùng FIRST",
        "the input cell {cell} is no constant, so UNIQUE cannot be proved",
        "move the reckoning into the input column, or use FIRST",
    ),
    "DMN-FACT": Entry(
        "đọc {name}, thao tác của bảng không đưa tên này",
        "dùng một trong: {known}",
        "reads {name}, which the table's operation does not hand over",
        "use one of: {known}",
    ),
}
