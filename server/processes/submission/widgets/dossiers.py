"""Widgets of the submission: the dossier's documents, its checklist, and one row a nominee."""

from dataclasses import dataclass
from datetime import date

from server.actions.tasks.read_task import TaskPage
from server.processes.award_review.rules.documents import MINUTES
from server.processes.award_review.rules.eligibility import quotas
from server.processes.award_review.widgets.papers import DocumentRow, document_rows, there
from server.processes.award_review.widgets.standing import standings
from server.processes.submission.material import dossier_material
from server.processes.submission.rules.dossier import REPORT, SUBMISSION, checklist
from server.processes.submission.tables.nominees import NomineeRow
from server.store.tasks.attachments import Attachment
from server.web.requests.context import actor_at
from server.web.tasks.form_view import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeView:
    """A nominee with what has been said of it so far."""

    path: str
    nominee: NomineeRow
    files: tuple[Attachment, ...]
    stands: str
    """How it stands, in words: rank, points, and what the bloc has said of it."""
    maximum: int
    """How many the bloc may propose for this award."""


def dossier(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the documents the dossier must have."""
    material = dossier_material(desk.page)
    kinds = checklist(row.id for row in material.nominees)
    return document_rows(desk, name, kinds, material.documents)


def numbered(page: TaskPage, name: str) -> dict[str, str]:
    """Start from the numbers and dates filed before: a dossier that came back keeps them."""
    values: dict[str, str] = {}
    for row in dossier_material(page).documents:
        asked = page.form.find(f"{name}.{row.path}.number") is not None
        if asked and row.kind in {SUBMISSION, MINUTES, REPORT}:
            values[f"{name}.{row.path}.number"] = row.number
            values[f"{name}.{row.path}.date"] = _day(row.dated)
    return values


def submission(page: TaskPage) -> dict[str, str]:
    """Start signing from the number and date the dossier was filed with."""
    filed = [row for row in dossier_material(page).documents if row.kind == SUBMISSION]
    return {
        name: text
        for row in filed
        for name, text in (("number", row.number), ("date", _day(row.dated)))
        if text and name in page.form.fields
    }


def papers(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the dossier's documents that have a number or a file, to be read."""
    return there(dossier(desk, name))


def checklist_rows(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the documents to be checked."""
    return dossier(desk, name)


def nominees(desk: Desk, name: str) -> tuple[NomineeView, ...]:
    """List the nominees the task is about, each with what it is decided by."""
    page, rules = desk.page, desk.rules
    found, most = standings(page.task.case_id, actor_at(page.task.id)), quotas(rules)
    return tuple(
        NomineeView(
            path=f"{name}.{row.id}",
            nominee=row,
            files=tuple(desk.files("", row.id)),
            stands=found.line(row.award_id, row.unit_id, rules),
            maximum=most.get(row.award_id, 0),
        )
        for row in dossier_material(page).nominees
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
