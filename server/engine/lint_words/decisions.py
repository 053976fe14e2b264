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
        "một quyết định phải có đúng một bảng, hoặc đúng một biểu thức",
        "giữ lại một decisionTable hoặc một literalExpression trong mỗi decision",
        "a decision is exactly one decision table, or one expression",
        "keep one decisionTable or one literalExpression in each decision",
    ),
    "DMN-POLICY": Entry(
        "hit policy {policy} không được hỗ trợ",
        "dùng một trong: {known}",
        "the hit policy {policy} is not supported",
        "use one of: {known}",
    ),
    "DMN-COLUMNS": Entry(
        "các cột không khớp: cần id, một cột vào, các cột ra có tên riêng (một cột khi gộp), đủ ô",
        "bổ sung tên cột hoặc ô còn thiếu",
        "the columns do not fit: an id, an input, outputs with own names (or one), full lines",
        "name the columns, and fill the missing cells",
    ),
    "DMN-DEFAULT": Entry(
        "trả lời mặc định phải có ở mọi cột ra, và không dùng với COUNT",
        "ghi mặc định ở mọi cột ra, hoặc bỏ đi",
        "a default stands in every output or in none, and not with COUNT",
        "give each output its default, or take them away",
    ),
    "DMN-SIZE": Entry(
        "bảng có hơn {limit} ô, hoặc quá nhiều trường hợp để kiểm tra",
        "chia thành nhiều bảng nhỏ",
        "the table has more than {limit} cells, or more cases than can be checked",
        "split it into smaller tables",
    ),
    "DMN-OVERLAP": Entry(
        "trùng với {other} khi {case}; UNIQUE cần một dòng, ANY cần các dòng trả lời như nhau",
        "thu hẹp một trong hai dòng, hoặc dùng FIRST",
        "fits together with {other} where {case}; UNIQUE wants one line, ANY the same answer",
        "narrow one of the two lines, or use FIRST",
    ),
    "DMN-GAP": Entry(
        "không dòng nào khớp khi {case}",
        "thêm một dòng cho trường hợp này, một dòng cuối toàn dấu -, hoặc trả lời mặc định",
        "no line fits where {case}",
        "add a line for this case, a last line of nothing but -, or defaults",
    ),
    "DMN-CELL": Entry(
        "ô vào {cell} không bao giờ khớp như người viết muốn",
        "ghi giá trị đúng kiểu của cột; so sánh, khoảng chỉ cho số, ngày, số ngày, đầu nhỏ trước",
        "the input cell {cell} never fits as it was meant",
        "write values of the column's type; order and ranges are for numbers, days, spans",
    ),
    "DMN-OPAQUE": Entry(
        "ô vào {cell} không phải hằng số nên không chứng minh được bảng UNIQUE, ANY",
        "đưa phép tính vào cột vào, ô chỉ ghi hằng số; hoặc dùng FIRST",
        "the input cell {cell} is no constant, so UNIQUE or ANY cannot be proved",
        "move the reckoning into the input column, or use FIRST",
    ),
    "DMN-INPUT": Entry(
        "cột vào {source} có thể là {given}, mà bảng cần {wanted}",
        "đổi biểu thức của cột, kiểu của cột, hoặc danh sách giá trị của cột",
        "the input {source} may be {given}, and the table wants {wanted}",
        "change the column's expression, its type, or its list of values",
    ),
    "DMN-OUTPUT": Entry(
        "ô ra {cell} không thuộc {type}",
        "sửa ô, hoặc đổi kiểu hay danh sách giá trị của cột ra",
        "the output cell {cell} is not of {type}",
        "mend the cell, or the column's type or list of values",
    ),
    "DMN-FACT": Entry(
        "đọc {name}, thao tác của bảng không đưa tên này",
        "dùng một trong: {known}",
        "reads {name}, which the table's operation does not hand over",
        "use one of: {known}",
    ),
    "DMN-ORDER": Entry(
        "PRIORITY và OUTPUT ORDER cần thứ tự của các giá trị ra",
        "liệt kê các giá trị của một cột ra (outputValues), giá trị đứng đầu được ưu tiên",
        "PRIORITY and OUTPUT ORDER need the order of the outputs' values",
        "list the values of an output (outputValues), the first of them comes first",
    ),
    "DMN-TYPE": Entry(
        "kiểu {type} không được hỗ trợ",
        "dùng một trong: {known}",
        "the type {type} is not understood",
        "use one of: {known}",
    ),
    "DMN-REQUIRES": Entry(
        "cần {decision}: không có trong tệp này, cần vòng tròn, hoặc sau hơn {limit} quyết định",
        "ghi các quyết định cần nhau trong một tệp, không vòng tròn",
        "requires {decision}: not in this file, in a circle, or after more than {limit} others",
        "keep decisions that require each other in one file, and in no circle",
    ),
    "DMN-NAME": Entry(
        "{decision} đọc {name}, mà quy trình không thể có tên như vậy",
        "đọc một tên của quy trình, ví dụ ask.amount; tên có dấu cách chỉ giữa các quyết định",
        "{decision} reads {name}, and no process has such a name",
        "read a name of the process, such as ask.amount; spaces are for names of decisions",
    ),
    "DMN-LANGUAGE": Entry(
        "viết bằng {language}",
        "viết bằng FEEL",
        "is written in {language}",
        "write it in FEEL",
    ),
    "DMN-MANY": Entry(
        "tệp khai báo hơn {limit} tên, hoặc hơn {long} tên có dấu cách",
        "chia thành nhiều tệp",
        "the file declares more than {limit} names, or {long} with spaces",
        "split it into several files",
    ),
}
