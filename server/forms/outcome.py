"""How a completion comes out, as its form says it: the outcome, its words, its meaning, the reason.

`x-outcome` marks the field whose choice is the outcome. `true` lets the buttons speak: the primary
one goes on, every other sends back. An object says it by itself: which choice is of which class.
`x-reason` marks the text that says why; whatever sends back or refuses needs it.
"""

from collections.abc import Mapping
from typing import Final

from server.forms.form import Form, Json

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


def outcome_field(form: Form) -> str:
    """Name the field that holds the outcome; empty where the form has only one."""
    marked = (name for name, schema in form.fields.items() if _marked(schema.get("x-outcome")))
    pressed = any(action.field == _BEFORE for action in form.actions)
    return next(marked, _BEFORE if pressed and _BEFORE in form.fields else "")


def says_outcome(form: Form) -> bool:
    """Tell whether a form itself marks its outcome; older ones do not."""
    return any(_marked(schema.get("x-outcome")) for schema in form.fields.values())


def outcome_of(form: Form, value: Mapping[str, Json]) -> str:
    """Return how a value comes out."""
    return str(value.get(outcome_field(form)) or DONE)


def outcome_label(form: Form, outcome: str) -> str:
    """Return what an outcome is called, in Vietnamese; empty for one the form does not give."""
    name = outcome_field(form)
    known = form.fields[name].get("enum") if name else None
    return form.label(name, outcome) if isinstance(known, list) and outcome in known else ""


def meaning(form: Form, outcome: str) -> str:
    """Return the class an outcome is of; empty where it is that of its task."""
    name = outcome_field(form)
    said = form.fields[name].get("x-outcome") if name else None
    if isinstance(said, Mapping):
        return str(said.get(outcome, ""))
    pressed = (action for action in form.actions if (action.field, action.value) == (name, outcome))
    if not name or all(action.style == _PRIMARY for action in pressed):
        return ""
    return REFUSE if said is None and outcome == _REFUSED_BEFORE else RETURN


def meanings(form: Form) -> dict[str, str]:
    """Return the class of every outcome, empty where it is that of the task."""
    name = outcome_field(form)
    known = form.fields[name].get("enum") if name else ()
    choices = map(str, known) if isinstance(known, list) else ()
    return {choice: meaning(form, choice) for choice in choices} or {DONE: ""}


def returns(form: Form) -> frozenset[str]:
    """Name the outcomes that send the work back."""
    return frozenset(outcome for outcome, said in meanings(form).items() if said == RETURN)


def reason_field(form: Form) -> str:
    """Name the field that says why; empty where the form asks for none."""
    return next((name for name, schema in form.fields.items() if schema.get("x-reason")), "")


def reason_of(form: Form, value: Mapping[str, Json]) -> str:
    """Return why, as it was said."""
    said = value.get(reason_field(form))
    return said.strip() if isinstance(said, str) else ""


def unreasoned(form: Form, value: Mapping[str, Json]) -> str:
    """Name the field that lacks the reason of a return or a refusal; empty where nothing does."""
    name = reason_field(form)
    needed = meaning(form, outcome_of(form, value)) in {RETURN, REFUSE}
    return name if needed and not reason_of(form, value) else ""


def _marked(said: Json) -> bool:
    return said is True or isinstance(said, Mapping)
