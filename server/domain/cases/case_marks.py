"""What a case has come to, and the record that somebody asks to see of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from server.domain.manifest import Manifest, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """What somebody asks to see: a task, its events, its files, or something of the package.

    `lanes` are the roles of its instance, `key` what that runs for, `unit` whom it is about, `post`
    whose task it is. A milestone that repeats counts where it came after the record was opened,
    with the act that made it or after it: what was reached in the rounds before is of those.
    """

    element: str = ""
    key: str = ""
    unit: str = ""
    post: str = ""
    lanes: frozenset[str] = frozenset()
    opened_at: datetime | None = None
    made_at: datetime | None = None

    def within(self, at: datetime) -> bool:
        """Tell whether what was reached at an instant can be of this record's own round."""
        after_opening = self.opened_at is None or at > self.opened_at
        return after_opening and (self.made_at is None or at >= self.made_at)


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone as it stands: of which kind of case, for which key, when it was last reached."""

    kind: str
    milestone: str
    key: str
    at: datetime


Applies = Callable[[RecordFacts], bool]
"""Tells whether what a manifest says under `if` of a record's task holds in its case."""


def unconditional(_record: RecordFacts) -> bool:
    """Hold for every record: where no task has a condition."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMarks:
    """What a case has come to: `marks` are the milestones of its whole chain.

    Where its condition does not hold, a record `applies` to nobody.
    """

    manifest: Manifest
    marks: Collection[Mark] = ()
    applies: Applies = field(default=unconditional, repr=False)

    def reached(self, moment: Moment, record: RecordFacts) -> bool:
        """Tell whether a milestone stands for a record: the case's own, or that of its key."""
        kind = moment.kind or self.manifest.key
        found = self.manifest.milestones.get(moment.milestone) if not moment.kind else None
        repeats = found is not None and found.repeats
        keys = {"", record.key, record.unit}
        return any(
            mark.milestone == moment.milestone
            and mark.kind == kind
            and mark.key in keys
            and (not repeats or record.within(mark.at))
            for mark in self.marks
        )
