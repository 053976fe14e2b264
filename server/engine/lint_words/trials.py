"""Words of what is found by playing every way through a process."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "TRY-DEADLOCK": Entry(
        "các quy trình chờ nhau mãi tại {waits}; đường đi: {way}",
        "để một bên không phải chờ bên kia, hoặc thêm một thời hạn cạnh sự kiện nhận",
        "processes wait for each other for ever, at {waits}; the way: {way}",
        "let one go on without the other, or put a timer beside the catch event",
        mark="†",
        why=(
            "Several processes wait for messages, and nobody is left to send one: the case never "
            "closes."
        ),
    ),
    "TRY-DEAD-END": Entry(
        "hồ sơ dừng mãi tại {waits}: không ai còn việc gì để làm; đường đi: {way}",
        "bảo đảm thông điệp được gửi trên mọi đường, hoặc thêm một thời hạn cạnh sự kiện nhận",
        "a case stands at {waits} for ever: nobody has anything left to do; the way: {way}",
        "send the message on every way, or put a timer beside the catch event",
        mark="†",
        why=(
            "The message a process waits for is not sent on this way, so nobody has anything left "
            "to do."
        ),
    ),
    "TRY-ENDLESS": Entry(
        "từ đây làm gì hồ sơ cũng không bao giờ kết thúc; đường đi: {way}",
        "thêm một lối ra khỏi vòng lặp này",
        "from here a case never ends, whatever anybody does; the way: {way}",
        "add a way out of the loop",
        mark="†",
        why="Somebody can always act, and whatever they do the case never ends.",
    ),
    "TRY-BREAKS": Entry(
        "bước này không chạy được ({refusal}: {said}); đường đi: {way}",
        "sửa phần tử này cho đúng với điều đã biết trên đường ấy",
        "the step fails ({refusal}: {said}); the way: {way}",
        "mend the element so that it fits what is known on that way",
        mark="†",
        why=(
            "A step that fails is shown to somebody who filled in everything as asked, and who "
            "cannot mend it."
        ),
    ),
    "TRY-OPEN": Entry(
        "quy trình chính kết thúc khi việc này còn mở, và kết quả của nó không ai nhận; "
        "đường đi: {way}",
        "chờ kết quả: một sự kiện nhận thông điệp của pool đó, với một tập thì await = all; hoặc "
        "rút việc bằng message flow tới pool đó trước khi kết thúc",
        "the main process ends while this task is open, and nobody hears how it comes out; "
        "the way: {way}",
        "wait for it: an event that catches the message of that pool, for a set await = all; or "
        "withdraw it by a message flow to its pool before the end",
        mark="†",
        why=(
            "The main process has ended, and somebody still works on a task whose outcome it was to"
            " hear."
        ),
    ),
    "TRY-BYPASS": Entry(
        "{approves} đã làm xong mà quy trình kết thúc không qua bước duyệt này; đường đi: {way}",
        "dẫn mọi lối ra của {approves} qua bước duyệt này",
        "{approves} was done and the process ended without this approval; the way: {way}",
        "lead every way on from {approves} through this task",
        mark="†",
        why="What one post prepared went on without the other post that is to approve it.",
    ),
    "TRY-UNHEEDED": Entry(
        "trả lại hay từ chối ({outcome}) cũng dẫn tới đúng nơi mà đồng ý dẫn tới; đường đi: {way}",
        "rẽ nhánh theo kết quả này sau bước này",
        "to send back or refuse ({outcome}) leads to just where agreeing leads; the way: {way}",
        "branch on this outcome after the task",
        mark="†",
        why="A misspelt choice in a condition lets the refused go on as if it were approved.",
    ),
    "TRY-NOBODY": Entry(
        "không ai làm được việc này: vai trò {role} không có chức vụ nào cho {key}, hoặc chức vụ "
        "ấy không được làm việc của chính đơn vị mình; đường đi: {way}",
        "giao cho vai trò khác, hoặc bỏ `bars`",
        "nobody may do this task: the role {role} has no post for {key}, or the post may not act "
        "for its own unit; the way: {way}",
        "give it to another role, or leave `bars` out",
        mark="†",
        why=(
            "A task without a post stands in no list; with a post that may not do it, it stands "
            "there for ever."
        ),
    ),
    "TRY-FORM": Entry(
        "không điền biểu mẫu của bước này theo cách nào được; đường đi: {way}",
        "sửa các quy tắc trái nhau của biểu mẫu (required, minimum, maximum, allOf)",
        "the form of this step cannot be filled in in any way; the way: {way}",
        "mend the rules of the form that contradict each other (required, minimum, maximum, allOf)",
        mark="†",
        why="Rules of a form that contradict each other let nobody send it.",
    ),
    "TRY-HOLE": Entry(
        "chỗ trống {hole} trong tên việc không có gì để điền; đường đi: {way}",
        "bắt buộc điền trường ấy trước bước này trên mọi đường, hoặc bỏ chỗ trống",
        "nothing fills the hole {hole} of its title; the way: {way}",
        "make the field required on every way before the task, or leave the hole out",
        why="A title with a gap stands in somebody's list, and says less than its author meant.",
    ),
    "TRY-UNREACHED": Entry(
        "không đường nào đi qua phần tử này",
        "sửa điều kiện dẫn tới đây, hoặc xóa phần tử",
        "no way goes through this element",
        "mend the conditions that lead here, or remove the element",
        why=(
            "What no way goes through was meant for a case that never comes: most often a condition"
            " is wrong."
        ),
    ),
}
