"""The manifest of a process that calls others: what theirs say holds for what stands in the call.

A called process keeps its own circles and milestones; each of its names has the call before it, so
that nothing the caller says is taken for a word of the called one, nor the other way round.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from server.domain.manifest.circles import OF_REMARKS
from server.domain.manifest.entries import (
    IMPLIED,
    Circle,
    Grant,
    Manifest,
    Milestone,
    Moment,
    Shown,
    ShownKind,
    TaskEntry,
    TaskOutcome,
)
from server.domain.manifest.outline import OPENING


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledTask(TaskEntry):
    """What is said of a task of a called process; `call` stands before all its names."""

    call: str


_READS_OPENING: Final = re.compile(rf"\b{OPENING}\b")
_RECORDS: Final = frozenset({ShownKind.RECORD, ShownKind.TABLE})


def obstacle(manifest: Manifest) -> str:
    """Give the word for what in a manifest keeps its process from being called, or nothing."""
    sources = [each.due for each in manifest.milestones.values()]
    sources += [each.condition for each in manifest.tasks.values()]
    moments = [grant.after for circle in manifest.sight.values() for grant in circle if grant.after]
    found = {
        "package": bool(manifest.package or manifest.panels or manifest.matters or manifest.sets),
        "documents": bool(manifest.documents),
        "printouts": bool(manifest.printouts),
        "rows": bool(manifest.rows or manifest.taken or manifest.figures),
        "chain": any(moment.kind for moment in moments),
        "opening": any(map(_READS_OPENING.search, sources)),
    }
    return next((word for word, there in found.items() if there), "")


def with_calls(manifest: Manifest, called: Mapping[str, Manifest]) -> Manifest:
    """Add to a manifest those of what it calls, by what stands before the ids of each call."""
    for prefix, other in called.items():
        names = _Names(prefix, other)
        manifest = replace(
            manifest,
            milestones={**manifest.milestones, **names.milestones()},
            sight={**manifest.sight, **names.sight()},
            tasks={**manifest.tasks, **names.tasks()},
            files={**manifest.files, **names.files()},
        )
    return manifest


class _Names:
    """The words of a called process's manifest, as its caller's has them."""

    def __init__(self, prefix: str, manifest: Manifest) -> None:
        self.prefix = prefix
        self.manifest = manifest

    def of(self, name: str) -> str:
        return f"{self.prefix}{name}" if name else ""

    def outcomes(self, several: tuple[TaskOutcome, ...]) -> tuple[TaskOutcome, ...]:
        return tuple(TaskOutcome(self.of(each.element), each.outcome) for each in several)

    def milestones(self) -> dict[str, Milestone]:
        return {
            self.of(name): replace(
                each,
                name=self.of(name),
                tasks=self.outcomes(each.tasks),
                passed=self.of(each.passed),
                every=self.outcomes(each.every),
            )
            for name, each in self.manifest.milestones.items()
        }

    def sight(self) -> dict[str, Circle]:
        found = {**OF_REMARKS, **self.manifest.sight}
        return {self.of(name): tuple(map(self.grant, circle)) for name, circle in found.items()}

    def grant(self, grant: Grant) -> Grant:
        if grant.after is None or grant.after.kind or grant.after.milestone in IMPLIED:
            return grant
        return replace(grant, after=Moment(self.of(grant.after.milestone)))

    def tasks(self) -> dict[str, TaskEntry]:
        return {
            self.of(element): self.task(each)
            for element, each in self.manifest.tasks.items()
            if element != OPENING
        }

    def task(self, entry: TaskEntry) -> CalledTask:
        own = {each.name: getattr(entry, each.name) for each in fields(entry)}
        return replace(
            CalledTask(**own, call=self.prefix),
            element=self.of(entry.element),
            see=self.of(entry.see),
            history=self.of(entry.history),
            remarks=self.of(entry.remarks),
            shows=tuple(map(self.shown, filter(_there, entry.shows))),
        )

    def shown(self, shown: Shown) -> Shown:
        return replace(shown, name=self.of(shown.name)) if shown.kind in _RECORDS else shown

    def files(self) -> dict[str, str]:
        return {self.of(kind): self.of(circle) for kind, circle in self.manifest.files.items()}


def _there(shown: Shown) -> bool:
    """Tell whether there is such a record in a call: nobody opens it with a form."""
    return shown.kind not in _RECORDS or shown.name != OPENING
