"""What records propose for a criterion; a unit may hand in something else, and says why."""

from dataclasses import dataclass
from typing import Self

from server.processes.evaluation.rules.counted_figures import CountedFigures
from server.processes.evaluation.rules.sheets import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFigures:
    """The number or result, and the unit's target; None where records propose none."""

    actual: int | None = None
    target: int | None = None

    @classmethod
    def of(cls, counted: CountedFigures) -> Self:
        """Propose what was counted; a target of nothing measures nothing, and is none."""
        actual, target = counted.actual, counted.target
        return cls(
            actual=actual.total if actual else None,
            target=(target.total or None) if target else None,
        )

    def changed(self, given: Credit) -> int | None:
        """Return what was proposed where something else is handed in."""
        pairs = ((self.actual, given.actual), (self.target, given.target))
        return next(
            (own for own, typed in pairs if own is not None and typed not in {None, own}), None
        )
