"""Read the forms of a deployed version."""

from collections.abc import Mapping

from server import forms
from server.actions.definitions.deployed import Deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.form_shape import routed_fields
from server.forms import Form
from server.forms.outcome import returns


def form_of(model: Deployed, name: str) -> Form:
    """Return a form of a definition's version; raises KeyError, and CaseBroken if unreadable."""
    try:
        return forms.read(name, model.forms[name])
    except forms.FormUnreadable as unreadable:
        raise CaseBroken("FormUnreadable", str(unreadable)) from unreadable


def asked_form(model: Deployed, name: str, rules: CaseRules) -> Form:
    """Return a form as its page asks it in a case of these rules; raises as `form_of`."""
    whole = form_of(model, name)
    return whole if rules.register is None else forms.read_numbered(name, model.forms[name])


def sent_back(model: Deployed) -> frozenset[str]:
    """Name every result that sends work back, as `element:outcome`; raises as `form_of`."""
    kept = _SENT_BACK.get(model.hash)
    if kept is None:
        kept = _SENT_BACK[model.hash] = frozenset(
            f"{name}:{outcome}"
            for name, element in model.definition.elements.items()
            if element.form
            for outcome in returns(form_of(model, element.form))
        )
    return kept


_SENT_BACK: dict[str, frozenset[str]] = {}
"""By version, each as long as its definition is kept."""


def opening_form(model: Deployed) -> Form | None:
    """Return the form a case is opened with, None where there is none; raises as `form_of`."""
    name = model.manifest.open.form
    return form_of(model, name) if name else None


def opening_routes(form: Form | None, typed: Mapping[str, Json]) -> dict[str, Json]:
    """Return the fields of an opening form that steer the case, None for one that was left out."""
    return {name: typed.get(name) for name in routed_fields(form.schema)} if form else {}
