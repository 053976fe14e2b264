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
        mark="*",
        why=(
            "The library uses `Start`, `End`, `Root` itself: a task with the id `End` was skipped "
            "and the process completed, an approval that nobody gave."
        ),
    ),
    "ID-NAME": Entry(
        "id không dùng được trong biểu thức",
        "đổi id, ví dụ thành {like}, và sửa cả biểu thức đọc nó: chữ không dấu, số và dấu _; không "
        "bắt đầu bằng số hay _; không là từ khóa",
        "no expression can name this id",
        "rename it, to {like} for example, and in the expressions that read it: letters, digits "
        "and _, beginning with a letter, and no word of the language",
        mark="*",
        why=(
            "A person's result lands under the element's id, which an expression cannot read where "
            "it holds a hyphen or a dot; one that tries is refused, and so are keywords. `typename`"
            " makes stored state unloadable."
        ),
    ),
    "ID-UNIQUE": Entry(
        "id này xuất hiện {count} lần",
        "đặt cho mỗi phần tử một id riêng trong cả tệp",
        "this id is used {count} times",
        "give every element an id of its own in the whole file",
        mark="*",
        why="Of two elements with one id, the later replaces the earlier without a word.",
    ),
    "ATTRIBUTE": Entry(
        "thuộc tính {attribute} của <{tag}> không được hiểu và sẽ bị bỏ qua",
        "xóa thuộc tính đó",
        "the attribute {attribute} of <{tag}> means nothing here and would be ignored",
        "remove the attribute",
        mark="*",
        why=(
            "An attribute the engine does not know is ignored, for example `isInterrupting` or "
            "`isForCompensation`; the drawing then says what does not happen."
        ),
    ),
    "PROPERTY": Entry(
        "thuộc tính mở rộng {property} không có ở loại phần tử này",
        "bỏ đi, hoặc dùng một trong: {known}",
        "the extension property {property} is not known on this kind of element",
        "leave it out, or use one of: {known}",
        mark="*",
        why="A misspelt extension property (`aproves`) would be ignored, and with it the approval.",
    ),
    "PROPERTY-EMPTY": Entry(
        "thuộc tính mở rộng {property} để trống",
        "ghi giá trị, hoặc xóa thuộc tính",
        "the extension property {property} is empty",
        "write its value, or remove it",
        why="What is written and says nothing was meant to say something.",
    ),
    "PROPERTY-TWICE": Entry(
        "thuộc tính mở rộng {property} được ghi hai lần",
        "giữ một, xóa cái kia",
        "the extension property {property} stands twice",
        "keep one and remove the other",
        mark="*",
        why=(
            "Of two extension properties with one name, the later replaces the earlier without a "
            "word."
        ),
    ),
    "TAG": Entry(
        "<{tag}> không được hỗ trợ ở đây",
        "xóa phần tử đó",
        "<{tag}> is not supported here",
        "remove it",
        mark="*",
        why=(
            "What the engine does not know it would leave out, such as a choreography or a "
            "performer beside the lane. What is known to mean nothing "
            "([modelling.md](modelling.md)) is let pass."
        ),
    ),
    "TASK-UNTYPED": Entry(
        "công việc chưa có loại: chưa rõ ai làm và điền gì",
        "đổi thành user task, ghi form và đặt vào lane có role; việc của máy là service task",
        "a task without a kind: nobody knows who does it and with what",
        "make it a user task, give it a form and a lane with a role; a machine's is a service task",
        mark="*",
        why="A plain task waits for a person whom nobody has named.",
    ),
    "TASK-BARE": Entry(
        "công việc chưa có người làm và chưa có biểu mẫu",
        "đặt vào lane có thuộc tính role và ghi thuộc tính form",
        "has neither who does it nor a form",
        "put it into a lane with a role and give it the property form",
        mark="*",
        why=(
            "Without a lane's role nobody gets the task, and without a form nobody can complete it."
        ),
    ),
    "TASK-KIND": Entry(
        "<{tag}> không chạy được ở đây",
        "dùng user task: người làm báo đã xong bằng một biểu mẫu",
        "<{tag}> does not run here",
        "use a user task: whoever did it says so in a form",
        mark="*",
        why="A manual task is passed without anybody having done anything.",
    ),
    "SCRIPT": Entry(
        "<{tag}> sẽ chạy mã lệnh",
        "dùng service task với một thao tác có sẵn",
        "<{tag}> would run code",
        "use a service task with a registered operation",
        mark="*",
        why=(
            'Scripts are Python with all its powers; the "safe" environments were escaped from in '
            "one line."
        ),
    ),
    "INCLUSIVE": Entry(
        "<{tag}> không rõ phải chờ nhánh nào",
        "dùng exclusive gateway để chọn, hoặc một cặp parallel gateway để làm tất cả",
        "<{tag}> does not tell which branches are to be waited for",
        "use exclusive gateways to choose, or a pair of parallel gateways to do all",
        mark="*",
        why=(
            "An inclusive join must guess which branches will still come, and no two tools guess "
            "alike."
        ),
    ),
    "COMPLEX": Entry(
        "<{tag}> không có nghĩa rõ ràng",
        "dùng exclusive gateway hoặc vẽ thẳng công việc vào quy trình",
        "<{tag}> has no definite meaning",
        "use an exclusive gateway, or draw the task in the process itself",
        mark="*",
        why="A complex gateway and a global task have no meaning two tools agree on.",
    ),
    "MULTI-INSTANCE": Entry(
        "<{tag}> có thể hỏng sau khi công việc đã xong",
        "dùng participant có thuộc tính each; vòng lặp thì vẽ bằng gateway",
        "<{tag}> can fail after its task is done",
        "use a participant with the property each; draw a loop with a gateway",
        mark="*",
        why=(
            "It overwrites variables, and a part without a result fails after its task is done; a "
            "step of 500 costs 500 times as much."
        ),
    ),
    "EVENT-KIND": Entry(
        "sự kiện loại <{tag}> bị bộ máy bỏ qua hoặc hiểu khác",
        "dùng sự kiện message hoặc timer",
        "an event of kind <{tag}> is ignored or understood otherwise",
        "use a message or a timer event",
        mark="*",
        why="Conditional, escalation and cancel events are understood otherwise by each tool.",
    ),
    "EVENT-LINK": Entry(
        "<{tag}> nối hai chỗ bằng tên, bộ máy không đi theo",
        "vẽ thẳng một luồng từ chỗ này tới chỗ kia",
        "<{tag}> joins two places by a name, which nothing follows",
        "draw a sequence flow from the one place to the other",
        mark="*",
        why="Nothing goes on at the other end of a link: the library ignores it without a word.",
    ),
    "COMPENSATION": Entry(
        "bù trừ không chạy: không ai làm lại phần đã xong",
        "vẽ công việc sửa lại sau một exclusive gateway, như mọi công việc khác",
        "compensation does not run: nobody would undo what is done",
        "draw the task that puts it right after an exclusive gateway, like any other",
        mark="*",
        why="What is drawn to undo a task is ignored without a word; nobody would undo anything.",
    ),
    "EVENT-SIGNAL": Entry(
        "<{tag}> tới mọi quy trình đang chờ, kể cả của hồ sơ khác",
        "gửi một thông điệp tới từng participant bằng message flow",
        "<{tag}> reaches every process that waits, those of other cases too",
        "send each participant a message along a message flow",
        mark="*",
        why="A signal reaches every process that waits for it, those of other cases too.",
    ),
    "TIMER-START": Entry(
        "sự kiện bắt đầu theo giờ không vẽ ở đây",
        "để sự kiện bắt đầu trống và ghi [[open.timed]] với at trong tệp .toml",
        "a start on a day is not drawn here",
        "leave the start event plain and write [[open.timed]] with its day into the .toml",
        mark="*",
        why=(
            "Who opens a case, and when, stands in the manifest ([[open.timed]]): a drawn clock "
            "would open nothing."
        ),
    ),
    "TIMER-DURATION": Entry(
        "{value} không phải khoảng thời gian ISO 8601 từ một phút trở lên",
        "ghi P3D, P2W, P1M hoặc PT24H; đếm ngày làm việc: timeDate workdays(entered_on, 3)",
        "{value} is no ISO 8601 duration of at least a minute",
        "write P3D, P2W, P1M or PT24H; for working days timeDate workdays(entered_on, 3)",
        why="What is no duration fails when the timer begins to wait.",
    ),
    "TIMER-CYCLE": Entry(
        "<{tag}> bắn nhiều lần sau một lần ngừng máy",
        "dùng timeDate cho một ngày; nhắc việc không phải vẽ",
        "<{tag}> fires in bursts after an outage",
        "use timeDate, one date; reminders need no drawing",
        mark="*",
        why="A cycle fires once for each period missed: 20 times at once after an outage.",
    ),
    "EVENT-ONE": Entry(
        "sự kiện có nhiều hơn một định nghĩa",
        "giữ lại một định nghĩa cho mỗi sự kiện",
        "has more than one event definition",
        "keep one definition in each event",
        mark="*",
        why="Of two definitions in one event only one is obeyed.",
    ),
    "POOL": Entry(
        "mỗi participant phải có đúng một quy trình riêng",
        "nối participant với một process, và mỗi process với một participant",
        "a participant and its process do not belong together one to one",
        "give each participant a process of its own",
        mark="*",
        why=(
            "A process without a participant can be sent nothing; two participants with one process"
            " cannot be told apart."
        ),
    ),
    "START-ONE": Entry(
        "quy trình hoặc quy trình con có {count} sự kiện bắt đầu; số đúng là một",
        "thêm một sự kiện bắt đầu, hoặc giữ lại một",
        "the process or subprocess has {count} start events; it needs one",
        "add a start event, or keep one",
        mark="*",
        why="With two start events it is not known where an instance, or a subprocess, begins.",
    ),
    "MAIN": Entry(
        "phải có đúng một quy trình bắt đầu không cần thông điệp",
        "để sự kiện bắt đầu của các quy trình khác nhận một thông điệp",
        "exactly one process starts without a message",
        "let the start events of all the others receive a message",
        mark="*",
        why="Exactly one process is begun when a case opens; all others by a message.",
    ),
    "END-SOME": Entry(
        "quy trình hoặc quy trình con không có sự kiện kết thúc",
        "thêm một sự kiện kết thúc",
        "the process or subprocess has no plain end event",
        "add an end event",
        mark="*",
        why=(
            "A process without an end never finishes, and its case never closes; from a subprocess "
            "without a plain end nothing goes on."
        ),
    ),
    "EACH": Entry(
        "each={each} không phải tập hợp nào được biết",
        "dùng một trong: {known}",
        "each={each} names no known set",
        "use one of: {known}",
        why=(
            "Only sets the product can name (units, scrutineers, nominees) can be given an instance"
            " each."
        ),
    ),
    "REACHABLE": Entry(
        "không luồng nào dẫn tới đây từ điểm bắt đầu",
        "nối vào quy trình hoặc xóa đi",
        "no flow leads here from the start",
        "join it to the process, or remove it",
        mark="*",
        why="An element no flow leads to is never done, though everybody sees it in the picture.",
    ),
    "END-REACH": Entry(
        "từ đây không đường nào dẫn tới điểm kết thúc",
        "thêm một lối ra khỏi vòng lặp này",
        "no way leads from here to an end",
        "add a way out of the loop",
        why=(
            "A loop that nothing leads out of goes round until the cap on laps stops the person who"
            " stands in it, and the case never closes."
        ),
    ),
}
