"""Words of the rules about calls of other processes."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "CALL": Entry(
        "bước này chưa gọi được quy trình nào: {why}",
        "ghi tên tệp của nó (không có .bpmn) vào calledElement, đặt sơ đồ, bảng mô tả và biểu mẫu "
        "của nó bên cạnh; mã của bước chỉ gồm chữ không dấu, chữ số và _",
        "this step calls no process: {why}",
        "name its file (without .bpmn) in calledElement, and put its diagram, manifest and forms "
        "beside this one; the step's id holds letters without marks, digits and _ alone",
        mark="*",
        why=(
            "A called process is frozen with the version of its caller, so its files must be there "
            "when that is made. Its ids begin with the id of the call."
        ),
    ),
    "CALL-CIRCLE": Entry(
        "quy trình gọi lại chính nó: {way}",
        "vẽ vòng lặp bằng luồng quay lại trong một sơ đồ",
        "the process calls itself: {way}",
        "draw a loop as a flow back in one diagram",
        mark="*",
        why="A process that calls itself, by others too, would never have come to its end.",
    ),
    "CALL-PROCESS": Entry(
        "không gọi được quy trình {called}: {why}",
        "{mend}",
        "the process {called} cannot be called: {why}",
        "{mend}",
        mark="*",
        why=(
            "A called process runs within its caller: one pool, nothing that other cases or a "
            "package of its own would have to know of. What it says of sight holds there as well."
        ),
    ),
    "CALL-FIELD": Entry(
        "quy trình {called} không nhận {field}; nó nhận: {known}",
        "chỉ đưa vào các mục đi vào quy trình (x-route) của phiếu mở hồ sơ của nó",
        "the process {called} does not take {field}; it takes: {known}",
        "hand in routed fields of its opening form (x-route) alone",
        mark="*",
        why="What a process takes is what its opening form routes: anything else would be lost.",
    ),
    "CALL-NAME": Entry(
        "không biểu thức nào đọc được tên sau out. của {property}",
        "đặt tên bằng chữ cái không dấu, chữ số, _; bắt đầu bằng chữ cái, không dùng typename và từ"
        " khóa",
        "no expression can read the name that {property} gives",
        "use letters, digits and _, a letter first, not typename and no keyword",
        mark="*",
        why=(
            "What a call says is read as <call>.<name>: a name that cannot be read says nothing, "
            "and `typename` makes the instance unloadable for good."
        ),
    ),
    "CALL-MISSING": Entry(
        "quy trình {called} cần {field}",
        "thêm thuộc tính {field} với một biểu thức",
        "the process {called} needs {field}",
        "add the property {field} with an expression",
        mark="*",
        why="Its opening form requires the field, so every expression in it counts on it.",
    ),
    "CALL-TYPE": Entry(
        "{field} = {source} có thể là {given}; quy trình được gọi nhận {wanted}",
        "đưa vào giá trị mà mục ấy của phiếu mở hồ sơ nhận",
        "{field} = {source} may be {given}; the called process takes {wanted}",
        "hand in what that field of its opening form takes",
        why=(
            "The called process is judged by what its opening form lets in: another value goes "
            "wrong in somebody's hands."
        ),
    ),
    "CALL-INSIDE": Entry(
        "{name} nằm trong quy trình được gọi",
        "trong quy trình đó nói bằng out.<tên>, ở đây đọc <bước gọi>.<tên>",
        "{name} stands inside a called process",
        "let the call say it by out.<name>, and read <call>.<name> here",
        mark="*",
        why=(
            "Of a called process nothing crosses but what the call declares, so that it can be "
            "changed without its callers."
        ),
    ),
}
UNCALLED: Final[Mapping[str, tuple[str, str]]] = {
    "nameless": ("mã của bước không dùng được: {id}", "the step's id {id} cannot be used"),
    "unnamed": ("calledElement không ghi quy trình nào", "calledElement names none"),
    "absent": (
        "{called}.bpmn không nằm cạnh sơ đồ này",
        "{called}.bpmn does not stand beside this diagram",
    ),
}
"""What is in the way of a call before the process it names is looked at, in both languages."""
WHY: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "findings": (
        "bản thân nó còn lỗi",
        "sửa quy trình đó trước (binhxet lint), rồi kiểm tra lại tệp này",
        "the linter has findings in it",
        "mend that process first (binhxet lint), then lint this one again",
    ),
    "manifest": (
        "nó không có bảng mô tả đọc được",
        "đặt bảng mô tả của nó bên cạnh sơ đồ",
        "it has no manifest that can be read",
        "put its manifest beside its diagram",
    ),
    "pools": (
        "nó có nhiều bên, hoặc có thông điệp",
        (
            "chỉ gọi quy trình một bên, không thông điệp; quy trình nhiều bên thì mở thành hồ sơ "
            "riêng (open.after)"
        ),
        "it has several pools, or messages",
        (
            "call a process of one pool without messages; one of several is a case of its own "
            "(open.after)"
        ),
    ),
    "start": (
        "nó không bắt đầu bằng đúng một sự kiện bắt đầu trơn",
        "cho nó một sự kiện bắt đầu trơn",
        "it does not begin with one plain start event",
        "give it one plain start event",
    ),
    "tables": (
        "nó hỏi một bảng quyết định",
        "hỏi bảng ở quy trình gọi, rồi đưa câu trả lời vào bằng in.*",
        "it asks a decision table",
        "ask the table in the calling process, and hand the answer in by in.*",
    ),
    "package": (
        "nó có gói mã riêng",
        "chỉ gọi quy trình thuần dữ liệu; quy trình này thì mở thành hồ sơ riêng (open.after)",
        "it has a package of its own",
        "call processes of data alone; open this one as a case of its own (open.after)",
    ),
    "documents": (
        "nó làm ra văn bản có số",
        "làm văn bản ở quy trình gọi, hoặc mở nó thành hồ sơ riêng (open.after)",
        "it makes numbered documents",
        "make the document in the calling process, or open it as a case of its own (open.after)",
    ),
    "printouts": (
        "bảng mô tả của nó có [printouts]",
        "khai bản in ở quy trình gọi, hoặc mở nó thành hồ sơ riêng (open.after)",
        "its manifest has [printouts]",
        "declare the printout in the calling process, or open it as a case of its own (open.after)",
    ),
    "rows": (
        "bảng mô tả của nó có [[rows]]",
        "bỏ [[rows]] ở đó, hoặc mở nó thành hồ sơ riêng (open.after)",
        "its manifest has [[rows]]",
        "leave [[rows]] out there, or open it as a case of its own (open.after)",
    ),
    "chain": (
        "bảng mô tả của nó chờ mốc của quy trình khác",
        "bỏ phần «after» ấy, hoặc mở nó thành hồ sơ riêng (open.after)",
        "its manifest waits for a milestone of another process",
        "leave that `after` out, or open it as a case of its own (open.after)",
    ),
    "opening": (
        "bảng mô tả của nó đọc phiếu mở hồ sơ trong if hoặc due",
        "bỏ opening khỏi các biểu thức ấy: được gọi thì không ai mở hồ sơ",
        "its manifest reads the opening form in an `if` or a `due`",
        "leave `opening` out of those expressions: who is called is not opened",
    ),
    "form": (
        "phiếu mở hồ sơ của nó bắt buộc {missing}, không đi vào quy trình",
        'không bắt buộc mục ấy; nếu là lựa chọn, số hay ngày thì có thể cho "x-route": true',
        "its opening form requires {missing}, which does not enter the process",
        'do not require it; a choice, a number or a day may have "x-route": true instead',
    ),
    "bodies": (
        "nó cần cơ quan ngoài khối mà quy trình gọi không có",
        "thêm các cơ quan ấy vào bodies của bảng mô tả này",
        "bodies take part in it that do not take part in the caller",
        "add them to `bodies` in this manifest",
    ),
}
"""Why a process cannot be called, and the mend, each in both languages."""
