"""The rules a drawing must keep so that the engine is safe with it; one small function a rule."""

import json
import keyword
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from server.engine.diagram.branches import branches
from server.engine.diagram.elements import ATTACHED, ENDS, Element, Kind
from server.engine.diagram.places import places
from server.engine.diagram.scopes import reachable_from
from server.engine.diagram.subject import Rule, Subject
from server.engine.diagram.subprocesses import SUBPROCESS_RULES
from server.engine.errors import ExpressionRefused, Problem
from server.engine.expressions import decision_files
from server.engine.expressions.grammar import CALLABLE, parse
from server.engine.values import RESERVED_KEY

RESERVED_IDS: Final = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
RESERVED_ENDINGS: Final = (".Split", ".Join", ".EndJoin", ".Enter")
_PLAIN_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_ONE_WAY_OUT: Final = frozenset(Kind) - {
    *(*ENDS, Kind.EXCLUSIVE, Kind.EVENTS, Kind.PARALLEL, Kind.POOL)
}
_DAYS: Final[Mapping[str, re.Pattern[str]]] = {
    "remind": re.compile(r"[1-9][0-9]?(,[1-9][0-9]?){0,9}"),
    "escalate": re.compile(r"[1-9][0-9]?"),
}


def nameable(name: str) -> bool:
    """Tell whether an expression can name this, and nothing reserved is meant."""
    plain = name.isidentifier() and name.isascii() and not name.startswith("_")
    return plain and not keyword.iskeyword(name) and name != RESERVED_KEY


def usable_ids(subject: Subject) -> Iterator[Problem]:
    """Refuse ids that an expression names and cannot, or that mean something to the library."""
    said = {source for *_, source in places(subject.drawing, {})}
    words = {word for source in said for word in _PLAIN_ID.findall(source)}
    for element in subject.nodes():
        name = element.id
        if name in RESERVED_IDS or name.endswith(RESERVED_ENDINGS):
            yield Problem("ID-RESERVED", name)
        elif name in CALLABLE or not (nameable(name) or _spared(name, words)):
            like = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")
            like = like if nameable(like) and like not in CALLABLE else f"step_{like}".strip("_")
            yield Problem("ID-NAME", name, {"like": like})


def _spared(name: str, words: AbstractSet[str]) -> bool:
    """Tell whether an id that no expression can name is plain all the same, and none tries to."""
    plain = _PLAIN_ID.fullmatch(name) and name != RESERVED_KEY and not keyword.iskeyword(name)
    return bool(plain) and not any(word == name or word.startswith(f"{name}.") for word in words)


def pools_and_processes(subject: Subject) -> Iterator[Problem]:
    drawn = {element.process for element in subject.nodes()}
    held = Counter(process.id for process in subject.drawing.processes)
    for name in sorted(drawn - set(held)):
        yield Problem("POOL", name)
    for name, count in held.items():
        if count > 1 or name not in drawn:
            yield Problem("POOL", name)


def one_start(subject: Subject) -> Iterator[Problem]:
    starts = list(subject.of_kind(Kind.START))
    count = Counter(start.process for start in starts)
    for process in subject.drawing.processes:
        if count[process.id] != 1:
            yield Problem("START-ONE", process.id, {"count": str(count[process.id])})
    if sum(1 for start in starts if start.message is None) != 1:
        yield Problem("MAIN", "")


def ends_somewhere(subject: Subject) -> Iterator[Problem]:
    ended = {end.process for end in subject.of_kind(Kind.END)}
    for process in subject.drawing.processes:
        if process.id not in ended:
            yield Problem("END-SOME", process.id)


def flows_inside(subject: Subject) -> Iterator[Problem]:
    home = {element.id: (element.process, element.inside) for element in subject.nodes()}
    for flow in subject.drawing.flows:
        ends = {home.get(flow.source), home.get(flow.target)}
        if len(ends) > 1 or {each[0] for each in ends if each} != {flow.process}:
            yield Problem("FLOW-ENDS", flow.id)


