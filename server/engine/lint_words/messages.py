"""Words of the rules about messages: between which pools, to whom, and who waits for them."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "MESSAGE": Entry(
        "sự kiện và thông điệp không khớp nhau",
        "chọn một thông điệp có trong tệp; chỉ sự kiện gửi mới có to và payload; bước chỉ để gửi "
        "thư báo thì bỏ đi: thư tự gửi khi có việc",
        "this event and its message do not fit",
        "choose a message of the file; only a throwing event has to and a payload; leave out a "
        "step that only sends a letter: letters go by themselves when there is work",
        mark="*",
        why=(
            "An event without its message, or with a payload and nothing to throw, does nothing. "
            "Where a message flow is drawn, that is enough; the message of the file is its name."
        ),
    ),
    "MESSAGE-FLOW": Entry(
        "thông điệp không có nơi gửi hoặc nơi nhận",
        "vẽ message flow từ sự kiện gửi tới sự kiện nhận hoặc participant của quy trình khác",
        "a message without a sender or a receiver",
        "draw a message flow from a throwing event to a catching one, or to a participant",
        mark="*",
        why=(
            "A message without a receiver is lost, and who waits for one without a sender waits for"
            " ever."
        ),
    ),
    "MESSAGE-FROM-EDGE": Entry(
        "luồng thông điệp {flow} tới {target} đi từ cạnh của cả pool: không rõ bước nào gửi",
        "vẽ nó từ sự kiện gửi trong pool này: {known}",
        "the message flow {flow} to {target} begins at the edge of the pool: no step sends it",
        "draw it from what sends it in this pool: {known}",
        why=(
            "A pool as a whole sends nothing. The picture shows a message, and whoever waits for it"
            " waits for ever."
        ),
    ),
    "MESSAGE-MAIN": Entry(
        "luồng thông điệp {flow} dừng ở cạnh của {target}, pool chính: không ai ở đó nhận, mà hồ "
        "sơ bị rút hết việc và không bao giờ kết thúc",
        "vẽ tới sự kiện chờ nó trong pool ấy: {known}",
        "the message flow {flow} ends at the edge of {target}, the pool that begins with the case: "
        "nobody there hears it, and all that runs there is taken out, so the case never ends",
        "draw it to what waits for it in that pool: {known}",
        why=(
            "A message to the edge of a pool withdraws what runs there. A case ends when its first "
            "pool comes to its end, which is then never."
        ),
    ),
    "MESSAGE-OUTSIDE": Entry(
        "chờ thông điệp từ một pool không có quy trình: không ai ở đây gửi nó",
        "vẽ một user task cho người nhận được tin và điền vào biểu mẫu",
        "waits for a message from a pool without a process: nobody here sends it",
        "draw a user task for whoever gets the news and fills it in",
        mark="*",
        why=(
            "A pool without a process is a party outside the product: who waits for its message "
            "waits for ever. What is sent to one is only drawn."
        ),
    ),
    "MESSAGE-UNUSED": Entry(
        "thông điệp “{name}” không sự kiện nào dùng, và không vẽ ở đâu cả",
        "chọn nó ở một sự kiện, hoặc mở tệp bằng trình soạn chữ, xóa dòng message có id này",
        "no event uses the message “{name}”, which is drawn nowhere",
        "choose it in an event, or open the file as text and remove the message with this id",
        why="A message nobody uses is left over from a change that was not finished.",
    ),
    "MESSAGE-DIFFERS": Entry(
        "gửi thông điệp {sent} nhưng {target} chờ {wanted}",
        "chọn cùng một thông điệp ở hai đầu message flow",
        "throws {sent}, but {target} waits for {wanted}",
        "choose the same message at both ends of the message flow",
        why=(
            "Messages are delivered along the drawn flow; two names at its ends mean that one of "
            "them is wrong."
        ),
    ),
    "RECIPIENTS-KEYS": Entry(
        "to = {source} cho ra {given}, mà ở đây cần mã của: {wanted}",
        "dùng một trường chỉ cho chọn những nơi ấy (x-widget units hay recipients), hoặc units",
        "to = {source} gives {given}, where ids are wanted of: {wanted}",
        "name a field that offers these alone (x-widget units or recipients), or units",
        why=(
            "Recipients are ids of units and bodies, one at least. For any other text there is no "
            "post, and the step of whoever sends fails."
        ),
    ),
    "RECIPIENTS-NAMED": Entry(
        "gửi tới {target} của tập hợp {each} mà không nói gửi cho ai",
        "thêm thuộc tính to: một biểu thức cho danh sách người nhận",
        "sends to {target}, of the set {each}, and does not say to whom",
        "add the property to: an expression that gives the list of those who get it",
        why=(
            "Scrutineers are chosen in the meeting; a message that does not name them fails when it"
            " is sent."
        ),
    ),
    "RECIPIENTS-ROWS": Entry(
        "gửi tới {target} cho từng dòng của việc {task}, nhưng có to, hoặc không ở cùng vùng với "
        "việc ấy",
        "xóa to và gửi từ vùng có việc {task}",
        "sends to {target} for each row of the task {task}, and has to, or is not in its pool",
        "remove to, and send from the pool in which {task} is",
        why=(
            "Whose each row is stands in the row itself, and only the pool in which it was written "
            "knows it; any other asks nobody."
        ),
    ),
    "RECIPIENTS": Entry(
        "có to, nhưng {target} không phải participant có thuộc tính each",
        "xóa to, hoặc gửi tới một participant có each",
        "has to, but {target} is in no participant with the property each",
        "remove to, or throw to a participant with each",
        why="`to` picks members of a set; a single participant has none to pick from.",
    ),
    "AWAIT": Entry(
        "await={await} không đúng: chỉ có all, và chỉ chờ các participant có each",
        "ghi await = all ở sự kiện chỉ nhận từ các participant có each, hoặc xóa",
        "await={await} does not fit: it is all, and waits for participants with each",
        "write await = all where only participants with each send, or remove it",
        why=(
            "*All in* can only be counted for sets of participants that run once each; several at "
            "one event are summed."
        ),
    ),
    "AWAIT-COUNT": Entry(
        "chờ một trong nhiều ({senders}): ai gửi trước là đi tiếp, không hỏi ai thì chờ mãi",
        "thêm thuộc tính await = all",
        "waits for one of many ({senders}): the first goes on, and nobody may have been asked",
        "add the property await = all",
        why=(
            "Of many the first that answers would let the wait go on; and a set may be empty: where"
            " nobody was asked, nobody answers, and the case stands still."
        ),
    ),
    "POOL-BEGUN": Entry(
        "không bao giờ bắt đầu: chỉ {asking} gọi tới, mà nơi ấy phải chờ chính nó bắt đầu",
        "vẽ một luồng thông điệp từ nơi đã chạy tới sự kiện bắt đầu của nó",
        "never begins: only {asking} call it, and these wait for it to begin themselves",
        "draw a message flow to its start from where work is already under way",
        why=(
            "A pool that only those could begin who are begun by it never runs, and who waits for "
            "it waits for ever."
        ),
    ),
    "ASKED-TWICE": Entry(
        "có thể gọi {process} lần nữa khi lần trước chưa xong; bước của người gửi sẽ hỏng",
        "chờ lần trước xong: câu trả lời là việc cuối cùng ở đó, với một tập thì chờ bằng "
        "await = all; hoặc rút lại bằng thông điệp tới cả pool, rồi gọi lại; nếu pool hay nhánh "
        "song song khác cũng gọi được thì rút nơi ấy",
        "may ask {process} again before it has ended; the step of whoever sends would fail",
        "wait until it has ended: its answer is the last it does, a set is waited for with "
        "await = all; or take it back by a message to its pool, then ask again; where another pool "
        "or parallel branch may ask as well, take that out",
        why=(
            "Who is at work already cannot be asked again: the step of whoever asks fails. Wait for"
            " all of them first, or take them out by a message to their pool."
        ),
    ),
    "TAKEN-OUT": Entry(
        "gọi {process} rồi rút ngay, khi ở đó chưa ai làm được gì",
        "bỏ luồng thông điệp tới cả pool, hoặc vẽ nó từ một nơi gửi sau khi có việc để chờ",
        "calls {process} and takes it out at once, before anybody there can do anything",
        "leave out the message flow to the pool, or draw it from a throw after something to wait "
        "for",
        why=(
            "A message to the edge of a pool withdraws all that runs there. Where nothing is waited"
            " for in between, who was called never gets a task, and who waits for them waits for "
            "nothing."
        ),
    ),
    "AWAIT-ASKED": Entry(
        "có đường dẫn tới đây mà chưa hỏi ai, nên sẽ chờ mãi; nơi hỏi là: {asking}",
        "cho mọi đường tới sự kiện này, kể cả đường quay lại, đi qua một nơi hỏi",
        "a way leads here on which nobody was asked, so it waits for ever; who asks: {asking}",
        "lead every way to it, also one that comes back, through a throw that asks",
        why=(
            "A wait goes on when somebody was asked and all of them have come in. On a way that "
            "asked nobody, or nobody anew, it waits for ever."
        ),
    ),
    "AWAIT-LATE": Entry(
        "hỏi thêm người khác sau khi đã trả lời ở {answer}, trong khi {wait} chờ cả hai",
        "hỏi trước, trả lời sau",
        "asks others after it has answered at {answer}, while {wait} waits for both",
        "ask first, and answer after it",
        why=(
            "Who has answered is waited for no longer: the wait may go on before it asks the "
            "others."
        ),
    ),
    "MESSAGE-EARLY": Entry(
        "gửi tới {target} khi quy trình {process} có thể chưa bắt đầu: không ai nhận",
        "bắt đầu quy trình đó trước bằng một thông điệp trên mọi đường tới đây",
        "sends to {target} when the process {process} may not have begun: nobody hears it",
        "begin that process before, by a message on every way to here",
        why=(
            "A message that comes before its catch waits with the instance it is for. Where that "
            "has not begun there is nothing to keep it, and it is lost."
        ),
    ),
}
