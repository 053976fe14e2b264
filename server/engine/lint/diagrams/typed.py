"""Rules about the types of values: what is compared, what a condition, a list, a date gives."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from server.engine.calls.callable import obstacle
from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_day
from server.engine.expressions.decisions import Decision
from server.engine.expressions.durations import ENTERED
from server.engine.expressions.grammar import tree_of
from server.engine.lint.decisions import answer_types, rulings
from server.engine.lint.decisions.behind import AnswersBehind
from server.engine.lint.decisions.computed import read_paths
from server.engine.lint.diagrams import recipient_keys, records
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values import large
from server.engine.lint.values.comparing import DEADLINES, Names, Reading
from server.engine.lint.values.form_types import opening, routed
from server.engine.lint.values.misfits import VIETNAMESE, unknown_deadline
from server.engine.lint.values.value_types import (
    ANY,
    DAY,
    Sort,
    Type,
    joined,
    party,
    record,
)

_EMPTY: Final = record({})
_ROUND: Final = "round"
_RESULT: Final = "TYPE-RESULT"
LAPS: Final = 8
"""So often, at least, is asked what messages carry that carry what others carried."""


def given(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse values that never fit, in what elements send, ask, wait for and hand over."""
    known = Environment(draft)
    for each in draft.drawing.elements:
        names = known.names(each.process)
        yield from of_element(each.id, each.to, names, Sort.LIST)
        yield from recipient_keys.named(draft, each, names)
        for source in (each.payload, *each.parameters.values()):
            yield from of_element(each.id, source, names)
        yield from of_element(each.id, each.dated, timed_names(known, each), Sort.DAY)


