"""Words of the rules about ids, tags and kinds of element."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "ID-RESERVED": Entry(
        "id này là từ dành riêng của bộ máy quy trình",
        "đặt id khác, ví dụ begin hoặc done",
        "this id is reserved by the engine",
        "choose another, such as begin or done",
    ),
    "ID-NAME": Entry(
        "id không dùng được trong biểu thức",
        "id chỉ gồm chữ không dấu, số và dấu _; không bắt đầu bằng số hay _; không là từ khóa",
        "no expression can name this id",
        "use letters, digits and _, beginning with a letter, and no word of the language",
    ),
    "ID-UNIQUE": Entry(
        "id này xuất hiện {count} lần",
        "đặt cho mỗi phần tử một id riêng trong cả tệp",
        "this id is used {count} times",
        "give every element an id of its own in the whole file",
    ),
    "ATTRIBUTE": Entry(
        "thuộc tính {attribute} của <{tag}> không được hiểu và sẽ bị bỏ qua",
        "xóa thuộc tính đó",
        "the attribute {attribute} of <{tag}> means nothing here and would be ignored",
        "remove the attribute",
    ),
    "PROPERTY": Entry(
        "thuộc tính mở rộng {property} không có ở loại phần tử này",
        "xem tên đúng trong docs/modelling.md",
        "the extension property {property} is not known on this kind of element",
        "see docs/modelling.md for the names",
    ),
    "PROPERTY-TWICE": Entry(
        "thuộc tính mở rộng {property} được ghi hai lần",
        "giữ một, xóa cái kia",
        "the extension property {property} stands twice",
        "keep one and remove the other",
    ),
    "TAG": Entry(
        "<{tag}> không được hỗ trợ ở đây",
        "xóa phần tử đó",
        "<{tag}> is not supported here",
        "remove it",
    ),
    "TASK-UNTYPED": Entry(
        "công việc chưa có loại: chưa rõ ai làm và điền gì",
        "đổi thành user task, ghi form và đặt vào lane có role; việc của máy là service task",
        "a task without a kind: nobody knows who does it and with what",
        "make it a user task, give it a form and a lane with a role; a machine's is a service task",
    ),
    "TASK-BARE": Entry(
        "công việc chưa có người làm và chưa có biểu mẫu",
        "đặt vào lane có thuộc tính role và ghi thuộc tính form",
        "has neither who does it nor a form",
        "put it into a lane with a role and give it the property form",
    ),
    "TASK-KIND": Entry(
        "<{tag}> không chạy được ở đây",
        "dùng user task: người làm báo đã xong bằng một biểu mẫu",
        "<{tag}> does not run here",
        "use a user task: whoever did it says so in a form",
    ),
    "SCRIPT": Entry(
        "<{tag}> sẽ chạy mã lệnh",
        "dùng service task với một thao tác có sẵn",
        "<{tag}> would run code",
        "use a service task with a registered operation",
    ),
    "INCLUSIVE": Entry(
        "<{tag}> không rõ phải chờ nhánh nào",
        "dùng exclusive gateway để chọn, hoặc một cặp parallel gateway để làm tất cả",
        "<{tag}> does not tell which branches are to be waited for",
        "use exclusive gateways to choose, or a pair of parallel gateways to do all",
    ),
    "COMPLEX": Entry(
        "<{tag}> không có nghĩa rõ ràng",
        "dùng exclusive gateway hoặc vẽ thẳng công việc vào quy trình",
        "<{tag}> has no definite meaning",
        "use an exclusive gateway, or draw the task in the process itself",
    ),
    "MULTI-INSTANCE": Entry(
        "<{tag}> có thể hỏng sau khi công việc đã xong",
        "dùng participant có thuộc tính each; vòng lặp thì vẽ bằng gateway",
        "<{tag}> can fail after its task is done",
        "use a participant with the property each; draw a loop with a gateway",
    ),
    "EVENT-KIND": Entry(
        "sự kiện loại <{tag}> bị bộ máy bỏ qua hoặc hiểu khác",
        "dùng sự kiện message hoặc timer",
        "an event of kind <{tag}> is ignored or understood otherwise",
        "use a message or a timer event",
    ),
    "EVENT-LINK": Entry(
        "<{tag}> nối hai chỗ bằng tên, bộ máy không đi theo",
        "vẽ thẳng một luồng từ chỗ này tới chỗ kia",
        "<{tag}> joins two places by a name, which nothing follows",
        "draw a sequence flow from the one place to the other",
    ),
    "COMPENSATION": Entry(
        "bù trừ không chạy: không ai làm lại phần đã xong",
        "vẽ công việc sửa lại sau một exclusive gateway, như mọi công việc khác",
        "compensation does not run: nobody would undo what is done",
        "draw the task that puts it right after an exclusive gateway, like any other",
    ),
    "EVENT-SIGNAL": Entry(
        "<{tag}> tới mọi quy trình đang chờ, kể cả của hồ sơ khác",
        "gửi một thông điệp tới từng participant bằng message flow",
        "<{tag}> reaches every process that waits, those of other cases too",
        "send each participant a message along a message flow",
    ),
    "TIMER-START": Entry(
        "sự kiện bắt đầu theo giờ không vẽ ở đây",
        "để sự kiện bắt đầu trống và ghi [[open.timed]] với at trong tệp .toml",
        "a start on a day is not drawn here",
        "leave the start event plain and write [[open.timed]] with its day into the .toml",
    ),
    "TIMER-DURATION": Entry(
        "<{tag}> đếm từ lúc không ai thấy, và không biết ngày nghỉ",
        "ghi timeDate là một biểu thức, ví dụ workdays(opened_on, 3)",
        "<{tag}> counts from a moment nobody sees, and knows no holidays",
        "write timeDate with an expression, such as workdays(opened_on, 3)",
    ),
    "TIMER-CYCLE": Entry(
        "<{tag}> bắn nhiều lần sau một lần ngừng máy",
        "dùng timeDate cho một ngày; nhắc việc không phải vẽ",
        "<{tag}> fires in bursts after an outage",
        "use timeDate, one date; reminders need no drawing",
    ),
    "EVENT-ONE": Entry(
        "sự kiện có nhiều hơn một định nghĩa",
        "giữ lại một định nghĩa cho mỗi sự kiện",
        "has more than one event definition",
        "keep one definition in each event",
    ),
    "POOL": Entry(
        "mỗi participant phải có đúng một quy trình riêng",
        "nối participant với một process, và mỗi process với một participant",
        "a participant and its process do not belong together one to one",
        "give each participant a process of its own",
    ),
    "START-ONE": Entry(
        "quy trình hoặc quy trình con có {count} sự kiện bắt đầu; số đúng là một",
        "thêm một sự kiện bắt đầu, hoặc giữ lại một",
        "the process or subprocess has {count} start events; it needs one",
        "add a start event, or keep one",
    ),
    "MAIN": Entry(
        "phải có đúng một quy trình bắt đầu không cần thông điệp",
        "để sự kiện bắt đầu của các quy trình khác nhận một thông điệp",
        "exactly one process starts without a message",
        "let the start events of all the others receive a message",
    ),
    "END-SOME": Entry(
        "quy trình hoặc quy trình con không có sự kiện kết thúc",
        "thêm một sự kiện kết thúc",
        "the process or subprocess has no plain end event",
        "add an end event",
    ),
    "EACH": Entry(
        "each={each} không phải tập hợp nào được biết",
        "dùng một trong: {known}",
        "each={each} names no known set",
        "use one of: {known}",
    ),
}
