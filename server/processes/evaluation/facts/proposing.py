"""What the platform's records propose for a unit's own score sheet: days late, and figures."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.facts.figures import counted_figures
from server.processes.evaluation.facts.records import days_proposed
from server.processes.evaluation.rules.proposed import ProposedFigures
from server.store import Session


def proposed(
    session: Session, case_id: UUID, rules: CaseRules, unit: str, *, today: date
) -> Mapping[str, ProposedFigures]:
    """Return by criterion what records propose for it, where they do."""
    days = days_proposed(session, case_id, rules, unit, today=today)
    figures = counted_figures(session, case_id, rules, unit)
    return {
        **{name: ProposedFigures(actual=late) for name, late in days.items()},
        **{name: ProposedFigures.of(found) for name, found in figures.items()},
    }
