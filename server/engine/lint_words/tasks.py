"""Words of the rules about lanes, people's tasks, approvals and operations."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "ROLE": Entry(
        "công việc không nằm trong lane nào có thuộc tính role",
        "đặt công việc vào một lane và ghi role cho lane đó",
        "stands in no lane with the property role",
        "put the task into a lane and give the lane its role",
        mark="*",
        why="Without a lane and its role nobody would get the task.",
    ),
    "ROLE-UNKNOWN": Entry(
        "vai trò {role} không có trong hệ thống",
        "dùng một trong: {known}",
        "the role {role} is not known",
        "use one of: {known}",
        why="A role the product cannot turn into a post leaves the task with nobody.",
    ),
    "ROLE-PLACE": Entry(
        "vai trò {role} là của một đơn vị, nhưng quy trình này không chạy cho từng đơn vị",
        "dùng vai trò của khối, hoặc đặt việc vào pool có each là một trong: {sets}",
        "the role {role} is a post of one unit, and this process does not run for one",
        "use a role of the bloc, or move the task into a pool whose each is one of: {sets}",
        why=(
            "An officer or a head is one of the unit the instance is for; where it is for none, "
            "nobody would get the task."
        ),
    ),
    "LANE-REF": Entry(
        "flowNodeRef {reference} không chỉ đúng một phần tử của quy trình",
        "{mend}; mỗi phần tử ở một lane, bằng đúng id",
        "the flowNodeRef {reference} does not name one element of the process",
        "{mend}; each element stands in one lane, by its plain id",
        why=(
            "Some tools drop a reference that holds white space, so the element would silently "
            "change hands; an element in two lanes has two owners."
        ),
    ),
    "TASK-NAME": Entry(
        "công việc không có tên",
        "đặt cho công việc một tên (name)",
        "the task has no name",
        "give the task a name",
        why="A person finds a task by its name: in the inbox an empty line leads nowhere.",
    ),
    "TITLE": Entry(
        "tiêu đề có chỗ điền {hole} không được biết",
        "dùng một trong: {known}",
        "the title has the unknown hole {hole}",
        "use one of: {known}",
        why="A hole nobody fills would be left out of what stands in every list.",
    ),
    "TITLE-EMPTY": Entry(
        "chỗ điền {hole} có thể để trống: trường không bắt buộc, không phải đường nào cũng đã qua,"
        " hoặc không rõ chứa gì",
        "bắt buộc điền trường đó (required), vẽ bước đó trước việc này trên mọi đường, hoặc bỏ chỗ"
        " điền",
        "the hole {hole} may stay empty: the field may be left out, is not set on every way, or"
        " nobody knows what it holds",
        "require the field, draw its step before this one on every way, or leave the hole out",
        why=(
            "A title is rendered once, when the task opens; what is not there then leaves a gap in "
            "every list and letter."
        ),
    ),
    "SIGN": Entry(
        "sign ở sơ đồ và x-sign ở biểu mẫu {form} không khớp",
        "ghi sign = password và x-sign = true ở cả hai nơi, hoặc bỏ cả hai",
        "sign in the diagram and x-sign in the form {form} do not agree",
        "write sign = password and x-sign = true in both places, or in neither",
        why=(
            "If diagram and form disagree, an irreversible act is done without the password, or one"
            " that may be undone asks for it."
        ),
    ),
    "SIGN-HOW": Entry(
        "sign = {given}, mà chỉ ký được bằng mật khẩu",
        "ghi sign = password",
        "sign = {given}, and one signs by the password alone",
        "write sign = password",
        why="Another word would say that something else is asked for, and the password is.",
    ),
    "REMIND": Entry(
        "remind và escalate là số ngày làm việc (1 đến 99), remind có thể nhiều số khác nhau cách"
        " bằng dấu phẩy, và công việc phải có due; ở đây: {given}",
        "ví dụ remind = 3,1 và escalate = 2",
        "remind and escalate count working days (1 to 99), remind takes several different ones "
        "with commas, and the task needs a due; here: {given}",
        "for example remind = 3,1 and escalate = 2",
        mark="*",
        why=(
            "Reminders count working days before a due date; without one, or with other words, "
            "nothing would be sent; a day that stands twice reminds once."
        ),
    ),
    "APPROVES": Entry(
        "approves={approves} không phải user task nào khác",
        "ghi id của công việc được duyệt",
        "approves={approves} is no other user task",
        "write the id of the task that is approved",
        mark="*",
        why=(
            "An approval of nothing approves nothing, and the rule that another person must do it "
            "could not be kept."
        ),
    ),
    "APPROVES-LANE": Entry(
        "nằm cùng vai trò, hoặc cùng chức vụ, với công việc được duyệt {approves}",
        "đặt việc duyệt vào lane có vai trò khác",
        "has the same role as the task it approves, {approves}, or may be the same post",
        "put the approving task into a lane of another role",
        why="With the same role on both sides one person could be meant to approve their own work.",
    ),
    "APPROVES-BYPASS": Entry(
        "có thể đi từ {approves} tới {end} mà không qua bước duyệt này: {way}",
        "vẽ để mọi đường từ {approves} đều qua bước duyệt; nếu bước này duyệt kết quả của một việc "
        "sau đó thì ghi approves là việc ấy; bước chỉ báo tin thì đặt sau bước duyệt",
        "{end} can be reached from {approves} without this approval: {way}",
        "draw every way from {approves} through this task; where it approves what a later task has "
        "made, let approves name that one; what only tells somebody stands behind the approval",
        why=(
            "If an end or a message can be reached from the approved task on another way (a "
            "gateway, or a timer that breaks the approval off), the unapproved goes out."
        ),
    ),
    "DECISION": Entry(
        "không có bảng quyết định {decision} cạnh sơ đồ",
        "để tệp .dmn cạnh sơ đồ, ghi calledDecisionId: {known}",
        "there is no decision {decision} beside the diagram",
        "put the .dmn beside the diagram, and write into calledDecisionId: {known}",
        mark="*",
        why=(
            "A business rule task asks a table that stands beside the diagram; without it the step "
            "fails in the hands of whoever comes before."
        ),
    ),
    "DECISION-CALLED": Entry(
        "không hỏi bảng quyết định nào",
        "để tệp .dmn cạnh sơ đồ, ghi calledDecisionId: {known}",
        "asks no decision table",
        "put the .dmn beside the diagram, and write into calledDecisionId: {known}",
        mark="*",
        why="A business rule task that asks no table has nothing to answer.",
    ),
    "OPERATION": Entry(
        "service task không gọi thao tác nào",
        "thêm serviceTaskOperator với id op.TÊN",
        "names no operation",
        "add a serviceTaskOperator with the id op.NAME",
        mark="*",
        why="A service task without an operation does nothing.",
    ),
    "OPERATION-ID": Entry(
        "id {id} của {tag} không bắt đầu bằng {prefix}",
        "thêm tiền tố {prefix}",
        "the id {id} of a {tag} does not start with {prefix}",
        "put {prefix} before it",
        mark="*",
        why=(
            "Without the prefixes `op.` and `p.` the library mistakes an operation for the element "
            "of the same id."
        ),
    ),
    "OPERATION-UNKNOWN": Entry(
        "không có thao tác {operation}",
        "dùng một trong: {known}",
        "there is no operation {operation}",
        "use one of: {known}",
        why=(
            "An operation that is not registered fails when it is reached, in the middle of a case."
        ),
    ),
    "RECORDS": Entry(
        "tham số {parameter} ghi {given}",
        "{mend}",
        "the parameter {parameter} says {given}",
        "{mend}",
        why=(
            "An operation over records names a task, an outcome or a field in quotes; one that is "
            "not there is counted as nobody, and `percent` of what is no number breaks the step."
        ),
    ),
    "RECORDS-BOUND": Entry(
        "trường {field} không có mức thấp nhất, cao nhất, nên tổng có thể quá lớn để giữ lại",
        "ghi minimum và maximum của trường, không quá {limit}",
        "the field {field} has no bounds, so a sum of it may be too large to be kept",
        "give the field a minimum and a maximum, of at most {limit}",
        why=(
            "A sum beyond the numbers of the language could not be kept: the step would break in "
            "the hands of whoever comes last."
        ),
    ),
    "OPERATION-MEANT": Entry(
        "thao tác {operation} làm việc trên số liệu của quy trình {definition}, không phải của quy "
        "trình này",
        "bỏ thao tác này, hoặc đặt nó trong {definition}.bpmn",
        "the operation {operation} works on the facts of the process {definition}, not of this one",
        "leave it out, or draw it in {definition}.bpmn",
        why=(
            "An operation works on the tables of its own process. In another it fails in the middle"
            " of a case, or writes what nobody meant."
        ),
    ),
    "OPERATION-EARLY": Entry(
        "thao tác {operation} dùng kết quả của {after}, nhưng không phải đường nào tới đây cũng đã "
        "qua {after}",
        "vẽ {after} trước thao tác này trên mọi đường",
        "the operation {operation} works on what {after} leaves, and not every way here has passed "
        "that",
        "draw {after} before it on every way",
        why=(
            "Votes cannot be counted before a round was opened; the step of whoever comes there "
            "fails."
        ),
    ),
    "OPERATION-TABLE": Entry(
        "thao tác {operation} hỏi bảng quyết định {table}, cần các cột kết quả: {columns}",
        "đặt tệp .dmn có bảng mang id {table} với đúng các cột đó cạnh sơ đồ",
        "the operation {operation} asks the decision table {table} for the outputs: {columns}",
        "put a .dmn file whose decision has the id {table} and these outputs beside the diagram",
        why=(
            "Without its table, or a column of it, the operation has no answer and the case stops "
            "there."
        ),
    ),
    "PARAMETERS": Entry(
        "thao tác {operation} cần tham số: {wanted}; ở đây có: {given}",
        "ghi đúng các tham số đó, mỗi tham số có id p.TÊN",
        "the operation {operation} takes: {wanted}; here stand: {given}",
        "give exactly these parameters, each with the id p.NAME",
        why="A missing parameter fails when it is reached; one too many is ignored.",
    ),
}
