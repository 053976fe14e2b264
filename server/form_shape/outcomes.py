"""How a completion may come out, as its form says it.

`x-outcome` marks the field whose choice is the outcome. `true` lets the buttons speak: the primary
one goes on, every other sends back. An object says it by itself: which choice is of which class.
"""

from collections.abc import Mapping
from typing import Final

from server.form_shape.fields import Schema, fields_of, parts_of

DONE: Final = "done"
"""The outcome of a form that has only one."""
RETURN: Final = "return"
"""The class of an outcome that sends the work back."""
REFUSE: Final = "refuse"
"""The class of an outcome that says no for good."""
_PRIMARY: Final = "primary"
_BEFORE: Final = "verdict"
"""Forms older than `x-outcome` had their outcome in a field of this name, posted by buttons."""
_REFUSED_BEFORE: Final = "refuse"
"""What no for good was called in them."""


def marked_outcomes(schema: Schema) -> tuple[str, ...]:
    """Name the fields that a form marks as its outcome; older forms mark none."""
    fields = fields_of(schema)
    return tuple(name for name, field in fields.items() if _marked(field.get("x-outcome")))


def outcome_field(schema: Schema) -> str:
    """Name the field that holds the outcome; empty where the form has only one."""
    pressed = any(button.get("field") == _BEFORE for button in parts_of(schema, "x-actions"))
    before = _BEFORE if pressed and _BEFORE in fields_of(schema) else ""
    return next(iter(marked_outcomes(schema)), before)


def meaning(schema: Schema, outcome: str, *, field: str | None = None) -> str:
    """Return the class an outcome is of; empty where it is that of its task.

    `field` is its `outcome_field`, where that is known already.
    """
    name = outcome_field(schema) if field is None else field
    said = fields_of(schema)[name].get("x-outcome") if name else None
    if isinstance(said, Mapping):
        return str(said.get(outcome, ""))
    posts = (name, outcome)
    pressed = (
        b for b in parts_of(schema, "x-actions") if (b.get("field"), b.get("value")) == posts
    )
    if not name or all(button.get("style") == _PRIMARY for button in pressed):
        return ""
    return REFUSE if said is None and outcome == _REFUSED_BEFORE else RETURN


def meanings(schema: Schema) -> dict[str, str]:
    """Return every outcome with its class, empty where that is the task's."""
    name = outcome_field(schema)
    known = fields_of(schema)[name].get("enum") if name else ()
    choices = map(str, known) if isinstance(known, list) else ()
    return {choice: meaning(schema, choice, field=name) for choice in choices} or {DONE: ""}


def _marked(said: object) -> bool:
    return said is True or isinstance(said, Mapping)


def required_with(schema: Schema, outcome: str) -> frozenset[str]:
    """Name the fields that must be filled in where a completion comes out so."""
    name, found = outcome_field(schema), {*_texts(schema.get("required"))}
    for rule in parts_of(schema, "allOf"):
        asked, then = rule.get("if"), rule.get("then")
        if isinstance(asked, Mapping) and isinstance(then, Mapping):
            fields = fields_of(asked)
            wanted = fields.get(name, {})
            named = {wanted.get("const"), *_texts(wanted.get("enum"))}
            if {*fields} == {name} and outcome in named:
                found |= {*_texts(then.get("required"))}
    return frozenset(found)


def _texts(found: object) -> list[str]:
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
