"""What the code of a process reads of its forms is declared, and nothing else is shown to it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.steps.process_code import HandledForm, ProcessCode
from server.engine import RowFields
from server.processes import PROCESSES
from tests.mutation.judging import beside, unchanged
from tests.workflows.product import FORMS

CODES = [process.code for process in PROCESSES]
every_process = pytest.mark.parametrize("code", CODES, ids=lambda code: code.key)


def shipped(name: str) -> Mapping[str, Any]:
    form = json.loads((FORMS / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(form, dict)
    return form


def rows(field: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inner = field.get("patternProperties", {}).values()
    for each in inner:
        yield from rows(each)
    if not inner:
        yield field


def kind(field: Mapping[str, Any]) -> str | frozenset[str]:
    if "enum" in field:
        return frozenset(field["enum"])
    of = field["type"]
    return str(of[0] if isinstance(of, list) else of)


def taken_out(key: str, form: str, *path: str) -> set[tuple[str, str]]:
    """Lint a process without a field of a form, or of the rows of one, and name the findings."""
    changed = json.loads(unchanged(key)[f"{form}.json"])
    fields = changed["properties"]
    if len(path) > 1:
        fields = next(rows(fields[path[0]]))["properties"]
    del fields[path[-1]]
    files = {**unchanged(key), f"{form}.json": json.dumps(changed).encode()}
    others = manifests({name: text for name, text in beside().items() if name != key})
    return {(each.rule, each.element) for each in definition_problems(key, files, others)}


@every_process
def test_every_field_of_a_form_with_a_handler_is_declared(code: ProcessCode) -> None:
    for name, form in code.forms.items():
        there = {
            field: schema.get("x-widget") or schema["type"]
            for field, schema in shipped(name)["properties"].items()
        }
        assert there == {**form.fields, **form.reads}, name


@every_process
def test_every_field_of_a_composite_row_is_declared(code: ProcessCode) -> None:
    found: dict[str, set[str]] = {}
    for name in code.forms:
        for schema in shipped(name)["properties"].values():
            if "x-widget" in schema:
                widget: RowFields = code.widgets[schema["x-widget"]]
                for row in rows(schema):
                    there = {field: kind(each) for field, each in row["properties"].items()}
                    assert there == widget, name
                found.setdefault(schema["x-widget"], set()).add(name)
    read_only = {name for name, row in code.widgets.items() if not row}
    assert found.keys() == code.widgets.keys() - read_only


@every_process
def test_a_handler_is_shown_what_it_declares_and_nothing_else(code: ProcessCode) -> None:
    for form in code.forms.values():
        declared = {**form.fields, **form.reads}
        assert shown(form, [*declared, "undeclared"]) == declared.keys()


def shown(form: HandledForm, names: list[str]) -> set[str]:
    return {*form.asked_of(dict.fromkeys(names))}


@pytest.mark.parametrize(
    ("key", "form", "path"),
    [
        ("evaluation", "adopt", ("units_sent_back",)),
        ("evaluation", "adopt", ("units_sent_back", "send_back")),
        ("evaluation", "late_units", ("until",)),
        ("award_review", "vote", ("votes", "choice")),
        ("submission", "decide", ("reason",)),
        ("submission", "council_vote", ("minutes_no",)),
    ],
    ids=lambda each: ".".join(each) if isinstance(each, tuple) else each,
)
def test_what_code_reads_may_not_be_left_out(key: str, form: str, path: tuple[str, ...]) -> None:
    assert ("FORM-READ", ".*.".join(path)) in taken_out(key, form, *path)
