"""A case as it was at a moment, worked out of its events alone.

Of each event no more is read than where the case went by it: a case may have ten thousand. It is
the same fold as `replay`, of its tasks, ways and version; a test holds the two together.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

COMPLETED: Final = "task.completed"
MOVED: Final = '"moved":'
NEXT: Final = ',"outcome":'
TASK: Final = ',"task":'
_READ: Final = json.JSONDecoder().raw_decode
Payload: TypeAlias = Mapping[str, Any]


class EventText(NamedTuple):
    """An event whose payload is still the text that is kept: canonical JSON."""

    kind: str
    object: str
    at: datetime
    definition: str
    payload: str

    @property
    def id(self) -> str:
        """The id of the thing it is about, without its kind."""
        return self.object.partition("/")[2]

    def read(self) -> Payload:
        """Read the payload; raises TypeError or ValueError where it is no JSON object."""
        found = json.loads(self.payload)
        if not isinstance(found, dict):
            raise TypeError(self.object)
        return found

    def moved(self) -> Sequence[Payload]:
        """Return the moves it tells of, of a completion without reading what was handed in.

        Keys of canonical JSON are sorted: `outcome` follows upon `moved`. Where it does not the
        whole is read.
        """
        begins = self.payload.find(MOVED) if self.kind == COMPLETED else -1
        if begins >= 0:
            found, ends = _part(self.payload, begins + len(MOVED))
            if isinstance(found, list) and self.payload.startswith(NEXT, ends):
                return found
        moves: Sequence[Payload] = self.read().get("moved", ())
        return moves

    def task(self) -> Payload:
        """Return the task it names: the last key of canonical JSON, else the whole is read."""
        begins = self.payload.rfind(TASK)
        if begins >= 0:
            found, ends = _part(self.payload, begins + len(TASK))
            if isinstance(found, dict) and ends == len(self.payload) - 1:
                return found
        named: Payload = self.read()["task"]
        return named


def _part(text: str, begins: int) -> tuple[object, int]:
    """Read the value that begins there, and say where it ends; None where none does.

    What remains of an erased event is written with spaces: it is read whole.
    """
    try:
        found: tuple[object, int] = _READ(text, begins)
    except ValueError:
        return None, begins
    return found


@dataclass(slots=True, kw_only=True)
class TaskThen:
    """A task as it stood; `state` is open, done or withdrawn.

    `due` is the instant as it is told. `opened` and `done` are the places, among the events that
    were gone through, of those by which it was opened and done; -1 and None where there are none.
    """

    id: str
    element: str = ""
    key: str = ""
    state: str = ""
    post_id: str = ""
    subject: str = ""
    due: str = ""
    opened: int = -1
    closed_at: datetime | None = None
    done: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseThen:
    """A case as it stood: its tasks in the order they opened, and where it had passed.

    A way is an element that was passed and what came next, empty where nothing did; `version` is
    the hash of the definition it ran on.
    """

    version: str
    tasks: tuple[TaskThen, ...]
    ways: frozenset[tuple[str, str]]

    def open_tasks(self) -> tuple[TaskThen, ...]:
        """Return the tasks somebody could work at."""
        return tuple(task for task in self.tasks if task.state == "open")


@dataclass(slots=True)
class _Told:
    """What the events so far come to; `before` is the version the case ran on before the last."""

    version: str = ""
    before: str = ""
    tasks: dict[str, TaskThen] = field(default_factory=dict)
    ways: set[tuple[str, str]] = field(default_factory=set)

    def task(self, id_: str) -> TaskThen:
        """Return a task; one that no event has opened stands there, too, as `replay` has it."""
        found = self.tasks.get(id_)
        if found is None:
            found = self.tasks[id_] = TaskThen(id=id_)
        return found

    def withdraw(self, id_: str, at: datetime) -> None:
        task = self.task(id_)
        task.state, task.closed_at = "withdrawn", at


def case_then(events: Iterable[EventText]) -> CaseThen:
    """Return what a case's first events come to.

    Raises KeyError, TypeError, ValueError or AttributeError for a payload no version has written.
    """
    told = _Told()
    for place, event in enumerate(events):
        for move in event.moved():
            _moved(told, event, move, place)
        if event.kind == COMPLETED:
            _completed(told, event, place)
        elif event.kind in _KINDS:
            _KINDS[event.kind](told, event, event.read())
    return CaseThen(
        version=told.version,
        tasks=tuple(sorted(told.tasks.values(), key=attrgetter("opened", "id"))),
        ways=frozenset(told.ways),
    )


def _moved(told: _Told, event: EventText, move: Payload, place: int) -> None:
    told.ways.update(_ways(move))
    for task in move.get("tasks", ()):
        told.tasks[task["id"]] = TaskThen(
            id=task["id"],
            element=task["element"],
            key=move["key"],
            state="open",
            post_id=task["post"],
            subject=task.get("subject") or "",
            due=task.get("due") or "",
            opened=place,
        )
    for gone in move.get("withdrawn", ()):
        told.withdraw(gone["id"], event.at)


def _ways(move: Payload) -> Iterator[tuple[str, str]]:
    """Give the ways an instance went: what was passed, and what came after it."""
    passed = [str(each) for each in move.get("passed", ())]
    after = [*passed, *(str(each) for each in move.get("opened", ())), ""]
    yield from list(pairwise(after))[: len(passed)]
    for way in move.get("chosen", ()):
        yield str(way[0]), str(way[1])


def _completed(told: _Told, event: EventText, place: int) -> None:
    """Take a completion; of a task that no event has opened it says itself which it was."""
    task = told.task(event.id)
    if not task.element:
        named = event.task()
        task.element, task.key = named["element"], named["key"]
    task.state, task.closed_at, task.done = "done", event.at, place


def _taken_back(told: _Told, event: EventText, payload: Payload) -> None:
    for id_ in payload.get("withdrawn", ()):
        told.withdraw(id_, event.at)
    task = told.task(event.id)
    task.state, task.closed_at, task.done = "open", None, None


def _cancelled(told: _Told, event: EventText, payload: Payload) -> None:
    for id_ in payload.get("tasks", ()):
        told.withdraw(id_, event.at)


def _extended(told: _Told, _: EventText, payload: Payload) -> None:
    for id_, due in payload.get("dues", ()):
        told.task(id_).due = due


def _opened(told: _Told, event: EventText, _: Payload) -> None:
    told.version = event.definition


def _migrated(told: _Told, _: EventText, payload: Payload) -> None:
    """Move to another version: the case does so with the first of its instances."""
    if told.version != payload["to"]:
        told.before, told.version = told.version, payload["to"]


def _migration_undone(told: _Told, _: EventText, __: Payload) -> None:
    told.version = told.before or told.version


_KINDS: Final[Mapping[str, Callable[[_Told, EventText, Payload], None]]] = {
    "case.opened": _opened,
    "case.cancelled": _cancelled,
    "task.taken_back": _taken_back,
    "deadline.extended": _extended,
    "instance.migrated": _migrated,
    "instance.migration_undone": _migration_undone,
}
