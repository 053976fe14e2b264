"""Which cases an opening waits for: those of another process in the same bloc-year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from server import engine
from server.actions.definitions.absent_fields import absent_fields
from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import opening_form, opening_routes
from server.actions.steps.case_facts import year_facts
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.timed import AwaitedCase
from server.domain.deadlines import local_day
from server.domain.manifest import TimedOpening
from server.domain.manifest.taken import SOURCE
from server.engine import EngineRefusal
from server.store import Session
from server.store.cases import awaited_cases
from server.store.cases.awaited_cases import AwaitedRow


def awaited(
    session: Session, timed: TimedOpening, years: Mapping[str, CaseRules]
) -> Mapping[str, Sequence[AwaitedCase]]:
    """Give, by bloc-year, the cases whose milestone opens one; none where no process is named."""
    found: dict[str, list[AwaitedCase]] = defaultdict(list)
    if timed.after is None or not years:
        return found
    rows = awaited_cases.standing(
        session, kind=timed.after.kind, milestone=timed.after.milestone, bloc_year_ids=years
    )
    for row in rows:
        opening = _opening(session, row)
        if _counts(timed.where, opening, years[row.bloc_year_id]):
            reached = local_day(row.reached) if row.reached else None
            found[row.bloc_year_id].append(AwaitedCase(reached=reached, opening=opening))
    return found


def source_of(expression: str, upon: AwaitedCase | None) -> dict[str, Json]:
    """Return what an expression reads as `source`: nothing but None where a day opened the case."""
    return {**absent_fields(expression, SOURCE), **(upon.opening if upon else {})}


def _opening(session: Session, row: AwaitedRow) -> Mapping[str, Json]:
    """Return what a case was opened with, as its process reads it."""
    try:
        return opening_routes(opening_form(deployed(session, row.definition_hash)), row.opening)
    except CaseBroken:
        return {}  # the check names it


def _counts(where: str, opening: Mapping[str, Json], rules: CaseRules) -> bool:
    if not where:
        return True
    try:
        return engine.evaluated(where, {**year_facts(rules), SOURCE: dict(opening)}) is True
    except EngineRefusal:
        return False
