"""Steps of a case that somebody is not told to have been come to.

A step that a case can end without tells how the one before it came out. Who may not see its record
learns neither that it waits nor that it was done, from no list and from no diagram.
"""

from collections.abc import Collection, Iterator

from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import CaseSight, of_task, sees
from server.domain.people.posts import unit_of
from server.web.cases.diagram.model import Diagram


def untold(case: CaseSight, posts: Collection[str], drawn: Diagram) -> frozenset[str]:
    """Name the steps of which these posts are told nothing: neither of all keys nor of their own.

    What a milestone opens for one key alone opens it for no list over all of them.
    """
    return frozenset(
        task.id
        for task in drawn.tasks
        if not task.needed and not _told(case, posts, task.id)
    )  # fmt: skip


def _told(case: CaseSight, posts: Collection[str], element: str) -> bool:
    circle = of_task(case.manifest, element)
    return any(
        sees(circle, record, posts=posts, case=case) for record in _records(case, posts, element)
    )


def _records(case: CaseSight, posts: Collection[str], element: str) -> Iterator[RecordFacts]:
    """Give the record of the case as a whole, and those of the units of the posts."""
    lanes = case.lanes.get(element, frozenset())
    yield RecordFacts(element=element, lanes=lanes)
    for unit in sorted({unit_of(post) for post in posts}):
        yield RecordFacts(element=element, key=unit, unit=unit, lanes=lanes)
