"""Rules about messages, their payloads and recipients, and about the dates of timers."""

import ast
from collections.abc import Collection, Iterator
from typing import Final

from server.engine.diagram.checks import nameable
from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_day
from server.engine.expressions.grammar import tree_of
from server.engine.lint.known import DraftDefinition
from server.engine.xml import BPMN

_NO_OBJECT: Final = (ast.Constant, ast.List, ast.Tuple, ast.Compare, ast.UnaryOp, ast.BinOp)
_NO_DATE: Final = (ast.List, ast.Tuple, ast.Dict, ast.Compare, ast.UnaryOp)
_DATED: Final = frozenset({"date", "max", "min", "workdays"})


def unused(draft: DraftDefinition) -> Iterator[Problem]:
    used = {each.get("messageRef") for each in draft.root.iter(f"{BPMN}*")}
    for message in draft.root.findall(f"{BPMN}message"):
        if message.get("id") not in used:
            holes = {"name": message.get("name", "")}
            yield Problem("MESSAGE-UNUSED", message.get("id", ""), holes)


def agreeing(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a flow whose ends name two messages: it runs, and says what is not so."""
    known = draft.by_id()
    for source, target in draft.drawing.message_flows:
        start, end = known.get(source), known.get(target)
        if start is not None and end is not None and start.message and end.message:
            holes = {"sent": start.message, "target": target, "wanted": end.message}
            if start.message != end.message:
                yield Problem("MESSAGE-DIFFERS", source, holes)


def from_edges(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a message that a pool sends by its edge: nothing in there says when."""
    for flow, start, end in _drawn(draft):
        if start.kind == Kind.POOL:
            throws = [each for each in _of_process(draft, start) if each.throws]
            holes = {"flow": flow, "target": end.id, "known": _fitting(throws, end.message)}
            yield Problem("MESSAGE-FROM-EDGE", start.id, holes)


def to_main_edge(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a message to the edge of the pool that begins with the case: it would take it out."""
    begin = [each for each in draft.of_kind(Kind.START) if each.message is None]
    main = begin[0].process if len(begin) == 1 else ""
    for flow, start, end in _drawn(draft):
        if end.kind == Kind.POOL and end.process == main and start.process != main:
            heard = {Kind.CATCH, Kind.BOUNDARY}
            known = [
                e for e in _of_process(draft, end) if e.kind in heard and e.message is not None
            ]
            holes = {"flow": flow, "target": end.id, "known": _fitting(known, start.message)}
            yield Problem("MESSAGE-MAIN", start.id, holes)


def _drawn(draft: DraftDefinition) -> Iterator[tuple[str, Element, Element]]:
    """Give the message flows with both their ends."""
    known = draft.by_id()
    for flow in draft.root.findall(f"{BPMN}collaboration/{BPMN}messageFlow"):
        start, end = known.get(flow.get("sourceRef", "")), known.get(flow.get("targetRef", ""))
        if start is not None and end is not None:
            yield flow.get("id", ""), start, end


def _of_process(draft: DraftDefinition, pool: Element) -> Iterator[Element]:
    return (each for each in draft.drawing.elements if each.process == pool.process)


def _fitting(several: Collection[Element], message: str | None) -> str:
    """Name those of this message, or all where none is."""
    fit = [each.id for each in several if message and each.message == message]
    return ", ".join(fit or [each.id for each in several]) or "—"


def recipients(draft: DraftDefinition) -> Iterator[Problem]:
    known = draft.by_id()
    many = draft.many
    for source, target in draft.drawing.message_flows:
        start, end = known.get(source), known.get(target)
        if start is not None and start.to and end is not None and end.process not in many:
            yield Problem("RECIPIENTS", source, {"target": target})


def named(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a message to a set that only the throw can name, and does not."""
    known = draft.by_id()
    sets = {process.id: process.each for process in draft.drawing.processes}
    for source, target in draft.drawing.message_flows:
        start, end = known.get(source), known.get(target)
        if start is None or end is None or start.to or target == start.process:
            continue
        each = sets.get(end.process)
        if each in draft.known.named and end.kind != Kind.POOL:
            yield Problem("RECIPIENTS-NAMED", source, {"target": target, "each": each or ""})


def to_rows(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse to begin for rows by who does not know them, or to name others than theirs."""
    known = draft.by_id()
    for start, _ in draft.begins():
        for target in (t for s, t in draft.drawing.message_flows if s == start.id and t in known):
            rows = draft.row_set(known[target])
            task = known.get(rows.task) if rows else None
            if rows and (start.to or task is None or task.process != start.process):
                yield Problem("RECIPIENTS-ROWS", start.id, {"target": target, "task": rows.task})


def payloads(draft: DraftDefinition) -> Iterator[Problem]:
    for element in draft.drawing.elements:
        tree = tree_of(element.payload)
        if isinstance(tree, _NO_OBJECT):
            yield Problem("PAYLOAD", element.id, {"field": element.payload or ""})
        for node in ast.walk(tree) if tree is not None else ():
            for key in node.keys if isinstance(node, ast.Dict) else ():
                if isinstance(key, ast.Constant) and not nameable(str(key.value)):
                    yield Problem("PAYLOAD", element.id, {"field": str(key.value)})


def timers(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a timer whose date is a duration, a time or none at all: it fails when reached."""
    for element in draft.drawing.elements:
        tree = tree_of(element.due) if element.timer else None
        parts = [*leaves(tree)] if tree is not None else []
        never = all(isinstance(leaf, ast.Constant) and leaf.value is None for leaf in parts)
        for leaf in parts:
            if never or not _may_be_date(leaf):
                yield Problem("TIMER-DATE", element.id, {"value": ast.unparse(leaf)})


def leaves(node: ast.expr) -> Iterator[ast.expr]:
    """Give what an expression may come to: a choice gives one of its sides."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            yield from leaves(body)
            yield from leaves(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from leaves(value)
        case _:
            yield node


def _may_be_date(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return value is None or (isinstance(value, str) and is_day(value))
        case ast.Call(func=ast.Name(id=name)):
            return name in _DATED
        case _:
            return not isinstance(node, _NO_DATE)
