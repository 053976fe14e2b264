"""Facts about units, to be declared while they are ranked."""

from dataclasses import dataclass

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.rules import EvidenceRule, MemberUnit, UnitCondition
from server.processes.evaluation.condition_words import effect_words
from server.processes.evaluation.material import sheet_material
from server.processes.evaluation.rules.declaring import declarable, standing_by, subject_of
from server.web.tasks.form_view import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A unit of which a fact may be declared; `stands` tells whether it is already."""

    path: str
    unit: MemberUnit
    subject: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBlock:
    """A condition that a declared fact meets, what becomes of a unit under it, with every unit."""

    path: str
    condition: UnitCondition
    effect: str
    rows: tuple[FactRow, ...]

    @property
    def needs_file(self) -> bool:
        """Whether a file must go with it."""
        fact = self.condition.fact
        return fact is not None and fact.evidence is EvidenceRule.REQUIRED


def unit_facts(desk: Desk, name: str) -> tuple[FactBlock, ...] | None:
    """List the conditions that declared facts meet; None where the rules have none."""
    standing = standing_by(sheet_material(desk.page).facts)
    return (
        tuple(
            FactBlock(
                path=f"{name}.{condition.id}",
                condition=condition,
                effect=effect_words(desk.rules, condition),
                rows=tuple(
                    FactRow(
                        path=f"{name}.{condition.id}.{unit.id}",
                        unit=unit,
                        subject=subject_of(condition.id, unit.id),
                        stands=(condition.id, unit.id) in standing,
                    )
                    for unit in desk.rules.units
                ),
            )
            for condition in declarable(desk.rules)
        )
        or None
    )


def declared(page: TaskPage, name: str) -> dict[str, str]:
    """Start with the facts that stand."""
    values: dict[str, str] = {}
    for fact in sheet_material(page).facts:
        path = f"{name}.{fact.condition}.{fact.unit}"
        values[f"{path}.declared"] = "1"
        values[f"{path}.number"] = fact.number
        values[f"{path}.dated"] = fact.dated.isoformat() if fact.dated else ""
        values[f"{path}.note"] = fact.note
    return values
