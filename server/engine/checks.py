"""The rules a drawing must keep so that the engine is safe with it; one small function a rule."""

import json
import keyword
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from server.engine.drawing import Drawing, Element, Kind
from server.engine.errors import ExpressionRefused, Problem
from server.engine.grammar import CALLABLE, parse

RESERVED_IDS: Final = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
_ONE_WAY_OUT: Final = frozenset(
    {Kind.START, Kind.THROW, Kind.CATCH, Kind.TIMER, Kind.BOUNDARY, Kind.USER, Kind.SERVICE}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a drawing and the files that belong to it."""

    drawing: Drawing
    files: Mapping[str, bytes]

    def of_kind(self, *kinds: Kind) -> Iterator[Element]:
        return (element for element in self.drawing.elements if element.kind in kinds)

    def nodes(self) -> Iterator[Element]:
        return (element for element in self.drawing.elements if element.kind != Kind.POOL)


Rule: TypeAlias = Callable[[Subject], Iterator[Problem]]


def usable_ids(subject: Subject) -> Iterator[Problem]:
    """Refuse ids that no expression can name, or that mean something to the library."""
    for element in subject.nodes():
        name = element.id
        if name in RESERVED_IDS:
            yield Problem("ID-RESERVED", name, "this id is reserved; choose another")
        elif not name.isidentifier() or not name.isascii() or name.startswith("_"):
            yield Problem("ID-NAME", name, "an id is made of letters, digits and _")
        elif keyword.iskeyword(name) or name in CALLABLE or name == "typename":
            yield Problem("ID-NAME", name, "this id is a word of the expression language")


def pools_and_processes(subject: Subject) -> Iterator[Problem]:
    drawn = {element.process for element in subject.nodes()}
    held = Counter(process.id for process in subject.drawing.processes)
    for name in sorted(drawn - set(held)):
        yield Problem("POOL", name, "this process has no participant")
    for name, count in held.items():
        if count > 1 or name not in drawn:
            yield Problem("POOL", name, "a participant needs a process of its own")


def one_start(subject: Subject) -> Iterator[Problem]:
    starts = list(subject.of_kind(Kind.START))
    count = Counter(start.process for start in starts)
    for process in subject.drawing.processes:
        if count[process.id] != 1:
            yield Problem("START-ONE", process.id, "a process has exactly one start event")
    if sum(1 for start in starts if start.message is None) != 1:
        yield Problem("MAIN", "", "exactly one process starts without a message")


def ends_somewhere(subject: Subject) -> Iterator[Problem]:
    ended = {end.process for end in subject.of_kind(Kind.END)}
    for process in subject.drawing.processes:
        if process.id not in ended:
            yield Problem("END-SOME", process.id, "a process needs an end event")


def flows_inside(subject: Subject) -> Iterator[Problem]:
    home = {element.id: element.process for element in subject.nodes()}
    for flow in subject.drawing.flows:
        if {home.get(flow.source), home.get(flow.target)} != {flow.process}:
            yield Problem("FLOW-ENDS", flow.id, "a sequence flow joins elements of its process")


def ways_out(subject: Subject) -> Iterator[Problem]:
    for element in subject.nodes():
        ways = len(subject.drawing.leaving(element.id))
        if element.kind in _ONE_WAY_OUT and ways != 1:
            yield Problem("FLOW-OUT", element.id, f"has {ways} flows out, and needs one")
        if element.kind == Kind.END and ways:
            yield Problem("FLOW-OUT", element.id, "an end event has no flow out")
        if element.kind == Kind.EXCLUSIVE and not ways:
            yield Problem("FLOW-OUT", element.id, "a gateway needs a flow out")


def ways_in(subject: Subject) -> Iterator[Problem]:
    for element in subject.of_kind(Kind.START, Kind.BOUNDARY):
        if subject.drawing.entering(element.id):
            yield Problem("FLOW-IN", element.id, "nothing flows into this event")


def gateway_events(subject: Subject) -> Iterator[Problem]:
    """Refuse events that are not a gateway's alone: it takes their definitions from them."""
    waiting = {element.id for element in subject.of_kind(Kind.CATCH, Kind.TIMER)}
    for gateway in subject.of_kind(Kind.EVENTS):
        flows = subject.drawing.leaving(gateway.id)
        if len(flows) < 2:  # noqa: PLR2004 - a choice of one is none
            yield Problem("EVENTS", gateway.id, "an event gateway chooses between events")
        for flow in flows:
            if flow.target not in waiting or len(subject.drawing.entering(flow.target)) != 1:
                message = f"{flow.target} must be a catch event reached from here alone"
                yield Problem("EVENTS", gateway.id, message)


def a_default(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.of_kind(Kind.EXCLUSIVE):
        flows = subject.drawing.leaving(gateway.id)
        default = [flow for flow in flows if flow.id == gateway.default]
        if (gateway.default or len(flows) > 1) and len(default) != 1:
            yield Problem("XOR-DEFAULT", gateway.id, "one of its own flows must be the default")
        for flow in flows:
            if (flow.condition is None) != (len(flows) == 1 or flow in default):
                message = "every flow but the default has a condition, and the default none"
                yield Problem("XOR-CONDITION", flow.id, message)


def conditions_after_gateways(subject: Subject) -> Iterator[Problem]:
    gateways = {gateway.id for gateway in subject.of_kind(Kind.EXCLUSIVE)}
    for flow in subject.drawing.flows:
        if flow.condition is not None and flow.source not in gateways:
            yield Problem(
                "CONDITION", flow.id, "only flows of an exclusive gateway have conditions"
            )


def reachable(subject: Subject) -> Iterator[Problem]:
    ahead: dict[str, list[str]] = {}
    for flow in subject.drawing.flows:
        ahead.setdefault(flow.source, []).append(flow.target)
    for event in subject.of_kind(Kind.BOUNDARY):
        ahead.setdefault(event.attached or "", []).append(event.id)
    waiting = [start.id for start in subject.of_kind(Kind.START)]
    reached = set(waiting)
    while waiting:
        found = [name for name in ahead.get(waiting.pop(), ()) if name not in reached]
        reached.update(found)
        waiting.extend(found)
    for element in subject.nodes():
        if element.id not in reached:
            yield Problem("REACHABLE", element.id, "no flow leads here from the start")


def people_and_forms(subject: Subject) -> Iterator[Problem]:
    tasks = {task.id for task in subject.of_kind(Kind.USER)}
    for task in subject.of_kind(Kind.USER):
        if not task.role:
            yield Problem("ROLE", task.id, "stands in no lane with a `role`")
        if not task.form:
            yield Problem("FORM", task.id, "has no `form`")
        elif f"{task.form}.json" not in subject.files:
            yield Problem("FORM", task.id, f"there is no form {task.form}.json")
        if task.approves is not None and task.approves not in tasks - {task.id}:
            yield Problem("APPROVES", task.id, f"{task.approves} is no other user task")


def readable_forms(subject: Subject) -> Iterator[Problem]:
    for name, data in subject.files.items():
        if name.endswith(".json"):
            try:
                read = json.loads(data)
            except ValueError:
                read = None
            if not isinstance(read, dict):
                yield Problem("FORM-JSON", name, "is not a JSON object")


def operations(subject: Subject) -> Iterator[Problem]:
    for task in subject.of_kind(Kind.SERVICE):
        if not task.operation:
            yield Problem("OPERATION", task.id, "names no operation")


def events_have_messages(subject: Subject) -> Iterator[Problem]:
    for event in subject.of_kind(Kind.THROW, Kind.CATCH):
        if event.message is None:
            yield Problem("MESSAGE", event.id, "needs a message")
    for element in subject.nodes():
        if element.message == "":
            yield Problem("MESSAGE", element.id, "names a message the file does not have")
        if (element.to or element.payload) and not element.throws:
            yield Problem("MESSAGE", element.id, "has a recipient or a payload, but throws nothing")


def timers_have_dates(subject: Subject) -> Iterator[Problem]:
    for event in subject.of_kind(Kind.TIMER, Kind.BOUNDARY):
        if event.timer and not event.due:
            yield Problem("TIMER", event.id, "needs a date expression in timeDate")


def boundaries(subject: Subject) -> Iterator[Problem]:
    tasks = {task.id for task in subject.of_kind(Kind.USER)}
    for event in subject.of_kind(Kind.BOUNDARY):
        if event.attached not in tasks:
            yield Problem("BOUNDARY", event.id, "a boundary event belongs to a user task")


def message_flows(subject: Subject) -> Iterator[Problem]:
    known = {element.id: element for element in subject.drawing.elements}
    for source, target in subject.drawing.message_flows:
        start, end = known.get(source), known.get(target)
        if start is None or not start.throws:
            yield Problem("MESSAGE-FLOW", source, "a message flow leaves a throwing event")
        elif end is None or not _receives(end) or start.process == end.process:
            yield Problem("MESSAGE-FLOW", target, "cannot receive this message flow")


def messages_flow(subject: Subject) -> Iterator[Problem]:
    sources = {source for source, _ in subject.drawing.message_flows}
    targets = {target for _, target in subject.drawing.message_flows}
    for element in subject.nodes():
        if element.throws and element.id not in sources:
            yield Problem("MESSAGE-FLOW", element.id, "its message flows nowhere")
        if _receives(element) and element.id not in targets:
            yield Problem("MESSAGE-FLOW", element.id, "no message flow leads to it")


def expressions(subject: Subject) -> Iterator[Problem]:
    for owner, source in _expressions(subject):
        try:
            parse(source)
        except ExpressionRefused as refusal:
            yield Problem("EXPRESSION", owner, str(refusal))


RULES: Final[tuple[Rule, ...]] = (
    *(usable_ids, pools_and_processes, one_start, ends_somewhere, flows_inside),
    *(ways_out, ways_in, gateway_events, a_default, conditions_after_gateways, reachable),
    *(people_and_forms, readable_forms, operations, events_have_messages, timers_have_dates),
    *(boundaries, message_flows, messages_flow, expressions),
)


def _receives(element: Element) -> bool:
    kinds = {Kind.START, Kind.CATCH, Kind.BOUNDARY}
    return element.kind == Kind.POOL or (element.kind in kinds and element.message is not None)


def _expressions(subject: Subject) -> Iterator[tuple[str, str]]:
    for flow in subject.drawing.flows:
        if flow.condition is not None:
            yield flow.id, flow.condition
    for element in subject.nodes():
        sources = [element.payload, element.to, *element.parameters.values()]
        if element.timer:
            sources.append(element.due)
        yield from ((element.id, source) for source in sources if source is not None)
