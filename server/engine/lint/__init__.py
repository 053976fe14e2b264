"""The linter: every rule a definition must keep before it is deployed, all findings at once.

The first rules are the engine's own, without which it refuses to read a definition; the others keep
a process from going wrong later, in somebody's hands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from server.engine.diagram.drawing import Drawing
from server.engine.errors import DefinitionRefused, Problem
from server.engine.expressions import decision_files
from server.engine.expressions.decisions import Decision
from server.engine.lint.causes import causes
from server.engine.lint.decisions import tables
from server.engine.lint.diagrams import (
    beginnings,
    layout,
    messages,
    records,
    tasks,
    titles,
    typed,
    waits,
)
from server.engine.lint.diagrams.approvals import approvals
from server.engine.lint.diagrams.conditions import conditions
from server.engine.lint.diagrams.endings import endings
from server.engine.lint.diagrams.variables import variables
from server.engine.lint.forms import fields, forms, keywords
from server.engine.lint.known import DraftDefinition, Known, ProductForm, Rule, Signature
from server.engine.reading import bpmn_tree, drawn, unsafe

__all__ = ["Known", "ProductForm", "Signature", "findings"]

RULES: Final[tuple[Rule, ...]] = (
    *(tasks.known_sets, tasks.known_roles, tasks.lane_references, titles.titles, tasks.signatures),
    *(tasks.placed_roles, tasks.operations_in_place),
    *(approvals, tasks.known_operations, variables, endings),
    *(messages.unused, messages.agreeing, messages.recipients, messages.named),
    *(
        waits.awaited,
        waits.counted,
        waits.asked,
        waits.asking_in_time,
        waits.begun,
        beginnings.ever,
        beginnings.asked_twice,
    ),
    *(conditions, typed.given, typed.deadlines, typed.decided),
    *(records.named, typed.reckoned),
    *(
        messages.payloads,
        messages.timers,
        forms.no_variables,
        forms.product_forms,
        fields.widgets,
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
    problems += tables.tables(found, known)
    problems += (problem for _, several in read.values() for problem in several)
    problems += (each for name in english for each in forms.read_words(name, english[name]))
    if key is not None:
        schemas = {
            name.removesuffix(".json"): form for name, (form, _) in read.items() if form is not None
        }
        problems = [*_diagram(key, files, schemas, tuple(found), known), *problems]
    return tuple(dict.fromkeys(problems))


def _diagram(
    key: str,
    files: Mapping[str, bytes],
    schemas: Mapping[str, Mapping[str, object]],
    found: tuple[tuple[str, Decision], ...],
    known: Known,
) -> Iterator[Problem]:
    name = f"{key}.bpmn"
    if name not in files:
        yield Problem("FILE", key, {"file": name}, name)
        return
    try:
        root, drawing = _read(key, files)
    except DefinitionRefused as refused:
        yield from (_in(name, problem) for problem in refused.problems)
        return
    draft = DraftDefinition(root, drawing, schemas, found, known, key)
    judged = (*unsafe(root, drawing, files), *(each for rule in RULES for each in rule(draft)))
    yield from (_in(name, problem) for problem in causes(judged, drawing))


def _read(key: str, files: Mapping[str, bytes]) -> tuple[etree._Element, Drawing]:
    root = bpmn_tree(key, files)
    return root, drawn(key, root)


def _in(name: str, problem: Problem) -> Problem:
    return problem if problem.file else replace(problem, file=name)
