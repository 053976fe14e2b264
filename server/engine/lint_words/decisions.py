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
        mark="*",
        why="Of two decisions with one id, one is never asked.",
    ),
    "DMN-TABLE": Entry(
        "một quyết định phải có đúng một bảng, hoặc đúng một biểu thức",
        "giữ lại một decisionTable hoặc một literalExpression trong mỗi decision",
        "a decision is exactly one decision table, or one expression",
        "keep one decisionTable or one literalExpression in each decision",
        mark="*",
        why=(
            "A decision is one table or one expression; of several only one would be asked, and "
            "boxed contexts, invocations and relations are not read."
        ),
    ),
    "DMN-POLICY": Entry(
        "hit policy {policy} không được hỗ trợ",
        "dùng một trong: {known}",
        "the hit policy {policy} is not supported",
        "use one of: {known}",
        mark="*",
        why=(
            "All policies of DMN are kept, and no word that none of them knows. A COLLECT reckons "
            "with SUM, MIN, MAX or COUNT."
        ),
    ),
    "DMN-COLUMNS": Entry(
        "các cột không khớp: cần id, một cột vào, các cột ra có tên riêng (một cột khi gộp), đủ ô",
        "bổ sung tên cột hoặc ô còn thiếu",
        "the columns do not fit: an id, an input, outputs with own names (or one), full lines",
        "name the columns, and fill the missing cells",
        mark="*",
        why="A line with a cell too few shifts all that follow.",
    ),
    "DMN-DEFAULT": Entry(
        "trả lời mặc định phải có ở mọi cột ra, và không dùng với COUNT",
        "ghi mặc định ở mọi cột ra, hoặc bỏ đi",
        "a default stands in every output or in none, and not with COUNT",
        "give each output its default, or take them away",
        mark="*",
        why=(
            "A default in one output of several answers half a question; a count always has an "
            "answer, so its default would never be given."
        ),
    ),
    "DMN-SIZE": Entry(
        "bảng có hơn {limit} ô, hoặc quá nhiều trường hợp để kiểm tra",
        "chia thành nhiều bảng nhỏ",
        "the table has more than {limit} cells, or more cases than can be checked",
        "split it into smaller tables",
        why="More than 3,000 cells, or too many combinations, cannot be proved by anybody.",
    ),
    "DMN-OVERLAP": Entry(
        "trùng với {other} khi {case}; UNIQUE cần một dòng, ANY cần các dòng trả lời như nhau",
        "thu hẹp một trong hai dòng, hoặc dùng FIRST",
        "fits together with {other} where {case}; UNIQUE wants one line, ANY the same answer",
        "narrow one of the two lines, or use FIRST",
        why=(
            "Where two lines of a UNIQUE table fit, or two of an ANY table that say different "
            "things, it has no answer. Every pair is tried, exactly: on both sides of each bound "
            "and on it."
        ),
    ),
    "DMN-NEVER": Entry(
        "dòng này không bao giờ trả lời: không điều gì hỏi tới khớp, hoặc dòng khác đã nhận hết",
        "sửa ô của dòng, thu hẹp các dòng ấy, hoặc bỏ dòng này; số hỏi tới bị chặn bởi minimum, "
        "maximum của trường",
        "this line never answers: nothing that is asked fits it, or other lines take it all first",
        "mend its cells, narrow those lines, or leave it out; a field's minimum and maximum "
        "bound what is asked",
        why=(
            "A line that nothing comes to says something that nobody will hear: a number beyond "
            "what the form takes, or a case that an earlier line of FIRST answers, or a higher one "
            "of PRIORITY."
        ),
    ),
    "DMN-GAP": Entry(
        "không dòng nào khớp khi {case}",
        "thêm một dòng cho trường hợp này, một dòng cuối toàn dấu -, hoặc trả lời mặc định",
        "no line fits where {case}",
        "add a line for this case, a last line of nothing but -, or defaults",
        why=(
            "A case that no line and no default answers stops the process there. FIRST and PRIORITY"
            " answer `None` instead, and what reads it must expect that; lists are empty, a count "
            "is 0. All combinations are tried, exactly: booleans, allowed values, each text and any"
            " other, each bound of a number, a day or a span with what lies on either side, whole "
            "numbers and days as such."
        ),
    ),
    "DMN-CELL": Entry(
        "ô vào {cell} không bao giờ khớp như người viết muốn",
        "ghi giá trị đúng kiểu của cột; so sánh, khoảng chỉ cho số, ngày, số ngày, đầu nhỏ trước",
        "the input cell {cell} never fits as it was meant",
        "write values of the column's type; order and ranges are for numbers, days, spans",
        why=(
            "A value of another type than its column, an order of texts, a range that ends before "
            "it begins never fits."
        ),
    ),
    "DMN-MISREAD": Entry(
        "ô {cell} không được hiểu như cách viết ở cơ quan",
        "viết rõ: {meant}",
        "the cell {cell} is read otherwise than an office writes it",
        "write plainly: {meant}",
        why=(
            "`1,5` is read as 1 or 5 and `1.500` as one and a half, `5-10` is -5 and a date with "
            "strokes a division: the table answers, and wrongly."
        ),
    ),
    "DMN-OPAQUE": Entry(
        "ô vào {cell} không phải hằng số nên không chứng minh được bảng UNIQUE, ANY",
        "đưa phép tính vào cột vào, ô chỉ ghi hằng số; hoặc dùng FIRST",
        "the input cell {cell} is no constant, so UNIQUE or ANY cannot be proved",
        "move the reckoning into the input column, or use FIRST",
        why=(
            "Whether `>= most` overlaps cannot be known before the facts are; UNIQUE or ANY would "
            "be a promise nobody checked."
        ),
    ),
    "DMN-INPUT": Entry(
        "cột vào {source} có thể là {given}, mà bảng cần {wanted}",
        "đổi biểu thức của cột, kiểu của cột, hoặc danh sách giá trị của cột",
        "the input {source} may be {given}, and the table wants {wanted}",
        "change the column's expression, its type, or its list of values",
        why=(
            "A column that is asked a text where it compares numbers, nothing at all, or a choice "
            "it does not list, has no answer when its turn comes. What its cells compare keeps the "
            "rules of expressions."
        ),
    ),
    "DMN-OUTPUT": Entry(
        "ô ra {cell} không thuộc {type}",
        "sửa ô, hoặc đổi kiểu hay danh sách giá trị của cột ra",
        "the output cell {cell} is not of {type}",
        "mend the cell, or the column's type or list of values",
        why=(
            "Conditions read the answer as what its column promises. One that reads names is tried "
            "with what these may be, and fails for none of it."
        ),
    ),
    "DMN-FACT": Entry(
        "đọc {name}, thao tác của bảng không đưa tên này",
        "dùng một trong: {known}",
        "reads {name}, which the table's operation does not hand over",
        "use one of: {known}",
        why=(
            "The operation hands certain names to its table; any other fails when the table is "
            "asked."
        ),
    ),
    "DMN-ORDER": Entry(
        "PRIORITY và OUTPUT ORDER cần thứ tự của các giá trị ra",
        "liệt kê các giá trị của một cột ra (outputValues), giá trị đứng đầu được ưu tiên",
        "PRIORITY and OUTPUT ORDER need the order of the outputs' values",
        "list the values of an output (outputValues), the first of them comes first",
        mark="*",
        why=(
            "PRIORITY and OUTPUT ORDER go by the order in which an output lists its values; without"
            " a list every line comes first."
        ),
    ),
    "DMN-TYPE": Entry(
        "kiểu {type} không được hỗ trợ",
        "dùng một trong: {known}",
        "the type {type} is not understood",
        "use one of: {known}",
        mark="*",
        why=(
            "Of times, months and years we have no values; compared as texts they would say two "
            "instants differ that are one."
        ),
    ),
    "DMN-REQUIRES": Entry(
        "cần {decision}: không có trong tệp này, cần vòng tròn, hoặc sau hơn {limit} quyết định",
        "ghi các quyết định cần nhau trong một tệp, không vòng tròn",
        "requires {decision}: not in this file, in a circle, or after more than {limit} others",
        "keep decisions that require each other in one file, and in no circle",
        mark="*",
        why=(
            "A decision that is not in the file, that requires itself by way of others, or comes "
            "after more than 30 is never answered."
        ),
    ),
    "DMN-NAME": Entry(
        "{decision} đọc {name}, mà quy trình không thể có tên như vậy",
        "đọc một tên của quy trình, ví dụ ask.amount; tên có dấu cách chỉ giữa các quyết định",
        "{decision} reads {name}, and no process has such a name",
        "read a name of the process, such as ask.amount; spaces are for names of decisions",
        why=(
            "No step of a process is called `Monthly Salary`: a table that reads such a name fails "
            "when it is asked."
        ),
    ),
    "DMN-LANGUAGE": Entry(
        "viết bằng {language}",
        "viết bằng FEEL",
        "is written in {language}",
        "write it in FEEL",
        mark="*",
        why="In another language than FEEL the same text means another thing.",
    ),
    "DMN-MANY": Entry(
        "tệp khai báo hơn {limit} tên, hoặc hơn {long} tên có dấu cách",
        "chia thành nhiều tệp",
        "the file declares more than {limit} names, or {long} with spaces",
        "split it into several files",
        mark="*",
        why="A file with thousands of names takes minutes to read.",
    ),
}
