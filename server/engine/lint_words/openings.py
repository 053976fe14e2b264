"""Words of the rules about how a case is opened; each says the line of the manifest first."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry, lined

ENTRIES: Final[Mapping[str, Entry]] = {
    "OPEN-WHO": lined(
        "không ai được mở hồ sơ này",
        "ghi open.by, hoặc một ngày mở trong [[open.timed]]",
        "nobody may open this",
        "write open.by, or a day in [[open.timed]]",
        why="A process nobody may open never runs.",
    ),
    "OPEN-ROLE": lined(
        "{role} không phải vai mở hồ sơ được: mở hồ sơ là việc của một chức vụ",
        "dùng một trong: {known}",
        "{role} is no role that opens a case: one post does that",
        "use one of: {known}",
        why="A role that needs a unit to be a post is nobody before the case exists.",
    ),
    "OPEN-AFTER": lined(
        "chờ {value}, mà không có quy trình hay mốc đó",
        "ghi khóa của một quy trình khác và một mốc của nó (opened và closed luôn có)",
        "waits for {value}, and there is no such process or milestone",
        "name another process by its key, and a milestone of it (opened and closed always are)",
        why="What waits for a milestone that is not there can never be opened.",
    ),
    "OPEN-RECALL": lined(
        "chờ {value}, mà việc {task} đạt mốc đó còn rút lại được",
        "chờ một mốc không rút lại được, hoặc bỏ recall ở quy trình kia",
        "waits for {value}, and the task {task} that reaches it can still be taken back",
        "wait for what cannot be taken back, or remove recall in the other process",
        why="A case would be opened on what may still be taken back under it.",
    ),
    "OPEN-CYCLE": lined(
        "các quy trình chờ nhau: {way}",
        "bỏ open.after ở một trong số đó",
        "these processes wait for each other: {way}",
        "remove open.after from one of them",
        why="Two processes that wait for each other can neither of them be opened.",
    ),
    "OPEN-FORM": lined(
        "không có biểu mẫu mở hồ sơ {form}",
        "đặt tệp {form}.json vào forms/",
        "there is no opening form {form}",
        "put {form}.json into forms/",
        why="The page that opens the case would have nothing to ask.",
    ),
    "OPEN-SUBJECT": lined(
        "biểu mẫu mở hồ sơ không có trường {field} để đặt tên",
        "ghi subject = opening.<một trường của biểu mẫu>",
        "the opening form has no field {field} to name the case by",
        "write subject = opening.<a field of the form>",
        why="A case named for a field that is not asked has an empty name.",
    ),
    "OPEN-FILES": lined(
        "biểu mẫu {form} nhận tệp ({files}) khi chưa có hồ sơ nào để giữ",
        "chuyển tệp sang việc đầu tiên của người mở",
        "the form {form} takes files ({files}) before there is a case to keep them",
        "ask for them in the opener's first task",
        why="A file needs a case to be kept in, and there is none yet.",
    ),
    "OPEN-FIELD": lined(
        "trường {field} của {form} không vào quy trình, cũng không phải tên hồ sơ",
        "thêm x-route, ghi làm subject, hoặc chuyển sang việc đầu tiên của người mở",
        "the field {field} of {form} neither enters the process nor names the case",
        "add x-route, make it the subject, or ask for it in the opener's first task",
        why=(
            "What neither enters the process nor names the case would be asked for and thrown away."
        ),
    ),
    "TIMED": lined(
        "mở theo ngày: trường {field} thiếu, ghi hai lần, biểu mẫu mở hồ sơ không có hoặc không"
        " nhận giá trị này",
        "ghi trong values và computed đúng các trường của biểu mẫu, mỗi trường một lần",
        "opened on a day: the field {field} is missing, given twice, unknown to the opening form,"
        " or not taken by it",
        "write in values and computed the fields of the form, each once",
        why=(
            "The system opens the case alone at night: what its form would refuse, nobody is there "
            "to mend."
        ),
    ),
    "TIMED-NOTHING": lined(
        "trường {field} bắt buộc mà {source} có năm không cho giá trị nào",
        "hỏi trước trong at: … if {source} != None else None",
        "the field {field} is required, and {source} gives nothing in some years",
        "ask first in at: … if {source} != None else None",
        why=(
            "On the day nobody fills in the field, so the form refuses the opening, every ten "
            "minutes anew."
        ),
    ),
    "TIMED-LATE": lined(
        "mở ngày {day} thì trường {field} có thể là {value}, biểu mẫu không nhận ngày ấy",
        "trong at lấy ngày sớm hơn: min(…, ngày của trường này); ngày cố định thì tính theo năm "
        "trong computed: date(year, 12, 1)",
        "opened on {day}, the field {field} may be {value}, a day that the form does not take then",
        "in at take the earlier day: min(…, the field's day); reckon a fixed day from the year in "
        "computed: date(year, 12, 1)",
        why=(
            "A form that takes no past day refuses the opening on every night after it, and no "
            "case is ever there."
        ),
    ),
    "TIMED-OVERDUE": lined(
        "mở ngày {day} thì mốc {milestone} có khi đã quá hạn từ {due}",
        "trong at lấy ngày sớm hơn: min(…, hạn ấy), hoặc tính due từ ngày mở: "
        "workdays(opened_on, 10)",
        "opened on {day}, the milestone {milestone} may be overdue since {due}",
        "in at take the earlier day: min(…, that deadline), or reckon due from the opening: "
        "workdays(opened_on, 10)",
        why="Who gets the task is late on the first day, and is reminded of it, whatever they do.",
    ),
    "TIMED-TWICE": lined(
        "lần mở này trùng với một lần mở theo ngày ở trên: {what}",
        "bỏ một lần, hoặc ghi trong values, computed giá trị khác nhau cho trường mà one hay name "
        "đọc",
        "is the same as an opening on a day above it: {what}",
        "remove one, or give the fields that one or name reads different values in values or "
        "computed",
        why=(
            "What stands once is not opened a second time, and nobody is told; of two cases that "
            "are called the same nobody knows which to work in."
        ),
    ),
    "DAY-FIXED": lined(
        "{source} là một ngày của một năm, năm sau đã qua từ lâu",
        "tính ngày theo năm hoặc theo hạn: date(year, 5, 15), deadlines.…, workdays(opened_on, 10)",
        "{source} is a day of one year, long past in the next",
        "reckon it from the year or a deadline: date(year, 5, 15), deadlines.…, "
        "workdays(opened_on, 10)",
        why=(
            "A process stays for years: on a fixed day it opens no case after the first, and every "
            "duty is late from its beginning."
        ),
    ),
    "OPEN-IDLE": lined(
        "{word} không có tác dụng gì khi mở hồ sơ ở đây",
        "bỏ đi; refused cần after, act cần by; ký, xem, kết luận thuộc về bước đầu tiên của sơ đồ",
        "{word} does nothing at this opening",
        "remove it; refused needs after, act needs by; what is signed, shown or decided belongs to "
        "the first task of the diagram",
        why=(
            "A password, a shown record or a refusal that is written and never asked for is "
            "believed to be there."
        ),
    ),
    "ONE": lined(
        "one là hằng số, nên chỉ mở được một lần mãi mãi",
        'ghi "year", một biểu thức đọc opening.*, hoặc bỏ trống để mở nhiều lần',
        "one is a constant, so there could only ever be one",
        'write "year", an expression that reads opening.*, or leave it empty for many',
        why="A constant is the same in every year, so a second case could never be opened.",
    ),
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
    "OPENING-ROW": lined(
        "opening là biểu mẫu mở hồ sơ, không phải việc của ai",
        "chỉ ghi see, history và if",
        "opening is the form a case is opened with, and nobody's task",
        "write see, history and if alone",
        why=(
            "Nobody is given the opening form as a task: what else its row says would never happen."
        ),
    ),
}
