"""The discussion of a case: the remarks on its tasks, newest first."""

from dataclasses import replace

from flask import request

from server.domain.cases import sight as circles
from server.store.cases import case_papers
from server.store.cases.case_papers import CommentRow
from server.web.cases.case_access import Sight
from server.web.frame.remark_texts import remarks
from server.web.requests import keyset
from server.web.requests.context import actor, session

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
    """Tell whether a remark is shown: to who sees its task, and the remarks on it."""
    manifest, unit = sight.of().manifest, row.unit_id or ""
    record = replace(sight.record(row.element, key=row.key, unit=unit), post=row.post_id)
    return all(
        sight.sees(circle, record)
        for circle in (
            circles.of_task(manifest, row.element),
            circles.of_remarks(manifest, row.element, about_unit=bool(unit)),
        )
    )
