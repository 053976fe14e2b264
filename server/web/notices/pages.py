"""The notices of the post acted in: read one by one or all at once, never by a GET."""

from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.notices import read_notices
from server.store.notices import notices
from server.store.notices.notices import NoticeRow
from server.store.notices.sources import NoticeKind
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("notices", __name__)
KINDS = {
    NoticeKind.MENTION: _l("Nhắc đến bạn"),
    NoticeKind.CAME_BACK: _l("Bị trả lại"),
    NoticeKind.OVERDUE: _l("Quá hạn"),
    NoticeKind.SENT_OPENED: _l("Nơi nhận đã mở văn bản"),
    NoticeKind.PROVEN: _l("Biên nhận có bằng chứng"),
}


@blueprint.get("/notices")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List what the post is told, new ones first."""
    return render_template(
        "notices/index.html",
        rows=notices.newest(session(), actor(), now=now()),
        kinds=KINDS,
        drawn_at=now().isoformat(),
    )


@blueprint.post("/notices/read")
@access(SIGNED_IN)
def read() -> ResponseReturnValue:
    """Mark a notice as read, and go to what it is about."""
    row = read_notices.read_one(session(), request.form.get("key", ""), actor=actor(), now=now())
    return redirect(_about(row), HTTPStatus.SEE_OTHER)


@blueprint.post("/notices/read-all")
@access(SIGNED_IN)
def read_all() -> ResponseReturnValue:
    """Mark as read what the page showed when it was drawn."""
    if until := _instant(request.form.get("until", "")):
        read_notices.read_all(session(), until=until, actor=actor(), now=now())
    return redirect(url_for("notices.index"), HTTPStatus.SEE_OTHER)


def _about(row: NoticeRow) -> str:
    if row.event_id is not None:
        return url_for("receipts.index")
    if row.kind is NoticeKind.SENT_OPENED:
        return url_for("cases.show", case_id=row.case_id)
    return url_for("tasks.page", task_id=row.task_id)


def _instant(text: str) -> datetime | None:
    """Read when the page was drawn; what is no instant marks nothing."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
