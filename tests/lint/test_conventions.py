"""What the linter is told of the product is what the product does."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.actions import duties
from server.actions.deployment.conventions import KNOWN
from server.actions.steps import operations
from server.actions.steps.operations import OPERATIONS

every_operation = pytest.mark.parametrize("name", sorted(OPERATIONS))


def tree(name: str) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(OPERATIONS[name])))


def returned(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Return) and isinstance(each.value, ast.Dict):
            yield from (str(ast.literal_eval(key)) for key in each.value.keys if key)


@every_operation
def test_the_parameters_are_those_the_operation_reads(name: str) -> None:
    read = {
        str(ast.literal_eval(each.slice))
        for each in ast.walk(tree(name))
        if isinstance(each, ast.Subscript)
        and isinstance(each.value, ast.Name)
        and each.value.id == "given"
    }
    assert KNOWN.operations[name].parameters == read


@every_operation
def test_the_answers_are_those_the_operation_gives(name: str) -> None:
    assert KNOWN.operations[name].answers == set(returned(tree(name)))


def test_computed_results_stand_in_the_duties() -> None:
    files = sorted({inspect.getfile(duty) for duty in duties.DUTIES.values()})
    source = "".join(Path(file).read_text(encoding="utf-8") for file in files)
    for fields in KNOWN.results.values():
        assert all(f'"{field}"' in source for field in fields)


def test_a_decision_reads_what_its_operation_hands_over() -> None:
    source = inspect.getsource(operations)
    for names in KNOWN.decisions.values():
        assert all(f'"{name}": ' in source for name in names)
