"""Whether a task's work was sent back to it, as the form says by which that was done."""

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.form_shape.outcomes import RETURN
from server.forms.outcome import meaning
from server.store import Session
from server.store.tasks.came_back import CameBack


def is_returned(session: Session, back: CameBack | None) -> bool:
    """Tell whether what opened a task again sent it back; raises CaseBroken."""
    if back is None:
        return False
    model = deployed(session, back.definition_hash)
    return meaning(form_of(model, back.form), back.outcome) == RETURN
