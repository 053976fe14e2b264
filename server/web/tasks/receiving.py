"""A delivery is received by opening its page: the one thing that looking at a page writes."""

from flask import request

from server.actions.tasks import receive_task
from server.actions.tasks.read_task import TaskPage
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import Standing
from server.store.database.busy import BUSY
from server.web.requests.context import now, session
from server.web.requests.installation import installation

_HOLDS = frozenset({Standing.WORKS, Standing.CLAIMED})


def note_opened(page: TaskPage, actor: Actor) -> None:
    """Note that who has a delivery opens it, after its page was made; once a delivery.

    In a transaction of its own, as the page's own can write nothing, and when that has ended:
    nobody holds two connections. While the case is held up nothing is noted; the next opening is.
    """
    entry = page.manifest.tasks.get(page.task.element)
    asked = entry is not None and entry.receipt and not page.task.received
    if not asked or page.standing not in _HOLDS or not _looks():
        return
    session().rollback()
    with installation().open(read_only=False) as apart:
        try:
            receive_task.receive(apart, page.task.id, actor=actor, now=now())
            apart.commit()
        except BUSY:
            apart.rollback()


def _looks() -> bool:
    """Tell whether somebody looks at the page, and no browser fetches it beforehand."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    return request.method == "GET" and "prefetch" not in purpose
