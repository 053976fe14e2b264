"""History for a spreadsheet: a line an event, in the reader's words, with numbers as numbers."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from server.actions.definitions.deployed import rules_of
from server.actions.history.kept_back import withheld
from server.actions.history.proof_lines import header_of
from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import VIET_NAM
from server.store.cases import case_pages
from server.store.history.history_events import HistoryEvent
from server.web.frame import erased_text
from server.web.names.case_titles import case_title
from server.web.names.form_words import FormWords, words_of
from server.web.names.history_words import (
    actor_of,
    change_lines,
    changes_of,
    erased_words,
    outcome_of,
    title_of,
)
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import lazy_pgettext as _p

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
COLUMNS: Mapping[str, object] = {
    "stream": _p("history", "Chuỗi"),
    "case": _p("export", "Hồ sơ"),
    "seq": _l("Số"),
    "local_time": _l("Giờ Việt Nam"),
    "act_time": _l("Giờ UTC"),
    "db_time": _l("Giờ máy chủ (UTC)"),
    "clock_offset_seconds": _l("Độ lệch đồng hồ (giây)"),
    "simulated": _l("mô phỏng"),
    "kind": _l("Mã việc"),
    "title": _l("Việc đã làm"),
    "outcome": _l("Kết quả"),
    "object": _l("Đối tượng"),
    "unit": _l("Đơn vị"),
    "unit_name": _l("Tên đơn vị"),
    "actor": _l("Người làm"),
    "post": _l("Chức vụ"),
    "on_behalf": _l("Thay mặt"),
    "link_by": _l("Mật khẩu qua tay"),
    "fits": _l("Khớp mã băm"),
    "reason": _l("Lý do"),
    "changes": _l("Thay đổi"),
    "withheld": _l("Nội dung được giữ kín"),
    "erased": _l("Đã xóa theo luật"),
    "definition_hash": _l("Mã băm quy trình"),
    "form_hash": _l("Mã băm biểu mẫu"),
    "attachments": _l("Mã băm tệp đính kèm"),
    "prev_hash": _l("Mã băm sự kiện trước"),
    "hash": _l("Mã băm"),
}


def cell(value: object) -> str:
    """Write a cell that no spreadsheet takes for a formula (CWE-1236); a number stays one."""
    text = "" if value is None else str(erased_text.shown(value))
    runs = text.lstrip(" ").startswith(FORMULA) and not NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def write_csv(file: IO[bytes], events: Iterator[HistoryEvent], *, units: Mapping[str, str]) -> None:
    """Write events as CSV with a byte order mark, times in ISO 8601: of Viet Nam, and UTC.

    The first row says the columns in the reader's words; `units` are names by id. Cases and units
    are named beside their ids. Those by whose link the actor's password
    was set have a column, and so has whether the content comes to its hash.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([cell(name) for name in COLUMNS.values()])
    for told in told_events(events, units):
        writer.writerow([cell(told[name]) for name in COLUMNS])
    text.detach()


def told_events(
    events: Iterable[HistoryEvent], units: Mapping[str, str]
) -> Iterator[Mapping[str, Any]]:
    """Tell events that come stream by stream, each by the names of the columns."""
    case: Mapping[str, str] = {}
    for event in events:
        stream = str(event.row["stream"])
        if stream not in case:
            case = {stream: _case(event)}
        unit = units.get(event.row["subject_unit_id"] or "", "")
        named = {"case": case[stream], "unit_name": unit}
        yield {**_header(event), **_told(event), **named}


def _case(event: HistoryEvent) -> str:
    """Return what the case of an event is called; empty for an event of none."""
    case_id = event.row["case_id"]
    heads = case_pages.heads(session(), [case_id]) if case_id else ()
    return next((case_title(head) for head in heads), "")


def _header(event: HistoryEvent) -> dict[str, Any]:
    header = header_of(event)
    files = header["attachments"]
    return {
        **header,
        "moment": event.row["act_time"],
        "local_time": event.row["act_time"].astimezone(VIET_NAM).isoformat(timespec="seconds"),
        "simulated": _yes(event.row["simulated"]),
        "attachments": " ".join(files) if isinstance(files, tuple | list) else str(files),
        "unit": event.row["subject_unit_id"],
        "hash": event.row["hash"],
    }


def _told(event: HistoryEvent) -> dict[str, Any]:
    """Say what the event tells; what is kept back is said to be."""
    who, hidden = actor_of(event), withheld(session(), event)
    words = FormWords() if hidden else words_of(session(), event)
    return {
        "title": title_of(event),
        "actor": who["name"],
        "post": who["title"],
        "on_behalf": who["on_behalf"],
        "link_by": who["link_by"],
        "fits": _("Khớp") if event.fits else _("Không khớp"),
        "withheld": _yes(hidden),
        "erased": erased_words(event),
        "outcome": "" if hidden else outcome_of(event, words),
        "reason": "" if hidden else event.payload.get("reason"),
        "changes": "" if hidden else _changes(event, words),
    }


def _changes(event: HistoryEvent, words: FormWords) -> str:
    """Write what changed: fields and choices in words, numbers as they are kept."""
    lines = change_lines(event, _names(event), words)
    return "; ".join(
        f"{line['name']}: {_plain(item.get('old'), line['old'])}"
        f" → {_plain(item.get('new'), line['new'])}"
        for line, item in zip(lines, changes_of(event), strict=True)
    )


def _plain(kept: object, said: str) -> str:
    text = "" if kept is None else str(kept)
    return text if NUMBER.fullmatch(text) else said or _("(trống)")


def _names(event: HistoryEvent) -> RuleNames:
    digest = event.payload.get("rules")
    try:
        return RuleNames.of(rules_of(session(), digest) if isinstance(digest, str) else None)
    except CaseBroken:
        return RuleNames.of(None)


def _yes(value: object) -> str:
    return _("có") if value else ""
