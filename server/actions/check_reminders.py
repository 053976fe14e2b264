"""Whether the open tasks have the reminders their diagram declares."""

from collections.abc import Iterator

from server.actions.deployed import deployed, rules_of
from server.actions.working_days import holidays_around
from server.domain import reminding
from server.domain.deadlines import local_day
from server.domain.reminding import Nudge, due_day
from server.store import Session
from server.store.soundness import Reminded


def without_reminders(session: Session, task: Reminded) -> Iterator[str]:
    """Name the kinds of reminders a task should have, and has none of.

    Days are not compared: holidays decreed later move them for new tasks only.
    """
    model = deployed(session, task.definition_hash).definition
    declared = model.elements[task.element].properties
    superior = reminding.superior(task.post_id, rules_of(session, task.rules_digest))
    due, opened = due_day(task.due), local_day(task.opened_at)
    planned = reminding.plan(
        due=due,
        opened=opened,
        remind=reminding.days_of(declared.get("remind")),
        escalate=reminding.days_of(declared.get("escalate")),
        holidays=holidays_around(due) | holidays_around(opened),
    )
    kinds = {letter.kind for letter in planned}
    if superior is None:
        kinds.discard(Nudge.ESCALATE)
    yield from sorted(kind.value for kind in kinds if kind.value not in task.kinds)
