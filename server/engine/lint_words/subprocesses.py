"""Words of the rules about subprocesses, calls, errors and what is attached to an activity."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words import calls
from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "SUBPROCESS": Entry(
        "<{tag}> không được hỗ trợ",
        "vẽ các bước của nó trong một quy trình con thường (sub-process), mở ra trong hình",
        "<{tag}> is not supported",
        "draw its steps in a plain embedded subprocess, expanded in the picture",
        mark="*",
        why=(
            "A transaction and an ad-hoc subprocess have no meaning here that could be proved; an "
            "embedded subprocess has."
        ),
    ),
    **calls.ENTRIES,
    "SUBPROCESS-EVENT": Entry(
        "quy trình con do sự kiện khởi động không nằm trên đường nào",
        "gắn một sự kiện biên vào công việc hoặc quy trình con bị ngắt, và vẽ tiếp từ đó",
        "a subprocess that an event begins stands on no way",
        "attach a boundary event to what it interrupts, and draw on from there",
        mark="*",
        why=(
            "A subprocess that an event begins changes what all instances share, and stands on no "
            "way that anybody could follow."
        ),
    ),
    "SUBPROCESS-START": Entry(
        "quy trình con {inside} được vào theo luồng, nên sự kiện bắt đầu của nó không chờ gì",
        "dùng sự kiện bắt đầu trơn; muốn chờ thì đặt sự kiện nhận ngay sau nó",
        "the subprocess {inside} is entered by its flow, so its start event waits for nothing",
        "use a plain start event; to wait, put a catch event after it",
        mark="*",
        why=(
            "A subprocess is entered by its flow: a message or a day at its start would never be "
            "waited for."
        ),
    ),
    "SUBPROCESS-CLOSED": Entry(
        "quy trình con vẽ thu gọn: trên trang hồ sơ không ai thấy các bước bên trong",
        "mở nó ra trong hình (isExpanded = true)",
        "the subprocess is drawn collapsed: nobody sees its steps on the case's page",
        "expand it in the picture (isExpanded = true)",
        why=(
            "The case page shows the drawn diagram. In a subprocess drawn collapsed nobody sees the"
            " step that is open."
        ),
    ),
    "BOUNDARY": Entry(
        "sự kiện biên không gắn vào user task, quy trình con hay call activity đứng cạnh nó",
        "gắn nó vào user task, quy trình con hoặc call activity; chờ thông điệp có hạn thì "
        "vẽ cổng theo sự kiện, sau cổng là sự kiện nhận và sự kiện hẹn giờ",
        "this boundary event is on no user task, subprocess or call activity beside it",
        "attach it to a user task, a subprocess or a call activity; where a message is waited for, "
        "draw an event-based gateway with the message and the timer behind it",
        mark="*",
        why=(
            "A boundary event on anything but a user task, a subprocess or a call activity never "
            "fires: nothing waits there."
        ),
    ),
    "BOUNDARY-INTERRUPTS": Entry(
        "sự kiện biên không ngắt sẽ giữ quy trình mở mãi",
        "để sự kiện biên ngắt công việc; nhắc việc không phải vẽ",
        "a boundary event that does not interrupt keeps the process open",
        "let it interrupt its task; reminders need no drawing",
        mark="*",
        why=(
            "An event that does not interrupt and leads to a person's task keeps the process open "
            "after the work is done. Reminders are properties of the task (`remind`, `escalate`)."
        ),
    ),
    "ERROR-HOST": Entry(
        "không lỗi nào ra khỏi {host}: chỉ quy trình con vẽ ngay tại đây mới kết thúc bằng lỗi",
        "gắn nó vào quy trình con có sự kiện kết thúc lỗi, hoặc rẽ nhánh sau {host}; bước gọi thì "
        "nói bằng out.<tên>",
        "no error comes out of {host}: only a subprocess that is drawn here ends with one",
        "attach it to a subprocess with an error end event, or branch after {host}; a call says by "
        "out.<name> what came of it",
        mark="*",
        why=(
            "An error comes out of a subprocess alone; on a task the event would never happen, and "
            "a called process catches its own errors, since a case of it may be opened alone."
        ),
    ),
    "ERROR-NAME": Entry(
        "sự kiện kết thúc lỗi không nói lỗi nào",
        "chọn một lỗi có trong tệp",
        "the error end event does not say which error",
        "choose an error of the file",
        mark="*",
        why=(
            "An error without a code is caught by whoever catches anything, which nobody has drawn."
        ),
    ),
    "ERROR-CAUGHT": Entry(
        "không nơi nào bắt lỗi {error}",
        "gắn một sự kiện biên lỗi cùng mã vào quy trình con bao quanh, và vẽ tiếp từ đó",
        "nothing catches the error {error}",
        "attach an error boundary event of that code to the subprocess around it, and go on there",
        mark="*",
        why=(
            "An error that nothing catches would end the process in the middle of its work, without"
            " a word."
        ),
    ),
    "ERROR-TWICE": Entry(
        "bắt cùng một lỗi như {other}",
        "giữ lại một trong hai, hoặc chọn hai mã lỗi khác nhau",
        "catches the same error as {other}",
        "keep one of the two, or choose two codes",
        mark="*",
        why=(
            "Of two events that catch the same error on one subprocess, only one would ever happen."
        ),
    ),
    "MESSAGE-LATE": Entry(
        "chờ thông điệp của {senders}, mà {senders} chỉ bắt đầu (ở {throws}) khi đã thôi chờ",
        "bắt đầu trước khi chờ: đặt {throws} lên trước, hoặc bỏ sự kiện này",
        "waits for a message of {senders}, which begins (at {throws}) only when it waits no more",
        "begin that before: put {throws} in front, or take this event out",
        why=(
            "Nobody is there to send it: a catch stands for ever, and what is drawn behind an "
            "event on an activity, or behind one of a choice, is never done."
        ),
    ),
}
