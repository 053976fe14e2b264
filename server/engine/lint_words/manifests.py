"""Words of the rules about manifests; each says the line first."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words import case_names, manifest_keys, openings
from server.engine.lint_words.entry import Entry, lined

_WRITTEN: Final[Mapping[str, Entry]] = {
    "MANIFEST": Entry(
        "thiếu bản mô tả {file}",
        "viết tệp này cạnh sơ đồ: tên gọi, ai được mở, ai được xem (docs/modelling.md)",
        "there is no manifest {file}",
        "write it beside the diagram: name, who opens, who sees what (docs/modelling.md)",
    ),
    "MANIFEST-TOML": lined(
        "{said}",
        "sửa cú pháp TOML; tệp là UTF-8",
        "{said}",
        "mend the TOML; the file is UTF-8",
    ),
    "KEY": lined(
        "{said}",
        "xóa trường này, hoặc sửa tên theo bảng trong docs/modelling.md",
        "{said}",
        "remove the field, or write it as the table in docs/modelling.md has it",
    ),
    "VALUE": lined(
        "{said}",
        "ghi giá trị như bảng trong docs/modelling.md",
        "{said}",
        "write the value as the table in docs/modelling.md says",
    ),
    "NAME": lined(
        "hồ sơ chưa có tên gọi: {said}",
        "ghi name (tên một hồ sơ) và short (tên ngắn trong danh sách)",
        "a case has no name: {said}",
        "write name (what a case is called) and short (its short name in lists)",
    ),
    "PACKAGE": lined(
        "{what} cần gói của quy trình, mà không có package",
        "ghi package, hoặc bỏ {what}",
        "{what} are made by the process's package, and no package is named",
        "name the package, or remove {what}",
    ),
    "BODIES": lined(
        "cơ quan {body} không tham gia hồ sơ, hoặc không có",
        "ghi vào bodies đúng những cơ quan có làn trên sơ đồ: {known}",
        "the body {body} takes no part in the case, or is none",
        "list in bodies those that have a lane in the diagram: {known}",
    ),
}
_SIGHT: Final[Mapping[str, Entry]] = {
    "GRANT": lined(
        "{said}",
        "viết: mức, hoặc mức + after + mốc, hoặc no auditor",
        "{said}",
        "write: a level, or a level, after and a milestone, or no auditor",
    ),
    "LEVEL": lined(
        "{said}",
        "dùng một mức trong docs/modelling.md",
        "{said}",
        "use a level of docs/modelling.md",
    ),
    "CIRCLE": lined(
        "không có vòng xem {circle}",
        "ghi vòng này trong [sight], hoặc dùng: {known}",
        "there is no circle {circle}",
        "write it in [sight], or use one of: {known}",
    ),
    "CIRCLE-UNUSED": lined(
        "không gì dùng vòng xem {circle}",
        "xóa vòng này, hoặc ghi nó ở việc, tệp hay văn bản cần nó",
        "nothing uses the circle {circle}",
        "remove it, or name it where it is meant: a task, a kind of file, a document",
    ),
    "SIGHT-MISSING": lined(
        "chưa nói ai được xem việc {task}",
        'ghi trong [tasks]: {task} = {{ see = "…" }}',
        "nobody has said who sees the task {task}",
        'write in [tasks]: {task} = {{ see = "…" }}',
    ),
    "SIGHT-MILESTONE": lined(
        "vòng xem chờ mốc {value}, mà không có mốc đó",
        "ghi mốc này trong [milestones], hoặc quy_trình.mốc của quy trình khác",
        "the circle waits for {value}, and there is no such milestone",
        "write it in [milestones], or process.milestone of another process",
    ),
    "TASK-UNKNOWN": lined(
        "sơ đồ không có việc {task}",
        "dùng id của một việc: {known}",
        "the diagram has no task {task}",
        "use the id of a task: {known}",
    ),
    "TASK-DECISION": lined(
        "{task} đọc một bảng quyết định, không phải việc của người",
        "chỉ ghi see và history",
        "{task} asks a decision table, and is nobody's task",
        "write see and history alone",
    ),
    "ACT": lined(
        "{said}",
        "ghi loại việc để thanh tra lọc: approve, sign, decide, return, score, vote, other",
        "{said}",
        "write the class the auditor filters by: approve, sign, decide, return, score, vote, other",
    ),
    "SHOWS": lined(
        "không có việc {task} để xem kết quả",
        "dùng id của một việc: {known}",
        "there is no task {task} whose record could be shown",
        "use the id of a task: {known}",
    ),
    "SHOWS-PANEL": lined(
        "bảng {panel} cần gói của quy trình, mà không có package",
        "ghi package, hoặc bỏ bảng này",
        "the panel {panel} is made by the process's package, and no package is named",
        "name the package, or remove the panel",
    ),
    "SHOWS-HIDDEN": lined(
        "đưa cho {role} xem kết quả của {task}, mà vòng xem của nó không có {role}",
        "thêm một mức của {role} vào vòng xem đó, hoặc bỏ khỏi shows",
        "shows {role} the record of {task}, whose circle never takes in {role}",
        "add a level of {role} to that circle, or remove it from shows",
    ),
    "RECALL": lined(
        "việc {task} không rút lại được: đã ký, đã bỏ phiếu, đã vào số, "
        "hoặc quy trình khác bắt đầu từ đó",
        "bỏ recall",
        "the task {task} cannot be taken back: a signature, a vote, a numbered document, "
        "or another process begins on it",
        "remove recall",
    ),
    "IF": lined(
        "if là hằng số, không phân biệt hồ sơ nào",
        "đọc một dữ kiện của hồ sơ, ví dụ mode == 'open', hoặc bỏ if",
        "if is a constant and tells no cases apart",
        "read a fact of the case, such as mode == 'open', or remove it",
    ),
}
_RECORDS: Final[Mapping[str, Entry]] = {
    "MILESTONE": lined(
        "{said}",
        "ghi một trong: task (và outcome), passed, every",
        "{said}",
        "write one of task (with an outcome), passed and every",
    ),
    "MILESTONE-TASK": lined(
        "mốc chờ việc {task}, mà sơ đồ không có",
        "dùng id của một việc: {known}",
        "the milestone waits for the task {task}, which the diagram does not have",
        "use the id of a task: {known}",
    ),
    "MILESTONE-OUTCOME": lined(
        "việc {task} không bao giờ có kết luận {outcome}",
        "dùng một kết luận của biểu mẫu: {known}",
        "the task {task} never comes out as {outcome}",
        "use an outcome of its form: {known}",
    ),
    "MILESTONE-PASSED": lined(
        "không đi qua được {element}",
        "dùng id của một bước tự động hay sự kiện: {known}; việc của người thì ghi task",
        "{element} is nothing that is passed",
        "use the id of a service task or an event: {known}; for a person's task write task",
    ),
    "DUE": lined(
        "hạn {source} không phải một ngày",
        "dùng một trường ngày (format: date) của biểu mẫu mở hồ sơ, hay deadlines.<id>",
        "the due date {source} is no day",
        "use a day (format: date) of the opening form, or deadlines.<id>",
    ),
    "FILE-KIND": lined(
        "không biểu mẫu nào nhận loại tệp {kind}",
        "dùng một kind trong x-files của biểu mẫu: {known}",
        "no form asks for files of the kind {kind}",
        "use a kind of the forms' x-files: {known}",
    ),
    "DOCUMENT-TASK": lined(
        "văn bản do việc {task} làm ra, mà sơ đồ không có",
        "dùng id của một việc: {known}",
        "the document is made by the task {task}, which the diagram does not have",
        "use the id of a task: {known}",
    ),
    "DOCUMENT-OUTCOME": lined(
        "việc {task} không bao giờ có kết luận {outcome}, nên không có văn bản",
        "dùng một kết luận của biểu mẫu: {known}",
        "the task {task} never comes out as {outcome}, so there is no document",
        "use an outcome of its form: {known}",
    ),
    "REGISTER-FIELD": lined(
        "số và ngày của văn bản này lấy từ sổ của Khối, mà biểu mẫu còn hỏi {field}",
        "bỏ trường này ở đây và ở biểu mẫu, hoặc bỏ register",
        "number and day of this document are the register's, and the form asks for {field}",
        "remove the field here and from the form, or remove register",
    ),
    "DOCUMENT-SYMBOL": lined(
        "ký hiệu {symbol} không đứng sau số văn bản được",
        "viết như {example}: không có khoảng trắng; ký hiệu loại trong sổ của Khối chỉ gồm chữ",
        "the symbol {symbol} cannot stand after a number",
        "write it like {example}: no spaces; a type in the bloc's register has letters only",
    ),
    "DOCUMENT-DAY": lined(
        "số {field} không có ngày, nên không biết thuộc sổ của năm nào và có trùng không",
        "thêm date: trường ngày của văn bản trong biểu mẫu",
        "the number {field} has no day: nobody knows of which year's register it is, or if it is "
        "there already",
        "add date: the field of the form that holds the document's day",
    ),
    "DOCUMENT-AGENCY": lined(
        "văn bản {document} không để ngỏ cơ quan nào, nên agency không có nghĩa",
        'bỏ agency, hoặc viết symbol có dấu sao ở cuối, ví dụ "BC-*"',
        "the document {document} leaves no agency open, so agency means nothing",
        'remove agency, or end symbol in a star, such as "BC-*"',
    ),
    "TITLE-HIDDEN": lined(
        "tên việc {task} nói giá trị của {element}, mà {level} biết hồ sơ nhưng không được xem",
        "bỏ chỗ trống đó khỏi tên việc, hoặc mở history của {element} cho mọi người trong known",
        "the title of {task} says a value of {element}, which is closed to {level}, who knows of "
        "the case",
        "take the hole out of the title, or open the history of {element} to all in known",
    ),
    "ROWS-DAY": lined(
        "các dòng của {field} không có cột nào là ngày",
        "thêm một cột ngày (format date) vào biểu mẫu, hoặc bỏ [[rows]] này",
        "no column of the rows of {field} is a day",
        "add a column that is a day (format date) to the form, or remove this [[rows]]",
    ),
    "FIELD": lined(
        "biểu mẫu của {task} không có trường {field}",
        "dùng một trường của biểu mẫu đó: {known}",
        "the form of {task} has no field {field}",
        "use a field of that form: {known}",
    ),
}
ENTRIES: Final[Mapping[str, Entry]] = {
    **_WRITTEN,
    **openings.ENTRIES,
    **_SIGHT,
    **_RECORDS,
    **manifest_keys.ENTRIES,
    **case_names.ENTRIES,
}
