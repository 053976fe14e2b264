"""The papers of a case: numbered documents and their files, to be read beside a form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.processes.award_review.material import review_material
from server.processes.award_review.rules.documents import MINUTES
from server.store.tasks.attachments import Attachment
from server.store.tasks.task_pages import NumberedDocument
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document of the dossier; its files hang on a kind and, for a report, on a nominee."""

    path: str
    kind: str
    file_kind: str
    subject: str
    filed: NumberedDocument | None
    files: tuple[Attachment, ...]


def document_name(_desk: Desk, kind: str) -> str:
    """Name a document of the review."""
    return str(_("Biên bản họp bình xét")) if kind == MINUTES else kind


def papers(desk: Desk, name: str) -> tuple[DocumentRow, ...]:
    """List the review's minutes once they have a number or a file."""
    return there(document_rows(desk, name, [MINUTES], review_material(desk.page).documents))


def document_rows(
    desk: Desk, name: str, kinds: Iterable[str], documents: Sequence[NumberedDocument]
) -> tuple[DocumentRow, ...]:
    """Lay out documents of these kinds, filed or not."""
    filed = {row.path: row for row in documents}
    return tuple(_document(desk, name, kind, filed.get(kind)) for kind in kinds)


def there(rows: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
    """Keep the documents that have a number or a file."""
    return tuple(row for row in rows if row.filed or row.files)


def _document(desk: Desk, name: str, kind: str, filed: NumberedDocument | None) -> DocumentRow:
    file_kind, _, subject = kind.partition("/")
    return DocumentRow(
        path=f"{name}.{kind}",
        kind=kind,
        file_kind=file_kind,
        subject=subject,
        filed=filed,
        files=tuple(desk.files(file_kind, subject)),
    )
