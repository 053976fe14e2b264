"""The discussion of a case: the remarks on its tasks, newest first."""

from flask import request

from server.domain.visibility import Kind
from server.store import case_papers
from server.store.case_papers import CommentRow
from server.web import keyset
from server.web.cases_sight import Sight
from server.web.context import actor, session
from server.web.remarks import remarks

PAGE = 30


def values(sight: Sight) -> dict[str, object]:
    """Gather a page of remarks, leaving out those on sheets that are not shown."""
    before = keyset.read(request.args.get("before", ""))
    rows = case_papers.comments(session(), sight.case.id, before=before, limit=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    here = {"case_id": sight.case.id, "tab": "discussion"}
    return {
        "remarks": remarks(
            [row for row in rows[:PAGE] if _shown(sight, row)], post_id=actor().post_id
        ),
        "first": keyset.address("cases.show", **here) if before else "",
        "next": keyset.address("cases.show", **here, before=keyset.write(last.at, last.id))
        if last
        else "",
    }


def _shown(sight: Sight, row: CommentRow) -> bool:
    if row.unit_id:
        return sight.sees(Kind.SHEET_COMMENTS, unit=row.unit_id)
    return sight.sees(Kind.CASE_COMMENTS)
