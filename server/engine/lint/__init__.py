"""The linter: every rule a definition must keep before it is deployed, all findings at once.

The first rules are the engine's own, without which it refuses to read a definition; the others keep
a process from going wrong later, in somebody's hands.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from server.engine.diagram.drawing import Drawing
from server.engine.errors import DefinitionRefused, Problem
from server.engine.expressions import decision_files
from server.engine.expressions.decisions import Decision
from server.engine.lint.causes import causes, cells_once
from server.engine.lint.decisions import tables
from server.engine.lint.decisions.circles import circles
from server.engine.lint.diagrams import (
    beginnings,
    calls,
    layout,
    messages,
    records,
    tasks,
    titles,
    together,
    typed,
    waits,
)
from server.engine.lint.diagrams.approvals import approvals
from server.engine.lint.diagrams.conditions import conditions
from server.engine.lint.diagrams.durations import durations, fixed_days, past_days, unreached
from server.engine.lint.diagrams.endings import endings, fixed_ways_out, rounds
from server.engine.lint.diagrams.variables import variables
from server.engine.lint.forms import fields, forms, keywords, read_by_code
from server.engine.lint.known import (
    DraftDefinition,
    Known,
    ProductForm,
    RowSet,
    Rule,
    Signature,
)
from server.engine.lint.read_fields import ReadField, RowFields
from server.engine.reading import bpmn_tree, drawn, unsafe

__all__ = ["Known", "ProductForm", "ReadField", "RowFields", "RowSet", "Signature", "findings"]

RULES: Final[tuple[Rule, ...]] = (
    *(tasks.known_sets, tasks.known_roles, tasks.lane_references, tasks.signatures),
    *(tasks.empty_properties, tasks.reminded_once, tasks.signed_how),
    *(titles.unnamed, titles.titles),
    *(tasks.placed_roles, tasks.operations_in_place),
    *(approvals, tasks.known_operations, variables, endings, rounds, fixed_ways_out),
    *(messages.unused, messages.agreeing, messages.recipients, messages.named),
    messages.to_rows,
    *(messages.from_edges, messages.to_main_edge),
    *(
        waits.awaited,
        waits.counted,
        waits.asked,
        waits.asking_in_time,
        waits.begun,
        waits.in_time,
        beginnings.ever,
        beginnings.asked_twice,
        beginnings.asked_in_branches,
        together.asked_by_two,
        together.taken_out_at_once,
    ),
    *(conditions, typed.given, typed.deadlines, typed.decided),
    *(records.named, typed.reckoned, calls.handed_in, calls.errors),
    *(
        messages.payloads,
        messages.timers,
        durations,
        fixed_days,
        past_days,
        unreached,
        forms.no_variables,
        forms.product_forms,
        fields.widgets,
        read_by_code.rows,
        keywords.keywords,
    ),
    layout.layout,
)


def findings(key: str | None, files: Mapping[str, bytes], known: Known) -> tuple[Problem, ...]:
    """Name all that is wrong with "<key>.bpmn", its *.dmn and its form *.json, each with its file.

    Without a key the decision tables and forms are looked at alone.
    """
    english = {name: files[name] for name in files if name.endswith(".en.json")}
    files = {name: data for name, data in files.items() if name not in english}
    beside = forms.documents(files)
    read = {name: forms.read(name, files[name], beside) for name in files if name.endswith(".json")}
    found, problems = decision_files.examine(files)
    if not any(each.rule == "DMN-REQUIRES" for each in problems):
        problems += circles(files)
    schemas = {
        name.removesuffix(".json"): form for name, (form, _) in read.items() if form is not None
    }
    drawn, draft = _diagram(key, files, schemas, tuple(found), known)
    problems += tables.tables(found if draft is None else draft.tables, known, tuple(problems))
    drawn = cells_once(drawn, problems)
    problems += (problem for _, several in read.values() for problem in several)
    problems += (each for name in english for each in forms.read_words(name, english[name]))
    return tuple(dict.fromkeys([*drawn, *problems]))


def _diagram(
    key: str | None,
    files: Mapping[str, bytes],
    schemas: Mapping[str, Mapping[str, object]],
    found: tuple[tuple[str, Decision], ...],
    known: Known,
) -> tuple[list[Problem], DraftDefinition | None]:
    """Judge a diagram; give what it was taken for, where it can be read."""
    if key is None:
        return [], None
    name = f"{key}.bpmn"
    if name not in files:
        return [Problem("FILE", key, {"file": name}, name)], None
    try:
        root, drawing = _read(key, files)
    except DefinitionRefused as refused:
        return [_in(name, problem) for problem in refused.problems], None
    draft = typed.bounded(DraftDefinition(root, drawing, schemas, found, known, key))
    judged = (*unsafe(root, drawing, files), *(each for rule in RULES for each in rule(draft)))
    told = calls.at_calls(causes(judged, drawing), drawing)
    return [_in(name, problem) for problem in told], draft


def _read(key: str, files: Mapping[str, bytes]) -> tuple[etree._Element, Drawing]:
    root = bpmn_tree(key, files)
    return root, drawn(key, root)


def _in(name: str, problem: Problem) -> Problem:
    return problem if problem.file else replace(problem, file=name)
