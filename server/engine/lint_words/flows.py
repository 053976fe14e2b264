"""Words of the rules about sequence flows and gateways; those about messages stand beside."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words import messages
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
        "vẽ một parallel gateway thứ hai làm nơi nhập: mỗi nhánh có việc và đúng một luồng tới "
        "đó, phần còn lại và sự kiện kết thúc nằm sau nó; trong nhánh, các đường gặp nhau "
        "ở một exclusive gateway; một cổng vừa nhập vừa tách thì vẽ thành hai cổng; nếu chỉ đi một "
        "trong các đường thì dùng exclusive gateway ở cả hai nơi",
        "parallel gateways come in pairs: the branches split at {split} are joined in one place, "
        "and no other flow leads into a branch or out of it",
        "draw a second parallel gateway as the join: each branch has something to do and one flow "
        "to it, the rest of the process and its end stand behind it; ways that meet in a branch do "
        "so at an exclusive gateway; a gateway that joins and splits is drawn as two; where only "
        "one of the ways is gone, use exclusive gateways in both places",
        mark="*",
        why=(
            "A join waits for one token on each of its flows. Where a token can leave its branch "
            "(an end, a jump, a boundary event; not an error that breaks off the subprocess around "
            "the gateways) or another can come in, the join waits for ever or goes on too early. So"
            " every branch that leaves a split comes to one join, by one flow, and has something to"
            " do; the same gateway never joins and splits."
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
    **messages.ENTRIES,
}
