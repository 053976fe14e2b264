"""What is worked out and written when sheets are put together, beside the ranking.

Points by the best of the bloc, and by others, and what the records of duties say by then.
"""

from collections.abc import Iterable, Mapping

from server.actions.steps.step_state import StepState
from server.domain.canonical import Json, decimal_text
from server.domain.deadlines import local_day
from server.processes.evaluation.facts.records import recorded_facts
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from server.processes.evaluation.tables import collated_sheets, scores, unit_facts
from server.processes.evaluation.tables.scores import SheetRow
from server.public_holidays import calendar_of

Points = dict[str, dict[str, Json]]
"""By unit and criterion, as text."""


def collate_points(step: StepState, sheets: Mapping[str, SheetRow]) -> Points:
    """Work out anew what the best of the bloc decides, and the totals of all ranked sheets.

    What others have given the units is among their lines.
    """
    table = step.rules.score_table
    lines = {
        unit: of_unit
        for unit, of_unit in scores.lines_of_case(step.session, step.case.id).items()
        if sheets[unit].is_ranked
    }
    after = collated(table=table, sheets=lines)
    sums = {unit: totals(table=table, lines=of_unit) for unit, of_unit in after.items()}
    collated_sheets.save(step.session, step.case.id, after, sums)
    return {unit: _told(of_unit) for unit, of_unit in after.items()}


def record_facts(step: StepState) -> Json:
    """Write the conditions that records bring units under; None where the rules ask for none."""
    if not any(condition.record for condition in step.rules.conditions or ()):
        return None
    found = recorded_facts(
        step.session,
        step.case.id,
        step.rules,
        today=local_day(step.now),
        calendar=calendar_of(step.case.own_days),
    )
    unit_facts.record(step.session, step.case.id, found)
    return [
        {
            "unit": fact.unit,
            "condition": fact.condition,
            "due": fact.due.isoformat() if fact.due else None,
            "reached": fact.reached.isoformat() if fact.reached else None,
            "days": fact.days,
        }
        for fact in found
    ]


def collated_points(step: StepState) -> Points:
    """Read what the best of the bloc decided."""
    found = scores.lines_of_case(step.session, step.case.id)
    return {unit: _told(lines) for unit, lines in found.items()}


def _told(lines: Iterable[ScoreLine]) -> dict[str, Json]:
    return {
        line.criterion: decimal_text(line.collated) for line in lines if line.collated is not None
    }
