"""The papers of a case: files and numbered documents, each shown to whom it is for."""

from collections.abc import Iterable

from flask import request

from server.domain.cases.visibility import Kind, Turn
from server.store.cases import case_papers
from server.store.cases.case_papers import FileRow, PaperRow
from server.web.cases.case_access import SUBMISSION, Sight
from server.web.names.rule_names import RuleNames
from server.web.requests import keyset
from server.web.requests.context import session

PAGE = 50
OF_UNITS = frozenset({"evidence", "appraisal", "explanation"})
OF_SCRUTINEER = "ballot_minutes"
OF_DOSSIER = frozenset({"to_trinh", "bao_cao", "bien_ban", "submission", "supplement"})
OF_DECISION = frozenset({"decision", "quyet_dinh", "notice", "thong_bao"})


def values(sight: Sight) -> dict[str, object]:
    """Gather the files of a page of the list, and all numbered documents."""
    after = keyset.read(request.args.get("after", ""))
    rows = case_papers.files(session(), sight.case.id, after=after, limit=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    here = {"case_id": sight.case.id, "tab": "documents"}
    return {
        "files": [row for row in rows[:PAGE] if _sees_file(sight, row)],
        "papers": in_force_first(
            row
            for row in case_papers.papers(session(), sight.case.id)
            if row.number and _sees(sight, row.kind)
        ),
        "names": RuleNames.of(sight.rules),
        "first": keyset.address("cases.show", **here) if after else "",
        "next": keyset.address("cases.show", **here, after=keyset.write(last.uploaded_at, last.id))
        if last
        else "",
    }


def in_force_first(rows: Iterable[PaperRow]) -> list[tuple[PaperRow, bool]]:
    """Pair each paper with whether it is in force: a newer one of its kind replaces it.

    `rows` come oldest first. The same number entered again is the same paper.
    """
    newest: dict[tuple[str, str], PaperRow] = {}
    every: dict[tuple[str, str, str], PaperRow] = {}
    for row in rows:
        newest[row.kind, row.subject] = row
        every[row.kind, row.subject, row.number] = row
    pairs = [(row, newest[row.kind, row.subject] == row) for row in every.values()]
    return sorted(pairs, key=lambda pair: not pair[1])


def matter(case_kind: str, paper_kind: str) -> Kind:
    """Say which row of the matrix a paper falls under, by the case and the kind of the paper."""
    kind = paper_kind.partition("/")[0]
    if kind in OF_UNITS:
        return Kind.EVIDENCE
    if kind == OF_SCRUTINEER:
        return Kind.COUNT
    if case_kind == SUBMISSION:
        if kind in OF_DECISION:
            return Kind.DECISION
        return Kind.DOSSIER if kind in OF_DOSSIER else Kind.BODY_WORK
    return Kind.MINUTES


def _sees(sight: Sight, paper_kind: str, unit: str = "") -> bool:
    """Tell whether a paper is shown; a decision or a notice is public once it has been issued."""
    kind = matter(sight.case.kind, paper_kind)
    turned = [Turn.PUBLISHED] if kind is Kind.DECISION else []
    return sight.sees(kind, unit=unit, turned=turned)


def _sees_file(sight: Sight, row: FileRow) -> bool:
    """Tell whether a file is shown; what a scrutineer counted, to others once the counts agree."""
    kind, unit = matter(sight.case.kind, row.kind), row.unit_id or ""
    if kind is not Kind.COUNT:
        return _sees(sight, row.kind, unit)
    turned = [Turn.COUNTS_AGREED] if row.counts_agreed else []
    return sight.sees(kind, unit=unit, post=row.post_id, turned=turned)
