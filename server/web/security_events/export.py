"""Security events for a spreadsheet, by the filter of their page: an export is itself an event."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC
from http import HTTPStatus
from typing import IO

from flask import redirect, request
from flask.typing import ResponseReturnValue

from server.actions.security_events import export_events
from server.domain.deadlines import VIET_NAM
from server.store.security_events import listing
from server.store.security_events.listing import SecurityLine, WantedEvents
from server.web.downloads import sent_files
from server.web.history.export_csv import cell
from server.web.requests import keyset
from server.web.requests.access import OVERSIGHT, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted
from server.web.security_events import asked
from server.web.security_events.event_words import about, said
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

AT_ONCE = 500
COLUMNS: Mapping[str, object] = {
    "local_time": _l("Giờ Việt Nam"),
    "utc": _l("Giờ UTC"),
    "kind": _l("Mã việc"),
    "title": _l("Sự kiện"),
    "about": _l("Chi tiết"),
    "name": _l("Tài khoản"),
    "login": _l("Tên đăng nhập"),
    "by": _l("Người làm"),
    "post": _l("Chức vụ"),
    "address": _l("Địa chỉ mạng"),
    "browser": _l("Trình duyệt"),
    "times": _l("Số lần"),
    "new_place": _l("Nơi mới"),
    "seen_at": _l("Đã xem lúc (UTC)"),
    "seen_by": _l("Người xem"),
}


@access(OVERSIGHT)
@counted(Use.EXPORTS)
def export() -> ResponseReturnValue:
    """Record the export, then send the events of the filter, newest first."""
    filtered = asked.read(request.form)
    if filtered.unread:
        address = keyset.address("security_events.index", **filtered.query())
        return redirect(address, HTTPStatus.SEE_OTHER)
    wanted = filtered.wanted(actor().reach)
    export_events.record(session(), wanted, actor=actor(), now=now())
    made = f"{now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return sent_files.answer(
        _written(wanted), media="text/csv; charset=utf-8", name=f"su-kien-an-toan-{made}.csv"
    )


def _written(wanted: WantedEvents) -> IO[bytes]:
    file = sent_files.made_file()
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([cell(name) for name in COLUMNS.values()])
    for line in _every(wanted):
        told = _told(line)
        writer.writerow([cell(told[name]) for name in COLUMNS])
    text.detach()
    return file


def _every(wanted: WantedEvents) -> Iterator[SecurityLine]:
    """Go through all of them; that of this export stands among them."""
    before, rows = None, [*listing.listed(session(), wanted, before=None, limit=AT_ONCE)]
    while rows:
        yield from rows
        before = (rows[-1].at, rows[-1].id)
        rows = [*listing.listed(session(), wanted, before=before, limit=AT_ONCE)]


def _told(line: SecurityLine) -> Mapping[str, object]:
    return {
        "local_time": line.at.astimezone(VIET_NAM).isoformat(timespec="seconds"),
        "utc": line.at.astimezone(UTC).isoformat(timespec="seconds"),
        "kind": line.kind,
        "title": said(line.kind),
        "about": about(line),
        "name": line.name,
        "login": line.login,
        "by": line.by_name,
        "post": line.post_id,
        "address": line.address,
        "browser": line.browser,
        "times": line.times,
        "new_place": _("có") if line.new_place else "",
        "seen_at": line.seen_at.astimezone(UTC).isoformat() if line.seen_at else "",
        "seen_by": line.seen_by,
    }
