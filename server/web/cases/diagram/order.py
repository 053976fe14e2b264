"""In what order a diagram's nodes come, and which of them it passes when nothing is amiss."""

from collections.abc import Collection, Iterable, Mapping

from lxml import etree

from server.web.cases.diagram import scopes as diagram_scopes
from server.web.cases.diagram.scopes import BPMN

_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DC = "{http://www.omg.org/spec/DD/20100524/DC}"


Edge = tuple[str, str, str]


def _edges(root: etree._Element, nodes: Mapping[str, str], *, untold: bool) -> list[Edge]:
    """Give what follows what, with the flow's id, loops back left aside.

    A flow to the left inside one pool is a loop, unless nothing else leads where it leads: then the
    drawing goes on in another row. Where `untold` is False, who waits for a message comes after its
    first sender alone, not after its neighbour.
    """
    left = _positions(root)
    messages = _messages(root, nodes, left)
    wanted = _heard(diagram_scopes.opened(root), messages, untold=untold)
    ahead = _heard(diagram_scopes.called_off(root), messages, untold=untold)
    ahead += [flow for flow in wanted if left.get(flow[0], 0.0) <= left.get(flow[1], 0.0)]
    ahead += messages.values()
    ahead += _heard(diagram_scopes.broken_off(root), messages, untold=untold)
    led_to = {target for _source, target, _flow in ahead}
    rows = [flow for flow in wanted if flow not in ahead and flow[1] not in led_to]
    return rows + ahead


def _heard(edges: Iterable[Edge], messages: Collection[str], *, untold: bool) -> list[Edge]:
    """Leave out what leads to who waits for a message, unless that is `untold`."""
    return [edge for edge in edges if untold or edge[1] not in messages]


def _messages(
    root: etree._Element, nodes: Mapping[str, str], left: Mapping[str, float]
) -> dict[str, Edge]:
    """Give for each receiver its first sender, the one drawn furthest to the left."""
    found: dict[str, Edge] = {}
    for flow in root.iter(f"{BPMN}messageFlow"):
        source, target = flow.get("sourceRef") or "", flow.get("targetRef") or ""
        first = found.get(target, ("", "", ""))[0]
        earlier = not first or left.get(source, 0.0) < left.get(first, 0.0)
        if source in nodes and target in nodes and earlier:
            found[target] = source, target, flow.get("id") or ""
    return found


def _positions(root: etree._Element) -> dict[str, float]:
    found = {}
    for shape in root.iter(f"{_DI}BPMNShape"):
        bounds = shape.find(f"{_DC}Bounds")
        if bounds is not None:
            found[shape.get("bpmnElement") or ""] = float(bounds.get("x") or 0)
    for plane in root.iter(f"{_DI}BPMNPlane"):
        call = plane.get("bpmnElement") or ""
        if call in found:  # what is called is drawn behind its call, and comes where that stands
            names = [shape.get("bpmnElement") or "" for shape in plane.iter(f"{_DI}BPMNShape")]
            furthest = max((abs(found.get(name, 0.0)) for name in names), default=0.0)
            found |= {n: found[call] + found.get(n, 0.0) / (furthest + 1) for n in names}
    return found


def in_order(root: etree._Element, nodes: Mapping[str, str]) -> list[str]:
    """Order all nodes so that each comes after what leads to it.

    What follows an event on a subprocess comes after what is in the subprocess.
    """
    after: dict[str, list[str]] = {}
    amiss = set(diagram_scopes.broken_off(root)) if diagram_scopes.entries(root) else set()
    edges = _edges(root, nodes, untold=True)
    for source, target, _ in sorted(edges, key=lambda edge: edge not in amiss):  # walked first
        after.setdefault(source, []).append(target)
    reached = {target for targets in after.values() for target in targets}
    starts = [e.get("id") or "" for e in root.iter(f"{BPMN}startEvent")]
    order: list[str] = []
    seen: set[str] = set()
    for start in [s for s in starts if s not in reached] + [s for s in starts if s in reached]:
        _visit(start, after, seen, order)
    return order[::-1]


