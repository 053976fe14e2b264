"""For each rule about forms: files that break it, and files that do not."""

import json
from collections.abc import Mapping

from tests.lint.samples.material import (
    BUTTON,
    GOOD,
    LABELS,
    VERDICTS,
    Sample,
    changed,
    with_field,
    with_form,
)

SIZE: Mapping[str, object] = {"type": "string", "enum": ["small", "large"]}
RETURNING_VERDICT: Mapping[str, object] = {
    "type": "string",
    "enum": [*VERDICTS],
    "x-labels": LABELS,
    "x-route": True,
    "x-outcome": {"send_back": "return"},
}
RETURNING: Mapping[str, object] = {
    "required": ["verdict"],
    "properties": {
        "verdict": RETURNING_VERDICT,
        "why": {"type": "string", "maxLength": 100, "x-reason": True},
    },
}
NOTE: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"note": {"type": "string", "title": "Ghi chú", "maxLength": 100}},
}
SHEET: Mapping[str, object] = {
    "type": "object",
    "x-widget": "sheet",
    "additionalProperties": False,
}
ROW: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["points"],
    "properties": {
        "points": {"type": "string", "format": "decimal", "title": "Điểm", "maxLength": 9},
        "note": {"type": "string", "title": "Ghi chú", "maxLength": 9},
    },
}


def ruled(value: str, **parts: Mapping[str, object]) -> dict[str, bytes]:
    """Give the good files with a rule that holds for one choice of the form."""
    when = parts.get("when", {"properties": {"verdict": {"const": value}}, "required": ["verdict"]})
    return with_form(allOf=[{"if": when, "then": parts.get("then", {"required": ["verdict"]})}])


