"""The papers of a case: files and numbered documents, each shown to whom it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from flask import request

from server.actions.tasks.task_sight import HandedInFiles
from server.domain.tasks.task_access import HandedIn
from server.store.cases import case_papers
from server.store.cases.case_pages import CaseHead
from server.store.cases.case_papers import FileRow, PaperRow
from server.web.cases import deliveries
from server.web.cases.case_access import Sight
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.requests import keyset
from server.web.requests.context import session
from server.web.signatures import file_signatures
from server.web.signatures.file_signatures import AskedSigner

PAGE = 50


def values(sight: Sight) -> dict[str, object]:
    """Gather the files of a page of the list, and all numbered documents."""
    after = keyset.read(request.args.get("after", ""))
    rows = case_papers.files(session(), sight.case.id, after=after, limit=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    here = {"case_id": sight.case.id, "tab": "documents"}
    files = seen_files(sight, rows[:PAGE])
    papers = seen_papers(sight)
    return {
        "files": files,
        "signed": file_signatures.of_files(
            [row.id for row in files], signers(sight, papers, files)
        ),
        "scan_of": lambda paper: scan_of(sight, paper.kind, paper.subject, files),
        "papers": in_force_first(papers),
        "deliveries": deliveries.values(sight),
        "names": RuleNames.of(sight.rules),
        "paper_name": paper_names(session(), sight.case.definition_hash),
        "first": keyset.address("cases.show", **here) if after else "",
        "next": keyset.address("cases.show", **here, after=keyset.write(last.uploaded_at, last.id))
        if last
        else "",
    }


def seen_papers(sight: Sight) -> list[PaperRow]:
    """List the numbered documents of a case that its reader sees, oldest first."""
    return [
        row
        for row in case_papers.papers(session(), sight.case.id)
        if row.number and sight.document(row.kind, key=row.subject, element=row.element)
    ]


def in_force_first(rows: Iterable[PaperRow]) -> list[tuple[PaperRow, str]]:
    """Pair each paper with the number of the newer one of its kind that replaces it, or nothing.

    `rows` come oldest first. The same number entered again is the same paper.
    """
    newest: dict[tuple[str, str], PaperRow] = {}
    every: dict[tuple[str, str, str], PaperRow] = {}
    for row in rows:
        newest[row.kind, row.subject] = row
        every[row.kind, row.subject, row.number] = row
    pairs = [(row, _replaced(row, newest[row.kind, row.subject])) for row in every.values()]
    return sorted(pairs, key=lambda pair: bool(pair[1]))


def _replaced(row: PaperRow, newest: PaperRow) -> str:
    return "" if newest == row else newest.number


def scan_of(sight: Sight, kind: str, subject: str, files: Sequence[FileRow]) -> FileRow | None:
    """Return the newest scan of a document among some files; None where none is."""
    entry = sight.of().manifest.documents.get(kind)
    if entry is None or not entry.file:
        return None
    of = (row for row in files if row.kind == entry.file and subject in {row.key, row.subject})
    return max(of, key=lambda row: row.uploaded_at, default=None)


def signers(
    sight: Sight, papers: Iterable[PaperRow], files: Sequence[FileRow]
) -> dict[UUID, AskedSigner]:
    """Say of each document's scan who signed the document, as the page says it beside it."""
    scans = ((scan_of(sight, paper.kind, paper.subject, files), paper) for paper in papers)
    return {
        scan.id: AskedSigner(
            name=paper.done_name, post=paper.done_post, on_behalf=paper.done_on_behalf
        )
        for scan, paper in scans
        if scan and paper.done_name
    }


def seen_files(
    sight: Sight, rows: Iterable[FileRow], *, of: CaseHead | None = None
) -> list[FileRow]:
    """List the files that are shown: by their kind, and else with the task they came with.

    They are of this case, or of a relative.
    """
    case = of or sight.case
    told = HandedInFiles(
        session=session(), case_id=case.id, case_kind=case.kind, case=sight.of(case)
    )
    return [row for row in rows if _sees_file(sight, row, told.of(row), case)]


def _sees_file(sight: Sight, row: FileRow, file: HandedIn, case: CaseHead) -> bool:
    circle = file.circle(sight.of(case).manifest, row.element)
    record = sight.record(row.element, of=case, key=row.key, unit=file.unit)
    return sight.sees(circle, replace(record, post=row.post_id, opened_at=row.opened_at), of=case)
