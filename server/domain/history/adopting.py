"""Which drafts became the text of an act that somebody signed, approved, decided or voted on.

Such a text is that act's: who drafted it may be erased, the text stays as long as the act does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias
from uuid import UUID

from server.domain.manifest import ActClass

OLDER: Final = ""
"""The class of a completion older than classes: it may have been a signature."""
ADOPTING: Final = frozenset(
    {OLDER, ActClass.APPROVE, ActClass.SIGN, ActClass.DECIDE, ActClass.VOTE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneTask:
    """A task's completion as its event tells it; `key` is empty where it was for the whole case.

    `act` is the class of the act, `version` the hash of the definition it was done under.
    """

    id: UUID
    case_id: UUID
    version: str
    element: str
    form: str
    key: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Whose records lay before an act: of its own key or of the case, and those of every key."""

    single: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    unknown: bool = False
    """Its version cannot be read: any record may have."""

    def holds(self, draft: DoneTask, act: DoneTask) -> bool:
        """Tell whether a record was laid before an act."""
        if self.unknown or draft.element in self.every:
            return True
        return draft.element in self.single and (not act.key or draft.key in {"", act.key})


LaidBefore: TypeAlias = Callable[[DoneTask], Laid]
"""Says what an act made its own."""


def adopted(completions: Iterable[DoneTask], laid_before: LaidBefore) -> frozenset[UUID]:
    """Return the completions whose text an act took up: the newest of its kind at that time.

    The completions of a case come in the order of its events.
    """
    newest: dict[tuple[UUID, str, str], DoneTask] = {}
    taken: set[UUID] = set()
    for each in completions:
        if each.act in ADOPTING:
            laid = laid_before(each)
            drafts = (draft for draft in newest.values() if draft.case_id == each.case_id)
            taken |= {draft.id for draft in drafts if laid.holds(draft, each)}
        newest[each.case_id, each.element, each.key] = each
    return frozenset(taken)
