"""The units a case still waits for: those whose own process has not handed its sheet in."""

from uuid import UUID

from server.engine import Definition
from server.store import Session
from server.store.steps import waits

SCORING = "score"
"""The form by which a unit's process is known; a process may have any name."""


def late_keys(session: Session, case_id: UUID, definition: Definition) -> tuple[str, ...]:
    """Return the units whose scoring process the case still waits for."""
    scoring = {each.process for each in definition.elements.values() if each.form == SCORING}
    return tuple(
        key for process in sorted(scoring) for key in waits.open_keys(session, case_id, process)
    )