def ways_out(subject: Subject) -> Iterator[Problem]:
    for element in subject.nodes():
        ways = len(subject.drawing.leaving(element.id))
        if element.kind in _ONE_WAY_OUT and ways != 1:
            yield Problem("FLOW-OUT", element.id, {"ways": str(ways), "wanted": "1"})
        if element.kind in ENDS and ways:
            yield Problem("FLOW-OUT", element.id, {"ways": str(ways), "wanted": "0"})
        if element.kind in {Kind.EXCLUSIVE, Kind.PARALLEL} and not ways:
            yield Problem("FLOW-OUT", element.id, {"ways": "0", "wanted": "1, 2, …"})


def ways_in(subject: Subject) -> Iterator[Problem]:
    for element in subject.of_kind(Kind.START, Kind.INNER_START, *ATTACHED):
        if subject.drawing.entering(element.id):
            yield Problem("FLOW-IN", element.id)


def gateway_events(subject: Subject) -> Iterator[Problem]:
    """Refuse events that are not a gateway's alone: it takes their definitions from them."""
    waiting = {element.id for element in subject.of_kind(Kind.CATCH, Kind.TIMER)}
    for gateway in subject.of_kind(Kind.EVENTS):
        flows = subject.drawing.leaving(gateway.id)
        if len(flows) < 2:  # noqa: PLR2004 - a choice of one is none
            yield Problem("EVENTS", gateway.id, {"target": gateway.id})
        for flow in flows:
            if flow.target not in waiting or len(subject.drawing.entering(flow.target)) != 1:
                yield Problem("EVENTS", gateway.id, {"target": flow.target})


