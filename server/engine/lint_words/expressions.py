"""Words of the rules about expressions."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "EXPRESSION": Entry(
        "biểu thức nằm ngoài ngôn ngữ: {reason} (cột {column} của {source})",
        "viết lại theo docs/expressions.md",
        "the expression is outside the language: {reason} (column {column} of {source})",
        "write it as docs/expressions.md says",
        mark="*",
        why=(
            "Conditions, dates, payloads and cells are of a small language without effects "
            "([expressions.md](expressions.md)). Anything else is refused before it can be reached."
        ),
    ),
    "VARIABLE-UNSET": Entry(
        "đọc biến {name} mà không bước nào của quy trình đặt",
        "dùng id của một bước trong quy trình này, trường của nó viết là bước.trường; hoặc một "
        "trong: {known}",
        "reads {name}, which nothing in this process sets",
        "use the id of a step of this process, a field of it as step.field; or one of: {known}",
        why=(
            "A name nothing sets fails when it is reached, or makes `has()` false for ever. A "
            "duration such as `PT24H` without quotes is found so, too."
        ),
    ),
    "VARIABLE-EARLY": Entry(
        "đọc {name} trước khi chắc chắn đã qua bước đó",
        "hỏi trước: {name}.x if has({name}) else None",
        "reads {name}, which not every way here has passed",
        "ask first: {name}.x if has({name}) else None",
        why=(
            "On a way that has not passed the step, the name is not there and the step of an "
            "innocent person fails."
        ),
    ),
    "VARIABLE-OPTIONAL": Entry(
        "đọc {name}, nhưng trong biểu mẫu của {setter} trường này có thể bỏ trống",
        "thêm trường đó vào required của biểu mẫu",
        "reads {name}, but in the form of {setter} this field may be left out",
        "add the field to the form's required",
        why=(
            "A verdict that may be left out is not there when it is, and the step of whoever left "
            "it out fails."
        ),
    ),
    "VARIABLE-FIELD": Entry(
        "đọc {name} nhưng {setter} không đặt trường này",
        "thêm trường đó ở nơi đặt, trong biểu mẫu thì có x-route: true; nay ở đó có: {known}",
        "reads {name}, but {setter} does not set this field",
        "add the field where it is set, in a form with x-route: true; set there are: {known}",
        why=(
            "A field that the form, the operation or every sender's payload does not set is a "
            "typing error that shows when it is reached."
        ),
    ),
    "DATE-FIXED": Entry(
        "{source} là một ngày của một năm, năm sau đã qua từ lâu",
        "tính ngày theo năm hoặc theo hạn: date(year, 5, 15), deadlines.…, workdays(opened_on, 10)",
        "{source} is a day of one year, long past in the next",
        "reckon it from the year or a deadline: date(year, 5, 15), deadlines.…, "
        "workdays(opened_on, 10)",
        why=(
            "A process stays for years: in the next one the timer fires as soon as it is reached, "
            "and the task is late when it opens."
        ),
    ),
    "DAY-PAST": Entry(
        "{source} không muộn hơn ngày điền biểu mẫu (x-max: today), nên ở đây đã qua",
        "ghi x-min: today thay cho x-max ở trường này, dùng ngày khác, hoặc đếm từ ngày ấy: "
        "workdays({source}, 10)",
        "{source} is no later than the day its form is sent (x-max: today), so it is past here",
        "write x-min: today in place of x-max at the field, use another day, or count from it: "
        "workdays({source}, 10)",
        why=(
            "A timer that waits for a day up to today fires at once, each time; a task or a duty "
            "with such a day is late as soon as it is there."
        ),
    ),
    "HAS-NEVER": Entry(
        "hỏi has({name}), mà trường này không bao giờ có",
        "thêm trường đó ở nơi đặt, trong biểu mẫu thì có x-route: true; nay ở đó có: {known}",
        "asks has({name}), and this field is never there",
        "add the field where it is set, in a form with x-route: true; set there are: {known}",
        why=(
            "A misspelt field in has() fails nowhere: it is never there, so the way, the day or "
            "the deadline behind it silently never comes."
        ),
    ),
    "TYPE-VALUE": Entry(
        "so {name} với '{value}', mà {name} không bao giờ là giá trị này",
        "viết một trong: {known} {near}",
        "compares {name} with '{value}', which it can never be",
        "write one of: {known} {near}",
        why=(
            "A misspelt choice (`'refused'` for `'refuse'`) is never true: the default flow is "
            "taken, and the refused is decided."
        ),
    ),
    "TYPE-COMPARED": Entry(
        "{source}: {left} và {right} không so được với nhau",
        "so hai giá trị cùng loại; xem docs/expressions.md",
        "{source}: {left} and {right} do not go together",
        "compare values of one sort; see docs/expressions.md",
        why=(
            "Values of two sorts are never equal and have no order: the condition is always false, "
            "or fails when it is reached."
        ),
    ),
    "TYPE-NOTHING": Entry(
        "so thứ tự {name}, mà ở đây có thể không có",
        "hỏi trước: {name} and …, hoặc … if {name} else …",
        "puts {name} in order, which may be None here",
        "ask first: {name} and …, or … if {name} else …",
        why=(
            "A deadline without a date, or a field left out, is `None`. It has no order, and the "
            "step of whoever comes there fails."
        ),
    ),
    "TYPE-LARGE": Entry(
        "{source} có thể vượt quá ±{most}, số lớn nhất giữ được",
        "{mend}",
        "{source} may go beyond ±{most}, the largest number that is kept",
        "{mend}",
        why=(
            "A condition compares a sum however large it is. What is handed on, in a payload, a "
            "parameter or a table, is kept, and a number has 15 digits or so: beyond, the step of "
            "whoever entered it fails. The `minimum` and `maximum` of a field bound what is made "
            "of it; what grows from lap to lap is cut off by `min` and `max`."
        ),
    ),
    "TYPE-INDEX": Entry(
        "{source}: danh sách {name} có thể không có đến phần tử ấy",
        "hỏi trước: len({name}) > 1 and …, hoặc … if {name} else …; hoặc đặt minItems ở biểu mẫu",
        "{source}: the list {name} may not have as many items",
        "ask first: len({name}) > 1 and …, or … if {name} else …; or give the field a minItems",
        why=(
            "A list may be empty: nobody was chosen, nothing came in. What is taken of it, by a "
            "place or as the least or the greatest, is not there, and the step fails."
        ),
    ),
    "DAY-CALL": Entry(
        "không có ngày {source}, hoặc không phải năm nào cũng có",
        "dùng một ngày năm nào cũng có; workdays đếm từ 0 đến 500; số lấy từ biểu mẫu thì có "
        "minimum và maximum",
        "there is no day {source}, or not in every year",
        "write a day that every year has; workdays counts from 0 to 500; a number of a form has a "
        "minimum and a maximum",
        why=(
            "30 February is no day in any year, 29 February in most is none, and `workdays` counts "
            "to 500: the step fails when it comes there, and a case that opens on such a day never "
            "does."
        ),
    ),
    "TYPE-RESULT": Entry(
        "{source} cho ra {given}, mà ở đây cần {wanted}",
        "viết một biểu thức cho ra {wanted}",
        "{source} gives {given}, where {wanted} is wanted",
        "write an expression that gives {wanted}",
        why=(
            "A text that is not empty counts as true, whatever it says; recipients that are no "
            "list, a timer that gives no day fail when they are reached."
        ),
    ),
    "CONDITION-CONSTANT": Entry(
        "điều kiện {source} lần nào cũng như nhau",
        "đọc kết quả của một bước, ví dụ approve.verdict == 'return'",
        "the condition {source} is the same every time",
        "read what a step has left, such as approve.verdict == 'return'",
        why=(
            "A condition that is true, or false, whatever its names may be takes one way for ever, "
            "and the picture shows another that nobody goes. Choices, truths, numbers, days and "
            "`has()` are tried out in all combinations, up to 500."
        ),
    ),
    "DEADLINE": Entry(
        "không năm nào có hạn “{value}”",
        "viết một trong các hạn: {known} {near}",
        "no bloc-year has the deadline “{value}”",
        "write one of the deadlines: {known} {near}",
        why="A due date no bloc-year has is none: no date, no reminder, no word.",
    ),
    "TIMER": Entry(
        "hẹn giờ không có ngày, không có khoảng thời gian",
        "ghi biểu thức ngày trong timeDate, hoặc P3D trong timeDuration",
        "has neither a date nor a duration",
        "write the expression of a date in timeDate, or P3D in timeDuration",
        mark="*",
        why="A timer without a date never fires.",
    ),
    "TIMER-DATE": Entry(
        "hẹn giờ cho ra {value}, không phải ngày YYYY-MM-DD",
        "dùng một ngày, ví dụ deadlines.self_score, hoặc None",
        "the timer gives {value}, which is no date YYYY-MM-DD",
        "give a date, such as deadlines.self_score, or None",
        why=(
            "Timers stand for a day. A duration or a number fails only when the timer is armed; one"
            " that is always `None` never fires."
        ),
    ),
    "TIMER-NEVER": Entry(
        "hẹn giờ có thể không có ngày ({source}); khi ấy không gì đi tiếp được",
        "ghi ngày dùng thay: {source} or deadlines.self_score, hoặc đặt cổng xét trước hẹn giờ",
        "the timer may have no day ({source}), and then nothing goes on",
        "write a day to take instead: {source} or deadlines.self_score, or ask before the timer",
        why=(
            "A timer without a day never fires: beside a task or a message that is meant, but where"
            " it stands alone in the way the case waits there for ever."
        ),
    ),
    "PAYLOAD": Entry(
        "nội dung thông điệp phải là danh sách có tên, tên trường dùng được: {field}",
        "viết {{'ten': gia_tri}}, tên là chữ không dấu và không là từ khóa",
        "a payload is an object with usable field names: {field}",
        "write {{'name': value}}; a name is an identifier and no keyword",
        why="A payload is an object; a field called `from` or `in` could be sent but never read.",
    ),
}
