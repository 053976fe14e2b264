"""Forms that say something twice, or where it means nothing: rule, field and files."""

from collections.abc import Mapping
from typing import Final

from tests.lint.samples.forms import rows
from tests.lint.samples.material import BUTTON, GOOD, VERDICTS, with_field, with_form

BUTTONS = [{**BUTTON, "value": value, "label": value} for value in VERDICTS]
SCAN: Mapping[str, object] = {"kind": "scan", "title": "Bản quét"}
ASKS: Mapping[str, object] = {
    "if": {"properties": {"verdict": {"const": "adopt"}}, "required": ["verdict"]},
    "then": {"required": ["comment"]},
}


def buttons(**words: str) -> dict[str, bytes]:
    """Give the good files with one button that has other words."""
    return with_form(**{"x-actions": [{**BUTTONS[0], **words}, *BUTTONS[1:]]})


IDLE: Final[tuple[tuple[str, str, Mapping[str, bytes]], ...]] = (
    ("FORM-BUTTON", "verdict", buttons(label="")),
    ("FORM-IDLE", "form", buttons(style="loud")),
    ("FORM-IDLE", "form", buttons(colour="red")),
    ("FORM-TWICE", "form", with_form(**{"x-actions": [*BUTTONS, BUTTONS[0]]})),
    ("FORM-TWICE", "form", with_form(**{"x-files": [SCAN, SCAN]})),
    ("FORM-IDLE", "form", with_form(**{"x-files": [{**SCAN, "requird": True}]})),
    ("FORM-TWICE", "form", with_form(**{"x-shows": ["papers", "papers"]})),
    ("FORM-TWICE", "x", with_field("x", type="string", enum=["a", "a"])),
    (
        "FORM-TWICE",
        "form",
        with_form(properties={key: {"type": "string", "title": "Số"} for key in "ab"}),
    ),
    ("FORM-TWICE", "allOf", with_form(allOf=[ASKS, ASKS])),
    ("FORM-IDLE", "allOf", with_form(allOf=[{**ASKS, "if": {}}])),
    ("FORM-IDLE", "allOf", with_form(allOf=[{**ASKS, "then": {}}])),
    ("FORM-IDLE", "x", with_field("x", type="string", minimum=1)),
    ("FORM-IDLE", "x", with_field("x", type="string", minItems=1)),
    ("FORM-IDLE", "x", with_field("x", **{"type": "string", "x-labels": {"a": "A"}})),
    ("FORM-IDLE", "x", with_field("x", **{"type": "boolean", "x-route": "yes"})),
    ("FORM-IDLE", "x", with_field("x", **{"type": "string", "x-given": True})),
    ("FORM-IDLE", "x", with_field("x", **{"type": "string", "x-folded": "name"})),
    ("FORM-IDLE", "waves.x", rows(type="boolean", maximum=1)),
    ("FORM-HOLE", "waves.x", rows(type="boolean", title="Của {unit}")),
    ("FORM-HOLE", "form", buttons(label="Gửi {unit}")),
    (
        "FORM-HOLE",
        "x",
        with_field("x", **{"type": "string", "enum": ["a"], "x-labels": {"a": "{x.y}"}}),
    ),
    ("WORDS-HOLE", "t.en.json", {**GOOD, "t.en.json": b'{"A {unit}": "A {unit} {"}'}),
)
