"""Words of the rules about manifests; each says the line first."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words import manifest_documents, manifest_keys, openings
from server.engine.lint_words.entry import Entry, lined

_WRITTEN: Final[Mapping[str, Entry]] = {
    "MANIFEST": Entry(
        "thiếu bản mô tả {file}",
        "viết tệp này cạnh sơ đồ: tên gọi, ai được mở, ai được xem (docs/modelling.md)",
        "there is no manifest {file}",
        "write it beside the diagram: name, who opens, who sees what (docs/modelling.md)",
        why=(
            "Without a manifest nobody may open a case, it has no name, and all its records are "
            "closed to everybody but who made them."
        ),
    ),
    "MANIFEST-TOML": lined(
        "{said}",
        "sửa cú pháp TOML; tệp là UTF-8",
        "{said}",
        "mend the TOML; the file is UTF-8",
        why="A manifest that cannot be read says nothing, and a process without one is closed.",
    ),
    "KEY": lined(
        "{said}",
        "xóa trường này, hoặc sửa tên theo bảng trong docs/modelling.md",
        "{said}",
        "remove the field, or write it as the table in docs/modelling.md has it",
        why="A misspelt field would be ignored, and with it what it allows or forbids.",
    ),
    "VALUE": lined(
        "{said}",
        "ghi giá trị như bảng trong docs/modelling.md",
        "{said}",
        "write the value as the table in docs/modelling.md says",
        why="A value of another kind, empty, or twice is not what its author meant.",
    ),
    "NAME": lined(
        "hồ sơ chưa có tên gọi: {said}",
        "ghi name (tên một hồ sơ) và short (tên ngắn trong danh sách)",
        "a case has no name: {said}",
        "write name (what a case is called) and short (its short name in lists)",
        why="A case without a name cannot be found in any list.",
    ),
    "PACKAGE": lined(
        "{what} cần gói của quy trình, mà không có package",
        "ghi package, hoặc bỏ {what}",
        "{what} are made by the process's package, and no package is named",
        "name the package, or remove {what}",
        why=(
            "Panels, matters and computed sets are made by a process's own package; without one "
            "they are empty for ever."
        ),
    ),
    "BODIES": lined(
        "cơ quan {body} không tham gia hồ sơ, hoặc không có",
        "ghi vào bodies đúng những cơ quan có lane trên sơ đồ: {known}",
        "the body {body} takes no part in the case, or is none",
        "list in bodies those that have a lane in the diagram: {known}",
        why=(
            "A body that has a lane, or may be chosen to receive, and does not take part in the "
            "case would get tasks in a case it may not see."
        ),
    ),
}
_SIGHT: Final[Mapping[str, Entry]] = {
    "GRANT": lined(
        "{said}",
        "viết: mức, hoặc mức + after + mốc, hoặc no auditor",
        "{said}",
        "write: a level, or a level, after and a milestone, or no auditor",
        why=(
            "A grant that cannot be read grants nothing; who was meant would get a page that is not"
            " there."
        ),
    ),
    "LEVEL": lined(
        "{said}",
        "dùng một mức trong docs/modelling.md",
        "{said}",
        "use a level of docs/modelling.md",
        why="A level nobody has is a circle without them.",
    ),
    "CIRCLE": lined(
        "không có vòng xem {circle}",
        "ghi vòng này trong [sight], hoặc dùng: {known}",
        "there is no circle {circle}",
        "write it in [sight], or use one of: {known}",
        why="A record under a circle that is not there is closed.",
    ),
    "CIRCLE-UNUSED": lined(
        "không gì dùng vòng xem {circle}",
        "xóa vòng này, hoặc ghi nó ở việc, tệp hay văn bản cần nó",
        "nothing uses the circle {circle}",
        "remove it, or name it where it is meant: a task, a kind of file, a document",
        why=(
            "A circle nothing names was meant for something that is now closed, or open to the "
            "wrong people."
        ),
    ),
    "SIGHT-MISSING": lined(
        "chưa nói ai được xem việc {task}",
        'ghi trong [tasks]: {task} = {{ see = "…" }}',
        "nobody has said who sees the task {task}",
        'write in [tasks]: {task} = {{ see = "…" }}',
        why=(
            "A task nobody speaks of is closed to all but its workers and the auditor; that may be "
            "meant, and then it is written."
        ),
    ),
    "URGE-ROLE": lined(
        "{role} không phải vai đôn đốc được: đôn đốc là việc của một chức vụ",
        "dùng một trong: {known}",
        "{role} is no role that urges: one post does that",
        "use one of: {known}",
        why="A role that needs a unit to be a post is nobody for the bloc as a whole.",
    ),
    "URGE-DUTY": lined(
        "mốc {milestone} không đôn đốc được: không có hạn, hoặc đạt bằng một việc kín",
        "ghi due, hoặc bỏ urged_by",
        "the milestone {milestone} cannot be urged: it has no day, or a confidential task "
        "reaches it",
        "write due, or remove urged_by",
        why=(
            "What has no day stands on no board, and whether a confidential task was done is told "
            "to nobody beside its unit."
        ),
    ),
    "SIGHT-MILESTONE": lined(
        "vòng xem chờ mốc {value}, mà không có mốc đó",
        "ghi mốc này trong [milestones], hoặc quy_trình.mốc của quy trình khác",
        "the circle waits for {value}, and there is no such milestone",
        "write it in [milestones], or process.milestone of another process",
        why=(
            "A circle that waits for a milestone that is not there, or of a process that is not of "
            "the chain (`open.after`), never widens."
        ),
    ),
    "TASK-UNKNOWN": lined(
        "sơ đồ không có việc {task}",
        "dùng id của một việc: {known}",
        "the diagram has no task {task}",
        "use the id of a task: {known}",
        why=(
            "A row for a task of another name is left over from a renaming, and the renamed task is"
            " closed."
        ),
    ),
    "TASK-DECISION": lined(
        "{task} đọc một bảng quyết định, không phải việc của người",
        "chỉ ghi see và history",
        "{task} asks a decision table, and is nobody's task",
        "write see and history alone",
        why=(
            "Nobody hands anything in at a decision table: what else its row says would never "
            "happen."
        ),
    ),
    "TWICE": lined(
        "{word} không thêm gì: {wider} đã gồm cả nó",
        "bỏ đi, hoặc bỏ {wider} nếu chỉ muốn {word}",
        "{word} adds nothing: {wider} has all of it",
        "remove it, or remove {wider} where {word} alone is meant",
        why=(
            "Who reads the manifest takes the narrower word for what holds, and the wider one is "
            "obeyed."
        ),
    ),
    "ACT": lined(
        "{said}",
        "ghi loại việc để thanh tra lọc: approve, sign, decide, return, score, vote, other",
        "{said}",
        "write the class the auditor filters by: approve, sign, decide, return, score, vote, other",
        why="The auditor filters by the class of the act; one nobody knows is never found.",
    ),
    "SHOWS": lined(
        "không có việc {task} để xem kết quả",
        "dùng id của một việc: {known}",
        "there is no task {task} whose record could be shown",
        "use the id of a task: {known}",
        why=(
            "A record of a task that is not drawn is never there to be shown, whether the manifest "
            "asks for it or the form's `x-shows`."
        ),
    ),
    "SHOWS-PANEL": lined(
        "bảng {panel} cần gói của quy trình, mà không có package",
        "ghi package, hoặc bỏ bảng này",
        "the panel {panel} is made by the process's package, and no package is named",
        "name the package, or remove the panel",
        why="A panel is made by the process's package; without one there is none.",
    ),
    "SHOWS-HIDDEN": lined(
        "đưa cho {role} xem kết quả của {task}, mà vòng xem của nó không có {role}",
        "thêm role:{role}, organiser, bloc, bodies hoặc concerned after … vào vòng xem đó, hoặc "
        "bỏ khỏi shows",
        "shows {role} the record of {task}, whose circle never takes in {role}",
        "add role:{role}, organiser, bloc, bodies or concerned after … to that circle, or remove "
        "it from shows",
        why=(
            "Somebody would sign or approve what they may not see: a page without the text it is "
            "about."
        ),
    ),
    "RECALL": lined(
        "việc {task} không rút lại được: đã ký, đã bỏ phiếu, đã vào số, "
        "hoặc quy trình khác bắt đầu từ đó",
        "bỏ recall",
        "the task {task} cannot be taken back: a signature, a vote, a numbered document, "
        "or another process begins on it",
        "remove recall",
        why=(
            "A signature, a vote and a numbered document are given for good; what another process "
            "has begun on cannot be undone under it."
        ),
    ),
    "IF": lined(
        "if là hằng số, không phân biệt hồ sơ nào",
        "đọc một dữ kiện của hồ sơ, ví dụ mode == 'open', hoặc bỏ if",
        "if is a constant and tells no cases apart",
        "read a fact of the case, such as mode == 'open', or remove it",
        why=(
            "A constant tells no cases apart: the record is hidden from everybody, or the word does"
            " nothing."
        ),
    ),
}
_RECORDS: Final[Mapping[str, Entry]] = {
    "MILESTONE": lined(
        "{said}",
        "ghi một trong: task (và outcome), passed, every",
        "{said}",
        "write one of task (with an outcome), passed and every",
        why="Two ways to one fact would stand for two facts, and none for none.",
    ),
    "MILESTONE-TASK": lined(
        "mốc chờ việc {task}, mà sơ đồ không có",
        "dùng id của một việc: {known}",
        "the milestone waits for the task {task}, which the diagram does not have",
        "use the id of a task: {known}",
        why=(
            "A milestone of a task that is not drawn is never reached, and what waits for it waits "
            "for ever."
        ),
    ),
    "MILESTONE-OUTCOME": lined(
        "việc {task} không bao giờ có kết luận {outcome}",
        "dùng một kết luận của biểu mẫu: {known}",
        "the task {task} never comes out as {outcome}",
        "use an outcome of its form: {known}",
        why=(
            "A misspelt outcome is never reached: the circle does not widen, the next case cannot "
            "be opened."
        ),
    ),
    "MILESTONE-PASSED": lined(
        "không đi qua được {element}",
        "dùng id của một bước tự động hay sự kiện: {known}; việc của người thì ghi task",
        "{element} is nothing that is passed",
        "use the id of a service task or an event: {known}; for a person's task write task",
        why=(
            "Only what the engine passes by itself, a service task or an event, is told by passing."
        ),
    ),
    "DUE": lined(
        "hạn {source} không phải một ngày",
        "dùng một trường ngày (format: date) của biểu mẫu mở hồ sơ, hay deadlines.<id>",
        "the due date {source} is no day",
        "use a day (format: date) of the opening form, or deadlines.<id>",
        why="A due date that is no day is never late, and nobody is reminded.",
    ),
    "TITLE-HIDDEN": lined(
        "tên việc {task} nói giá trị của {element}, mà {level} biết hồ sơ nhưng không được xem",
        "bỏ chỗ trống đó khỏi tên việc, hoặc mở history của {element} cho mọi người trong known",
        "the title of {task} says a value of {element}, which is closed to {level}, who knows of "
        "the case",
        "take the hole out of the title, or open the history of {element} to all in known",
        why=(
            "History and lists name a task to all who know of its case; a value in that name would "
            "be told to those whom its record is closed to."
        ),
    ),
}
ENTRIES: Final[Mapping[str, Entry]] = {
    **_WRITTEN,
    **openings.ENTRIES,
    **_SIGHT,
    **_RECORDS,
    **manifest_documents.ENTRIES,
    **manifest_keys.ENTRIES,
}
