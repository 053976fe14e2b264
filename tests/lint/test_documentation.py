"""The pages for process authors name everything there is, and their examples hold."""

import re
from pathlib import Path

import pytest

from server.actions.deployment.conventions import names_for
from server.actions.deployment.names import FACTS
from server.domain.manifest import ActClass, Level, Manifest, parse_manifest
from server.domain.toml_file import FileMistakes, ReadingCode
from server.engine import checked, evaluate
from server.engine.diagram.shape import PROPERTIES
from server.engine.expressions.grammar import (
    CALLABLE,
    DEEPEST,
    LONGEST_SOURCE,
    MOST_NODES,
)
from server.engine.lint.forms import forms
from server.processes import PROCESSES

KEYS = [process.code.key for process in PROCESSES]
DOCS = Path(__file__).parents[2] / "docs"
EXPRESSIONS = (DOCS / "expressions.md").read_text(encoding="utf-8")
MODELLING = (DOCS / "modelling.md").read_text(encoding="utf-8")
_SPOILT = """
unknown = 1
rows = [{ unknown = 1 }]
taken = [{ unknown = 1 }]
open.unknown = 1
retention.unknown = 1
milestones.m = { unknown = 1, passed = "x" }
tasks.t.unknown = 1
sets.s = { unknown = 1, package = "x" }
documents.d.unknown = 1
figures.f.unknown = 1
[printouts.p]
unknown = 1
body = [{ unknown = 1 }]
signed = [{ unknown = 1 }]
[[open.timed]]
unknown = 1
"""


def manifest_fields() -> dict[str, set[str]]:
    """Ask the reader itself which fields each table of a manifest may have."""
    found = parse_manifest("t", _SPOILT)
    assert isinstance(found, FileMistakes)
    known = {
        item.field.rpartition(".")[0]: set(dict(item.values)["known"].split(", "))
        for item in found.items
        if item.code is ReadingCode.UNKNOWN_KEY
    }
    names = {"milestones.m": "[milestones]", "tasks.t": "[tasks]", "sets.s": "[sets]"}
    names |= {
        "documents.d": "[documents]",
        "figures.f": "[figures]",
        "printouts.p": "[printouts]",
        "printouts.p.body[1]": "body",
        "printouts.p.signed[1]": "signed",
        "rows[1]": "[[rows]]",
        "taken[1]": "[[taken]]",
        "open": "[open]",
    }
    names |= {"open.timed[1]": "[[open.timed]]", "retention": "[retention]", "": ""}
    return {names[table]: fields for table, fields in known.items()}


MANIFEST_FIELDS = manifest_fields()
_SECTION = MODELLING.partition("## 4. The manifest")[2].partition("## 5. ")[0]
OF_MANIFESTS = set(re.findall(r"`\[*([a-z_0-9]+)", _SECTION))


@pytest.mark.parametrize("name", sorted(CALLABLE))
def test_every_function_is_described(name: str) -> None:
    assert f"`{name}(" in EXPRESSIONS


@pytest.mark.parametrize("name", sorted(FACTS))
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
    properties = set[str]().union(*PROPERTIES.values())
    for known in map(names_for, KEYS):
        assert properties | known.roles | known.sets | known.holes | set(known.operations) <= named


def test_the_manifest_of_the_page_is_read_without_a_mistake() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", MODELLING, re.DOTALL)
    manifest = parse_manifest("report", example)
    assert isinstance(manifest, Manifest), manifest
    assert manifest.tasks["sign"].shows


@pytest.mark.parametrize("table", sorted(MANIFEST_FIELDS))
def test_every_field_of_a_manifest_is_described(table: str) -> None:
    assert f"`{table}`" in MODELLING or not table
    assert MANIFEST_FIELDS[table] <= OF_MANIFESTS


def test_every_level_and_act_is_described() -> None:
    assert {*map(str, Level), "everyone", *map(str, ActClass)} <= OF_MANIFESTS


def test_the_form_of_the_page_is_without_fault() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", MODELLING, re.DOTALL)
    assert forms.read("approve_sheet.json", example.encode())[1] == ()
