"""Which tasks can be done before others, and which are never both done in one case."""

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from server.engine.diagram.branches import beside, branches
from server.engine.diagram.drawing import Drawing, Element, Flow, Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import Read, reads


@dataclass(frozen=True, slots=True)
class Done:
    """A task that came out in some way: `field` of its form is `value`; in any way without."""

    element: str
    field: str = ""
    value: str = ""

    def truth(self, node: ast.expr) -> bool | None:
        """Tell whether a condition holds while the task stands so; None where that is open."""
        match node:
            case ast.BoolOp(op=op, values=values):
                found = [self.truth(each) for each in values]
                ending = isinstance(op, ast.Or)
                return ending if ending in found else None if None in found else not ending
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                truth = self.truth(operand)
                return None if truth is None else not truth
            case ast.Compare(left=left, ops=[op], comparators=[right]) if self._is(left):
                return _compared(self.value, op, right)
            case _:
                return None

    def _is(self, node: ast.expr) -> bool:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=field):
                return bool(self.field) and (name, field) == (self.element, self.field)
            case _:
                return False


@dataclass(frozen=True)
class Precedence:
    """A drawing, as far as one task is before another; messages lead from pool to pool."""

    drawing: Drawing

    def later(self, task: str) -> frozenset[str]:
        """Name the tasks that can only be done after one, or not in a case that comes to it.

        In another pool these are the ones that are reached through it alone: of all others nobody
        can tell, nor what the other members of a set have led to.
        """
        process = self._known[task].process
        several = any(each.each for each in self.drawing.processes if each.id == process)
        before = self._before(task)
        return frozenset(
            each.id
            for each in self.drawing.elements
            if each.kind == Kind.USER
            and task not in self._after[each.id]
            and (each.process == process or not (several or each.id in before))
            and not self._beside(task, each.id)
        )

    def apart(self, one: Done, other: Done, fixed: Callable[[Read], bool]) -> bool:
        """Tell whether no case comes to both; `fixed` is what stays as it is in a case."""
        if self._chosen_once(one.element, other.element, fixed):
            return True
        if self._known[one.element].process != self._known[other.element].process:
            return self._shuts_out(one, other.element) or self._shuts_out(other, one.element)
        follows = other.element in self._so(one) or one.element in self._so(other)
        return not follows and not self._beside(one.element, other.element)

    @cached_property
    def _known(self) -> Mapping[str, Element]:
        return {each.id: each for each in self.drawing.elements}

    @cached_property
    def _ahead(self) -> Mapping[str, Collection[str]]:
        return self._without(frozenset())

    @cached_property
    def _begin(self) -> Collection[str]:
        """Give the starts that no message leads to."""
        told = {target for _, target in self.drawing.message_flows}
        starts = (each.id for each in self.drawing.elements if each.kind == Kind.START)
        return [name for name in starts if name not in told]

    @cached_property
    def _choices(self) -> Mapping[str, Sequence[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.drawing.ways:
            if self._known[flow.source].kind == Kind.EXCLUSIVE:
                found.setdefault(flow.source, []).append(flow)
        return found

    def _without(self, shut: Collection[str]) -> dict[str, list[str]]:
        """Give where a case may go next from each element, but for some flows."""
        found: dict[str, list[str]] = {}
        for flow in self.drawing.ways:
            if flow.id not in shut:
                found.setdefault(flow.source, []).append(flow.target)
        interrupts = self.drawing.scopes.interrupts.items()
        pairs = [(host, event) for host, events in interrupts for event in events]
        for source, target in (*pairs, *self.drawing.message_flows):
            found.setdefault(source, []).append(target)
        return found

    def _before(self, task: str) -> set[str]:
        """Name what a case may come to without a task; a wait is over once somebody has spoken."""
        senders: dict[str, set[str]] = {}
        for source, target in self.drawing.message_flows:
            senders.setdefault(target, set()).add(source)
        waits = {each.id for each in self.drawing.elements if each.kind == Kind.CATCH}
        closed = {each for each in waits if senders.get(each)}
        while True:
            found = reachable_from(self._begin, self._ahead, without={task, *closed})
            spoken = {each for each in closed if senders[each] & found}
            if not spoken:
                return found
            closed -= spoken

    @cached_property
    def _after(self) -> Mapping[str, Collection[str]]:
        """Name what a case may come to from each element."""
        return {
            name: reachable_from(self._ahead.get(name, ()), self._ahead) for name in self._known
        }

    def _beside(self, one: str, other: str) -> bool:
        return beside(self._paths.get(one, ()), self._paths.get(other, ()))

    @cached_property
    def _paths(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return branches(self.drawing).paths

    def _so(self, done: Done) -> set[str]:
        """Name what a case comes to while a task stands as it came out."""
        ahead = self._standing(done)
        return reachable_from(ahead.get(done.element, ()), ahead, without={done.element})

    def _shuts_out(self, done: Done, task: str) -> bool:
        """Tell whether nobody comes to a task of another pool but where this one came out else."""
        before, so = (
            reachable_from(self._begin, ahead) for ahead in (self._ahead, self._standing(done))
        )
        return task in before - so and done.element not in self._after[task]

    def _standing(self, done: Done) -> dict[str, list[str]]:
        """Give where a case may go next as long as a task stands as it came out."""
        return self._without({flow for name in self._choices for flow in self._shut(name, done)})

    def _shut(self, gateway: str, done: Done) -> set[str]:
        """Name the flows of a choice that are not taken then; the default is, if no other."""
        if self._known[gateway].process != self._known[done.element].process:
            return set()
        found: dict[str, bool | None] = {}
        for flow in self._choices[gateway]:
            tree = tree_of(flow.condition)
            found[flow.id] = None if tree is None else done.truth(tree)
        shut = {name for name, truth in found.items() if truth is False}
        return shut | ({self._known[gateway].default or ""} if True in found.values() else set())

    def _chosen_once(self, one: str, other: str, fixed: Callable[[Read], bool]) -> bool:
        """Tell whether a choice that comes out the same all the time leads to one of them alone."""
        return any(
            _differ(self._led(flows, one), self._led(flows, other))
            for flows in self._choices.values()
            if self._is_fixed(flows, fixed)
        )

    def _led(self, flows: Sequence[Flow], task: str) -> set[str]:
        """Name the flows of a choice with which a case comes to a task."""
        names = {flow.id for flow in flows}
        return {
            name
            for name in names
            if task in reachable_from(self._begin, self._without(names - {name}))
        }

    @staticmethod
    def _is_fixed(flows: Sequence[Flow], fixed: Callable[[Read], bool]) -> bool:
        trees = [tree for tree in (tree_of(flow.condition) for flow in flows) if tree is not None]
        asked = [read for tree in trees for read in reads(tree)]
        return bool(asked) and all(map(fixed, asked))


def _differ(one: Collection[str], other: Collection[str]) -> bool:
    return bool(one and other) and {*one}.isdisjoint(other)


def _compared(value: str, op: ast.cmpop, right: ast.expr) -> bool | None:
    match op, right:
        case ast.Eq(), ast.Constant(value=written):
            return value == written
        case ast.NotEq(), ast.Constant(value=written):
            return value != written
        case ast.In() | ast.NotIn(), ast.List(elts=parts) | ast.Tuple(elts=parts):
            texts = [part.value for part in parts if isinstance(part, ast.Constant)]
            if value not in texts and len(texts) < len(parts):
                return None
            return (value in texts) is isinstance(op, ast.In)
        case _:
            return None
