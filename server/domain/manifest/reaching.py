"""Which milestones of a case an act reaches: by what was completed, and by what was passed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.domain.manifest.entries import Manifest, TaskOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A task that an act completes, for a key, and how it came out."""

    element: str
    outcome: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An element that an instance of a key went through."""

    element: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A milestone that an act reaches, where the newest of the `others` came out so as well.

    `repeats`: it stands once more each time, and else only the first time counts.
    """

    milestone: str
    key: str = ""
    repeats: bool = False
    others: tuple[TaskOutcome, ...] = ()


def reached(
    manifest: Manifest, completion: Completion | None, passed: Iterable[Passed]
) -> tuple[Reached, ...]:
    """Return the milestones an act reaches, each once for a key."""
    found = [*_by_completion(manifest, completion), *_by_passing(manifest, passed)]
    return tuple(dict.fromkeys(found))


def _by_completion(manifest: Manifest, done: Completion | None) -> Iterator[Reached]:
    if done is None:
        return
    for each in manifest.milestones.values():
        if any(task.meets(done.element, done.outcome) for task in each.tasks):
            yield Reached(milestone=each.name, key=done.key, repeats=each.repeats)
        if any(task.meets(done.element, done.outcome) for task in each.every):
            others = tuple(task for task in each.every if task.element != done.element)
            yield Reached(milestone=each.name, key=done.key, repeats=each.repeats, others=others)


def _by_passing(manifest: Manifest, passed: Iterable[Passed]) -> Iterator[Reached]:
    waited = [each for each in manifest.milestones.values() if each.passed]
    for went in passed if waited else ():
        for each in waited:
            if each.passed == went.element:
                yield Reached(milestone=each.name, key=went.key, repeats=each.repeats)
