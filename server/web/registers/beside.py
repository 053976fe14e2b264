"""What stands beside the numbers of a page: the file of each document, and whom it was sent to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from server.domain.texts.words import Words
from server.store.cases import case_papers
from server.store.cases.case_papers import FileRow
from server.store.documents.register_pages import EntryLine
from server.web.cases import deliveries, papers
from server.web.cases.case_access import Sight
from server.web.registers.entries import ShownEntry
from server.web.requests.context import session


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideNumber:
    """Of one number: the newest file of its document, and to whom it was sent, each once."""

    file: FileRow | None
    sent_to: Sequence[Words]


def of(entries: Sequence[ShownEntry]) -> Mapping[UUID, BesideNumber]:
    """Gather it of the entries whose document their reader sees, by entry."""
    found = [(each.line, each.sight) for each in entries if each.sight and each.line.document_id]
    sights = {sight.case.id: sight for _, sight in found}
    files, sent = _files(found, sights), deliveries.of_cases(sights)
    return {
        line.id: BesideNumber(
            file=papers.scan_of(sight, line.kind, line.subject, files[sight.case.id]),
            sent_to=_recipients(line, sent[sight.case.id]),
        )
        for line, sight in found
    }


def _files(
    found: Sequence[tuple[EntryLine, Sight]], sights: Mapping[UUID, Sight]
) -> Mapping[UUID, Sequence[FileRow]]:
    kinds = {_kind(line, sight) for line, sight in found} - {""}
    rows = case_papers.of_cases(session(), sights, kinds) if kinds else ()
    return {
        case_id: papers.seen_files(sight, [row for row in rows if row.case_id == case_id])
        for case_id, sight in sights.items()
    }


def _kind(line: EntryLine, sight: Sight) -> str:
    entry = sight.of().manifest.documents.get(line.kind)
    return entry.file if entry else ""


def _recipients(line: EntryLine, sent: Sequence[deliveries.DeliveryLine]) -> Sequence[Words]:
    if line.made_at is None:
        return ()
    return [*dict.fromkeys(each.to for each in deliveries.between(sent, line.made_at, line.until))]
