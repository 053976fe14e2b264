"""Reads a decision's texts as FEEL: into trees, with what is in the way of that."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import repeat
from typing import Final, TypeVar

from lxml import etree

from server.engine.errors import ExpressionRefused, Problem
from server.engine.expressions.decision_context import ANYTHING, Context
from server.engine.expressions.decision_xml import SIGNS
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel import grammar
from server.engine.expressions.feel.evaluating import Model
from server.engine.expressions.feel.foreign import answer_here, cell_here
from server.engine.expressions.feel.nodes import Call, Literal, Node, Tests, bounds, parts, paths
from server.engine.expressions.tables import LISTS, RECKONS, Cell, Domain
from server.engine.expressions.tables_feel import KINDS, Feel

_Tree = TypeVar("_Tree")
_NOTHING: Final[Node] = Literal(None)


def in_feel(
    drawn: Decision, node: etree._Element, context: Context
) -> tuple[Decision, list[Problem]]:
    """Give a decision with its texts read as FEEL, as far as they can be, and what is wrong."""
    reader = _FeelReader(drawn, context)
    domains = tuple(map(reader.column, drawn.domains))
    answers = reader.answers(node)
    wide = max((len(line.inputs) for line in drawn.lines), default=0)
    columns = (*drawn.inputs, *repeat("?", wide))  # a line with a cell too many has its own rule
    lines = tuple(
        replace(line, inputs=tuple(map(reader.cell, line.inputs, columns, repeat(line.id))))
        for line in drawn.lines
    )
    owners = drawn.owners
    nodes = {
        source: reader.expression(source, owners.get(source, ""))
        for source in drawn.texts_beside_cells
    }
    cells = [cell for line in lines for cell in line.inputs]
    compared = (node for cell in cells if cell.tests for node in bounds(cell.tests))
    every = tuple(dict.fromkeys((*nodes.values(), *compared)))
    read = frozenset(path for node in every for path in paths(node))
    models = reader.models(every)
    feel = Feel(nodes, context.names, models)
    found = replace(
        drawn,
        lines=lines,
        domains=domains,
        answers=answers,
        language=feel,
        reads=tuple(sorted(read)),
        beside=(*context.said({path[0] for path in read}), *map(context.said_of, sorted(models))),
    )
    return found, [*reader.problems, *_types(found, read, context)]


@dataclass(slots=True)
class _FeelReader:
    """Reads the texts of one decision."""

    drawn: Decision
    context: Context
    problems: list[Problem] = field(default_factory=list)

    def expression(self, source: str, line: str) -> Node:
        return self.tree(grammar.expression, source, _NOTHING, line, answer_here)

    def tree(
        self,
        read: Callable[[str, frozenset[str], frozenset[str]], _Tree],
        source: str,
        otherwise: _Tree,
        line: str = "",
        here: Callable[[str], str | None] = lambda _: None,
    ) -> _Tree:
        """Read a text of a line; a refusal names that, or the decision where it has no id.

        It says how the text is written `here` where it is known from elsewhere.
        """
        try:
            return read(source, self.context.long, self.context.calls)
        except ExpressionRefused as refusal:
            ours = here(source)
            told = ExpressionRefused(f"this is written {ours} here", source) if ours else refusal
            self.problems.append(told.problem(line or self.drawn.id))
            return otherwise

    def cell(self, cell: Cell, column: str, line: str) -> Cell:
        source = "" if cell.source is None else cell.source
        if cell.order is not None:
            source = f"{SIGNS[cell.order]} {source}"
        if not source:
            return Cell(None, None)
        written = partial(cell_here, column=column)
        return Cell(source, None, self.tree(grammar.cell, source, Tests(), line, written))

    def column(self, column: Domain) -> Domain:
        """Follow a column's type, and read the list of its values."""
        found = self.context.type(column.type)
        values = column.values or found.values
        tests = self.tree(grammar.cell, values, Tests()) if values else Tests()
        name = ANYTHING if found.many else found.name
        return Domain(name, values, column.label, tests)

    def answers(self, node: etree._Element) -> tuple[Domain, ...]:
        """Give the outputs; one alone that says no type is of the decision's own."""
        columns = self.drawn.answers
        if len(columns) == 1 and not columns[0].type:
            own = self.context.of_variable(node)
            single = self.drawn.policy not in LISTS | RECKONS and not own.many
            values = columns[0].values or (own.values if single else "")
            columns = (replace(columns[0], type=own.name if single else "", values=values),)
        return tuple(map(self.column, columns))

    def models(self, nodes: Iterable[Node]) -> Mapping[str, Model]:
        """Give the functions of the file that are called, and those that they call."""
        found: dict[str, Model] = {}
        every = self.context.models
        waiting = [name for node in nodes for name in _calls(node) if name in every]
        while waiting:
            name = waiting.pop()
            model = every[name]
            if name in found:
                continue
            if isinstance(model, ExpressionRefused):
                self.problems.append(model.problem(self.drawn.id))
                continue
            found[name] = model
            waiting += [each for each in _calls(model.body) if each in every]
        return found


def _calls(node: Node) -> Iterator[str]:
    if isinstance(node, Call):
        yield node.function
    for part in parts(node):
        yield from _calls(part)


def _types(
    found: Decision, read: frozenset[tuple[str, ...]], context: Context
) -> Iterator[Problem]:
    """Refuse types of which we have no values, and of an expression alone what is no one value."""
    heads = {path[0] for path in read} & context.named.keys()
    types = [context.of_variable(context.named[name]).name for name in sorted(heads)]
    compound = "" if found.inputs else context.compound(found.id)
    if compound:
        yield Problem("DMN-TYPE", found.id, {"type": compound, "known": ", ".join(KINDS)})
    for name in dict.fromkeys((*types, *(each.type for each in (*found.domains, *found.answers)))):
        if name not in KINDS and name != ANYTHING and name not in context.items:
            yield Problem("DMN-TYPE", found.id, {"type": name, "known": ", ".join(KINDS)})
