"""One act on several tasks: each judged for itself, the refused ones named."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store import Session
from server.store.tasks import claims

Result = tuple[Words, Refusal | None]
"""A task's title, and why it was refused; None where it was not."""


def each_in_order(
    session: Session, task_ids: Collection[UUID], act: Callable[[UUID], None]
) -> Sequence[Result]:
    """Do it to each, in the order of their cases; what the actor may not see is left out."""
    results: list[Result] = []
    for task_id, title in claims.in_case_order(session, task_ids):
        try:
            act(task_id)
        except NotThere:
            continue
        except Refusal as refusal:
            results.append((title, refusal))
        else:
            results.append((title, None))
    return results
