"""Who gives the points that a unit does not give itself, as pages say it."""

from collections.abc import Mapping

from server.domain.blocs import scored_cells
from server.domain.blocs.rules import CaseRules
from server.web.names.rule_names import unit_names
from server.web.words.language import pick


def scorer_names(rules: CaseRules, unit_id: str) -> Mapping[str, str]:
    """Return by criterion who gives a unit its points; nothing for what it gives itself."""
    if not rules.score_table.asks_others:
        return {}
    names = unit_names(rules)
    found: dict[str, str] = {}
    for cell in scored_cells.cells(rules):
        if cell.unit == unit_id:
            scorer = scored_cells.scorer_of(rules, cell.criterion)
            party = names.get(cell.party, cell.party)
            named = pick(scorer.name) if scorer else party
            found[cell.criterion.id] = named if named == party else f"{named} ({party})"
    return found
