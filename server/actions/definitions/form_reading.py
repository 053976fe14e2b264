"""Read a form of a deployed version."""

from server import forms
from server.actions.definitions.deployed import Deployed
from server.domain.administration.repairs import CaseBroken
from server.forms import Form


def form_of(model: Deployed, name: str) -> Form:
    """Return a form of a definition's version; raises KeyError, and CaseBroken if unreadable."""
    try:
        return forms.read(name, model.forms[name])
    except forms.FormUnreadable as unreadable:
        raise CaseBroken("FormUnreadable", str(unreadable)) from unreadable
