"""Points given by others than the unit, as a case goes on: who is to give which, and for whom."""

from collections.abc import Iterable
from uuid import UUID

from server.actions.steps.handling import FilledForm, Outcome
from server.domain.blocs import scored_cells
from server.domain.blocs.rules import CaseRules, EvidenceRule
from server.domain.blocs.scored_cells import ScoredCell
from server.domain.canonical import Json, decimal_text
from server.domain.tasks.records import difference
from server.engine import Definition
from server.processes.evaluation.rules.giving import GivenLine, check_given, left_out
from server.processes.evaluation.tables import given_scores, scores
from server.store import Session
from server.store.steps import waits

GIVING = "give_points"
"""The form by which the pool of those who give points is known."""
_PARTS = ("points", "actual", "target", "ground", "left_out", "collated")


def give_points(given: FilledForm) -> Outcome:
    """A unit or body gives others their points, with the ground of each that is not usual."""
    party = given.task.key
    cells = open_cells(given.session, given.case_id, given.rules, party)
    asks_file = any(cell.criterion.evidence is EvidenceRule.REQUIRED for cell in cells)
    after = check_given(
        table=given.rules.score_table,
        cells=cells,
        value=given.value,
        files=given_scores.grounds(given.session, given.case_id, given.task.id)
        if asks_file
        else {},
        person_units=given.own_units,
    )
    return Outcome(changes=_save(given, party, after))


def leave_out(given: FilledForm, party: str, reason: str) -> tuple[Json, ...]:
    """Go on without the points of a unit or body; returns what changed."""
    cells = open_cells(given.session, given.case_id, given.rules, party)
    return _save(given, party, left_out(cells, reason))


def open_cells(
    session: Session, case_id: UUID, rules: CaseRules, party: str
) -> tuple[ScoredCell, ...]:
    """Return what a unit or body has to give: nothing for units that are taken out."""
    sheets = scores.sheets_of(session, case_id)
    out = {unit for unit, sheet in sheets.items() if sheet.state == "taken_out"}
    return tuple(cell for cell in scored_cells.cells_of(rules, party) if cell.unit not in out)


def awaited_parties(session: Session, case_id: UUID, definition: Definition) -> tuple[str, ...]:
    """Return the units and bodies whose points the case still waits for."""
    giving = {each.process for each in definition.elements.values() if each.form == GIVING}
    return tuple(
        key for process in sorted(giving) for key in waits.open_keys(session, case_id, process)
    )


def _save(given: FilledForm, party: str, after: Iterable[GivenLine]) -> tuple[Json, ...]:
    lines = {line.key: line for line in after}
    before = {
        line.key: line
        for line in given_scores.given_by(given.session, given.case_id, party)
        if line.key in lines
    }
    given_scores.save(given.session, given.case_id, party, lines.values())
    return difference(_texts(before.values()), _texts(lines.values()))


def _texts(lines: Iterable[GivenLine]) -> dict[str, Json]:
    return {line.key: {part: _text(getattr(line, part)) for part in _PARTS} for line in lines}


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    return value if isinstance(value, str) else "True" if value is True else decimal_text(value)  # type: ignore[arg-type]
