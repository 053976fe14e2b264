"""The points of a bloc-year that others than the unit give: which, for whom, by whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules, Criterion, Section
from server.domain.blocs.scorers import Scorer


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCell:
    """A criterion of a unit whose points are given by another, its party."""

    party: str
    unit: str
    section: Section
    criterion: Criterion

    @property
    def key(self) -> str:
        """How forms and events name it."""
        return f"{self.unit}:{self.criterion.id}"


def cells(rules: CaseRules) -> Iterator[ScoredCell]:
    """Go through all points that others give: units in the bloc's order, then criteria."""
    scorers = {scorer.id: scorer for scorer in rules.scorers or ()}
    if not scorers:
        return
    for unit in rules.units:
        for section, criterion in rules.score_table.lines():
            scorer = scorers.get(criterion.scored_by or "")
            party = scorer.party_for(unit.id) if scorer else None
            if party is not None and criterion.is_for(unit.id):
                yield ScoredCell(party=party, unit=unit.id, section=section, criterion=criterion)


def cells_of(rules: CaseRules, party: str) -> tuple[ScoredCell, ...]:
    """Return the points that one unit or body has to give."""
    return tuple(cell for cell in cells(rules) if cell.party == party)


def scored_units(rules: CaseRules, party: str) -> frozenset[str]:
    """Return the units that one unit or body gives points."""
    return frozenset(cell.unit for cell in cells_of(rules, party))


def parties(rules: CaseRules) -> tuple[str, ...]:
    """Return the units and bodies that have points to give, each once, in the bloc's order."""
    return tuple(dict.fromkeys(cell.party for cell in cells(rules)))


def scorer_of(rules: CaseRules, criterion: Criterion) -> Scorer | None:
    """Return who gives the points of a criterion; None where the unit does."""
    known = (scorer for scorer in rules.scorers or () if scorer.id == criterion.scored_by)
    return next(known, None)
