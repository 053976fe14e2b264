"""Widgets with one row a member unit: attendance, scrutineers, sending back, late, ranking."""

from dataclasses import dataclass, replace

from server.domain.blocs.rules import (
    BlocRole,
    MemberUnit,
    VotingMode,
)
from server.processes.evaluation.condition_words import JudgedWords, judged_words
from server.processes.evaluation.material import sheet_material
from server.processes.evaluation.rules.declaring import subject_of
from server.processes.evaluation.rules.late_units import WITH_THE_BLOC
from server.processes.evaluation.tables.scores import SheetRow
from server.processes.evaluation.told.sheet_states import SHEET_STATES
from server.store.tasks.attachments import Attachment
from server.web.frame.reorganised_words import said_of_gone
from server.web.names.history_words import said
from server.web.tasks.form_view import Desk

TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One member unit; `own` marks the unit of the person at work."""

    path: str
    unit: MemberUnit
    sheet: SheetRow | None
    own: bool
    judged: JudgedWords | None = None
    """What it is judged by beyond its total, where that is asked for."""
    papers: tuple[Attachment, ...] = ()
    """The files of the papers that declared facts about it rest on."""
    gone: str = ""
    """What became of a unit that was merged or is gone; empty for one that is there."""

    @property
    def taken_out(self) -> bool:
        """Whether the unit is out of this year's evaluation."""
        return self.sheet is not None and self.sheet.state == TAKEN_OUT

    @property
    def state(self) -> str:
        """The state of the unit's sheet; one that is not there has not been begun."""
        return self.sheet.state if self.sheet else "scoring"

    @property
    def state_name(self) -> str:
        """The state of the unit's sheet in words."""
        return said(SHEET_STATES, self.state)

    @property
    def handed_in(self) -> bool:
        """Whether the sheet is with the bloc: the unit is not late, whatever it waits for."""
        return self.state in WITH_THE_BLOC

    @property
    def leads(self) -> bool:
        """Whether the unit leads the bloc this year."""
        return self.unit.role is BlocRole.LEADER

    @property
    def deputises(self) -> bool:
        """Whether the unit is the bloc's deputy this year."""
        return self.unit.role is BlocRole.DEPUTY


def attendance(desk: Desk, name: str) -> tuple[UnitRow, ...]:
    """List every member unit; who is there is ticked as the roll is called."""
    return _rows(desk, name)


def scrutineers(desk: Desk, name: str) -> tuple[UnitRow, ...] | None:
    """List who may count; None where nobody votes on paper."""
    modes = desk.rules.voting.modes(desk.rules.awards)
    return _rows(desk, name) if VotingMode.PAPER in modes else None


def send_back(desk: Desk, name: str) -> tuple[UnitRow, ...]:
    """List the units whose sheets can go back: all that are not taken out."""
    return tuple(row for row in _rows(desk, name) if not row.taken_out)


def late_units(desk: Desk, name: str) -> tuple[UnitRow, ...]:
    """List the units still awaited; nobody takes out a unit of their own."""
    late = sheet_material(desk.page).late
    gone = said_of_gone(late)
    rows = (row for row in _rows(desk, name) if row.unit.id in late)
    return tuple(replace(row, gone=gone.get(row.unit.id, "")) for row in rows)


def ranking(desk: Desk, name: str) -> tuple[UnitRow, ...]:
    """List the units by rank, those without one last."""
    words = judged_words(desk.rules, sheet_material(desk.page).judged)
    gone = said_of_gone([unit.id for unit in desk.rules.units])
    rows = [
        replace(
            row,
            judged=words.get(row.unit.id),
            papers=_papers(desk, row.unit.id),
            gone=gone.get(row.unit.id, ""),
        )
        for row in _rows(desk, name)
    ]
    return tuple(sorted(rows, key=lambda row: (_rank(row) is None, _rank(row) or 0)))


def _papers(desk: Desk, unit: str) -> tuple[Attachment, ...]:
    """List the papers of the declared facts that the unit is judged by."""
    judged = sheet_material(desk.page).judged.get(unit)
    facts = [met.fact for met in judged.met if met.fact] if judged else []
    subjects = [subject_of(fact.condition, unit) for fact in facts]
    return tuple(file for subject in subjects for file in desk.files("fact", subject))


def _rank(row: UnitRow) -> int | None:
    return row.sheet.rank if row.sheet else None


def _rows(desk: Desk, name: str) -> tuple[UnitRow, ...]:
    return tuple(
        UnitRow(
            path=f"{name}.{unit.id}",
            unit=unit,
            sheet=sheet_material(desk.page).sheets.get(unit.id),
            own=unit.id in desk.own_units,
        )
        for unit in desk.rules.units
    )
