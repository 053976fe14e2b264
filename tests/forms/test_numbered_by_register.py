"""A field that the bloc's register fills is neither shown nor taken nor needed."""

import json

import pytest

from server import forms
from server.forms import UnknownField

FORM = json.dumps({
    "type": "object", "additionalProperties": False,
    "properties": {
        "verdict": {"enum": ["yes", "no"], "x-outcome": True},
        "number": {"type": "string", "x-without-register": True},
        "papers": {"type": "object", "additionalProperties": False, "patternProperties": {
            "^a$": {"type": "object", "additionalProperties": False, "required": ["day"],
                    "properties": {"day": {"type": "string", "format": "date",
                                           "x-without-register": True}}},
        }},
    },
    "required": ["verdict", "number"],
    "allOf": [{
        "if": {"properties": {"verdict": {"const": "yes"}}, "required": ["verdict"]},
        "then": {"required": ["number"], "properties": {"number": {"minLength": 1}}},
    }],
}).encode()  # fmt: skip


def test_without_a_register_the_form_is_as_it_is_written() -> None:
    form = forms.read("form", FORM)
    assert form.asked == {"verdict", "number"}
    parsed = forms.parse(form, [("verdict", "yes"), ("papers.a.day", "")])
    assert {each.path for each in parsed.mistakes} == {"number", "papers.a.day"}


def test_with_a_register_its_fields_are_not_there() -> None:
    form = forms.read_numbered("form", FORM)
    assert form.asked == {"verdict"}
    assert form.find("papers.a") is not None
    assert forms.parse(form, [("verdict", "yes")]).mistakes == ()


@pytest.mark.parametrize("path", ["number", "papers.a.day"])
def test_a_post_of_such_a_field_is_none_of_our_pages(path: str) -> None:
    with pytest.raises(UnknownField):
        forms.parse(forms.read_numbered("form", FORM), [("verdict", "yes"), (path, "1")])


def test_a_form_without_such_fields_is_the_same_form() -> None:
    plain = FORM.replace(b"x-without-register", b"readOnly")
    assert forms.read_numbered("form", plain) is forms.read("form", plain)
