"""Which duties a case has: a milestone with a day, for who is to reach it."""

from collections.abc import Callable, Iterator

from server.domain.manifest.entries import Manifest, Milestone

PoolOf = Callable[[str], str]
"""Says in which pool an element stands, empty for one that is not drawn."""


def elements(milestone: Milestone) -> tuple[str, ...]:
    """Name what reaches a milestone: its tasks, or the element that is passed."""
    tasks = (done.element for done in (*milestone.tasks, *milestone.every))
    return tuple(dict.fromkeys((*tasks, *([milestone.passed] if milestone.passed else ()))))


def task_elements(milestone: Milestone) -> tuple[str, ...]:
    """Name the tasks by which a milestone is reached; none where it is reached by passing."""
    return tuple(name for name in elements(milestone) if name != milestone.passed)


def confidential(manifest: Manifest, milestone: Milestone) -> bool:
    """Tell whether a task that reaches a milestone is confidential."""
    entries = (manifest.tasks.get(name) for name in elements(milestone))
    return any(entry is not None and entry.confidential for entry in entries)


def dated(manifest: Manifest) -> Iterator[Milestone]:
    """Give the milestones that have a day."""
    yield from (each for each in manifest.milestones.values() if each.due)


def pools(milestone: Milestone, pool_of: PoolOf) -> frozenset[str]:
    """Name the pools in which a milestone is reached: who they run for has the duty."""
    return frozenset(pool_of(name) for name in elements(milestone)) - {""}
