"""For each rule about forms: files that break it, and files that do not."""

import json
from collections.abc import Mapping

from tests.lint.material import GOOD, Sample, changed, with_field, with_form

RETURNING: Mapping[str, object] = {
    "required": ["verdict"],
    "properties": {
        "verdict": {
            "type": "string",
            "enum": ["adopt", "send_back"],
            "x-route": True,
            "x-outcome": {"send_back": "return"},
        },
        "why": {"type": "string", "maxLength": 100, "x-reason": True},
    },
}
NOTE: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"note": {"type": "string", "title": "Ghi chú", "maxLength": 100}},
}
SAMPLES: Mapping[str, Sample] = {
    "WORDS": Sample(
        "t.en.json",
        {**GOOD, "t.en.json": '{"Duyệt": ["Approve"]}'.encode()},
        {**GOOD, "t.en.json": '{"Duyệt": "Approve"}'.encode()},
    ),
    "FORM": Sample("late", changed('name="form" value="form"', 'name="form" value="none"')),
    "FORM-NAME": Sample(
        "late",
        {
            **changed('name="form" value="form"', 'name="form" value="reserved"'),
            "reserved.json": GOOD["form.json"],
        },
    ),
    "VARIABLE-OPTIONAL": Sample("unit_approved_score_13", with_form(required=["comment"])),
    "FORM-JSON": Sample("form.json", {**GOOD, "form.json": b'{"a": 1, "a": 2}'}),
    "FORM-SCHEMA": Sample(
        "form.json", with_form(required="verdict"), with_form(required=["verdict"])
    ),
    "FORM-REF": Sample(
        "form.json",
        with_field("note", **{"$ref": "common/note.json#/properties/note"}),
        {
            **with_field("note", **{"$ref": "common/note.json#/properties/note"}),
            "common/note.json": json.dumps(NOTE).encode(),
        },
    ),
    "FORM-CYCLE": Sample("form.json", with_field("note", **{"$ref": "#/properties/note"})),
    "FORM-OPEN": Sample("form", with_form(additionalProperties=True)),
    "FORM-FIELD": Sample("typename", with_field("typename", type="string")),
    "FORM-VARIABLE": Sample(
        "units",
        with_field("units", type="integer"),
        with_field(
            "units", **{"type": "object", "x-widget": "grid", "additionalProperties": False}
        ),
    ),
    "FORM-OUTCOME": Sample(
        "comment",
        with_field("comment", **{"type": "string", "x-outcome": True}),
        with_field(
            "ruling", **{"type": "string", "enum": ["a", "b"], "x-outcome": {"b": "return"}}
        ),
    ),
    "FORM-REASON": Sample(
        "amount",
        with_field("amount", **{"type": "integer", "x-reason": True}),
        with_form(**RETURNING),
    ),
    "FORM-ROUTE": Sample(
        "reason",
        with_field("reason", **{"type": "string", "x-route": True}),
        with_field("reason", **{"type": "boolean", "x-route": True}),
    ),
}
