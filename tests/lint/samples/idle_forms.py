"""Forms that say something twice, or where it means nothing: rule, field and files."""

from collections.abc import Mapping
from typing import Final

from tests.lint.samples.forms import rows
from tests.lint.samples.material import BUTTON, FORM, GOOD, VERDICTS, with_field, with_form

BUTTONS = [{**BUTTON, "value": value, "label": value} for value in VERDICTS]
SCAN: Mapping[str, object] = {"kind": "scan", "title": "Bản quét"}
ASKS: Mapping[str, object] = {
    "if": {"properties": {"verdict": {"const": "adopt"}}, "required": ["verdict"]},
    "then": {"required": ["comment"]},
}


def buttons(**words: str) -> dict[str, bytes]:
    """Give the good files with one button that has other words."""
    return with_form(**{"x-actions": [{**BUTTONS[0], **words}, *BUTTONS[1:]]})


def together(of: str, most: str, **words: str) -> dict[str, bytes]:
    """Give the good files with votes that may come to no more than were there, and their rule."""
    votes: dict[str, object] = {"type": "integer", "title": "Số phiếu"}
    there = {**votes, "title": "Số người dự"}
    rule = {"of": [of], "most": most, **words}
    fields = {"votes": votes, "there": there, "note": {"type": "string", "title": "Ghi chú"}}
    assert isinstance(FORM["properties"], dict)
    return with_form(properties={**FORM["properties"], **fields}, **{"x-together": [rule]})


TOGETHER: Final = together("votes", "there")
"""Numbers that are held beside another, as they should be."""


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
    ("FORM-IDLE", "form", together("note", "there")),
    ("FORM-IDLE", "form", together("votes", "note")),
    ("FORM-IDLE", "form", together("votes", "ther")),
    ("FORM-IDLE", "form", together("votes", "there", least="votes")),
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
