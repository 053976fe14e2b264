"""What is true of a unit beside its points: declared with a paper, or kept by the records."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules

FactsOfUnit = Mapping[str, "UnitFact"]
"""What is true of one unit, by the condition it comes under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """A fact that brings a unit under a condition.

    A declared one has the number and the day of its paper, and what it is about. One of the
    records has the duty that was done worst: the day it was due, the day it was done (None: not at
    all), and the working days between, or until it was looked at.
    """

    unit: str
    condition: str
    number: str = ""
    dated: dt.date | None = None
    note: str = ""
    due: dt.date | None = None
    reached: dt.date | None = None
    days: int | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether the records say so, and nobody declared it."""
        return self.due is not None


def asks_facts(rules: CaseRules) -> bool:
    """Tell whether a condition is met by a declared fact or by what records say."""
    return any(each.fact or each.record for each in rules.conditions or ())


def asks_declared(rules: CaseRules) -> bool:
    """Tell whether a condition is met by a declared fact."""
    return any(each.fact for each in rules.conditions or ())


def by_unit(facts: Iterable[UnitFact]) -> Mapping[str, FactsOfUnit]:
    """Sort facts by unit and condition."""
    found: dict[str, dict[str, UnitFact]] = {}
    for fact in facts:
        found.setdefault(fact.unit, {})[fact.condition] = fact
    return found
