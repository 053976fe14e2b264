"""What a delegation covers: everything of its post, some kinds of case, or one task."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from server.domain.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What somebody may do in a post: all of it unless kinds of case or one task are named."""

    kinds: frozenset[str] | None = None
    task_id: UUID | None = None

    def covers(self, kind: str, task_id: UUID | None = None) -> bool:
        """Tell whether a task of a case of this kind is covered; without a task, the case is meant.

        Who was handed one task has no part in its case beside it.
        """
        if self.task_id is not None:
            return task_id == self.task_id
        return self.kinds is None or kind in self.kinds


EVERYTHING = Scope()


@dataclass(eq=False)
class ScopeMissing(Refusal):
    """A delegation of some kinds of case names none, or one that does not exist."""


def scope_of(kinds: Collection[str], *, known: Collection[str], everything: bool) -> Scope:
    """Return the scope somebody chose for a delegation of their post, of the `known` kinds.

    Raises ScopeMissing.
    """
    if everything:
        return EVERYTHING
    chosen = frozenset(kinds)
    if not chosen or not chosen <= frozenset(known):
        raise ScopeMissing
    return Scope(kinds=chosen)
