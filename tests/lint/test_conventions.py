"""What the linter is told of the product is what the product does."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.actions.steps.process_code import Operation, ProcessCode
from server.config import ROOT
from server.processes import PROCESSES
from server.processes.process import ProcessPackage

CODES = [process.code for process in PROCESSES]
OPERATIONS = {name: each for code in CODES for name, each in code.operations.items()}
every_operation = pytest.mark.parametrize("name", sorted(OPERATIONS))
every_process = pytest.mark.parametrize("code", CODES, ids=lambda code: code.key)


def tree(operation: Operation) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(operation.run)))


def returned(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Return) and isinstance(each.value, ast.Dict):
            yield from (str(ast.literal_eval(key)) for key in each.value.keys if key)


@every_operation
def test_the_parameters_are_those_the_operation_reads(name: str) -> None:
    read = {
        str(ast.literal_eval(each.slice))
        for each in ast.walk(tree(OPERATIONS[name]))
        if isinstance(each, ast.Subscript)
        and isinstance(each.value, ast.Name)
        and each.value.id == "given"
    }
    assert OPERATIONS[name].parameters == read


@every_operation
def test_the_answers_are_those_the_operation_gives(name: str) -> None:
    assert OPERATIONS[name].answers.keys() == set(returned(tree(OPERATIONS[name])))


def test_two_processes_have_no_operation_of_one_name() -> None:
    assert sum(len(code.operations) for code in CODES) == len(OPERATIONS)


@every_process
def test_computed_results_stand_in_the_handlers(code: ProcessCode) -> None:
    for form in code.forms.values():
        source = Path(inspect.getfile(form.handler)).read_text(encoding="utf-8")
        assert all(f'"{field}"' in source for field in form.results)


@every_operation
def test_a_decision_reads_what_its_operation_hands_over(name: str) -> None:
    source = Path(inspect.getfile(OPERATIONS[name].run)).read_text(encoding="utf-8")
    assert all(f'"{given}": ' in source for given in OPERATIONS[name].decision)


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.code.key)
def test_the_composite_fields_of_a_form_are_those_its_pages_draw(process: ProcessPackage) -> None:
    drawn = process.pages.tasks.widgets.keys()
    assert process.code.widgets.keys() <= drawn
    read_only = set(drawn) - process.code.widgets.keys()
    assert all(process.pages.tasks.widgets[name].title for name in read_only)


def test_a_shipped_title_says_whose_work_it_is_and_not_what_it_is_about() -> None:
    """`Vote on the awards: unit` is read as a vote on that unit."""
    said = [
        title
        for diagram in sorted((ROOT / "workflows").glob("*.bpmn"))
        for title in re.findall(r'name="title" value="([^"]*)"', diagram.read_text())
    ]
    assert len(said) > 50
    assert not [title for title in said if title.endswith(": {unit}")]
