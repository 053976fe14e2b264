"""Draws an abstract diagram as a BPMN collaboration that the linter accepts, and reads it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final
from xml.sax.saxutils import escape

from server.engine import JSON, Definition, Known, Signature, findings
from server.engine.calls import FOLDER, CallInterface, open_calls
from tests.engine.drawings import Pool
from tests.engine.model.diagram import ANY, SENDER, Diagram, Flow, Kind, Node
from tests.engine.model.terms import Day
from tests.lint.samples.material import DMN, laid_out
from tests.lint.samples.material import diagram as plain

KEY: Final = "p"
WORDS: Final = ("go", "back", "stay")
FACTS: Final[Mapping[str, JSON]] = {
    "deadlines": {"first": "2024-11-20", "last": "2024-12-31"},
    "before": {"n": 0, "verdict": "stay"},
}
KNOWN: Final = Known(
    roles=frozenset({"officer", "head"}),
    operations={
        "count": Signature(parameters=frozenset({"n"}), answers=frozenset({"n", "verdict"}))
    },
    facts=frozenset(FACTS),
    sets=frozenset(),
    holes=frozenset(),
)
MOST: Final = 5
"""What a number is at most that is entered in a form, or handed in to a call."""
FORM: Final = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": ["verdict", "n"],
        "properties": {
            "verdict": {
                "type": "string",
                "enum": list(WORDS),
                "x-labels": {word: word for word in WORDS},
                "x-route": True,
            },
            "n": {"type": "integer", "maximum": MOST, "x-route": True},
        },
        "x-actions": [{"field": "verdict", "value": word, "label": word} for word in WORDS],
    }
).encode()
_SAID: Final = "{'n': say.n, 'verdict': say.verdict}"
"""What the sender sends: any word, as its form has it."""


POINTLESS: Final = frozenset({
    *("END-REACH", "LOOP-ENDLESS", "CONDITION-CONSTANT", "FLOW-NEVER", "ASKED-TWICE", "ERROR-HOST"),
    *("DMN-NEVER", "LOOP-FIXED", "LOOP-STAYS"),
})  # fmt: skip
"""What the linter says of loops without a way out, of choices and lines that are none, of who asks
again too soon, and of errors out of calls. The engine alone can play all that: who is asked is
another's to count, and what is called may be opened alone."""


def files(diagram: Diagram) -> dict[str, bytes]:
    """Give the files of a definition with this process, and with parties it talks to."""
    text = plain(_process(diagram), *_world(diagram), flows=_messages(diagram))
    tables = {f"{node.id}.dmn": _table(node) for node in diagram.of_kind(Kind.DECISION)}
    written = {f"{KEY}.bpmn": laid_out(text), "form.json": FORM, **tables, **_called(diagram, "")}
    opened = open_calls(KEY, written, lambda _key, _manifest: CallInterface(form="form"))
    assert not opened.problems, opened.problems
    return dict(opened.files)


def _called(diagram: Diagram, call: str) -> dict[str, bytes]:
    """Give the files of the processes that are called in a process, and in those."""
    found: dict[str, bytes] = {}
    for node in diagram.nodes:
        if node.called and diagram.call(node) == call:
            folder = f"{FOLDER}c_{node.id}/"
            body = laid_out(plain(_body(diagram, node.id)))
            theirs = {f"c_{node.id}.bpmn": body, "form.json": FORM, **_called(diagram, node.id)}
            found |= {f"{folder}{name}": data for name, data in theirs.items()}
    return found


def decided(number: int) -> dict[str, JSON]:
    """Say what the table of any node answers a number."""
    fitting = {0: ("go", 1), 1: ("back", 0)}
    verdict, n = fitting.get(number, ("stay", 2))
    return {"verdict": verdict, "n": n}


def _table(node: Node) -> bytes:
    """Draw a table that answers as `decided` does, asked with the node's number."""
    lines = [("0", "'go'", "1"), ("1", "'back'", "0"), ("-", "'stay'", "2")]
    rules = "".join(
        f"<rule><inputEntry><text>{cell}</text></inputEntry>"
        f"<outputEntry><text>{verdict}</text></outputEntry>"
        f"<outputEntry><text>{n}</text></outputEntry></rule>"
        for cell, verdict, n in lines
    )
    source = escape(node.number.text if node.number else "0")
    return (
        f'<definitions xmlns="{DMN}"><decision id="d_{node.id}"><decisionTable hitPolicy="FIRST">'
        f'<input><inputExpression typeRef="number"><text>{source}</text></inputExpression></input>'
        f'<output name="verdict"/><output name="n"/>{rules}'
        "</decisionTable></decision></definitions>"
    ).encode()


def definition(given: Mapping[str, bytes]) -> Definition:
    """Read the files; AssertionError with the findings where the linter refuses them.

    What is `POINTLESS` may pass: the engine can play it for as long as it lasts.
    """
    found = [each for each in findings(KEY, given, KNOWN) if each.rule not in POINTLESS]
    assert not found, found
    return Definition.read(KEY, given)


def _process(diagram: Diagram) -> Pool:
    return _body(diagram, "")