def a_default(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.of_kind(Kind.EXCLUSIVE):
        flows = subject.drawing.leaving(gateway.id)
        default = [flow for flow in flows if flow.id == gateway.default]
        if (gateway.default or len(flows) > 1) and len(default) != 1:
            yield Problem("XOR-DEFAULT", gateway.id)
        for flow in flows:
            if (flow.condition is None) != (len(flows) == 1 or flow in default):
                yield Problem("XOR-CONDITION", flow.id)


def conditions_after_gateways(subject: Subject) -> Iterator[Problem]:
    gateways = {gateway.id for gateway in subject.of_kind(Kind.EXCLUSIVE)}
    for flow in subject.drawing.flows:
        if flow.condition is not None and flow.source not in gateways:
            yield Problem("CONDITION", flow.id)


def reachable(subject: Subject) -> Iterator[Problem]:
    starts = (start.id for start in subject.of_kind(Kind.START))
    reached = reachable_from(starts, subject.drawing.scopes.ahead())
    for element in subject.nodes():
        if element.id not in reached:
            yield Problem("REACHABLE", element.id)


def blocks(subject: Subject) -> Iterator[Problem]:
    """Refuse parallel gateways that are no pair around branches of their own."""
    yield from branches(subject.drawing).problems


def people_and_forms(subject: Subject) -> Iterator[Problem]:
    tasks = {task.id for task in subject.of_kind(Kind.USER)}
    for task in subject.of_kind(Kind.USER):
        if not task.role and not task.form:
            yield Problem("TASK-BARE", task.id)
            continue
        if not task.role:
            yield Problem("ROLE", task.id)
        if not task.form or f"{task.form}.json" not in subject.files:
            yield Problem("FORM", task.id, {"form": task.form or ""})
        if task.approves is not None and task.approves not in tasks - {task.id}:
            yield Problem("APPROVES", task.id, {"approves": task.approves})


def reminders_count_days(subject: Subject) -> Iterator[Problem]:
    for task in subject.of_kind(Kind.USER):
        for name, shape in _DAYS.items():
            given = task.properties.get(name)
            if given is not None and not (task.due and shape.fullmatch(given)):
                yield Problem("REMIND", task.id, {"given": f"{name}={given}"})


def readable_forms(subject: Subject) -> Iterator[Problem]:
    for name, data in subject.files.items():
        if name.endswith(".json"):
            try:
                read_form(data)
            except ValueError as error:
                yield Problem("FORM-JSON", name, {"error": str(error)}, name)


def read_form(data: bytes) -> dict[str, object]:
    """Give a form's JSON object; ValueError where it is none, or names a field twice."""
    try:
        read = json.loads(data, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(read, dict):
        raise ValueError("not an object")  # noqa: TRY004 - the file is wrong, not the call
    return read


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice")
    return read


def operations(subject: Subject) -> Iterator[Problem]:
    for task in subject.of_kind(Kind.SERVICE):
        if not task.operation:
            yield Problem("OPERATION", task.id)


def called_decisions(subject: Subject) -> Iterator[Problem]:
    """Refuse a business rule task whose decision stands in none of the tables."""
    known = sorted(table.id for _, table in decision_files.examine(subject.files)[0])
    for task in subject.of_kind(Kind.DECISION):
        if task.decision not in known:
            rule = "DECISION" if task.decision else "DECISION-CALLED"
            yield Problem(rule, task.id, {"decision": task.decision or "", **_one_of(known)})


def _one_of(known: list[str]) -> dict[str, str]:
    """Say what a task may ask: a table that is there, or else one that is put there first."""
    if known:
        return {"known": ", ".join(known), "known.vi": ", ".join(known)}
    return {"known": "the id of a decision in it", "known.vi": "id của một bảng trong tệp ấy"}


def events_have_messages(subject: Subject) -> Iterator[Problem]:
    """Refuse an event of which nothing says what it sends or hears: no name, and no flow."""
    talk = (*subject.drawing.message_flows, *subject.drawing.outside)
    flowing = {name for pair in talk for name in pair}
    for event in subject.of_kind(Kind.THROW, Kind.CATCH):
        if event.message is None:
            yield Problem("MESSAGE", event.id)
    for element in subject.nodes():
        if element.message == "" and element.id not in flowing:
            yield Problem("MESSAGE", element.id)
        if (element.to or element.payload) and not element.throws:
            yield Problem("MESSAGE", element.id)


def timers_have_dates(subject: Subject) -> Iterator[Problem]:
    for event in subject.of_kind(Kind.TIMER, Kind.BOUNDARY):
        if event.timer and not (event.due or event.duration):
            yield Problem("TIMER", event.id)


def message_flows(subject: Subject) -> Iterator[Problem]:
    known = {element.id: element for element in subject.drawing.elements}
    for source, target in subject.drawing.message_flows:
        start, end = known.get(source), known.get(target)
        if start is None or not start.throws:
            yield Problem("MESSAGE-FLOW", source)
        elif end is None or not _receives(end) or start.process == end.process:
            yield Problem("MESSAGE-FLOW", target)


def messages_flow(subject: Subject) -> Iterator[Problem]:
    within, outside = subject.drawing.message_flows, subject.drawing.outside
    sources = {source for source, _ in (*within, *outside)}
    targets, told = {target for _, target in within}, {target for _, target in outside}
    for element in subject.nodes():
        if element.throws and element.id not in sources:
            yield Problem("MESSAGE-FLOW", element.id)
        if _receives(element) and element.id not in targets:
            yield Problem("MESSAGE-OUTSIDE" if element.id in told else "MESSAGE-FLOW", element.id)


def expressions(subject: Subject) -> Iterator[Problem]:
    for owner, *_, source in places(subject.drawing, {}):
        try:
            parse(source)
        except ExpressionRefused as refusal:
            yield refusal.problem(owner)


RULES: Final[tuple[Rule, ...]] = (
    *(usable_ids, pools_and_processes, one_start, ends_somewhere, flows_inside),
    *(ways_out, ways_in, gateway_events, a_default, conditions_after_gateways, reachable),
    blocks,
    *SUBPROCESS_RULES,
    *(people_and_forms, reminders_count_days, readable_forms, operations, called_decisions),
    *(events_have_messages, timers_have_dates, message_flows, messages_flow),
    expressions,
)


def _receives(element: Element) -> bool:
    kinds = {Kind.START, Kind.CATCH, Kind.BOUNDARY}
    return element.kind == Kind.POOL or (element.kind in kinds and element.message is not None)