def nearest_before(
    root: etree._Element, nodes: Mapping[str, str], tasks: Collection[str]
) -> dict[str, frozenset[str]]:
    """Name for each of `tasks` those that lead to it, none of them between; loops left aside."""
    back: dict[str, list[str]] = {}
    for source, target, _ in _edges(root, nodes, untold=True):
        back.setdefault(target, []).append(source)
    found = {}
    for task in tasks:
        seen, todo = {task}, [task]
        while todo:
            node = todo.pop()
            ways = () if node in tasks and node != task else back.get(node, ())
            todo += [source for source in ways if source not in seen]
            seen.update(ways)
        found[task] = frozenset(seen & set(tasks)) - {task}
    return found


def instead_of(
    root: etree._Element, nodes: Mapping[str, str], tasks: Collection[str]
) -> dict[str, frozenset[str]]:
    """Name for each of `tasks` those of its process that one choice leads to on a way without it.

    Left out is what it comes after.
    """
    after: dict[str, list[str]] = {}
    for source, target, _ in _edges(root, nodes, untold=True):
        if nodes.get(source) == nodes.get(target):
            after.setdefault(source, []).append(target)
    found: dict[str, set[str]] = {task: set() for task in tasks}
    for tag in ("exclusiveGateway", "eventBasedGateway"):
        for gate in root.iter(f"{BPMN}{tag}"):
            ways = [_first(way, after, tasks) for way in after.get(gate.get("id") or "", ())]
            every = set[str]().union(*ways)
            for task in every:
                found[task] |= every - set[str]().union(*(way for way in ways if task in way))
    others = set[str]().union(*found.values())
    behind = {name: _first(name, after, ()) for name in others}
    return {
        task: frozenset(other for other in several if task not in behind[other])
        for task, several in found.items()
    }


def _first(start: str, after: Mapping[str, list[str]], stop: Collection[str]) -> set[str]:
    """Name what a way comes to first of some nodes; all it comes to, where it stops nowhere."""
    seen, todo = {start}, [start]
    while todo:
        node = todo.pop()
        ahead = [each for each in after.get(node, ()) if node not in stop and each not in seen]
        seen.update(ahead)
        todo += ahead
    return seen & set(stop) if stop else seen


def _visit(start: str, after: Mapping[str, list[str]], seen: set[str], order: list[str]) -> None:
    """Walk depth first without recursion, writing each node down after all it leads to."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(after.get(start, ())))]
    while stack:
        target = next((t for t in stack[-1][1] if t not in seen), None)
        if target is None:
            order.append(stack.pop()[0])
        else:
            seen.add(target)
            stack.append((target, iter(after.get(target, ()))))


def usual(root: etree._Element, start: str, nodes: Mapping[str, str]) -> frozenset[str]:
    """Follow the diagram as it goes when nothing is amiss: default flows, and no time runs out."""
    defaults = {
        gate.get("id"): gate.get("default") for gate in root.iter(f"{BPMN}exclusiveGateway")
    }
    amiss = diagram_scopes.failures(root) | {
        node.getparent().get("id")  # type: ignore[union-attr]
        for node in root.iter(f"{BPMN}timerEventDefinition")
    }
    after: dict[str, list[tuple[str, str]]] = {}
    for source, target, flow in _edges(root, nodes, untold=False):
        if target not in amiss:
            after.setdefault(source, []).append((target, flow))
    found, todo = {start}, [start]
    while todo:
        node = todo.pop()
        ways = after.get(node, [])
        default = [target for target, flow in ways if flow and flow == defaults.get(node)]
        for target in default or [target for target, _ in ways]:
            if target not in found:
                found.add(target)
                todo.append(target)
    return frozenset(found)
