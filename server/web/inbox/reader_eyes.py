"""For whom a list of tasks is read: who is signed in, in the post they act in."""

from server.store.inbox.inbox import Eyes
from server.web.requests.context import actor, stand_ins


def reader_eyes() -> Eyes:
    """Describe the reader, with the tasks of other posts that were handed to them."""
    who = actor()
    return Eyes(
        person_id=who.person_id,
        post_id=who.post_id,
        unit_id=who.unit_id,
        kinds=who.scope.kinds,
        entrusted=tuple(filter(None, (at.scope.task_id for at in stand_ins()))),
    )
