"""The *.dmn files of a suite, with the cases that it keeps beside each: right, refused or wrong.

A case is right where every answer it expects is ours: the same text, day or truth, and a number
nearer than a hundred-millionth. It is refused where the
linter has a finding about a decision it asks, or the engine gives no answer; where it expects a
fault, that is right. Anything else is wrong.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from lxml import etree

from server.engine import EngineRefusal, Known, xml
from server.engine.errors import Problem
from server.engine.expressions import decision_files
from server.engine.expressions.decision_context import name_of
from server.engine.expressions.decision_xml import all_of, children
from server.engine.expressions.decisions import Decision
from server.engine.lint.decisions.tables import tables
from server.engine.values import JSON
from tests.conformance.lines import FileLine, SuiteReader

NOTHING: Final = Known(
    roles=frozenset(), operations={}, facts=frozenset(), sets=frozenset(), holes=frozenset()
)
TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
MOST_TOLD: Final = 30
NEAR: Final = Decimal("1e-8")
"""Suites reckon in binary: `562.707359373292` stands for 562.7073593732659…"""


@dataclass(frozen=True, slots=True)
class Model:
    """One file: its decisions by the names that cases use, and what is found in each."""

    decisions: dict[str, Decision]
    found: dict[str, list[Problem]]


def judge(path: Path) -> FileLine:
    """Read and lint one file, and play the cases beside it."""
    began = time.monotonic()
    try:
        model = read(path)
        several = [case for each in sorted(path.parent.glob("*.xml")) for case in cases(each, path)]
        results = [outcome(model, case) for case in several]
    except Exception as crash:  # noqa: BLE001 - whatever a file of others brings out is a find
        reason = f"{type(crash).__name__}: {crash}"
        return FileLine(path.name, time.monotonic() - began, crash=reason)
    counts = Counter(result.partition(" ")[0] for result in results)
    ways = dict.fromkeys(each for each in results if each != "right")
    said = "; ".join(list(ways)[:MOST_TOLD])
    told = f"{counts['right']} right, {counts['refused']} refused, {counts['wrong']} wrong  {said}"
    rules = Counter(problem.rule for several in model.found.values() for problem in several)
    return FileLine(path.name, time.monotonic() - began, rules, told=told)


def totals(lines: list[FileLine]) -> Iterable[str]:
    """Count the files by how all their cases came out, and the cases."""
    told = [line.told.split() for line in lines if line.told]
    cases_by = [[int(each[0]), int(each[2]), int(each[4])] for each in told]
    files = Counter(
        "wrong" if wrong else "right" if not refused else "refused"
        for right, refused, wrong in cases_by
        if right or refused or wrong
    )
    yield f"files: {len(lines)}, of them {sum(files.values())} with cases, {dict(files)}"
    sums = [sum(each) for each in zip(*cases_by, strict=True)]
    yield "cases: {} right, {} refused, {} wrong".format(*sums or (0, 0, 0))


READER: Final = SuiteReader(".dmn", judge, totals)


def read(path: Path) -> Model:
    """Read a file as one of a definition, and lint it as such."""
    files = {path.name: path.read_bytes()}
    found, problems = decision_files.examine(files)
    lines = {line.id: table.id for _, table in found for line in table.lines if line.id}
    problems = [*problems, *tables(found, NOTHING)]
    by_decision: dict[str, list[Problem]] = {table.id: [] for _, table in found}
    for problem in problems:
        by_decision.setdefault(lines.get(problem.element, problem.element), []).append(problem)
    root = xml.read(path.name, files[path.name]) if found else None
    nodes = all_of(root, "decision") if root is not None else []
    named = {each.get("id", ""): (each.get("name", ""), name_of(each)) for each in nodes}
    decisions = {name: table for _, table in found for name in named.get(table.id, ())}
    return Model(decisions, by_decision)


@dataclass(frozen=True, slots=True)
class Case:
    service: bool
    """It asks a decision service, of which we have none."""
    facts: dict[str, JSON]
    expected: tuple[tuple[str, JSON, bool], ...]
    """Each decision that is asked, what it answers, and whether that is a fault."""


def cases(path: Path, model: Path) -> Iterator[Case]:
    """Give the cases of a file of them, as far as they are of this model."""
    root = xml.read(path.name, path.read_bytes())
    if not any(each.text == model.name for each in children(root, "modelName")):
        return
    for case in children(root, "testCase"):
        facts = {node.get("name", ""): value(node) for node in children(case, "inputNode")}
        results = children(case, "resultNode")
        yield Case(
            case.get("type") == "decisionService", facts, tuple(_expected(node) for node in results)
        )


def _expected(node: etree._Element) -> tuple[str, JSON, bool]:
    said = next(iter(children(node, "expected")), node)
    return node.get("name", ""), value(said), node.get("errorResult") == "true"


def value(node: etree._Element) -> JSON:
    """Read a value of a case, as the engine's data hold it."""
    parts = children(node, "component")
    if parts:
        return {each.get("name", ""): value(each) for each in parts}
    for several in children(node, "list"):
        return [value(each) for each in children(several, "item")]
    found = next(iter(children(node, "value")), None)
    if found is None or found.get(NIL) in {"true", "1"}:
        return None
    return _plain(found.get(TYPE, "").rpartition(":")[2], found.text or "")


def _plain(kind: str, text: str) -> JSON:
    if kind == "boolean":
        return text.strip() in {"true", "1"}
    if kind in {"decimal", "double", "integer", "int", "long"}:
        number = Decimal(text.strip())
        whole = number.is_finite() and number == number.to_integral_value()
        return int(number) if whole else format(number, "f")
    return "P0D" if text == "PT0S" else text


def outcome(model: Model, case: Case) -> str:
    """Play a case: right, refused or wrong, each but the first with what is in the way."""
    if case.service:
        return "refused a decision service"
    told = [_asked(model, case.facts, *each) for each in case.expected]
    worst = sorted(told, key=lambda each: ("wrong", "refused", "right").index(each.split()[0]))
    return worst[0] if worst else "refused nothing is asked"


def _asked(model: Model, facts: dict[str, JSON], name: str, wanted: JSON, fault: bool) -> str:  # noqa: FBT001 - as a case says it
    decision = model.decisions.get(name)
    if decision is None:
        return "refused no decision"
    behind = [*_all(decision)]
    found = [problem for each in behind for problem in model.found[each.id]]
    if found:
        return f"refused {found[0].rule}"
    try:
        said = decision.result(decision.decide(facts))
    except EngineRefusal as refusal:
        return "right" if fault else f"refused {type(refusal).__name__}"
    return "right" if same(said, wanted) else f"wrong {name}: {said!r}, not {wanted!r}"


def _all(decision: Decision) -> Iterator[Decision]:
    yield decision
    for each in decision.requires.values():
        yield from _all(each)


def same(said: JSON, wanted: JSON) -> bool:
    """Compare an answer with what a case expects."""
    if isinstance(said, list) and isinstance(wanted, list):
        pairs = zip(said, wanted, strict=False)
        return len(said) == len(wanted) and all(same(one, other) for one, other in pairs)
    if isinstance(said, dict) and isinstance(wanted, dict):
        return said.keys() == wanted.keys() and all(same(said[key], wanted[key]) for key in said)
    if isinstance(said, bool) or isinstance(wanted, bool) or said is None or wanted is None:
        return said is wanted
    return said == wanted or _same_number(said, wanted)


def _same_number(said: JSON, wanted: JSON) -> bool:
    try:
        return abs(Decimal(str(said)) - Decimal(str(wanted))) < NEAR
    except ArithmeticError:
        return False
