"""How a completion comes out, as its form says it: the outcome, its words, its meaning, the reason.

What may come out and of which class it is stands in `server.form_shape.outcomes`. `x-reason` marks
the text that says why; whatever sends back or refuses needs it.
"""

from collections.abc import Mapping

from server.form_shape import outcomes
from server.form_shape.outcomes import DONE, REFUSE, RETURN
from server.forms.form import Form, Json


def outcome_field(form: Form) -> str:
    """Name the field that holds the outcome; empty where the form has only one."""
    return form.outcome


def says_outcome(form: Form) -> bool:
    """Tell whether a form itself marks its outcome; older ones do not."""
    return bool(outcomes.marked_outcomes(form.schema))


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
    return outcomes.meaning(form.schema, outcome, field=form.outcome)


def returns(form: Form) -> frozenset[str]:
    """Name the outcomes that send the work back."""
    known = outcomes.meanings(form.schema)
    return frozenset(outcome for outcome, said in known.items() if said == RETURN)


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
