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
    ),
    "ROLE-UNKNOWN": Entry(
        "vai trò {role} không có trong hệ thống",
        "dùng một trong: {known}",
        "the role {role} is not known",
        "use one of: {known}",
    ),
    "ROLE-PLACE": Entry(
        "vai trò {role} là của một đơn vị, nhưng quy trình này không chạy cho từng đơn vị",
        "dùng vai trò của khối, hoặc đặt việc vào pool có each là một trong: {sets}",
        "the role {role} is a post of one unit, and this process does not run for one",
        "use a role of the bloc, or move the task into a pool whose each is one of: {sets}",
    ),
    "LANE-REF": Entry(
        "flowNodeRef {reference} không chỉ đúng một phần tử của quy trình",
        "ghi đúng id, không khoảng trắng, mỗi phần tử ở một lane",
        "the flowNodeRef {reference} does not name one element of the process",
        "write the plain id without white space, each element in one lane",
    ),
    "TITLE": Entry(
        "tiêu đề có chỗ điền {hole} không được biết",
        "dùng một trong: {known}",
        "the title has the unknown hole {hole}",
        "use one of: {known}",
    ),
    "TITLE-EMPTY": Entry(
        "chỗ điền {hole} có thể để trống: trường không bắt buộc, không phải đường nào cũng đã qua,"
        " hoặc không rõ chứa gì",
        "bắt buộc điền trường đó (required), vẽ bước đó trước việc này trên mọi đường, hoặc bỏ chỗ"
        " điền",
        "the hole {hole} may stay empty: the field may be left out, is not set on every way, or"
        " nobody knows what it holds",
        "require the field, draw its step before this one on every way, or leave the hole out",
    ),
    "SIGN": Entry(
        "sign ở sơ đồ và x-sign ở biểu mẫu {form} không khớp",
        "ghi sign = password và x-sign = true ở cả hai nơi, hoặc bỏ cả hai",
        "sign in the diagram and x-sign in the form {form} do not agree",
        "write sign = password and x-sign = true in both places, or in neither",
    ),
    "REMIND": Entry(
        "remind và escalate là số ngày làm việc (1 đến 99), remind có thể nhiều số cách bằng dấu"
        " phẩy, và công việc phải có due; ở đây: {given}",
        "ví dụ remind = 3,1 và escalate = 2",
        "remind and escalate count working days (1 to 99), remind takes several with commas,"
        " and the task needs a due; here: {given}",
        "for example remind = 3,1 and escalate = 2",
    ),
    "APPROVES": Entry(
        "approves={approves} không phải user task nào khác",
        "ghi id của công việc được duyệt",
        "approves={approves} is no other user task",
        "write the id of the task that is approved",
    ),
    "APPROVES-LANE": Entry(
        "nằm cùng vai trò, hoặc cùng chức vụ, với công việc được duyệt {approves}",
        "đặt việc duyệt vào lane có vai trò khác",
        "has the same role as the task it approves, {approves}, or may be the same post",
        "put the approving task into a lane of another role",
    ),
    "APPROVES-BYPASS": Entry(
        "có thể đi từ {approves} tới {end} mà không qua bước duyệt này: {way}",
        "vẽ lại để mọi đường từ công việc được duyệt đều qua bước duyệt",
        "{end} can be reached from {approves} without this approval: {way}",
        "draw every way from the approved task through the approving one",
    ),
    "DECISION": Entry(
        "không có bảng quyết định {decision} cạnh sơ đồ",
        "ghi calledDecisionId là một trong: {known}; tệp .dmn để cạnh sơ đồ",
        "there is no decision {decision} beside the diagram",
        "write one of these into calledDecisionId: {known}; the .dmn stands beside the diagram",
    ),
    "OPERATION": Entry(
        "service task không gọi thao tác nào",
        "thêm serviceTaskOperator với id op.TÊN",
        "names no operation",
        "add a serviceTaskOperator with the id op.NAME",
    ),
    "OPERATION-ID": Entry(
        "id {id} của {tag} không bắt đầu bằng {prefix}",
        "thêm tiền tố {prefix}",
        "the id {id} of a {tag} does not start with {prefix}",
        "put {prefix} before it",
    ),
    "OPERATION-UNKNOWN": Entry(
        "không có thao tác {operation}",
        "dùng một trong: {known}",
        "there is no operation {operation}",
        "use one of: {known}",
    ),
    "RECORDS": Entry(
        "tham số {parameter} ghi {given}",
        "ghi trong dấu nháy một trong: {known}",
        "the parameter {parameter} says {given}",
        "write one of these, in quotes: {known}",
    ),
    "RECORDS-BOUND": Entry(
        "trường {field} không có mức thấp nhất, cao nhất, nên tổng có thể quá lớn để giữ lại",
        "ghi minimum và maximum của trường, không quá {limit}",
        "the field {field} has no bounds, so a sum of it may be too large to be kept",
        "give the field a minimum and a maximum, of at most {limit}",
    ),
    "OPERATION-MEANT": Entry(
        "thao tác {operation} làm việc trên số liệu của quy trình {definition}, không phải của quy "
        "trình này",
        "bỏ thao tác này, hoặc đặt nó trong {definition}.bpmn",
        "the operation {operation} works on the facts of the process {definition}, not of this one",
        "leave it out, or draw it in {definition}.bpmn",
    ),
    "OPERATION-EARLY": Entry(
        "thao tác {operation} dùng kết quả của {after}, nhưng không phải đường nào tới đây cũng đã "
        "qua {after}",
        "vẽ {after} trước thao tác này trên mọi đường",
        "the operation {operation} works on what {after} leaves, and not every way here has passed "
        "that",
        "draw {after} before it on every way",
    ),
    "OPERATION-TABLE": Entry(
        "thao tác {operation} hỏi bảng quyết định {table}, cần các cột kết quả: {columns}",
        "đặt tệp .dmn có bảng mang id {table} với đúng các cột đó cạnh sơ đồ",
        "the operation {operation} asks the decision table {table} for the outputs: {columns}",
        "put a .dmn file whose decision has the id {table} and these outputs beside the diagram",
    ),
    "PARAMETERS": Entry(
        "thao tác {operation} cần tham số: {wanted}; ở đây có: {given}",
        "ghi đúng các tham số đó, mỗi tham số có id p.TÊN",
        "the operation {operation} takes: {wanted}; here stand: {given}",
        "give exactly these parameters, each with the id p.NAME",
    ),
}
