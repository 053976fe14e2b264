"""Rows are taken only from where they fit: beside the forms of the process they come from."""

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from server.actions.deployment.definition_lint import definition_problems
from server.actions.deployment.deploy import checked, collect, sources
from server.actions.deployment.folder_lint import FolderAsked, judge_folder
from server.actions.deployment.timed_lint import Asked
from tests.workflows.product import FORMS, KEYS, WORKFLOWS, definition, forms, manifest

OTHERS = {key: manifest(key) for key in KEYS}
TAKERS = [key for key in KEYS if manifest(key).taken]
SIGNED = "pledge_progress"


def asked(key: str) -> Mapping[str, Mapping[str, object]]:
    named = {name: str(each.form) for name, each in definition(key).elements.items() if each.form}
    named |= {"opening": manifest(key).open.form} if manifest(key).open.form else {}
    return {name: forms(key)[form] for name, form in named.items()}


ASKED: Asked = {key: asked(key) for key in KEYS}


def found(key: str, forms_of: Asked, *mended: tuple[str, str]) -> set[tuple[str, str]]:
    texts = collect(key, WORKFLOWS, FORMS)
    for old, new in mended:
        assert old in texts[f"{key}.toml"]
        texts[f"{key}.toml"] = texts[f"{key}.toml"].replace(old, new)
    files = {name: text.encode() for name, text in texts.items()}
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
        {
            "properties": {**ROW, "level": {**TEXT, "enum": ["a"], "x-labels": {"a": "A" * 201}}},
            "required": ["name", "level"],
        },
    ],
    ids=["no such column", "it may be empty", "it may be longer", "its words may be longer"],
)
def test_a_given_column_is_filled_by_what_is_there_always_and_fits(row: dict[str, object]) -> None:
    assert ("TAKEN-COLUMN", "taken[1].into") in found(SIGNED, changed(**row))


def test_rows_that_are_no_more_are_not_taken() -> None:
    gone = {**ASKED, "pledge": {**ASKED["pledge"], "targets": {"properties": {}}}}
    assert ("TAKEN-FROM", "taken[1].rows") in found(SIGNED, gone)


def test_a_task_that_is_no_more_leaves_nothing_to_be_taken() -> None:
    gone = {name: form for name, form in ASKED["pledge"].items() if name != "targets"}
    assert ("TAKEN-FROM", "taken[1].task") in found(SIGNED, {**ASKED, "pledge": gone})


def test_as_many_rows_are_taken_as_there_may_be() -> None:
    schema = json.loads(json.dumps(ASKED["pledge"]["targets"]))
    schema["properties"]["targets"]["maxItems"] = 31
    more = {**ASKED, "pledge": {**ASKED["pledge"], "targets": schema}}
    assert ("TAKEN-MANY", "taken[1].into") in found(SIGNED, more)


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("source.for_year", "source.for_years", "VARIABLE-FIELD", "taken[1].where"),
        ("source.for_year == year", "source.for_year", "TYPE-RESULT", "taken[1].where"),
        ('task = "targets"', 'task = "opening"', "TAKEN-FROM", "taken[1].task"),
    ],
)
def test_what_is_asked_of_the_other_case_is_judged_by_its_opening_form(
    old: str, new: str, rule: str, place: str
) -> None:
    assert (rule, place) in found(SIGNED, ASKED, (old, new))


def test_of_a_case_that_is_opened_without_a_form_nothing_is_asked() -> None:
    plain = {name: form for name, form in ASKED["pledge"].items() if name != "opening"}
    assert ("VARIABLE-FIELD", "taken[1].where") in found(SIGNED, {**ASKED, "pledge": plain})


def test_a_column_filled_from_the_other_opening_form_is_one_of_its_fields() -> None:
    misspelt = ('field = "opening.field"', 'field = "opening.fields"')
    assert ("TAKEN-COLUMN", "taken[2].columns.field") in found("report", ASKED, misspelt)


@pytest.mark.parametrize(
    ("form", "old", "new", "place"),
    [
        ("pledge_targets", '"level"', '"kind"', "tasks.targets"),
        ("pledge_targets", '"maxItems": 30', '"maxItems": 31', "tasks.targets"),
        ("pledge_targets", '"maxLength": 200', '"maxLength": 201', "tasks.targets"),
        ("pledge_targets", '"targets"', '"aims"', "tasks.targets"),
        ("pledge_open", '"for_year"', '"of_year"', "open.form"),
    ],
)
def test_a_source_is_not_deployed_anew_without_what_others_take_from_it(
    form: str, old: str, new: str, place: str
) -> None:
    files = collect("pledge", WORKFLOWS, FORMS)
    assert old in files[f"{form}.json"]
    files[f"{form}.json"] = files[f"{form}.json"].replace(old, new)
    others = {name: each for name, each in OTHERS.items() if name != "pledge"}
    data = {name: text.encode() for name, text in files.items()}
    problems = definition_problems("pledge", data, others, asked=ASKED)
    assert ("TAKEN-GONE", place) in [(each.rule, each.element) for each in problems]
    assert {each.holes["process"] for each in problems if each.rule == "TAKEN-GONE"} == {SIGNED}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what ships, with a shorter list of columns in the pledge's targets."""
    here = tmp_path_factory.mktemp("desk")
    copytree(WORKFLOWS, here / "workflows")
    copytree(FORMS, here / "forms")
    form = here / "forms" / "pledge_targets.json"
    schema = json.loads(form.read_text(encoding="utf-8"))
    items = schema["properties"]["targets"]["items"]
    items["properties"]["kind"] = items["properties"].pop("level")
    items["required"] = ["kind" if each == "level" else each for each in items["required"]]
    form.write_text(json.dumps(schema), encoding="utf-8")
    return here


def test_the_command_looks_at_the_forms_of_the_processes_beside(folder: Path) -> None:
    (taker,) = sources([folder / "workflows" / f"{SIGNED}.bpmn"], folder / "forms")
    rules = [(each["rule"], each["element"]) for each in checked(taker, "en")]
    assert ("TAKEN-COLUMN", "taken[1].into") in rules
    (source,) = sources([folder / "workflows" / "pledge.bpmn"], folder / "forms")
    rules = [(each["rule"], each["element"]) for each in checked(source, "en")]
    assert rules == [("TAKEN-GONE", "tasks.targets")]


def test_an_uploaded_folder_is_judged_by_the_forms_in_it(folder: Path) -> None:
    texts = {
        name: text
        for key in ("pledge", SIGNED)
        for name, text in collect(key, folder / "workflows", folder / "forms").items()
    }
    judged = judge_folder(FolderAsked(files=texts, manifests={}, keyed={}, rules=()))
    found = [(each.rule, each.element) for each in judged.problems]
    assert {("TAKEN-COLUMN", "taken[1].into"), ("TAKEN-GONE", "tasks.targets")} <= {*found}
