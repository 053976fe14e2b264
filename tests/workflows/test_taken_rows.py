"""Rows are taken only from where they fit: beside the forms of the process they come from."""

import json
from collections.abc import Mapping

import pytest

from server.actions.deployment.definition_lint import definition_problems
from server.actions.deployment.deploy import collect
from server.actions.deployment.manifest_lint import Asked
from server.config import ROOT
from tests.workflows.product import KEYS, definition, forms, manifest

OTHERS = {key: manifest(key) for key in KEYS}
TAKERS = [key for key in KEYS if manifest(key).taken]
SIGNED = "pledge_progress"


def asked(key: str) -> Mapping[str, Mapping[str, object]]:
    drawn = definition(key).elements
    return {name: forms(key)[str(each.form)] for name, each in drawn.items() if each.form}


ASKED: Asked = {key: asked(key) for key in KEYS}


def found(key: str, forms_of: Asked) -> set[tuple[str, str]]:
    files = {
        name: text.encode()
        for name, text in collect(key, ROOT / "workflows", ROOT / "forms").items()
    }
    others = {name: each for name, each in OTHERS.items() if name != key}
    return {
        (each.rule, each.element)
        for each in definition_problems(key, files, others, asked=forms_of)
    }


@pytest.mark.parametrize("key", TAKERS)
def test_what_ships_takes_rows_from_where_they_fit(key: str) -> None:
    assert found(key, ASKED) == set()


def changed(**row: object) -> Asked:
    """Answer the forms with other columns of the pledge's targets."""
    schema = json.loads(json.dumps(ASKED["pledge"]["targets"]))
    schema["properties"]["targets"]["items"] |= row
    return {**ASKED, "pledge": {**ASKED["pledge"], "targets": schema}}


TEXT = {"type": "string", "title": "A", "maxLength": 100}
ROW = {"name": TEXT, "level": TEXT}


@pytest.mark.parametrize(
    "row",
    [
        {"properties": {"name": TEXT}, "required": ["name"]},
        {"properties": ROW, "required": ["name"]},
        {"properties": {**ROW, "level": {**TEXT, "maxLength": 201}}, "required": ["name", "level"]},
    ],
    ids=["no such column", "it may be empty", "it may be longer"],
)
def test_a_given_column_is_filled_by_what_is_there_always_and_fits(row: dict[str, object]) -> None:
    assert ("TAKEN-COLUMN", "taken[1].into") in found(SIGNED, changed(**row))


def test_rows_that_are_no_more_are_not_taken() -> None:
    gone = {**ASKED, "pledge": {**ASKED["pledge"], "targets": {"properties": {}}}}
    assert ("TAKEN-FROM", "taken[1].rows") in found(SIGNED, gone)
