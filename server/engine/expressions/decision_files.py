"""Reads decision tables out of *.dmn files, and says what cannot be read as one.

A table is one of our language where all of it reads as that, whatever it says of itself: so a
version keeps the language it was deployed in. Else it is read as FEEL.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from server.engine import xml
from server.engine.errors import DefinitionRefused, ExpressionRefused, Problem
from server.engine.expressions.decision_context import MOST_LONG_NAMES, MOST_NAMES, Context, is_feel
from server.engine.expressions.decision_feel import in_feel
from server.engine.expressions.decision_links import linked
from server.engine.expressions.decision_xml import DEFAULT, all_of, drawn, literal, policy
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.lexemes import CONSTANTS
from server.engine.expressions.grammar import parse, tree_of
from server.engine.expressions.tables import ORDERED, RECKONS, Policy
from server.engine.expressions.tables_ours import never_fits

_OF_TEXTS: Final = frozenset({"date", "duration"})


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
            root = xml.read(name, files[name])
        except DefinitionRefused as refused:
            problems += refused.problems
            continue
        found, faults = _file(root)
        problems += (replace(each, file=name) for each in faults)
        for decision in found:
            if decision.id in {known.id for _, known in tables}:
                problems.append(Problem("DMN-ID", decision.id, file=name))
            tables.append((name, decision))
    return tables, problems


def _file(root: etree._Element) -> tuple[list[Decision], list[Problem]]:
    context = Context(root)
    if context.many:
        return [], [
            Problem(
                "DMN-MANY",
                root.get("id", ""),
                {"limit": str(MOST_NAMES), "long": str(MOST_LONG_NAMES)},
            )
        ]
    found: list[Decision] = []
    problems: list[Problem] = []
    for node in all_of(root, "decision"):
        decision, faults = _decision(node, context)
        faults = _causes([*_shape(decision, node), *faults])
        found.append(decision)
        problems += faults
    together, faults = linked(found, context)
    return together, [*problems, *faults]


def _causes(faults: list[Problem]) -> list[Problem]:
    """Say of a decision in another language that alone: what it means there is not read here."""
    foreign = [each for each in faults if each.rule == "DMN-LANGUAGE"]
    return foreign or faults


def _decision(node: etree._Element, context: Context) -> tuple[Decision, list[Problem]]:
    """Read a decision in the language it is in: the one that has less against it."""
    written = drawn(node)
    ours = [*_unreadable(written)] or [*_never_meant(written, context.values_of(node))]
    nameless = any(not each.get("name") for each in all_of(node, "output"))
    if not ours and literal(node) is None and not nameless:
        return written, []
    feel, problems = in_feel(written, node, context)
    if len(ours) < len(problems) and literal(node) is None:
        return written, ours
    return feel, problems


def _unreadable(decision: Decision) -> Iterator[Problem]:
    owners = decision.owners
    for source in decision.texts:
        try:
            parse(source)
        except ExpressionRefused as refusal:
            yield refusal.problem(owners.get(source, decision.id))


def _never_meant(decision: Decision, required: Mapping[str, bool]) -> Iterator[Problem]:
    """Name what reads as our language and never means anything in it: it was meant as FEEL."""
    for line in decision.lines:
        for cell in line.inputs:
            if never_fits(cell):
                yield Problem("DMN-CELL", line.id or decision.id, {"cell": cell.source or ""})
    owners = decision.owners
    for source in decision.texts:
        tree = tree_of(source)
        names = _names(tree, required) & (CONSTANTS.keys() | required.keys()) if tree else set()
        for name in sorted(names | _of_texts(tree)):
            yield ExpressionRefused(f"{name} is of FEEL", source).problem(
                owners.get(source, decision.id)
            )


def _of_texts(tree: ast.expr | None) -> set[str]:
    """Name the functions that make a day or a span of one text, as only FEEL has them."""
    every = ast.walk(tree) if tree else ()
    calls = [each for each in every if isinstance(each, ast.Call) and len(each.args) == 1]
    return {each.func.id for each in calls if isinstance(each.func, ast.Name)} & _OF_TEXTS


def _names(tree: ast.expr, required: Mapping[str, bool]) -> set[str]:
    """Give the names an expression reads, but no part of what in DMN is one value without parts.

    `risk.level` is what a task `risk` has left, as a table of ours reads it.
    """
    parts = (each.value for each in ast.walk(tree) if isinstance(each, ast.Attribute))
    tasks = [each for each in parts if isinstance(each, ast.Name) and required.get(each.id)]
    every = (each for each in ast.walk(tree) if isinstance(each, ast.Name))
    return {each.id for each in every if each not in tasks}


def _shape(decision: Decision, node: etree._Element) -> Iterator[Problem]:
    """Name what is wrong with a table whatever its language."""
    name = decision.id
    tables = all_of(node, "decisionTable")
    if literal(node) is None and len(tables) != 1:
        yield Problem("DMN-TABLE", name)
    elif tables and policy(tables[0]) is None:
        table = tables[0]
        said = f"{table.get('hitPolicy', '')} {table.get('aggregation', '')}".strip()
        yield Problem("DMN-POLICY", name, {"policy": said, "known": ", ".join(Policy)})
    if not _has_columns(decision, alone=literal(node) is not None):
        yield Problem("DMN-COLUMNS", name)
    defaults = all_of(node, DEFAULT)
    if len(defaults) > len(decision.defaults) or (defaults and decision.policy is Policy.COUNT):
        yield Problem("DMN-DEFAULT", name)
    if decision.policy in ORDERED and not any(each.values for each in decision.answers):
        yield Problem("DMN-ORDER", name)
    yield from _ragged(decision)
    yield from _foreign(decision, node)


def _foreign(decision: Decision, node: etree._Element) -> Iterator[Problem]:
    """Name another language than FEEL; one that a table of ours says of itself means nothing."""
    said = [each.get("expressionLanguage", "") for each in node.iter() if not is_feel(each)]
    for language in dict.fromkeys(each for each in said if each and decision.reads is not None):
        yield Problem("DMN-LANGUAGE", decision.id, {"language": language})


def _has_columns(decision: Decision, *, alone: bool) -> bool:
    """Tell whether it can be asked and answers by names of its own, one where it reckons."""
    outputs = decision.outputs
    named = decision.id and (decision.inputs or alone) and outputs and all(outputs)
    apart = len(set(outputs)) == len(outputs)
    return bool(named) and apart and (decision.policy not in RECKONS or len(outputs) == 1)


def _ragged(decision: Decision) -> Iterator[Problem]:
    width = (len(decision.inputs), len(decision.outputs))
    for line in decision.lines:
        if (len(line.inputs), len(line.outputs)) != width:
            yield Problem("DMN-COLUMNS", decision.id)
