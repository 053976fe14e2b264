"""The pages for process authors name everything there is, and their examples hold."""

import re
from pathlib import Path

import pytest

from server.actions.deployment.conventions import KNOWN
from server.engine import checked, evaluate
from server.engine.expressions.grammar import (
    CALLABLE,
    DEEPEST,
    LONGEST_SOURCE,
    MOST_NODES,
)
from server.engine.lint import forms
from server.engine.shape import _PROPERTIES

DOCS = Path(__file__).parents[2] / "docs"
EXPRESSIONS = (DOCS / "expressions.md").read_text(encoding="utf-8")
MODELLING = (DOCS / "modelling.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(CALLABLE))
def test_every_function_is_described(name: str) -> None:
    assert f"`{name}(" in EXPRESSIONS


@pytest.mark.parametrize("name", sorted(KNOWN.facts))
def test_every_fact_is_described(name: str) -> None:
    assert f"`{name}`" in EXPRESSIONS


def test_the_bounds_are_those_of_the_language() -> None:
    said = f"{LONGEST_SOURCE:,} characters, {MOST_NODES} parts, {DEEPEST} levels deep"
    assert said in EXPRESSIONS


@pytest.mark.parametrize(
    ("source", "value"),
    [('"9.5" < "80"', True), ("True == 1", False), ('"1.0" == "1"', False), ("1 <= 3 < 5", True)],
)
def test_what_the_page_says_of_comparing_is_so(source: str, value: object) -> None:
    assert checked(evaluate(source, {})) is value


def test_every_property_role_operation_and_set_is_described() -> None:
    named = set(re.findall(r"`\{?([a-z_]+)", MODELLING))
    properties = set[str]().union(*_PROPERTIES.values())
    assert properties | KNOWN.roles | KNOWN.sets | KNOWN.holes | set(KNOWN.operations) <= named


def test_the_form_of_the_page_is_without_fault() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", MODELLING, re.DOTALL)
    assert forms.read("approve_sheet.json", example.encode())[1] == ()
