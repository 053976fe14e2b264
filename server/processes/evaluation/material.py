"""What the evaluation's composite fields are filled from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.actions.definitions.deployed import deployed
from server.actions.steps.process_code import PageNeeds
from server.actions.tasks.read_task import TaskPage
from server.processes.evaluation.judging import judged_units
from server.processes.evaluation.late_units import late_keys
from server.processes.evaluation.rules.conditions import JudgedUnit
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.tables import scores
from server.processes.evaluation.tables.scores import SheetRow

LINES = frozenset({"score_grid", "appraisal_grid", "explanation_grid", "appraisal_2_grid", "sheet"})
SHEETS = frozenset({"ranking", "attendance", "send_back", "candidates", "late_units"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMaterial:
    """Score sheets; empty where no field asks for them."""

    lines: tuple[ScoreLine, ...] = ()
    sheets: Mapping[str, SheetRow] = field(default_factory=dict)
    late: tuple[str, ...] = ()
    judged: Mapping[str, JudgedUnit] = field(default_factory=dict)


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
        late=_late(asked) if "late_units" in wanted else (),
    )


def _late(asked: PageNeeds) -> tuple[str, ...]:
    model = deployed(asked.session, asked.task.definition_hash)
    return late_keys(asked.session, asked.task.case_id, model.definition)


def criteria(asked: PageNeeds) -> list[str]:
    """List the criteria that evidence may be about."""
    return [criterion.id for _, criterion in asked.rules.score_table.lines()]
