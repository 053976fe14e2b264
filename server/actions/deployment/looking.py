"""What an administrator looks at before and after a version is published: all that differs."""

import json
from dataclasses import dataclass
from functools import lru_cache

from server.actions.definitions.deployed import Deployed, build, deployed, files_of
from server.actions.deployment.difference import DifferenceLine, Marks, Version, difference, marks
from server.domain.administration.repairs import CaseBroken
from server.domain.texts.words import Words
from server.engine import Kind, in_order
from server.store import Session
from server.store.deployment.proposals import ProposedVersion
from server.store.deployment.versions import PublishedVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLook:
    """A task as a version has it."""

    id: str
    name: Words
    role: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One version, and what differs in it from the one before (`base`, '' where there is none).

    `unreadable` tells that the one before cannot be read: everything is told as if it were new.
    """

    key: str
    hash: str
    name: Words
    base: str
    tasks: tuple[TaskLook, ...]
    forms: tuple[str, ...]
    tables: tuple[str, ...]
    files: int
    lines: tuple[DifferenceLine, ...]
    marks: Marks
    unreadable: bool

    @property
    def first(self) -> bool:
        """Whether there is nothing to compare it with."""
        return not self.base or self.unreadable


def look_at_proposed(session: Session, version: ProposedVersion) -> Look:
    """Look at a version that is not published yet."""
    files = json.dumps(version.files)
    return _look(session, Version(_built(version.key, files), version.files), version.base)


def look_at_published(session: Session, version: PublishedVersion) -> Look:
    """Look at a published version beside the one before; raises CaseBroken where it is damaged."""
    model = deployed(session, version.hash)
    _, files = files_of(session, version.hash)
    return _look(session, Version(model, files), version.before)


def _look(session: Session, new: Version, base: str) -> Look:
    old = _before(session, base)
    lines = difference(old, new)
    drawn = new.model.definition
    elements = (drawn.elements[name] for name in in_order(drawn))
    return Look(
        key=new.model.key,
        hash=new.model.hash,
        name=new.model.short,
        base=base,
        tasks=tuple(
            TaskLook(
                id=new.model.told(each.id),
                name=new.model.words(each.name),
                role=each.role or "",
                form=new.model.told(each.form or ""),
            )
            for each in elements
            if each.kind == Kind.USER
        ),
        forms=tuple(sorted(map(new.model.told, new.model.forms))),
        tables=tuple(new.model.definition.decisions),
        files=len(new.files),
        lines=lines,
        marks=marks(lines),
        unreadable=bool(base) and old is None,
    )


def _before(session: Session, base: str) -> Version | None:
    if not base:
        return None
    try:
        return Version(deployed(session, base), files_of(session, base)[1])
    except CaseBroken:
        return None


@lru_cache(maxsize=16)
def _built(key: str, files: str) -> Deployed:
    """Read a version once, though several look at it; `files` is their JSON."""
    return build(key, json.loads(files))
