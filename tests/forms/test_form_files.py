"""The product's forms say what may be posted, in whole words, and what the engine may read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from server.form_shape import routed_columns
from server.forms.form import Schema, read
from tests.forms.shipped import FORMS, written

SIGNED = {
    "approve_points", "approve_sheet", "appraise_2", "adopt", "vote", "sign_minutes",
    "sign_submission", "sign_to_council", "council_vote", "decide", "issue_decision",
    "pledge_sign", "pledge_publish", "report_sign", "plan_issue",
    "movement_launch", "conference_sign", "regulation_notice_sign", "regulation_making_issue",
    "revocation_sign", "revocation_decide", "revocation_issue",
}  # fmt: skip
ROUTED = {"string", "boolean", "integer"}
IDS = {"unit", "units", "recipient", "recipients"}

every_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def schema_of(path: Path) -> Schema:
    found: Schema = json.loads(written(path))
    return found


def schemas(node: object) -> Iterator[dict[str, object]]:
    """Go through a schema and every schema of a field under it."""
    if isinstance(node, dict):
        yield node
        for word in ("properties", "patternProperties"):
            for field in node.get(word, {}).values():
                yield from schemas(field)


def fields(path: Path) -> Iterator[dict[str, object]]:
    yield from (field for field in schemas(schema_of(path)) if field.get("type") != "object")


@every_form
def test_a_form_is_a_json_schema_that_the_product_reads(path: Path) -> None:
    Draft202012Validator.check_schema(schema_of(path))
    form = read(path.stem, written(path))
    assert form.title
    assert form.description.endswith(".")
    assert form.actions


@every_form
def test_no_field_can_be_posted_that_the_form_does_not_name(path: Path) -> None:
    for schema in schemas(schema_of(path)):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False


@every_form
def test_every_field_has_a_title_and_every_text_a_limit(path: Path) -> None:
    for field in fields(path):
        assert field["title"]
        if field["type"] == "string" and not {"enum", "format"} & set(field):
            assert "maxLength" in field


@every_form
def test_every_choice_has_a_label(path: Path) -> None:
    for field in fields(path):
        if "enum" in field:
            labels = field["x-labels"]
            assert isinstance(labels, dict)
            assert list(labels) == field["enum"]


@every_form
def test_nothing_that_is_written_in_words_goes_to_the_engine(path: Path) -> None:
    for field in fields(path):
        if field.get("x-route") and not routed_columns(field):
            kept = field.get("x-widget") in IDS or field.get("format") == "date"
            assert field["type"] in ROUTED or kept
            assert field["type"] != "string" or "enum" in field or kept


@every_form
def test_every_table_of_rows_names_its_widget(path: Path) -> None:
    for field in read(path.stem, written(path)).fields.values():
        if field["type"] == "object":
            assert field["x-widget"]


@every_form
def test_a_button_posts_a_choice_the_form_has(path: Path) -> None:
    form = read(path.stem, written(path))
    for action in form.actions:
        assert action.style in {"primary", "secondary", "danger"}
        choices = form.fields[action.field]["enum"] if action.field else [""]
        assert isinstance(choices, list)
        assert action.value in choices


@every_form
def test_an_act_that_cannot_be_undone_asks_for_the_password(path: Path) -> None:
    assert read(path.stem, written(path)).sign == (path.stem in SIGNED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("approve_sheet", {"verdict": "return"}),
        ("appraise", {"verdict": "incomplete", "scores": {}}),
        ("check_dossier", {"verdict": "return", "checklist": {}, "reason": ""}),
        ("decide", {"verdict": "refuse"}),
        ("decide", {"verdict": "return"}),
    ],
)
def test_a_return_or_refusal_without_its_reason_does_not_pass(
    name: str, value: dict[str, object]
) -> None:
    path = next(path for path in FORMS if path.stem == name)
    assert not Draft202012Validator(dict(schema_of(path))).is_valid(value)
