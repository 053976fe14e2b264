"""What the evaluation's composite fields are filled from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.steps.process_code import PageNeeds
from server.actions.tasks.read_task import TaskPage
from server.domain.blocs import scored_cells
from server.domain.blocs.scored_cells import ScoredCell
from server.processes.evaluation.facts.figures import counted_figures
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.facts.records import late_duties
from server.processes.evaluation.late_units import late_keys
from server.processes.evaluation.others import giving
from server.processes.evaluation.rules.conditions import JudgedUnit
from server.processes.evaluation.rules.counted_figures import CountedFigures
from server.processes.evaluation.rules.declaring import declarable, subject_of
from server.processes.evaluation.rules.facts import UnitFact, asks_declared
from server.processes.evaluation.rules.giving import GivenLine
from server.processes.evaluation.rules.kept_duties import KeptDuty
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.tables import given_scores, scores, unit_facts
from server.processes.evaluation.tables.scores import SheetRow
from server.store import Session

LINES = frozenset({"score_grid", "appraisal_grid", "explanation_grid", "appraisal_2_grid", "sheet"})
PROPOSED = frozenset({"score_grid", "appraisal_grid", "appraisal_2_grid"})
SHEETS = frozenset({"ranking", "attendance", "send_back", "candidates", "late_units"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMaterial:
    """Score sheets; empty where no field asks for them."""

    lines: tuple[ScoreLine, ...] = ()
    sheets: Mapping[str, SheetRow] = field(default_factory=dict)
    late: tuple[str, ...] = ()
    judged: Mapping[str, JudgedUnit] = field(default_factory=dict)
    facts: tuple[UnitFact, ...] = ()
    late_duties: tuple[KeptDuty, ...] = ()
    """The duties that the unit is late with, where they propose the days of a criterion."""
    counted: Mapping[str, CountedFigures] = field(default_factory=dict)
    """By criterion what records count of the unit, where that is proposed for it."""
    given: tuple[GivenLine, ...] = ()
    """What the task's unit or body has given others."""
    cells: tuple[ScoredCell, ...] = ()
    """What it is to give them."""
    parties: tuple[str, ...] = ()
    """Who gives others points: all of them, or those whose points are late."""


def sheet_material(page: TaskPage) -> SheetMaterial:
    """Return what a page's fields about sheets are filled from."""
    found = page.material
    return found if isinstance(found, SheetMaterial) else SheetMaterial()


def read_material(asked: PageNeeds) -> SheetMaterial:
    """Read what a page asks for."""
    session, task, wanted = asked.session, asked.task, asked.wanted
    order = [criterion.id for _, criterion in asked.rules.score_table.lines()]
    about = task.subject_unit_id
    lines = scores.lines_of(session, task.case_id, about, order) if LINES & wanted and about else ()
    sheets = scores.sheets_of(session, task.case_id) if SHEETS & wanted else {}
    ranked = "ranking" in wanted
    return SheetMaterial(
        lines=lines,
        sheets=sheets,
        judged=judged_units(session, task.case_id, asked.rules, sheets) if ranked else {},
        late_duties=_late_duties(asked, about) if PROPOSED & wanted and about else (),
        counted=_counted(asked, about) if PROPOSED & wanted and about else {},
        facts=_declared(asked) if "unit_facts" in wanted else (),
        late=_late(asked) if "late_units" in wanted else (),
        **_giving(asked),
    )


def given_keys(asked: PageNeeds) -> list[str]:
    """List the criteria of units whose points the task's unit or body gives."""
    return [cell.key for cell in scored_cells.cells_of(asked.rules, asked.task.key)]


def _giving(asked: PageNeeds) -> dict[str, tuple[Any, ...]]:
    """Read what others than the units give, where a field asks for it and the rules have it."""
    session, case_id, wanted, key = asked.session, asked.task.case_id, asked.wanted, asked.task.key
    if not asked.rules.score_table.asks_others:
        return {}
    if {"given_grid", "given"} & wanted:
        cells = giving.open_cells(session, case_id, asked.rules, key)
        return {"cells": cells, "given": given_scores.given_by(session, case_id, key)}
    if "late_points" in wanted:
        model = deployed(session, asked.task.definition_hash)
        return {"parties": giving.awaited_parties(session, case_id, model.definition)}
    return {"parties": scored_cells.parties(asked.rules)} if "ask_again" in wanted else {}


def _late(asked: PageNeeds) -> tuple[str, ...]:
    model = deployed(asked.session, asked.task.definition_hash)
    return late_keys(asked.session, asked.task.case_id, model.definition)


def _late_duties(asked: PageNeeds, unit: str) -> tuple[KeptDuty, ...]:
    case_id, today = asked.task.case_id, asked.today
    return late_duties(asked.session, case_id, asked.rules, unit, today=today)


def _counted(asked: PageNeeds, unit: str) -> Mapping[str, CountedFigures]:
    return counted_figures(asked.session, asked.task.case_id, asked.rules, unit)


def _declared(asked: PageNeeds) -> tuple[UnitFact, ...]:
    """List the facts that were declared, where the rules ask for any."""
    if not asks_declared(asked.rules):
        return ()
    found = unit_facts.standing(asked.session, asked.task.case_id)
    return tuple(fact for fact in found if not fact.is_recorded)


def fact_subjects(asked: PageNeeds) -> list[str]:
    """List what files of declared facts may be about."""
    units = asked.rules.units
    return [subject_of(each.id, unit.id) for each in declarable(asked.rules) for unit in units]


def facts_taken_back(session: Session, case_id: UUID) -> list[str]:
    """List what the files of facts are about that no longer stand."""
    return [subject_of(*fact) for fact in unit_facts.taken_back(session, case_id)]


def criteria(asked: PageNeeds) -> list[str]:
    """List the criteria that evidence may be about."""
    return [criterion.id for _, criterion in asked.rules.score_table.lines()]
