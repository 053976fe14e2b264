"""Decision tables in DMN, their cells in our language; hit policies UNIQUE and FIRST.

An input cell that is empty or `-` fits anything; one that begins with <, <=, > or >= compares the
input with what follows; any other is an expression whose value the input must equal.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from server.engine import xml
from server.engine.errors import DecisionRefused, DefinitionRefused, ExpressionRefused, Problem
from server.engine.expressions.comparison import (
    Order,
    ordered,
    same,
)
from server.engine.expressions.grammar import parse
from server.engine.expressions.language import evaluate
from server.engine.values import JSON

_ORDERS: Final[tuple[tuple[str, Order], ...]] = (
    ("<=", ast.LtE),
    (">=", ast.GtE),
    ("<", ast.Lt),
    (">", ast.Gt),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One input cell: fits anything where `source` is None, compares where it has an order."""

    source: str | None
    order: Order | None


@dataclass(frozen=True, slots=True)
class Line:
    inputs: tuple[Cell, ...]
    outputs: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """What an input column says of its values: DMN's type, and the list of all of them, if any."""

    type: str = ""
    values: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision table; `first` tells hit policy FIRST from UNIQUE."""

    id: str
    first: bool
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    lines: tuple[Line, ...]
    domains: tuple[Domain, ...] = ()

    def decide(self, facts: Mapping[str, JSON]) -> dict[str, JSON]:
        """Give the outputs of the line that fits, or raise DecisionRefused."""
        values = [evaluate(source, facts) for source in self.inputs]
        fitting = [line for line in self.lines if self.fits(line, values, facts)]
        if not fitting:
            raise DecisionRefused(self.id, "no line fits")
        if len(fitting) > 1 and not self.first:
            raise DecisionRefused(self.id, f"{len(fitting)} lines fit, and only one may")
        cells = zip(self.outputs, fitting[0].outputs, strict=True)
        return {name: evaluate(source, facts) for name, source in cells}

    def fits(self, line: Line, values: list[JSON], facts: Mapping[str, JSON]) -> bool:
        pairs = zip(line.inputs, values, strict=True)
        return all(self.cell(cell, value, facts) for cell, value in pairs)

    def cell(self, cell: Cell, value: JSON, facts: Mapping[str, JSON]) -> bool:
        if cell.source is None:
            return True
        wanted = evaluate(cell.source, facts)
        if cell.order is None:
            return same(value, wanted)
        try:
            return ordered(cell.order, value, wanted)
        except TypeError:
            raise DecisionRefused(self.id, f"{value!r} has no order with {wanted!r}") from None


def read(files: Mapping[str, bytes]) -> dict[str, Decision]:
    """Read every decision of the *.dmn files; DefinitionRefused with all problems."""
    tables, problems = examine(files)
    if problems:
        raise DefinitionRefused(tuple(problems))
    return {table.id: table for _, table in tables}


def examine(files: Mapping[str, bytes]) -> tuple[list[tuple[str, Decision]], list[Problem]]:
    """Give each decision with its file, as far as it can be read, and what is wrong with them."""
    tables: list[tuple[str, Decision]] = []
    problems: list[Problem] = []
    for name in sorted(each for each in files if each.endswith(".dmn")):
        try:
            nodes = _all(xml.read(name, files[name]), "decision")
        except DefinitionRefused as refused:
            problems += refused.problems
            continue
        for node in nodes:
            decision = _decision(node)
            problems += (replace(each, file=name) for each in _problems(decision, node))
            if decision.id in {known.id for _, known in tables}:
                problems.append(Problem("DMN-ID", decision.id, file=name))
            tables.append((name, decision))
    return tables, problems


def _decision(node: etree._Element) -> Decision:
    table = next(iter(_all(node, "decisionTable")), node)
    return Decision(
        id=node.get("id", ""),
        first=table.get("hitPolicy", "UNIQUE") == "FIRST",
        inputs=tuple(_texts(_children(table, "input"), "inputExpression")),
        outputs=tuple(each.get("name", "") for each in _children(table, "output")),
        lines=tuple(_line(rule) for rule in _children(table, "rule")),
        domains=tuple(_domain(column) for column in _children(table, "input")),
    )


def _line(rule: etree._Element) -> Line:
    return Line(
        inputs=tuple(_cell(_text(each)) for each in _children(rule, "inputEntry")),
        outputs=tuple(_text(each) for each in _children(rule, "outputEntry")),
        id=rule.get("id", ""),
    )


def _domain(column: etree._Element) -> Domain:
    expression = next(iter(_children(column, "inputExpression")), None)
    values = next(iter(_texts([column], "inputValues")), "")
    return Domain("" if expression is None else expression.get("typeRef", ""), values)


def _cell(text: str) -> Cell:
    if text in {"", "-"}:
        return Cell(None, None)
    for sign, order in _ORDERS:
        if text.startswith(sign):
            return Cell(text.removeprefix(sign).strip(), order)
    return Cell(text, None)


def _problems(decision: Decision, node: etree._Element) -> Iterator[Problem]:
    name = decision.id
    tables = _all(node, "decisionTable")
    if len(tables) != 1:
        yield Problem("DMN-TABLE", name)
    elif tables[0].get("hitPolicy", "UNIQUE") not in {"UNIQUE", "FIRST"}:
        yield Problem("DMN-POLICY", name, {"policy": tables[0].get("hitPolicy", "")})
    if not (decision.id and decision.inputs and decision.outputs and all(decision.outputs)):
        yield Problem("DMN-COLUMNS", name)
    if len(set(decision.outputs)) != len(decision.outputs):
        yield Problem("DMN-COLUMNS", name)
    yield from _ragged(decision)
    yield from _unreadable(decision)


def _ragged(decision: Decision) -> Iterator[Problem]:
    width = (len(decision.inputs), len(decision.outputs))
    for line in decision.lines:
        if (len(line.inputs), len(line.outputs)) != width:
            yield Problem("DMN-COLUMNS", decision.id)


def _unreadable(decision: Decision) -> Iterator[Problem]:
    cells = [
        cell.source for line in decision.lines for cell in line.inputs if cell.source is not None
    ]
    outputs = [source for line in decision.lines for source in line.outputs]
    for source in (*decision.inputs, *cells, *outputs):
        try:
            parse(source)
        except ExpressionRefused as refusal:
            yield refusal.problem(decision.id)


def _all(node: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in node.iter() if etree.QName(each).localname == name]


def _children(node: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in node if etree.QName(each).localname == name]


def _text(node: etree._Element) -> str:
    return "".join((each.text or "").strip() for each in _children(node, "text"))


def _texts(nodes: list[etree._Element], name: str) -> Iterator[str]:
    for node in nodes:
        yield from (_text(each) for each in _children(node, name))
