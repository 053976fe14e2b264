"""The mailbox page: what was sent to whom, and what became of it.

In a demonstration one reads the mail of the post one acts in; elsewhere one's own. An administrator
reads what went out to their province, so that mail that did not leave is found.
"""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.domain.people.delegations import EVERYTHING
from server.domain.people.lineage import Reach
from server.domain.people.posts import Position
from server.mail.letters import LetterKind
from server.store.mail import mailbox
from server.store.mail.mailbox import Of
from server.web.requests import keyset
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session
from server.web.requests.installation import installation
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("mailbox", __name__)
PAGE = 30
STATES = {
    "waiting": _l("Đang chờ gửi"),
    "handed": _l("Đang gửi"),
    "sent": _l("Đã gửi"),
    "kept": _l("Chỉ lưu ở đây, không gửi ra ngoài"),
    "unsure": _l("Không rõ đã tới hay chưa"),
    "failed": _l("Không gửi được"),
}
KINDS = {
    LetterKind.OPENED: _l("Việc mới"),
    LetterKind.REMIND: _l("Nhắc hạn"),
    LetterKind.ESCALATE: _l("Báo cấp trên"),
    LetterKind.MENTION: _l("Nhắc đến bạn"),
    LetterKind.ENTRUSTED: _l("Việc chuyển giao"),
    LetterKind.HANDED_BACK: _l("Việc trả lại"),
    LetterKind.URGENT: _l("Việc khẩn"),
    LetterKind.URGED: _l("Đôn đốc"),
    LetterKind.EXTENDED: _l("Gia hạn"),
    LetterKind.RECOUNTED: _l("Hạn tính lại"),
    LetterKind.LINK: _l("Đường dẫn đặt mật khẩu"),
    LetterKind.ACCOUNT: _l("Tài khoản của tôi"),
    LetterKind.DEFINITION: _l("Ban hành quy trình"),
    LetterKind.BLOC_DRAFT: _l("Lập năm thi đua"),
}


@blueprint.get("/mailbox")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List mail, newest first."""
    before = keyset.read_number(request.args.get("before", ""))
    all_of_province = actor().position == Position.ADMINISTRATOR
    rows = mailbox.page(session(), *_whose(), before=before, limit=PAGE + 1)
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return render_template(
        "mailbox/index.html",
        rows=shown,
        states=STATES,
        kinds=KINDS,
        all_of_province=all_of_province,
        leaves=bool(installation().settings.smtp_url) and not installation().demonstration,
        first=keyset.address("mailbox.index") if before else "",
        next=keyset.address("mailbox.index", before=shown[-1].seq) if more else "",
    )


def _whose() -> tuple[Of, UUID | str | Reach]:
    who = actor()
    if who.position == Position.ADMINISTRATOR:
        return Of.REACH, who.reach
    if installation().demonstration and who.scope == EVERYTHING:
        return Of.POST, who.post_id
    return Of.PERSON, who.person_id
