"""Count a state's working days anew: its timers follow the days that its province has now."""

from server.engine import tokens
from server.engine.expressions import functions
from server.engine.expressions.functions import OWN_DAYS
from server.engine.reading import Definition
from server.engine.verbs import MOST_LAPS, Moved, moved, no_operation, restored


def counted_by(doc: str) -> str:
    """Give the own days a state counts by, as text, empty for none; raises StateUnreadable."""
    return functions.counted_by(tokens.read(doc).vars)


def recount(definition: Definition, doc: str, own: str) -> Moved:
    """Let a state count by these own days from now on.

    Raises StateUnreadable and its kin, Stuck, and what a timer's expression may raise.
    """
    workflow, running = restored(definition, doc, no_operation, MOST_LAPS)
    running.vars.pop(OWN_DAYS, None)
    if own:
        running.vars[OWN_DAYS] = own
    return moved(definition, workflow, running)
