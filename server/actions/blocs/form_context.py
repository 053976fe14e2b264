"""What a bloc's forms are judged against: its units and bodies, and the day."""

from datetime import date

from server.domain.blocs.parties import choosable
from server.domain.blocs.rules import CaseRules
from server.forms import FormContext


def form_context(rules: CaseRules, today: date) -> FormContext:
    """Return whom a form under these rules may choose, and the day it is filled in."""
    return FormContext(
        parties={
            widget: {group: tuple([party.id for party in several]) for group, several in of.items()}
            for widget, of in choosable(rules).items()
        },
        today=today,
    )
