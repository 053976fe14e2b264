"""What of history may be erased on legal ground, what stays and why, and what is left of an event.

An event's header, its hash and its place in the chain stay for good. Its payload goes; what neither
names a person nor was typed remains in the event that tells of the erasure.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from server.domain.administration.repairs import CaseState
from server.domain.canonical import Json
from server.domain.history.erasable_kinds import (
    DELEGATIONS,
    HANDED_ON,
    IN_CASES,
    OF_PERSONS,
    Bar,
    bar_of_kind,
)
from server.domain.manifest import ActClass

STREAM: Final = "erasures"
"""Of history: what was erased, and what was proposed to be; nothing of it is ever erased."""
ERASED: Final = "(đã xóa / erased)"
"""Stands in place of each text that was erased, in rows and in what remains of an event."""
PEOPLE: Final = "people"
RELIED_ON: Final = frozenset(
    {ActClass.APPROVE, ActClass.SIGN, ActClass.DECIDE, ActClass.REFUSE, ActClass.VOTE}
)


class ErasureState(StrEnum):
    """What became of a proposed erasure."""

    WAITING = "waiting"
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasableEvent:
    """An event as an erasure judges it.

    `case_state` is empty for an event of no case, `element` and `unit` (whom it is about) where
    there is none, `payload` for an erased one. `handled`: the process's own tables hold what was
    handed in, so that it stays there and in what remains. `adopted`: it became the text of an act
    that was signed or adopted, and stays as that act does.
    """

    id: UUID
    stream: str
    seq: int
    hash: str
    kind: str
    object: str
    at: datetime
    payload: Mapping[str, Json]
    act: str
    case_id: UUID | None
    case_state: str
    handled: bool
    element: str = ""
    unit: str = ""
    erased: bool = False
    adopted: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether what was typed goes, too, and not only who did it."""
        return self.kind == "task.completed" and not (self.handled or self.adopted)

    @property
    def person(self) -> str:
        """The key of the person whose account it tells of; empty where it tells of none."""
        return str(_dict(self.payload.get("person")).get("id") or "")

    @property
    def doer(self) -> str:
        """The key of who did it; empty for the system."""
        return str(_dict(self.payload.get("actor")).get("person") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPerson:
    """Whose data is erased, as the account names them now; `closed`: nobody signs in by it."""

    id: UUID
    login: str
    name: str
    email: str
    closed: bool

    @property
    def login_after(self) -> str:
        """The sign-in name that stands in its place: one of a kind, and nobody's."""
        return f"erased-{self.id.hex}"

    @property
    def names(self) -> frozenset[str]:
        """The texts by which events name the person."""
        return frozenset({self.login, self.name, self.email} - {""})


def bar_of(event: ErasableEvent, person: ErasedPerson | None) -> Bar | None:
    """Name why an event's payload stays; None where it may be erased. Closed by default."""
    if event.erased:
        return Bar.ERASED
    if event.stream == PEOPLE and event.kind in OF_PERSONS:
        named = {event.person, event.doer} if event.kind in DELEGATIONS else {event.person}
        if person is None or str(person.id) not in named:
            return Bar.OF_ANOTHER
        return None if person.closed else Bar.OPEN_ACCOUNT
    if event.case_id is None or event.kind not in IN_CASES:
        return bar_of_kind(event.kind, in_case=event.case_id is not None)
    return _bar_in_case(event)


def _bar_in_case(event: ErasableEvent) -> Bar | None:
    """Name why an event of a case stays; a completion older than classes may be a decision."""
    if event.case_state not in {CaseState.CLOSED, CaseState.CANCELLED}:
        return Bar.OPEN_CASE
    if event.payload.get("documents"):
        return Bar.ISSUED
    sealed, named = "sealed" in event.payload, event.act not in {"", *RELIED_ON}
    if event.kind == "task.completed" and (sealed or not named):
        return Bar.RELIED_ON
    return None


def remains_of(event: ErasableEvent, person: ErasedPerson | None) -> dict[str, Json]:
    """Return an event's payload without what is erased of it, in the same shape.

    Without a person whose data it is, who did it is no longer named.
    """
    payload = dict(event.payload)
    doer = _dict(payload.get("actor"))
    if doer and (person is None or doer.get("person") == str(person.id)):
        payload["actor"] = _unnamed(doer)
    if person is not None and event.person == str(person.id):
        payload["person"] = _renamed(_dict(payload["person"]), person)
    payload |= _emptied(event)
    if person is None or event.stream != PEOPLE:
        return payload
    names = person.names
    return {
        key: value if key in _NAMED_APART else _without(value, names)
        for key, value in payload.items()
    }


def seal_of(
    events: Iterable[UUID], comments: Iterable[UUID], files: Iterable[UUID], *, account: bool
) -> str:
    """Name all that an erasure would take by one SHA-256, so that what was shown is what goes."""
    parts = (events, comments, files)
    lines = [" ".join(sorted(str(each) for each in part)) for part in parts]
    return hashlib.sha256("\n".join([*lines, str(account)]).encode()).hexdigest()


_NAMED_APART: Final = frozenset({"actor", "person"})


def _emptied(event: ErasableEvent) -> dict[str, Json]:
    """Return the parts of a payload that were typed, without what was typed."""
    payload = event.payload
    if event.whole:
        return {
            "reason": _gone(payload.get("reason")),
            "result": {},
            "changes": [],
            "files": [],
            "moved": [_without_note(_dict(move)) for move in _list(payload.get("moved"))],
        }
    parts: dict[str, Json] = {}
    if event.adopted and not event.handled:
        parts["changes"] = [_without_old(_dict(each)) for each in _list(payload.get("changes"))]
    if event.kind != "task.completed" and "changes" in payload:
        parts["changes"] = []
    if event.kind in HANDED_ON and "reason" in payload:
        parts["reason"] = _gone(payload["reason"])
    return parts


def _unnamed(doer: Mapping[str, Json]) -> dict[str, Json]:
    hands = _list(doer.get("link_by"))
    marked: dict[str, Json] = {"link_by": [{"person": None, "name": ERASED} for _ in hands]}
    return {**doer, "name": ERASED, **(marked if hands else {})}


def _renamed(kept: Mapping[str, Json], person: ErasedPerson) -> dict[str, Json]:
    after: dict[str, Json] = {"login": person.login_after, "name": ERASED}
    return {key: after.get(key, value) for key, value in kept.items()}


def _without_note(move: Mapping[str, Json]) -> Json:
    tasks: list[Json] = [
        {**_dict(task), **({"note": ERASED} if _dict(task).get("note") else {})}
        for task in _list(move.get("tasks"))
    ]
    return {**move, **({"tasks": tasks} if tasks else {})}


def _without_old(change: Mapping[str, Json]) -> Json:
    """Keep what became an act's text; what stood there before is a mere draft's."""
    return {**change, "old": _gone(change.get("old"))}


def _gone(value: Json) -> Json:
    return ERASED if value else value


def _without(value: Json, names: Collection[str]) -> Json:
    """Put the mark in the place of every text that is one of these names."""
    if isinstance(value, str):
        return ERASED if value in names else value
    if isinstance(value, dict):
        return {key: _without(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_without(each, names) for each in value]
    return value


def _dict(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