def deadlines(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a due date that no bloc-year has: nobody would ever be reminded of it."""
    found = draft.known.types.get(DEADLINES, ANY).fields
    for task in draft.of_kind(Kind.USER):
        if task.due and found is not None and task.due.isidentifier() and task.due not in found:
            misfit = unknown_deadline(task.due, frozenset(found))
            yield Problem(misfit.rule, task.id, misfit.holes)


def reckoned(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse to reckon with what is no number, or may be nothing."""
    known = Environment(draft)
    for task in draft.of_kind(Kind.SERVICE):
        signature = draft.known.operations.get(task.operation or "")
        for name in sorted(signature.numbers if signature else ()):
            tree = tree_of(task.parameters.get(name))
            given = ANY if tree is None else Reading(known.names(task.process)).of(tree)
            if not records.is_number(given):
                holes = {"parameter": name, "given": task.parameters[name]}
                yield Problem("RECORDS", task.id, {**holes, **records.NUMBER})


def decided(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a decision table that is asked what does not fit its columns and cells."""
    known = Environment(draft)
    names = {process.id: known.names(process.id) for process in draft.drawing.processes}
    yield from rulings.asked(draft, names)


def bounded(draft: DraftDefinition) -> DraftDefinition:
    """Give the definition with what its decision tables may be asked."""
    known = Environment(draft)
    names = {process.id: known.names(process.id) for process in draft.drawing.processes}
    return replace(draft, tables=rulings.bounded(draft, names))


def timed_names(known: "Environment", element: Element) -> Names:
    """Give the types of what the day of an element may read: a timer's, when it began to wait."""
    names = known.names(element.process)
    return {ENTERED: DAY, **names} if element.timer else names


class Environment:
    """The types of all that the expressions of a process may read."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.draft = draft
        self.elements = draft.by_id()
        self.facts: Names = {**dict.fromkeys(draft.known.facts, ANY), **draft.known.types}
        self.said: Mapping[str, Type] = {}  # by each call: what it has to say
        self._behind = AnswersBehind(draft.decisions)
        self._tables: dict[str, tuple[Names | None, Type]] = {}

    def names(self, process: str) -> Names:
        """Give the types of the names of one process."""
        return self._named.get(process, self.facts)

    @cached_property
    def _named(self) -> Mapping[str, Names]:
        found = self._all({}, {})
        throws = [e for e in self.elements.values() if e.throws and e.process in found]
        calls = [each for each in self.elements.values() if each.called is not None]
        sent: Mapping[str, Type] = {}
        # one may carry what another carried, or stand in another; a number may grow in laps
        for _ in range(max(LAPS, len(throws) + len(calls))):
            before = sent, self.said, found
            sent = {
                each.id: _gives(each.payload, found[each.process]) if each.payload else _EMPTY
                for each in throws
            }
            self.said = {each.id: _returned(each, found.get(each.process, {})) for each in calls}
            found = self._all(sent, found)
            if (sent, self.said, found) == before:
                break
        return found

    def _all(self, sent: Mapping[str, Type], before: Mapping[str, Names]) -> dict[str, Names]:
        """Give the names of each process; `before` are those that its tables read."""
        found: dict[str, dict[str, Type]] = {
            process.id: {**self.facts, **self._key(process.each or "")}
            for process in self.draft.drawing.processes
        }
        for process in self._once & found.keys():
            found[process] |= self._first_round()
        for each in self.elements.values():
            if each.kind != Kind.POOL and each.process in found:
                names = before.get(each.process, {})
                found[each.process][each.id] = self._left(each, sent, names)
        return dict(found)

    def _key(self, each: str) -> Names:
        """Give what the key of an instance may be, where its set is of units or bodies."""
        whose = self.draft.known.members.get(each)
        return {} if whose is None else {"key": party(whose)}

    @cached_property
    def _once(self) -> frozenset[str]:
        """Name what begins once; what may be called is in the round of whoever calls it."""
        return self.draft.begun_once() if obstacle(self.draft.root) else frozenset()

    def _first_round(self) -> Names:
        """Give the round of a process that begins once in a case: the first."""
        found = self.facts.get(_ROUND, ANY)
        return {_ROUND: replace(found, most=found.least)} if _ROUND in self.facts else {}

    def _left(self, element: Element, sent: Mapping[str, Type], names: Names) -> Type:
        """Give what passing an element leaves under its id."""
        known = self.draft.known
        if element.kind == Kind.USER:
            form = element.form or ""
            fields = routed(self.draft.forms.get(form), form, known.results.get(form, ()))
            return ANY if fields is None else record(fields)
        if element.kind in {Kind.SERVICE, Kind.DECISION}:
            return self._answered(element, names)
        if element.kind == Kind.CALL_INPUT:
            form = element.form or ""
            return opening(self.draft.forms.get(form) or {}, form)
        if element.called is not None:
            return self.said.get(element.id, ANY)
        if element.timer or element.kind == Kind.ERROR_BOUNDARY:
            return _EMPTY
        return self._sent(element, sent)

    def _answered(self, element: Element, names: Names) -> Type:
        if element.kind == Kind.DECISION:
            table = self.draft.decisions.get(element.decision or "")
            return ANY if table is None else self._of_table(table, names)
        signature = self.draft.known.operations.get(element.operation or "")
        if signature is None:
            return ANY
        named = {name: records.of_field(self.draft, element) for name in signature.of_field}
        return record({**signature.types, **named})

    def _of_table(self, table: Decision, names: Names) -> Type:
        """Give what a table answers; it is looked at anew where it reads something else."""
        read = {path[0] for each in (table, *table.behind) for path in read_paths(each)}
        known = {name: names.get(name, ANY) for name in read}
        before, answers = self._tables.get(table.id, (None, ANY))
        if known != before:
            answers = answer_types.of_table(table, self._behind, known)
            self._tables[table.id] = known, answers
        return answers

    def _sent(self, element: Element, sent: Mapping[str, Type]) -> Type:
        senders = [s for s, target in self.draft.drawing.message_flows if target == element.id]
        payloads = [sent[name] for name in senders if name in sent]
        if not payloads or len(payloads) < len(senders) or self._counts_in(element):
            return ANY
        rows = self.draft.row_set(element)
        return _of_any([*payloads, record(rows.columns)] if rows else payloads)

    def _counts_in(self, element: Element) -> bool:
        """Tell whether a wait knows only who has come in: one in a set hears each of them."""
        sets = {process.id for process in self.draft.drawing.processes if process.each}
        return "await" in element.properties and element.process not in sets


def _of_any(payloads: list[Type]) -> Type:
    """Give what a message of several senders may carry; who puts what in is told elsewhere."""
    if any(each.fields is None for each in payloads):
        return ANY
    several = [each.fields or {} for each in payloads]
    names = dict.fromkeys(name for fields in several for name in fields)
    return record({n: joined([f[n] for f in several if n in f]) for n in names})


def _returned(call: Element, names: Names) -> Type:
    trees = {name: tree_of(source) for name, source in call.parameters.items()}
    return record({n: ANY if t is None else Reading(names).of(t) for n, t in trees.items()})


def misfits(owner: str, source: str, names: Names, wanted: str) -> tuple[Problem, ...]:
    """Name what never fits in an expression beside the diagram; `wanted` is a sort, or empty."""
    return tuple(of_element(owner, source, names, Sort(wanted) if wanted else None))


def judged(source: str | None, names: Names, wanted: Sort | None = None) -> Iterator[Problem]:
    """Name what never fits in an expression, and that it gives another sort than is wanted."""
    tree = tree_of(source)
    if tree is None:
        return
    reading = Reading(names)
    found = reading.of(tree)
    yield from (Problem(each.rule, "", each.holes) for each in reading.misfits)
    if wanted is not Sort.TRUTH:
        yield from large.given_out(tree, names)
    if wanted is Sort.TRUTH:
        yield from _untrue(tree, names)
    elif wanted is Sort.LIST and found.maybe:
        yield Problem("TYPE-NOTHING", "", {"name": ast.unparse(tree)})
    elif wanted is not None and not _fits(found, wanted):
        yield _misfit(tree, found, wanted)


def _untrue(node: ast.expr, names: Names) -> Iterator[Problem]:
    """Name each part of a condition that is no truth: a text that is not empty counts as one."""
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                yield from _untrue(value, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand) if not _is_list(operand, names):
            yield from _untrue(operand, names)
        case _:  # `not` of a list is whether it is empty, or there is none
            found = Reading(names).of(node)
            if not _fits(found, Sort.TRUTH):
                yield _misfit(node, found, Sort.TRUTH)


def _misfit(node: ast.expr, found: Type, wanted: Sort) -> Problem:
    holes = {"source": ast.unparse(node), "given": found.sort.value, "wanted": wanted.value}
    holes |= {"given.vi": VIETNAMESE[found.sort], "wanted.vi": VIETNAMESE[wanted]}
    return Problem(_RESULT, "", holes)


def of_element(
    owner: str, source: str | None, names: Names, wanted: Sort | None = None
) -> Iterator[Problem]:
    """Name what never fits in an expression of an element, as `judged`."""
    for each in judged(source, names, wanted):
        yield Problem(each.rule, owner, each.holes)


def _is_list(node: ast.expr, names: Names) -> bool:
    return Reading(names).of(node).sort is Sort.LIST


def _fits(found: Type, wanted: Sort) -> bool:
    if found.sort in {Sort.ANY, wanted} or (wanted is Sort.DAY and found.sort is Sort.NOTHING):
        return True
    as_day = wanted is Sort.DAY and found.sort is Sort.TEXT
    return as_day and (found.values is None or all(map(is_day, found.values)))


def _gives(source: str, names: Names) -> Type:
    tree = tree_of(source)
    return ANY if tree is None else Reading(names).of(tree)
