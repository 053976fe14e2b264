"""Widgets of the submission: the dossier's documents, its checklist, and one row a nominee."""

from dataclasses import dataclass
from datetime import date

from server.actions.tasks.read_task import TaskPage
from server.processes.award_review.tables.results import NomineeRow
from server.processes.submission.rules.dossier import REPORT, checklist
from server.store.tasks.attachments import Attachment
from server.store.tasks.task_pages import NumberedDocument
from server.web.tasks.form_view import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document of the dossier; its files hang on a kind and, for a report, on a nominee."""

    path: str
    kind: str
    file_kind: str
    subject: str
    filed: NumberedDocument | None
    files: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeView:
    """A nominee with what has been said of it so far."""

    path: str
    nominee: NomineeRow
    files: tuple[Attachment, ...]


def dossier(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the documents the dossier must have."""
    kinds = checklist(row.id for row in desk.material.nominees)
    return tuple(_document(desk, name, kind) for kind in kinds)


def numbered(page: TaskPage, name: str) -> dict[str, str]:
    """Start from the numbers and dates filed before: a dossier that came back keeps them."""
    values: dict[str, str] = {}
    for row in page.material.documents:
        kind = f"{row.kind}/{row.subject}" if row.subject else row.kind
        if row.kind.partition("/")[0] in {"to_trinh", "bien_ban", REPORT}:
            values[f"{name}.{kind}.number"] = row.number
            values[f"{name}.{kind}.date"] = _day(row.dated)
    return values


def submission(page: TaskPage) -> dict[str, str]:
    """Start signing from the number and date the dossier was filed with."""
    filed = [row for row in page.material.documents if row.kind == "to_trinh"]
    return {
        name: text
        for row in filed
        for name, text in (("number", row.number), ("date", _day(row.dated)))
        if text
    }


def papers(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the dossier's documents that have a number or a file, to be read."""
    return tuple(row for row in dossier(desk, name) if row.filed or row.files)


def checklist_rows(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the documents to be checked."""
    return dossier(desk, name)


def nominees(desk: Desk, name: str) -> tuple[NomineeView, ...]:
    """List the nominees the task is about."""
    return tuple(
        NomineeView(path=f"{name}.{row.id}", nominee=row, files=tuple(desk.files("", row.id)))
        for row in desk.material.nominees
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _document(desk: Desk, name: str, kind: str) -> DocumentRow:
    file_kind, _, subject = kind.partition("/")
    filed = {
        (f"{row.kind}/{row.subject}" if row.subject else row.kind): row
        for row in desk.material.documents
    }
    return DocumentRow(
        path=f"{name}.{kind}",
        kind=kind,
        file_kind=file_kind,
        subject=subject,
        filed=filed.get(kind),
        files=tuple(desk.files(file_kind, subject)),
    )
