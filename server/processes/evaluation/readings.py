"""What whoever plays the evaluation's roles, a person or a program, reads of a case."""

from uuid import UUID

from server.actions.cases.case_work import rules_of_case
from server.domain.blocs.rules import Criterion
from server.domain.blocs.scored_cells import ScoredCell
from server.processes.evaluation.others.giving import open_cells
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.tables import scores
from server.store import Session

__all__ = ["Criterion", "ScoreLine", "ScoredCell", "cells_to_give", "sheet_lines"]


def sheet_lines(session: Session, case_id: UUID, unit_id: str) -> tuple[ScoreLine, ...]:
    """Return a unit's sheet, line by line."""
    order = [item.id for _, item in rules_of_case(session, case_id).score_table.lines()]
    return scores.lines_of(session, case_id, unit_id, order)


def cells_to_give(session: Session, case_id: UUID, party: str) -> tuple[ScoredCell, ...]:
    """Return the points that a unit or body has to give others."""
    return open_cells(session, case_id, rules_of_case(session, case_id), party)
