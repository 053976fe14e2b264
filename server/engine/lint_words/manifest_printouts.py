"""Words of the rules about printouts in a manifest."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry, lined

ENTRIES: Final[Mapping[str, Entry]] = {
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
