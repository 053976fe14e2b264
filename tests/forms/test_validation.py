"""What a schema finds wrong with a value: the same as another implementation of the dialect."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from server.form_shape import field_type
from server.forms import Form, FormUnreadable, read
from server.forms.gathering import LISTS
from server.forms.mistakes import FormMistake
from server.forms.validation import violations
from tests.forms.shipped import written

FORMS = sorted(Path("forms").glob("*.json"))
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
KEYS = st.sampled_from(["c1-1", "so-khcn", "flag", "Hoa", ""])


def nearly(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Give values a schema allows, or nearly."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | ANY
    kinds = schema.get("type", [])
    fitting = [_of(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    return st.one_of(*fitting, *fitting, ANY)


def _of(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    limit = schema.get("maxLength", 10)
    plain = {
        "string": st.text(max_size=5) | st.just("đ" * limit) | st.just("đ" * (limit + 1)),
        "integer": st.integers(-1, 2) | st.integers() | st.just(1.0),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    if kind == "array":
        return st.lists(nearly(schema["items"]), max_size=2)
    if kind == "object" and (rows := list(schema.get("patternProperties", {}).values())):
        return st.dictionaries(KEYS, nearly(rows[0]), max_size=3)
    return plain.get(kind, st.fixed_dictionaries({}, optional=_fields(schema)))


def _fields(schema: dict[str, Any]) -> dict[str, st.SearchStrategy[Any]]:
    return {name: nearly(part) for name, part in schema.get("properties", {}).items()}


OWN = {FormMistake.NOT_KNOWN, FormMistake.TOO_MANY_TOGETHER}
"""What only this product asks of a value."""


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
@settings(max_examples=40)
@given(data=st.data())
def test_two_implementations_name_the_same_fields(path: Path, data: st.DataObject) -> None:
    schema = json.loads(written(path))
    value = data.draw(st.fixed_dictionaries({}, optional=_fields(schema)))
    other = Draft202012Validator(schema, format_checker=FormatChecker(formats=["date"]))
    expected = set()
    for error in other.iter_errors(value):
        at = [str(part) for part in error.absolute_path]
        lacking = [n for n in error.validator_value if n not in error.instance] \
            if error.validator == "required" else None  # fmt: skip
        expected |= {".".join([*at, name]) for name in lacking} if lacking else {".".join(at)}
    form = read(path.stem, written(path))
    found = [each for each in violations(form, value) if each.code not in OWN]
    assert {each.path for each in found} == {_asked_at(form, each) for each in expected}


def _asked_at(form: Form, path: str) -> str:
    """Name the field at which a person mends a value: what is in a list, at the list."""
    field = path.partition(".")[0]
    return field if field_type(form.fields.get(field, {})) in LISTS else path


def test_a_key_that_ends_a_line_is_none() -> None:
    form = read("score", Path("forms/score.json").read_bytes())
    value: dict[str, Any] = {"scores": {"c1-1\n": {}}}  # a `$` of Python's would let it pass
    assert [mistake.path for mistake in violations(form, value)] == ["scores"]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        '{"type": "objekt"}',
        '{"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1/form.json"}}}',
    ],
)
def test_what_is_no_schema_is_no_form(text: str) -> None:
    with pytest.raises(FormUnreadable):
        read("strange", text.encode())
