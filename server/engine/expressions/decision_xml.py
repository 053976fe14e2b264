"""What a decision's element of a *.dmn file says, as it is written there."""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from server.engine.expressions.comparison import Order
from server.engine.expressions.decisions import Decision
from server.engine.expressions.tables import ANSWER, Cell, Domain, Line, Policy

SIGNS: Final[Mapping[Order, str]] = {ast.LtE: "<=", ast.GtE: ">=", ast.Lt: "<", ast.Gt: ">"}
"""How a cell begins that compares; the longer signs first."""
DEFAULT: Final = "defaultOutputEntry"


def drawn(node: etree._Element) -> Decision:
    """Give a decision as it is written, its cells as those of our language."""
    alone = literal(node)
    if alone is not None:
        return _alone(node, alone)
    table = next(iter(all_of(node, "decisionTable")), node)
    outputs = children(table, "output")
    defaults = [text(each) for output in outputs for each in children(output, DEFAULT)]
    return Decision(
        id=node.get("id", ""),
        policy=policy(table) or Policy.UNIQUE,
        inputs=tuple(texts(children(table, "input"), "inputExpression")),
        outputs=_names(outputs),
        lines=tuple(_line(rule) for rule in children(table, "rule")),
        domains=tuple(_domain(column) for column in children(table, "input")),
        answers=tuple(_answer(column, _called(node, table)) for column in outputs),
        defaults=tuple(defaults) if len(defaults) == len(outputs) else (),
        name=node.get("name", ""),
    )


def literal(node: etree._Element) -> etree._Element | None:
    """Give the expression that is all of a decision, None where it is anything else."""
    return next(iter(children(node, "literalExpression")), None)


def _alone(node: etree._Element, expression: etree._Element) -> Decision:
    """Give an expression alone as a table without columns, of one line that always fits."""
    column = Domain(expression.get("typeRef", ""), "", node.get("name", ""))
    line = Line((), (text(expression),), expression.get("id", ""))
    return Decision(
        id=node.get("id", ""),
        policy=Policy.UNIQUE,
        inputs=(),
        outputs=(ANSWER,),
        lines=(line,),
        answers=(column,),
        name=node.get("name", ""),
    )


def _names(outputs: list[etree._Element]) -> tuple[str, ...]:
    several = tuple(each.get("name", "") for each in outputs)
    return (ANSWER,) if several == ("",) else several


def policy(table: etree._Element) -> Policy | None:
    """Give the hit policy, COLLECT together with its aggregation; None for one that is not here."""
    named = (table.get("hitPolicy", "UNIQUE"), table.get("aggregation", ""))
    written = " ".join(part for part in named if part)
    return Policy(written) if written in set(Policy) else None


def _line(rule: etree._Element) -> Line:
    return Line(
        inputs=tuple(_cell(text(each)) for each in children(rule, "inputEntry")),
        outputs=tuple(text(each) for each in children(rule, "outputEntry")),
        id=rule.get("id", ""),
        description=_description(rule),
    )


def _description(node: etree._Element) -> str:
    found = next(iter(children(node, "description")), None)
    return "" if found is None else (found.text or "").strip()


def _domain(column: etree._Element) -> Domain:
    expression = next(iter(children(column, "inputExpression")), None)
    values = next(iter(texts([column], "inputValues")), "")
    named = "" if expression is None else expression.get("typeRef", "")
    return Domain(named, values, column.get("label", ""))


def _answer(column: etree._Element, called: str) -> Domain:
    values = next(iter(texts([column], "outputValues")), "")
    label = column.get("label", "") or (called if not column.get("name") else "")
    return Domain(column.get("typeRef", ""), values, label)


def _called(node: etree._Element, table: etree._Element) -> str:
    """Give what an output without a name is called."""
    return table.get("outputLabel", "") or node.get("name", "")


def _cell(written: str) -> Cell:
    if written in {"", "-"}:
        return Cell(None, None)
    for order, sign in SIGNS.items():
        if written.startswith(sign):
            return Cell(written.removeprefix(sign).strip(), order)
    return Cell(written, None)


def all_of(node: etree._Element, name: str) -> list[etree._Element]:
    """Give the elements of this name inside, at any depth."""
    return [each for each in node.iter() if etree.QName(each).localname == name]


def children(node: etree._Element, name: str) -> list[etree._Element]:
    """Give the elements of this name right below."""
    return [each for each in node if etree.QName(each).localname == name]


def text(node: etree._Element) -> str:
    """Give the text of a cell or an expression."""
    return "".join((each.text or "").strip() for each in children(node, "text"))


def texts(nodes: list[etree._Element], name: str) -> Iterator[str]:
    """Give the texts of the elements of this name right below each of these."""
    for node in nodes:
        yield from (text(each) for each in children(node, name))
