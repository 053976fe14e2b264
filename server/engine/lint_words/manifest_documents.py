"""Words of the rules about documents, their numbers, files, rows and printouts in a manifest."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry, lined

ENTRIES: Final[Mapping[str, Entry]] = {
    "FILE-KIND": lined(
        "không biểu mẫu nào nhận loại tệp {kind}",
        "dùng một kind trong x-files của biểu mẫu: {known}",
        "no form asks for files of the kind {kind}",
        "use a kind of the forms' x-files: {known}",
        why=(
            "A kind no form asks for is a typing error; the files of the right kind then fall under"
            " their task's circle."
        ),
    ),
    "DOCUMENT-TASK": lined(
        "văn bản do việc {task} làm ra, mà sơ đồ không có",
        "dùng id của một việc: {known}",
        "the document is made by the task {task}, which the diagram does not have",
        "use the id of a task: {known}",
        why="A document of a task that is not drawn never enters its register.",
    ),
    "DOCUMENT-OUTCOME": lined(
        "việc {task} không bao giờ có kết luận {outcome}, nên không có văn bản",
        "dùng một kết luận của biểu mẫu: {known}",
        "the task {task} never comes out as {outcome}, so there is no document",
        "use an outcome of its form: {known}",
        why="A document of an outcome that never comes never enters its register.",
    ),
    "DOCUMENT-BACK": lined(
        "việc {task} cũng ra kết luận {outcome}, và khi ấy văn bản vẫn được làm ra, vẫn lấy số",
        "thêm when: kết luận làm ra văn bản",
        "the task {task} comes out as {outcome}, too, and the document is made and numbered then "
        "as well",
        "add when: the outcome that makes it",
        why=(
            "What is sent back has no paper: a number of the register would be used up, or who "
            "sends it back would be asked for the number of a paper that is not there."
        ),
    ),
    "DOCUMENT-NEEDED": lined(
        "việc {task} ra kết luận {outcome} mà trường {field} có thể bỏ trống",
        "ghi trường này vào required của biểu mẫu (theo kết luận: trong allOf, if, then); nếu khi "
        "ấy không có văn bản thì ghi when",
        "the task {task} comes out as {outcome}, and the field {field} may be left out",
        "name the field in the form's required (for one outcome: in allOf, if, then); write when "
        "where there is no document then",
        why=(
            "A document without its number or day is in no register; where its symbol is checked, "
            "a field that seemed free is refused once it has been sent."
        ),
    ),
    "REGISTER-FIELD": lined(
        "số và ngày của văn bản này lấy từ sổ của Khối, mà biểu mẫu còn hỏi {field}",
        "ghi x-without-register ở trường này, hoặc bỏ trường ở đây và ở biểu mẫu, hoặc bỏ register",
        "number and day of this document are the register's, and the form asks for {field}",
        "mark the field x-without-register, or remove it here and from the form, or remove "
        "register",
        why=(
            "Number and day of the bloc's own documents are the register's: what a form asked for "
            "beside them would be another number."
        ),
    ),
    "REGISTER-UNSAID": lined(
        "trường {field} chỉ hỏi khi Khối không có sổ văn bản, mà không phải số hay ngày do sổ cho",
        "bỏ x-without-register; hoặc khai trường là number, date của văn bản có register = true, "
        "và bỏ x-route",
        "the field {field} is asked only where there is no register, which says nothing for it",
        "remove x-without-register; or make it number or date of a document with register = true, "
        "without x-route",
        why=(
            "Where the bloc has a register, such a field is neither shown nor taken: anything but "
            "the number and day that the register says would be lost, and no condition may read it."
        ),
    ),
    "DOCUMENT-SYMBOL": lined(
        "ký hiệu {symbol} không đứng sau số văn bản được",
        "viết như {example}: không có khoảng trắng; ký hiệu loại trong sổ của Khối chỉ gồm chữ",
        "the symbol {symbol} cannot stand after a number",
        "write it like {example}: no spaces; a type in the bloc's register has letters only",
        why="A symbol with a space is in no number, so every number typed would be refused.",
    ),
    "DOCUMENT-DAY": lined(
        "số {field} không có ngày, nên không biết thuộc sổ của năm nào và có trùng không",
        "thêm date: trường ngày của văn bản trong biểu mẫu",
        "the number {field} has no day: nobody knows of which year's register it is, or if it is "
        "there already",
        "add date: the field of the form that holds the document's day",
        why=(
            "A number is one of its year: without a day, two documents have the same one and nobody"
            " is told."
        ),
    ),
    "DOCUMENT-SHARED": lined(
        "văn bản {document} không có số của cơ quan nào, nên shared không có nghĩa",
        'bỏ shared, hoặc viết symbol, ví dụ "QĐ-UBND"',
        "the document {document} has no agency's number, so shared means nothing",
        'remove shared, or write a symbol, such as "QĐ-UBND"',
        why=(
            "Several cases may have one number where an agency writes one paper about them; a "
            "number of the bloc's own register, or of no register, is of one document."
        ),
    ),
    "DOCUMENT-AGENCY": lined(
        "văn bản {document} không để ngỏ cơ quan nào, nên agency không có nghĩa",
        'bỏ agency, hoặc viết symbol có dấu sao ở cuối, ví dụ "BC-*"',
        "the document {document} leaves no agency open, so agency means nothing",
        'remove agency, or end symbol in a star, such as "BC-*"',
        why=(
            "Whose number it is, the symbol says; `agency` beside it would be read as a permission "
            "that is not there."
        ),
    ),
    "ROWS-DAY": lined(
        "các dòng của {field} không có cột nào là ngày",
        "thêm một cột ngày (format date) vào biểu mẫu, hoặc bỏ [[rows]] này",
        "no column of the rows of {field} is a day",
        "add a column that is a day (format date) to the form, or remove this [[rows]]",
        why="Rows stand on the board by their days; without any they have no place there.",
    ),
    "FIELD": lined(
        "biểu mẫu của {task} không có trường {field}",
        "dùng một trường của biểu mẫu đó: {known}",
        "the form of {task} has no field {field}",
        "use a field of that form: {known}",
        why="A number, a date or a choice read from a field that is not asked is empty.",
    ),
    "TAKEN-FROM": lined(
        "không lấy được dòng nào từ {from}: không có, hoặc là nội dung giữ kín",
        "ghi một trong: {known}; lấy trong chính hồ sơ này thì ghi cả rows",
        "no row can be taken from {from}: there is none, or it is confidential",
        "write one of: {known}; out of the case itself, say rows, too",
        why="The rows would be missing in every case, and their unit could only hand in nothing.",
    ),
    "TAKEN-INTO": lined(
        "{field} không phải trường nhiều dòng của một việc, hoặc đã được lấy vào một lần",
        "ghi into = việc.trường, trường ấy có items là object, mỗi trường một lần",
        "{field} is no field of rows of a task, or rows are taken into it already",
        "write into = task.field, where the field has items of type object, each field once",
        why="What is taken over needs rows to stand in, and from two places they would be mixed.",
    ),
    "TAKEN-NEEDED": lined(
        "{field} bắt buộc có dòng, mà dòng lấy sang thì có khi không có dòng nào",
        "bỏ {field} khỏi required và bỏ minItems",
        "{field} needs a row, and there may be none to take over",
        "leave it out of required, and remove minItems",
        why=(
            "Whose earlier record has no row, or who has no such record, could never complete the "
            "task: nobody may add a row by hand."
        ),
    ),
    "TAKEN-MANY": lined(
        "{field} nhận nhiều nhất {most} dòng, mà số dòng lấy sang có khi tới {more}",
        "bỏ maxItems của {field}, hoặc ghi maxItems = {more}",
        "{field} takes {most} rows at most, and as many as {more} may be taken over",
        "remove its maxItems, or write maxItems = {more}",
        why=(
            "Whose earlier record has more rows could never complete the task: nobody may leave "
            "out a row that was taken over."
        ),
    ),
    "TAKEN-COLUMN": lined(
        "cột {column} không có trong các dòng được lấy vào, hoặc nơi lấy không có, không vừa, "
        "không chắc có gì cho cột ấy",
        "dùng: {known}",
        "the column {column} is not in the rows, or what it is filled from is not there, does not "
        "fit, or may be empty where the column must not",
        "use: {known}",
        why="A given column that nothing fills stays empty, and the form is refused for ever.",
    ),
    "TAKEN-EMPTY": lined(
        "không cột nào của các dòng được lấy vào có gì để điền",
        'ghi columns = {{ cột = "nơi lấy" }}, nơi lấy là một trong: {known}',
        "no column of the rows is filled with anything",
        'write columns = {{ column = "what it is filled from" }}, which is one of: {known}',
        why="A column of another name says from where it is filled, or each row comes over empty.",
    ),
    "TAKEN-GONE": lined(
        "quy trình {process} lấy dòng từ {what} của quy trình này, mà bản này không có, hoặc không "
        "còn vừa",
        "giữ lại {what}; hoặc sửa cả {process} rồi công bố hai quy trình trong một thư mục",
        "the process {process} takes rows over from {what} of this one, which this version does "
        "not have, or which does not fit any more",
        "keep {what}; or change {process} as well, and deploy both from one folder",
        why=(
            "The other process is not deployed anew with this one: its rows would stay away, or be "
            "refused, and nobody would have been told."
        ),
    ),
    "TAKEN-NOWHERE": lined(
        "cột {column} của {field} ghi x-given, mà không dòng nào được lấy sang",
        "ghi [[taken]] với into = {field}, hoặc bỏ x-given",
        "the column {column} of {field} says x-given, and no row is taken over",
        "write [[taken]] with into = {field}, or remove x-given",
        why="Nobody may type what is given, so without a source the field can never be filled in.",
    ),
    "FIGURE-ROWS": lined(
        "không đếm được {field}: không phải trường nhiều dòng, hoặc là nội dung giữ kín",
        "ghi of = việc.trường, trường ấy có items là object và ai cũng được biết",
        "{field} cannot be counted: it holds no rows, or it is confidential",
        "write of = task.field, where the field has items of type object and is not confidential",
        why="A number that a score table reads is told to everybody who sees the scores.",
    ),
    "FIGURE-UNIT": lined(
        "không biết mỗi dòng của {field} là của đơn vị nào",
        "ghi unit = một cột chọn đơn vị: {known}; hoặc đếm trong một việc của từng đơn vị",
        "nothing says which unit a row of {field} is about",
        "write unit = a column that chooses a unit: {known}; or count in a task that each unit has",
        why="What is counted of nobody is 0 on every score sheet.",
    ),
    "FIGURE-ONLY": lined(
        "không đếm được theo {word}: không phải cột lựa chọn, hoặc không có lựa chọn ấy",
        "dùng: {known}",
        "rows cannot be counted by {word}: it is no column of a choice, or nothing to choose there",
        "use: {known}",
        why="What no row can say is counted in none, so the number is 0 for ever.",
    ),
    "FIGURE-AFTER": lined(
        "quy trình này không có mốc {milestone}",
        "ghi một trong: {known}, opened, closed; hoặc bỏ after",
        "this process has no milestone {milestone}",
        "write one of: {known}, opened, closed; or leave after out",
        why="A milestone that nothing reaches lets no record count.",
    ),
    "PRINTOUT-TASK": lined(
        "bản in lấy số liệu ở việc {task}, mà sơ đồ không có",
        "dùng id của một việc: {known}",
        "the printout is laid out from the task {task}, which the diagram does not have",
        "use the id of a task: {known}",
        why="What no task hands in is never there: the printout would never be offered.",
    ),
    "PRINTOUT-KEY": lined(
        "việc {task} không làm cùng phạm vi với bản in: mỗi đơn vị một bản, hay cả hồ sơ một bản",
        "viết {word} ở chỗ này",
        "the task {task} is not done once for what the printout is of, or not once for each of it",
        "write {word} here",
        why=(
            "Of what every unit hands in, a printout of the whole case has no single record; and "
            "what is handed in once is no table of units."
        ),
    ),
    "PRINTOUT-ROWS": lined(
        "trường {field} không chứa các dòng",
        "dùng field cho một đoạn văn, hoặc chọn trường có các dòng",
        "the field {field} holds no rows",
        "use field for a text, or name a field of rows",
        why="A table is printed from rows; of anything else it would stay empty.",
    ),
    "PRINTOUT-COLUMN": lined(
        "không có cột {field}",
        "dùng các cột: {known}",
        "there is no column {field}",
        "use these columns: {known}",
        why="A column that is not there is an empty one on the paper.",
    ),
    "PRINTOUT-DOCUMENT": lined(
        "văn bản {document} không có, hoặc do việc của phạm vi khác làm ra",
        "dùng một văn bản của [documents]: {known}",
        "there is no document {document}, or a task of another scope makes it",
        "use a document of [documents]: {known}",
        why=(
            "Number and day on a printout are those of its document; of another unit's they would "
            "be wrong, of none they would never come."
        ),
    ),
    "PRINTOUT-HOLE": lined(
        "không có gì điền vào {hole}",
        "dùng {known}, {{opening.trường}} hoặc {{việc.trường}} của cùng phạm vi",
        "nothing fills {hole}",
        "use {known}, {{opening.field}} or {{task.field}} of the same scope",
        why="A hole that nothing fills is dots on every paper.",
    ),
    "PRINTOUT-HIDDEN": lined(
        "{level} trong nhóm xem bản in không bao giờ xem được việc {task} in ở đó",
        "bớt mức ấy khỏi nhóm xem bản in, hoặc thêm vào nhóm xem của việc {task}",
        "{level}, in the circle of the printout, never sees the task {task} that is printed there",
        "take that level out of the printout's circle, or add it to the circle of {task}",
        why=(
            "Who does not see every record that is printed gets no printout: for them it would "
            "never be there."
        ),
    ),
}
