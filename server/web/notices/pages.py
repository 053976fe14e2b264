"""The notices of the post acted in: read one by one or all at once, never by a GET."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """What a notice of a kind is called, what its button says, and the tone of its tag.

    One that is `by_day` tells the last day that its instant ends, not the instant.
    """

    called: object
    press: object = _l("Xem việc")
    tone: str = ""
    by_day: bool = False


WORDS: Mapping[NoticeKind, NoticeWords] = {
    NoticeKind.MENTION: NoticeWords(called=_l("Nhắc đến bạn"), press=_l("Xem trao đổi")),
    NoticeKind.CAME_BACK: NoticeWords(called=_l("Bị trả lại"), tone="back"),
    NoticeKind.OVERDUE: NoticeWords(called=_l("Quá hạn"), tone="late", by_day=True),
    NoticeKind.URGED: NoticeWords(called=_l("Được đôn đốc"), press=_l("Xem hồ sơ"), tone="late"),
    NoticeKind.SENT_OPENED: NoticeWords(called=_l("Nơi nhận đã mở văn bản"), press=_l("Xem hồ sơ")),
    NoticeKind.PROVEN: NoticeWords(called=_l("Biên nhận có bằng chứng"), press=_l("Xem biên nhận")),
}


@blueprint.get("/notices")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List what the post is told, new ones first."""
    return render_template(
        "notices/index.html",
        rows=notices.newest(session(), actor(), now=now()),
        words_of=WORDS,
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
    if row.kind is NoticeKind.PROVEN:
        return url_for("receipts.index")
    if row.kind in {NoticeKind.SENT_OPENED, NoticeKind.URGED}:
        return url_for("cases.show", case_id=row.case_id)
    return url_for("tasks.page", task_id=row.task_id)


def _instant(text: str) -> datetime | None:
    """Read when the page was drawn; what is no instant marks nothing."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