def _body(diagram: Diagram, inside: str) -> Pool:
    """Draw the process, or what is in one subprocess of it."""
    pool = Pool(inside or KEY)
    for number, node in enumerate(diagram.nodes):
        if node.inside == inside and node.kind is not Kind.INPUT:
            _node(pool, diagram, node, ("officer", "head")[number % 2])
    for flow in diagram.flows:
        if diagram.node(flow.source).inside == inside:
            _flow(pool, diagram, flow)
    return pool


def _node(pool: Pool, diagram: Diagram, node: Node, role: str) -> None:
    drawn = _in_its_file(diagram, node)
    if node.called:
        pool.call(drawn.id, f"c_{node.id}", **_crossing(diagram, node))
    elif node.kind is Kind.SUBPROCESS:
        pool.subprocess(drawn.id, _body(diagram, node.id))
    else:
        _put(pool, drawn, role)


def _flow(pool: Pool, diagram: Diagram, flow: Flow) -> None:
    """Draw a flow; nobody draws the one to what is handed in."""
    source = diagram.node(flow.source)
    if diagram.node(flow.target).kind is not Kind.INPUT:
        before = _before(diagram.call(source))
        when = None if flow.condition is None else flow.condition.text.replace(before, "")
        choice = source.kind is Kind.EXCLUSIVE
        several = choice and len(diagram.leaving(flow.source)) > 1
        begins = diagram.entering(source.id)[0].source if source.kind is Kind.INPUT else source.id
        names = (name.removeprefix(before) for name in (begins, flow.target))
        pool.flow(*names, when=when, default=several and when is None)


def _before(call: str) -> str:
    return f"{call}__" if call else "\0"


def _in_its_file(diagram: Diagram, node: Node) -> Node:
    """Give a node as it is called in its own file: without the call before its names."""
    before = _before(diagram.call(node))

    def own(name: str) -> str:
        return name.removeprefix(before)

    number = replace(node.number, name=own(node.number.name)) if node.number else None
    day = node.day
    if isinstance(day, Day):
        day = replace(day, name=own(day.name))
    return replace(node, id=own(node.id), host=own(node.host), number=number, day=day)


def _crossing(diagram: Diagram, call: Node) -> dict[str, str]:
    """Say what a call hands in and back: a number each, and a word."""
    handed = next(each for each in diagram.within(call.id) if each.kind is Kind.INPUT)
    outside = _before(diagram.call(call))
    given = handed.number.text.replace(outside, "") if handed.number else ""
    said = call.number.text.replace(_before(call.id), "") if call.number else ""
    word = f"'go' if {said} == 0 else 'back' if {said} == 1 else 'stay'"  # as the game has it
    return {"in_n": given, "in_verdict": "'go'", "out_n": said, "out_verdict": word}


def _put(pool: Pool, node: Node, role: str) -> None:
    if node.error and node.host:
        pool.caught(node.id, node.host, None if node.error == ANY else node.error)
        return
    if node.error:
        pool.fail(node.id, node.error)
        return
    number = node.number.text if node.number else "0"
    puts: Mapping[Kind, Callable[[], object]] = {
        Kind.START: lambda: pool.start(node.id, _message(node)),
        Kind.END: lambda: (
            pool.terminate(node.id)
            if node.terminates
            else pool.end(node.id, _message(node), f"{{'n': {number}}}")
        ),
        Kind.THROW: lambda: (pool.send if node.task else pool.throw)(
            node.id, "said", f"{{'n': {number}}}"
        ),
        Kind.CATCH: lambda: (pool.receive if node.task else pool.catch)(node.id, f"m_{node.id}"),
        Kind.TIMER: lambda: pool.timer(node.id, _due(node)),
        Kind.BOUNDARY: lambda: pool.boundary(node.id, node.host, _message(node), _due(node)),
        Kind.USER: lambda: pool.user(node.id, role),
        Kind.SERVICE: lambda: pool.service(node.id, "count", n=number),
        Kind.DECISION: lambda: pool.rule(node.id, f"d_{node.id}"),
        Kind.EXCLUSIVE: lambda: pool.xor(node.id),
        Kind.EVENTS: lambda: pool.events(node.id),
        Kind.PARALLEL: lambda: pool.parallel(node.id),
    }
    puts[node.kind]()


def _message(node: Node) -> str | None:
    heard = f"m_{node.id}" if node.receives else None
    return "said" if node.throws else heard


def _due(node: Node) -> str:
    return node.day.text if node.day else ""


def _world(diagram: Diagram) -> Iterable[Pool]:
    """Draw who sends what the process receives, and who hears what it throws."""
    hears = any(node.throws for node in diagram.nodes)
    started = diagram.of_kind(Kind.START)[0].message
    sender = Pool(SENDER).start("hear", None if started else "said")
    sends = [node.id for node in diagram.nodes if node.receives]
    for name in sends:
        sender.throw(f"t_{name}", f"m_{name}", _SAID)
    names = [f"t_{name}" for name in sends]
    yield sender.user("say").end("sent").flow("hear", "say", *names, "sent")
    if started and hears:
        yield Pool("listener").start("listen", "said").end("heard").flow("listen", "heard")


def _messages(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    """Name which throw leads to which receiver."""
    started = diagram.of_kind(Kind.START)[0].message
    heard = "listen" if started else "hear"
    thrown = [(node.id, (heard,)) for node in diagram.nodes if node.throws]
    return dict(thrown + [(f"t_{node.id}", (node.id,)) for node in diagram.nodes if node.receives])
