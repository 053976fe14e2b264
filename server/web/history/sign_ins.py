"""Who signed in: tries to sign in as persons of the provinces the auditor reaches."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from server.domain.history.asked import NotAChoice
from server.domain.identity.sign_ins import TryResult
from server.store.identity import sign_ins
from server.store.identity.sign_ins import WantedSignIns
from server.web.history import audit_filter
from server.web.history.audit_filter import SHOWN, AuditFilter
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import actor, session
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import lazy_gettext as _l

PAGE = 50
RESULTS: Final[Mapping[TryResult, object]] = {
    TryResult.SIGNED_IN: _l("Đã đăng nhập"),
    TryResult.DEMONSTRATION: _l("Vào bằng một lần bấm (trình diễn)"),
    TryResult.WRONG: _l("Sai mật khẩu"),
    TryResult.CODE_ASKED: _l("Qua bước đầu, chờ xác nhận lần hai"),
    TryResult.WRONG_CODE: _l("Sai mã xác thực"),
    TryResult.WRONG_PASSKEY: _l("Khóa truy cập không được nhận"),
    TryResult.COPIED_PASSKEY: _l("Khóa truy cập có thể đã bị sao chép"),
    TryResult.WRONG_FRESH: _l("Sai mật khẩu khi xác nhận"),
    TryResult.NO_POST: _l("Không giữ chức vụ nào"),
    TryResult.REFUSED: _l("Bị từ chối vì thử quá nhiều"),
    TryResult.UNLINKED: _l("Tài khoản bên ngoài chưa liên kết"),
    TryResult.SILENT: _l("Nơi xác nhận không trả lời"),
    TryResult.ANSWER_REFUSED: _l("Câu trả lời của nơi xác nhận không hợp lệ"),
    TryResult.TRIED: _l("Không rõ kết quả"),
}


@access(AUDITOR)
def show() -> ResponseReturnValue:
    """List sign-ins by a filter; by one that cannot be read nothing is listed."""
    asked = audit_filter.read(request.args)
    named = request.args.getlist("result")
    results = [str(each) for each in RESULTS if each in named]
    unread = [*asked.unread, *(("", NotAChoice(text[:SHOWN])) for text in _unknown(named))]
    before = keyset.read(request.args.get("before", ""))
    rows = [] if unread else _page_of(asked, results, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = {**asked.who_and_when(), "result": results or None}
    after = keyset.write(last.at, last.id) if last else ""
    return render_template(
        "audit/sign_ins.html",
        asked=asked,
        results={str(each): label for each, label in RESULTS.items()},
        chosen=results,
        mistakes=[(field, sentence(refusal)) for field, refusal in unread],
        lines=rows[:PAGE],
        first=keyset.address("audit.sign_ins", **query) if before else "",
        next=keyset.address("audit.sign_ins", **query, before=after) if last else "",
    )


def _unknown(named: Sequence[str]) -> Sequence[str]:
    return [text for text in named if text and text not in set(RESULTS)]


def _page_of(
    asked: AuditFilter, results: list[str], before: tuple[datetime, UUID] | None
) -> list[sign_ins.SignIn]:
    period = asked.in_reach(actor().reach)
    wanted = WantedSignIns(
        reach=period.reach,
        who=asked.who,
        person_id=id_of(asked.person),
        results=results,
        since=period.since,
        until=period.until,
    )
    return [*sign_ins.listed(session(), wanted, before=before, limit=PAGE + 1)]
