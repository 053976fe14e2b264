"""What of a document can be looked at within its page: its file, or what is printed of it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from server.domain.printouts.printout import Printout
from server.domain.tasks.work import NotThere
from server.printouts.measures import lies
from server.store.cases import case_papers
from server.store.cases.case_papers import FileRow, PaperRow
from server.store.tasks import blobs
from server.web.cases import papers
from server.web.cases.case_access import Sight
from server.web.printouts.offered import wanted
from server.web.printouts.pages import laid_out
from server.web.requests.context import now, session
from server.web.signatures import file_signatures
from server.web.signatures.file_signatures import FileSignatures


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """The newest file of a document; `sound`: its bytes have the hash that was written down.

    `checked_at` is when that was found; what is handed out is compared each time.
    """

    row: FileRow
    sound: bool
    checked_at: datetime
    signed: FileSignatures | None

    @property
    def is_pdf(self) -> bool:
        """Whether the browser draws it as pages, and not as a picture."""
        return self.row.file_name.lower().endswith(".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPrintout:
    """The printout that bears the number of a document; `name` is its address."""

    name: str
    key: str
    laid: Printout

    @property
    def lying(self) -> bool:
        """Whether its paper is turned."""
        return lies(self.laid)


def file_of(sight: Sight, row: PaperRow) -> DocumentFile | None:
    """Return the file of a document as its reader may see it."""
    entry = sight.of().manifest.documents.get(row.kind)
    if entry is None or not entry.file:
        return None
    kept = case_papers.of_kind(session(), sight.case.id, entry.file)
    scan = papers.scan_of(sight, row.kind, row.subject, papers.seen_files(sight, kept))
    if scan is None:
        return None
    signed = file_signatures.of_files([scan.id], papers.signers(sight, [row], [scan]))
    kept_as = blobs.verdict(session(), scan.sha256, now())
    return DocumentFile(
        row=scan, sound=kept_as.sound, checked_at=kept_as.at, signed=signed.get(scan.id)
    )


def printout_of(sight: Sight, row: PaperRow) -> DocumentPrintout | None:
    """Return what is printed of a document, where its reader may have all of it."""
    for name, entry in sight.of().manifest.printouts.items():
        if row.kind in entry.documents:
            with suppress(NotThere):
                found = wanted(sight, name, row.subject)
                return DocumentPrintout(name=name, key=row.subject, laid=laid_out(found))
    return None
