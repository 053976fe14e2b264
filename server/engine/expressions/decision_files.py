"""Reads decision tables out of *.dmn files, and says what cannot be read as one."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from server.engine import xml
from server.engine.errors import DefinitionRefused, ExpressionRefused, Problem
from server.engine.expressions.comparison import Order
from server.engine.expressions.decisions import (
    ANSWERS_NOTHING,
    RECKONS,
    Cell,
    Decision,
    Domain,
    Line,
    Policy,
)
from server.engine.expressions.grammar import parse

_ORDERS: Final[tuple[tuple[str, Order], ...]] = (
    ("<=", ast.LtE),
    (">=", ast.GtE),
    ("<", ast.Lt),
    (">", ast.Gt),
)


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
    outputs = _children(table, "output")
    defaults = [_text(each) for output in outputs for each in _children(output, _DEFAULT)]
    return Decision(
        id=node.get("id", ""),
        policy=_policy(table) or Policy.UNIQUE,
        inputs=tuple(_texts(_children(table, "input"), "inputExpression")),
        outputs=tuple(each.get("name", "") for each in outputs),
        lines=tuple(_line(rule) for rule in _children(table, "rule")),
        domains=tuple(_domain(column) for column in _children(table, "input")),
        answers=tuple(_answer(column) for column in outputs),
        defaults=tuple(defaults) if len(defaults) == len(outputs) else (),
        name=node.get("name", ""),
    )


_DEFAULT: Final = "defaultOutputEntry"


def _policy(table: etree._Element) -> Policy | None:
    """Give the hit policy, COLLECT together with its aggregation; None for one that is not here."""
    named = (table.get("hitPolicy", "UNIQUE"), table.get("aggregation", ""))
    written = " ".join(part for part in named if part)
    return Policy(written) if written in set(Policy) else None


def _line(rule: etree._Element) -> Line:
    return Line(
        inputs=tuple(_cell(_text(each)) for each in _children(rule, "inputEntry")),
        outputs=tuple(_text(each) for each in _children(rule, "outputEntry")),
        id=rule.get("id", ""),
        description=_description(rule),
    )


def _description(node: etree._Element) -> str:
    found = next(iter(_children(node, "description")), None)
    return "" if found is None else (found.text or "").strip()


def _domain(column: etree._Element) -> Domain:
    expression = next(iter(_children(column, "inputExpression")), None)
    values = next(iter(_texts([column], "inputValues")), "")
    named = "" if expression is None else expression.get("typeRef", "")
    return Domain(named, values, column.get("label", ""))


def _answer(column: etree._Element) -> Domain:
    values = next(iter(_texts([column], "outputValues")), "")
    return Domain(column.get("typeRef", ""), values, column.get("label", ""))


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
    elif _policy(tables[0]) is None:
        table = tables[0]
        policy = f"{table.get('hitPolicy', '')} {table.get('aggregation', '')}".strip()
        yield Problem("DMN-POLICY", name, {"policy": policy, "known": ", ".join(Policy)})
    if not _has_columns(decision):
        yield Problem("DMN-COLUMNS", name)
    defaults = _all(node, _DEFAULT)
    if len(defaults) > len(decision.defaults) or (defaults and decision.policy in ANSWERS_NOTHING):
        yield Problem("DMN-DEFAULT", name)
    yield from _ragged(decision)
    yield from _unreadable(decision)


def _has_columns(decision: Decision) -> bool:
    """Tell whether it can be asked and answers by names of its own, one where it reckons."""
    outputs = decision.outputs
    named = decision.id and decision.inputs and outputs and all(outputs)
    apart = len(set(outputs)) == len(outputs)
    return bool(named) and apart and (decision.policy not in RECKONS or len(outputs) == 1)


def _ragged(decision: Decision) -> Iterator[Problem]:
    width = (len(decision.inputs), len(decision.outputs))
    for line in decision.lines:
        if (len(line.inputs), len(line.outputs)) != width:
            yield Problem("DMN-COLUMNS", decision.id)


def _unreadable(decision: Decision) -> Iterator[Problem]:
    for source in decision.sources:
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
