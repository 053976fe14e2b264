"""Words of the rules about sequence flows, gateways and messages."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "FLOW-ENDS": Entry(
        "luồng không nối hai phần tử của cùng một quy trình, hoặc đi qua viền một tiểu quy trình",
        "nối hai phần tử cùng chỗ; ra khỏi tiểu quy trình: kết thúc ở trong nó rồi đi tiếp từ "
        "chính nó, hoặc từ sự kiện gắn trên viền; giữa hai quy trình dùng message flow",
        "does not join two elements of one process, or crosses the border of a subprocess",
        "join two elements of one place; out of a subprocess: end inside it and go on from the "
        "subprocess itself, or from an event on its border; between processes use a message flow",
        mark="*",
        why="A sequence flow into another process is not followed.",
    ),
    "FLOW-OUT": Entry(
        "có {ways} luồng ra; số luồng ra đúng là: {wanted}",
        "vẽ luồng đi tiếp, hoặc tới một điểm kết thúc; rẽ nhánh bằng exclusive gateway đặt sau đó",
        "has {ways} flows out; it needs: {wanted}",
        "lead it on, or to an end event; branch with an exclusive gateway after it",
        mark="*",
        why="Two flows out of a task are a hidden parallel split; none is a dead end.",
    ),
    "FLOW-IN": Entry(
        "không luồng nào được đi vào sự kiện này",
        "xóa luồng đi vào",
        "nothing may flow into this event",
        "remove the flow",
        mark="*",
        why="Nothing can arrive at a start or a boundary event.",
    ),
    "EVENTS": Entry(
        "event gateway phải chọn giữa ít nhất hai sự kiện nhận chỉ có một luồng vào: {target}",
        "nối gateway thẳng tới các sự kiện nhận của riêng nó",
        "an event gateway chooses between two or more catch events of its own: {target}",
        "join the gateway to catch events that nothing else flows into",
        mark="*",
        why="The gateway takes over the definitions of its events, so they must be its alone.",
    ),
    "XOR-DEFAULT": Entry(
        "gateway không có luồng mặc định",
        "chọn một luồng ra của nó làm mặc định (default)",
        "the gateway has no default flow",
        "mark one of its own flows as the default",
        mark="*",
        why=(
            "Where no condition is true and there is no default, the step fails in the hands of "
            "whoever made it."
        ),
    ),
    "XOR-CONDITION": Entry(
        "mọi luồng trừ luồng mặc định phải có điều kiện, và luồng mặc định thì không",
        "thêm hoặc xóa điều kiện",
        "every flow but the default has a condition, and the default has none",
        "add the condition, or remove it",
        mark="*",
        why=(
            "A flow without a condition before others is always taken; a condition on the default "
            "never counts."
        ),
    ),
    "CONDITION": Entry(
        "điều kiện trên luồng không rời exclusive gateway sẽ bị bỏ qua",
        "đặt exclusive gateway trước luồng này",
        "a condition on a flow that leaves no exclusive gateway would be ignored",
        "put an exclusive gateway before the flow",
        mark="*",
        why="A condition on a flow that leaves a task is ignored: the way is always taken.",
    ),
    "LOOP-ENDLESS": Entry(
        "vòng lặp này không có bước nào chờ hay ghi kết quả nên không bao giờ ra khỏi",
        "đặt một công việc vào vòng lặp, hoặc nối luồng tới bước khác",
        "nothing in this loop waits or leaves a result, so it is never left",
        "put a task into the loop, or lead the flow elsewhere",
        why=(
            "A choice asks the same facts again and chooses the same way, until the cap on laps "
            "stops the person whose step led there."
        ),
    ),
    "LOOP-FIXED": Entry(
        "lối ra khỏi vòng lặp này chỉ xét {names}, không bước nào trong vòng lặp thay đổi được: ra "
        "ngay lần đầu, hoặc không bao giờ ra",
        "xét kết quả của một bước trong vòng lặp, hoặc bỏ luồng quay lại",
        "the way out of this loop asks {names} alone, which nothing in the loop changes: it is left"
        " at once, or never",
        "ask what a step in the loop leaves, or take out the flow that leads back",
        why=(
            "Each lap asks the same and chooses the same way, whatever anybody does in it, until "
            "the cap on laps stops the person who stands there."
        ),
    ),
    "LOOP-STAYS": Entry(
        "đã qua mọi bước của vòng lặp này một lần thì không bao giờ ra được nữa: {condition}",
        "xét kết quả của một bước trong vòng lặp thay cho has(), vì điều đã có thì còn mãi",
        "once all of this loop has been passed, nothing leads out of it any more: {condition}",
        "ask what a step in the loop leaves instead of has(), for what has happened stays so",
        why=(
            "has() of a step is true for ever once it is done: a way out that wants it to be false "
            "is closed by the first lap, and the cap on laps stops the person who stands there."
        ),
    ),
    "PARALLEL": Entry(
        "parallel gateway phải đi thành cặp: các nhánh tách ra ở {split} cùng nhập lại ở một nơi, "
        "và không luồng nào khác vào hay ra khỏi nhánh",
        "mỗi nhánh có việc phải làm và một luồng tới cổng nhập; không kết thúc, không nhảy ra",
        "parallel gateways come in pairs: the branches split at {split} are joined in one place, "
        "and no other flow leads into a branch or out of it",
        "give each branch something to do and one flow to the join; no end, no jump out of it",
        mark="*",
        why=(
            "A join waits for one token on each of its flows. Where a token can leave its branch "
            "(an end, a jump, a boundary event; not an error that breaks off the subprocess around "
            "the gateways) or another can come in, the join waits for ever or goes on too early. So"
            " every branch that leaves a split comes to one join, by one flow, and has something to"
            " do; the same gateway never joins and splits."
        ),
    ),
    "MESSAGE": Entry(
        "sự kiện và thông điệp không khớp nhau",
        "chọn một thông điệp có trong tệp; chỉ sự kiện gửi mới có to và payload",
        "this event and its message do not fit",
        "choose a message of the file; only a throwing event has to and a payload",
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
        "thông điệp không sự kiện nào dùng",
        "xóa thông điệp, hoặc chọn nó ở sự kiện",
        "no event uses this message",
        "remove the message, or choose it in an event",
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
    "FLOW-NEVER": Entry(
        "không bao giờ đi đường này: ở {gateway} luôn có một đường trước nó được chọn",
        "sửa điều kiện của các đường trước, hoặc bỏ đường này",
        "is never taken: at {gateway} one of the flows before it always is",
        "mend the conditions before it, or leave this flow out",
        why=(
            "Flows are asked in order. One that is left where those before it take everything is "
            "drawn, and nobody goes it."
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
        "chờ lần trước xong (await = all), hoặc rút lại bằng thông điệp tới cả bể, rồi gọi lại; "
        "nếu bể hay nhánh song song khác cũng gọi được thì rút nơi ấy",
        "may ask {process} again before it has ended; the step of whoever sends would fail",
        "wait for it first (await = all), or take it back by a message to its pool, then ask "
        "again; where another pool or parallel branch may ask as well, take that out",
        why=(
            "Who is at work already cannot be asked again: the step of whoever asks fails. Wait for"
            " all of them first, or take them out by a message to their pool."
        ),
    ),
    "TAKEN-OUT": Entry(
        "gọi {process} rồi rút ngay, khi ở đó chưa ai làm được gì",
        "bỏ luồng thông điệp tới cả bể, hoặc vẽ nó từ một nơi gửi sau khi có việc để chờ",
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