SAMPLES: Mapping[str, Sample] = {
    "WORDS": Sample(
        "t.en.json",
        {**GOOD, "t.en.json": '{"Duyệt": ["Approve"]}'.encode()},
        {**GOOD, "t.en.json": '{"Duyệt": "Approve"}'.encode()},
    ),
    "WORDS-HOLE": Sample(
        "t.en.json",
        {**GOOD, "t.en.json": '{"Duyệt {unit}": "Approve {unti}"}'.encode()},
        {**GOOD, "t.en.json": '{"Duyệt {unit}": "{unit}: approve"}'.encode()},
    ),
    "FORM": Sample("late", changed('name="form" value="form"', 'name="form" value="none"')),
    "FORM-NAME": Sample(
        "late",
        {
            **changed('name="form" value="form"', 'name="form" value="reserved"'),
            "reserved.json": GOOD["form.json"],
        },
    ),
    "FORM-READ": Sample(
        "sheet.*.points",
        with_field("sheet", **SHEET),
        with_field("sheet", **SHEET, patternProperties={"^[a-z]+$": ROW}),
    ),
    "FORM-NEEDED": Sample(
        "sheet.*.points",
        with_field("sheet", **SHEET, patternProperties={"^[a-z]+$": {**ROW, "required": []}}),
        with_field("sheet", **SHEET, patternProperties={"^[a-z]+$": ROW}),
    ),
    "FORM-SOMETIMES": Sample(
        "sheet.*.note",
        with_field(
            "sheet",
            **SHEET,
            patternProperties={"^[a-z]+$": {**ROW, "required": ["points", "note"]}},
        ),
        with_field("sheet", **SHEET, patternProperties={"^[a-z]+$": ROW}),
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
    "FORM-TYPE": Sample(
        "cost",
        with_field("cost", type="number"),
        with_field("cost", **{"type": "integer", "x-widget": "amount"}),
    ),
    "FORM-WIDGET": Sample(
        "who",
        with_field("who", **{"type": "array", "items": {"type": "string"}, "x-widget": "people"}),
        with_field("who", **{"type": "array", "items": {"type": "string"}, "x-widget": "units"}),
    ),
    "FORM-REQUIRED": Sample("why", with_form(required=["verdict", "why"])),
    "FORM-RULE": Sample("verdict", ruled("adotp"), ruled("adopt")),
    "FORM-BUTTON": Sample(
        "verdict",
        with_form(**{"x-actions": [{**BUTTON, "value": "adotp"}]}),
        GOOD,
    ),
    "FORM-CHOICE": Sample("verdict", with_form(**{"x-actions": [BUTTON]})),
    "FORM-LABEL": Sample(
        "size",
        with_field("size", **{**SIZE, "x-labels": {"small": "Nhỏ"}}),
        with_field("size", **{**SIZE, "x-labels": {"small": "Nhỏ", "large": "Lớn"}}),
    ),
    "FORM-WHY": Sample(
        "form",
        with_form(**{**RETURNING, "properties": {"verdict": RETURNING_VERDICT}}),
        with_form(**RETURNING),
    ),
    "FORM-KEYWORD": Sample("form", with_form(**{"not": {}})),
    "FORM-TWICE": Sample(
        "size", with_field("size", **{**SIZE, "x-labels": {"small": "A", "large": "A"}})
    ),
    "FORM-IDLE": Sample("x", with_field("x", type="integer", maxLength=3)),
    "FORM-HOLE": Sample("x", with_field("x", type="string", title="Của {unit}")),
    "FORM-BOUND": Sample(
        "day",
        with_field("day", **{"type": "string", "format": "date", "x-min": "31/12/2024"}),
        with_field("day", **{"type": "string", "format": "date", "x-min": "2024-12-31"}),
    ),
}


def rows(**field: object) -> dict[str, bytes]:
    """Give the good files with a list of rows of one field."""
    items = {"type": "object", "additionalProperties": False, "properties": {"x": field}}
    return with_field("waves", type="array", items=items)


def day(**words: object) -> dict[str, bytes]:
    """Give the good files with a day."""
    return with_field("day", **{"type": "string", "format": "date", **words})


PARTIES: Mapping[str, object] = {
    "type": "array",
    "x-widget": "units",
    "items": {"type": "string"},
    "x-route": True,
}
CHOICES: Mapping[str, object] = {
    "type": "array",
    "items": {"type": "string", "enum": ["a", "b"]},
}
ROWS: Mapping[str, object] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"x": {"type": "string"}},
    },
}
UNPOSTABLE: tuple[tuple[str, str, Mapping[str, bytes]], ...] = (
    ("FORM-TYPE", "x", with_field("x", type="object", additionalProperties=False)),
    ("FORM-TYPE", "x", with_field("x", type=["string", "integer"])),
    ("FORM-TYPE", "x", with_field("x", type="string", format="email")),
    ("FORM-TYPE", "x", with_field("x", type="integer", enum=[1, 2])),
    ("FORM-TYPE", "x", with_field("x", type="string", enum=[])),
    ("FORM-TYPE", "x", with_field("x", type="array", items={"type": "string"})),
    ("FORM-TYPE", "x", with_field("x", type="array", items={"type": "integer"})),
    ("FORM-TYPE", "x", with_field("x", type="array")),
    ("FORM-TYPE", "x", with_field("x", type="array", items={"type": "string", "enum": ["a b"]})),
    ("FORM-TYPE", "waves.x", rows(**PARTIES)),
    ("FORM-TYPE", "waves.x", rows(type="array", items={"type": "object"})),
    ("FORM-TYPE", "waves.x", rows(type="number")),
    ("FORM-ROUTE", "waves.*.x", rows(**{"type": "boolean", "x-route": True})),
    ("FORM-WIDGET", "x", with_field("x", **{"type": "integer", "x-widget": "units"})),
    ("FORM-WIDGET", "x", with_field("x", **{"type": "string", "x-widget": "amount"})),
    ("FORM-WIDGET", "waves.x", rows(**{"type": "string", "x-widget": "units", "enum": ["a"]})),
    ("FORM-REQUIRED", "why", with_form(allOf=[{"then": {"required": ["why"]}}])),
    ("FORM-REQUIRED", "x", with_form(required=["x"], properties={"x": {"readOnly": True}})),
    ("FORM-REQUIRED", "x", ruled("adopt", then={"required": ["x"], "properties": {"x": {}}})),
    ("FORM-REQUIRED", "x", ruled("adopt", when={"required": ["x"]})),
    ("FORM-RULE", "allOf", with_form(allOf=[{"then": {"required": ["verdict"]}}])),
    ("FORM-RULE", "allOf", with_form(allOf=[{"if": {"required": ["verdict"]}}])),
    ("FORM-RULE", "x", ruled("adopt", when={"properties": {"x": {"const": "adopt"}}})),
    ("FORM-RULE", "x", ruled("adopt", then={"properties": {"x": {"minLength": 1}}})),
    ("FORM-RULE", "verdict", ruled("adopt", when={"properties": {"verdict": {"enum": ["a"]}}})),
    ("FORM-RULE", "verdict", ruled("adopt", when={"properties": {"verdict": {"const": True}}})),
    ("FORM-BOUND", "comment", ruled("adopt", then={"properties": {"comment": {"minLength": 101}}})),
    ("FORM-KEYWORD", "allOf", with_form(allOf=[{"if": {}, "then": {}, "els": {}}])),
    ("FORM-KEYWORD", "allOf", ruled("adopt", then={"requird": ["comment"]})),
    ("FORM-KEYWORD", "comment", ruled("adopt", then={"properties": {"comment": {"pattern": "a"}}})),
    ("FORM-BUTTON", "form", with_form(**{"x-actions": []})),
    ("FORM-BUTTON", "verdict", with_form(**{"x-actions": [{**BUTTON, "label": " "}]})),
    ("FORM-LABEL", "size", with_form(properties={"size": SIZE})),
    ("FORM-LABEL", "waves.x", rows(**SIZE)),
    ("FORM-LABEL", "kinds", with_form(properties={"kinds": CHOICES})),
    (
        "FORM-LABEL",
        "size",
        with_field("size", **{**SIZE, "x-labels": {"small": "Nhỏ", "large": " "}}),
    ),
    ("FORM-BUTTON", "gone", with_form(**{"x-actions": [{**BUTTON, "field": "gone"}]})),
    ("FORM-BOUND", "day", day(**{"x-max": "2024-02-30"})),
    ("FORM-BOUND", "day", day(**{"x-max": "day"})),
    ("FORM-BOUND", "day", day(**{"x-max": "verdict"})),
    ("FORM-BOUND", "day", day(**{"x-min": "2025-01-01", "x-max": "2024-12-31"})),
    *(
        ("FORM-BOUND", "day", day(**{"x-min": least, "x-max": most}))
        for least, most in (*(("today", "today"), ("2025-01-01", "2025-01-01")),)
    ),
    ("FORM-BOUND", "x", with_field("x", type="string", maxLength=0)),
    ("FORM-KEYWORD", "x", with_field("x", type="string", pattern="^(?!)")),
    ("FORM-KEYWORD", "x", with_field("x", **{"type": "string", "x-routes": True})),
    ("FORM-BOUND", "x", with_field("x", **{"type": "integer", "x-min": "today"})),
    ("FORM-BOUND", "x", with_field("x", type="integer", minimum=3, maximum=2)),
    ("FORM-BOUND", "x", with_field("x", **PARTIES, minItems=3, maxItems=2)),
    ("FORM-BOUND", "x", with_field("x", type="integer", maximum=2**53)),
    ("FORM-BOUND", "x", with_field("x", type="integer", minimum=-(2**53))),
    ("FORM-BOUND", "x", with_field("x", type="integer", minimum=1.2, maximum=1.8)),
    ("FORM-BOUND", "x", with_field("x", type="string", enum=["a", "abc"], minLength=2)),
    ("FORM-BOUND", "x", with_field("x", type="string", enum=["a", "abc"], maxLength=2)),
    ("FORM-BOUND", "x", with_field("x", type="string", format="date", maxLength=9)),
    ("FORM-BOUND", "x", with_field("x", **CHOICES, minItems=3)),
    ("FORM-BOUND", "waves", with_field("waves", **ROWS, minItems=301)),
)
"""Rule, field and files: what no page can draw or post."""
POSTABLE: tuple[Mapping[str, bytes], ...] = (
    with_field("x", type="integer", minimum=-(2**53) + 1, maximum=2**53 - 1),
    with_field("x", type="integer", minimum=1.2, maximum=2),
    with_field("x", type="string", enum=["a", "abc"], minLength=1, maxLength=3),
    with_field("x", **CHOICES, minItems=2),
    with_field("waves", **ROWS, minItems=100),
    with_field("who", **PARTIES, minItems=1),
    with_field("who", **{"type": "string", "x-widget": "recipient", "x-route": True}),
    with_field("cost", **{"type": "integer", "x-widget": "amount", "x-route": True}),
    with_field("rate", type="string", format="decimal"),
    with_field("parts", type="array", items={"type": "string", "enum": ["a"]}),
    day(**{"x-min": "today", "x-max": "2030-12-31", "x-route": True}),
    rows(type="string", title="Tên", maxLength=100),
)
