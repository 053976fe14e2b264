"""Whether the open tasks have the reminders their diagram declares."""

from collections.abc import Iterator

from server.actions.definitions.deployed import deployed, rules_of
from server.domain.deadlines import local_day
from server.domain.people import lane_posts
from server.domain.tasks import reminders
from server.domain.tasks.reminders import Nudge, due_day
from server.public_holidays import calendar_of
from server.store import Session
from server.store.invariants import Reminded


def without_reminders(session: Session, task: Reminded) -> Iterator[str]:
    """Name the kinds of reminders a task should have, and has none of.

    Days are not compared: a calendar that changes moves them while the worker follows it.
    """
    model = deployed(session, task.definition_hash).definition
    declared = model.elements[task.element].properties
    superior = lane_posts.superior(task.post_id, rules_of(session, task.rules_digest))
    due, opened = due_day(task.due), local_day(task.opened_at)
    planned = reminders.plan(
        due=due,
        opened=opened,
        remind=reminders.days_of(declared.get("remind")),
        escalate=reminders.days_of(declared.get("escalate")),
        calendar=calendar_of(task.own_days),
    )
    kinds = {letter.kind for letter in planned}
    if superior is None:
        kinds.discard(Nudge.ESCALATE)
    yield from sorted(kind.value for kind in kinds if kind.value not in task.kinds)
