"""The milestones: what each event reaches by the case's manifest, and what takes it back."""

from collections.abc import Iterable, Iterator

from server.domain.history.replay.facts import Event, FactsTold
from server.domain.manifest import (
    CLOSED,
    OPENED,
    Completion,
    Passed,
    Reached,
    TaskOutcome,
    reached,
)

_START = "milestone/"
_IMPLIED = {"case.opened": OPENED, "case.closed": CLOSED}


def add(told: FactsTold, event: Event) -> None:
    """Take the next event, when the tasks and the case have taken it."""
    if event.kind == "task.taken_back":
        _lose(told, told.replaced.pop(f"{_START}{event.object}", {}))
    if event.kind == "case.cancelled":
        _lose(told, [name for name in _standing(told) if not name.startswith(_name(OPENED))])
    for milestone, key, number in event.payload.get("lost", ()):
        _lose(told, [f"{_name(milestone, key)}{number}"])
    for each in _reached(told, event):
        name = _name(each.milestone, each.key)
        numbers = [int(stands.removeprefix(name)) for stands in _standing(told, name)]
        if each.repeats or not numbers:
            row = f"{name}{max(numbers, default=0) + 1}"
            told.row(row, at=event.at)
            told.replaced.setdefault(f"{_START}{event.object}", {})[row] = ""


def _reached(told: FactsTold, event: Event) -> Iterator[Reached]:
    if event.kind in _IMPLIED:
        yield Reached(milestone=_IMPLIED[event.kind])
    manifest = told.manifest_of(told.get("case/definition_hash"))
    for each in reached(manifest, _completion(event), _passed(event)):
        if all(_came_out(told, other, each.key) for other in each.others):
            yield each


def _completion(event: Event) -> Completion | None:
    if event.kind != "task.completed":
        return None
    task, outcome = event.task, event.payload["outcome"]
    return Completion(element=task["element"], outcome=outcome, key=task["key"])


def _passed(event: Event) -> Iterator[Passed]:
    for move in event.payload.get("moved", ()):
        for element in move.get("passed", ()):
            yield Passed(element=element, key=move["key"])


def _came_out(told: FactsTold, wanted: TaskOutcome, key: str) -> bool:
    """Tell whether the newest task of an element, for a key, is done and came out so."""
    tasks = [
        name
        for name in (fact.removesuffix("/element") for fact in told.under("task/"))
        if told.get(f"{name}/element") == wanted.element and told.get(f"{name}/key") == key
    ]
    newest = max(tasks, key=lambda name: (told.get(f"{name}/opened_at"), name), default="")
    return told.get(f"{newest}/state") == "done" and wanted.meets(
        wanted.element, told.get(f"{newest}/outcome")
    )


def _name(milestone: str, key: str = "") -> str:
    return f"{_START}{milestone}/{key}/"


def _standing(told: FactsTold, start: str = _START) -> list[str]:
    return [name for name, fact in told.under(start).items() if fact and not name.endswith("/at")]


def _lose(told: FactsTold, names: Iterable[str]) -> None:
    for name in names:
        told.facts.pop(name, None)
        told.facts.pop(f"{name}/at", None)
