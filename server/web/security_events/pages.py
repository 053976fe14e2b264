"""Security events as administrators and auditors of a province read them, newest first."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.domain.identity.security_events import (
    ACCESS_REFUSED,
    KINDS,
    LIMIT_REACHED,
    SIGN_IN,
    SIGNED_OUT,
    SecurityGroup,
)
from server.domain.identity.sign_ins import TryResult
from server.store.security_events import listing
from server.store.security_events.listing import SecurityLine, WantedEvents
from server.web.history import audit_filter
from server.web.history.audit_filter import AuditFilter
from server.web.history.sign_ins import RESULTS
from server.web.names.history_words import kind_words
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import OVERSIGHT, access
from server.web.requests.context import actor, session
from server.web.requests.typed_values import chosen, id_of
from server.web.security_events.whence import LONGEST_ADDRESS, kept_as
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("security_events", __name__)
PAGE = 50
GROUPS: Final[Mapping[SecurityGroup, object]] = {
    SecurityGroup.SIGN_INS: _l("Ai đã đăng nhập"),
    SecurityGroup.SESSIONS: _l("Phiên đăng nhập"),
    SecurityGroup.FACTORS: _l("Mã xác thực, mã dự phòng"),
    SecurityGroup.PASSWORDS: _l("Mật khẩu và đường dẫn đặt mật khẩu"),
    SecurityGroup.DIRECTORIES: _l("Tài khoản bên ngoài"),
    SecurityGroup.EXPORTS: _l("Tải dữ liệu về"),
    SecurityGroup.REFUSED: _l("Bị từ chối"),
}
OTHERS: Final[Mapping[str, object]] = {
    SIGNED_OUT: _l("Đã đăng xuất"),
    ACCESS_REFUSED: _l("Mở trang không được xem, hoặc không có"),
    LIMIT_REACHED: _l("Vượt số lần cho phép"),
}
THINGS: Final[Mapping[str, object]] = {
    "task_id": _l("Một việc"),
    "case_id": _l("Một hồ sơ"),
    "document_id": _l("Một văn bản"),
    "attachment_id": _l("Một tệp"),
    "person_id": _l("Một người"),
    "draft_id": _l("Một bản dự thảo khối"),
    "event_id": _l("Một dòng nhật ký"),
}
"""What was asked for at a refused address, by the name of its part there."""


@blueprint.get("/security-events")
@access(OVERSIGHT)
def index() -> ResponseReturnValue:
    """List events by a filter; by one that cannot be read nothing is listed."""
    asked = audit_filter.read(request.args)
    group = chosen("group", set(SecurityGroup))
    address = request.args.get("address", "").strip()[:LONGEST_ADDRESS]
    before = request.args.get("before", "")
    rows = [] if asked.unread else _rows(asked, group, address, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = {**asked.who_and_when(), "group": group or None, "address": address or None}
    after = keyset.write(last.at, last.id) if last else ""
    return render_template(
        "security_events/index.html",
        asked=asked,
        address=address,
        groups=GROUPS,
        group=group,
        mistakes=[(field, sentence(refusal)) for field, refusal in asked.unread],
        lines=[(row, said(row.kind), about(row)) for row in rows[:PAGE]],
        first=keyset.address("security_events.index", **query) if before else "",
        next=keyset.address("security_events.index", **query, before=after) if last else "",
    )


def said(kind: str) -> str:
    """Say what a kind of event is called."""
    if kind.startswith(SIGN_IN):
        return str(RESULTS.get(TryResult(kind.removeprefix(SIGN_IN)), kind))
    return str(OTHERS[kind]) if kind in OTHERS else kind_words(kind)


def about(row: SecurityLine) -> str:
    """Say what an event tells beside its kind."""
    told = row.details
    if "sessions" in told:
        return _("Số phiên: %(count)s", count=told["sessions"])
    if "codes" in told:
        return _("Mã dự phòng còn lại: %(count)s", count=told["codes"])
    return str(THINGS.get(str(told.get("thing")), ""))


def _rows(asked: AuditFilter, group: str, address: str, before: str) -> list[SecurityLine]:
    period = asked.in_reach(actor().reach)
    wanted = WantedEvents(
        reach=period.reach,
        who=asked.who,
        person_id=id_of(asked.person),
        kinds=KINDS[SecurityGroup(group)] if group else (),
        addresses=kept_as(address) if address else (),
        since=period.since,
        until=period.until,
    )
    place = keyset.read(before)
    return [*listing.listed(session(), wanted, before=place, limit=PAGE + 1)]
