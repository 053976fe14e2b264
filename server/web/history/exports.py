"""History as a file: CSV for a spreadsheet, NDJSON for a verifier. An export is itself an act."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Response, abort, request

from server.actions.history import export_history
from server.actions.history.kept_back import withheld
from server.domain.deadlines import VIET_NAM
from server.store.history.chain import Header
from server.store.history.history_pages import HistoryEvent
from server.web.history import audit_filter
from server.web.names.form_words import words_of
from server.web.names.history_words import (
    actor_of,
    changes_of,
    outcome_of,
    title_of,
)
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)

IN_MEMORY = 4 * 1024 * 1024
CHUNK = 64 * 1024
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
SHOWN_APART = frozenset(
    {"actor", "task", "outcome", "reason", "changes", "result", "moved", "files", "rules"}
)
COLUMNS = (
    "stream", "seq", "local_time", "act_time", "db_time", "clock_offset_seconds", "simulated",
    "kind", "title", "outcome", "object", "unit", "actor", "post", "on_behalf",
    "link_by", "fits", "reason",
    "changes", "withheld", "definition_hash", "form_hash", "attachments", "prev_hash", "hash",
)  # fmt: skip


@access(AUDITOR)
def export() -> Response:
    """Record the export, then send the events of the filter, oldest first."""
    form = request.form.get("form", "")
    if form not in WRITERS:
        abort(HTTPStatus.BAD_REQUEST)
    asked = audit_filter.read(request.form)
    wanted = asked.in_province(actor().province)
    events = export_history.export(session(), wanted, form=form, actor=actor(), now=now())
    media, write = WRITERS[form]
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    write(file, events)
    size = file.tell()
    file.seek(0)
    name = f"nhat-ky-{now().astimezone(UTC):%Y%m%dT%H%M%SZ}.{form}"
    answer = Response(sent(file), content_type=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Length"] = str(size)
    return answer


def cell(value: object) -> str:
    """Write a cell that no spreadsheet takes for a formula (CWE-1236); a number stays one."""
    text = "" if value is None else str(value)
    runs = text.lstrip(" ").startswith(FORMULA) and not NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def write_csv(file: IO[bytes], events: Iterator[HistoryEvent]) -> None:
    """Write events as CSV with a byte order mark, times in ISO 8601: of Viet Nam, and UTC.

    `link_by` names those by whose link the actor's password was set; `fits` says `changed` where
    the content does not come to its hash.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([cell(value) for value in _cells(event)])
    text.detach()


def write_ndjson(file: IO[bytes], events: Iterator[HistoryEvent]) -> None:
    """Write each event as a line of JSON: the hashed header, its hash, salt and payload.

    What nobody may read (a ballot) goes without salt and payload; its digest stays in the header,
    so the chain can still be followed.
    """
    for event in events:
        kept_back = withheld(session(), event)
        hidden = kept_back or event.missing
        line = {
            "header": header_of(event),
            "hash": event.row["hash"],
            "salt": None if hidden else event.row["salt"],
            "payload": None if hidden else _payload(event),
            "withheld": kept_back,
            "missing": event.missing,
        }
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def header_of(event: HistoryEvent) -> dict[str, Any]:
    """Return the hashed header; one that no version has written is told as its columns stand."""
    try:
        return asdict(Header.of(event.row))
    except (TypeError, ValueError):
        return {name: str(event.row[name]) for name in Header.__slots__}


def _payload(event: HistoryEvent) -> object:
    return event.row["payload"] if event.unreadable else event.payload


def _cells(event: HistoryEvent) -> list[object]:
    header = header_of(event)
    who = actor_of(event)
    hidden = withheld(session(), event)
    return [
        header["stream"],
        header["seq"],
        event.row["act_time"].astimezone(VIET_NAM).isoformat(timespec="seconds"),
        header["act_time"],
        header["db_time"],
        header["clock_offset_seconds"],
        "simulated" if event.row["simulated"] else "",
        header["kind"],
        title_of(event),
        "" if hidden else outcome_of(event, words_of(session(), event)),
        header["object"],
        event.row["subject_unit_id"],
        who["name"],
        who["title"],
        who["on_behalf"],
        who["link_by"],
        "" if event.fits else "changed",
        "" if hidden else event.payload.get("reason"),
        "" if hidden else _changes(event),
        "withheld" if hidden else "",
        header["definition_hash"],
        header["form_hash"],
        _attachments(header["attachments"]),
        header["prev_hash"],
        event.row["hash"],
    ]


def _attachments(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple | list) else str(value)


def _changes(event: HistoryEvent) -> str:
    return "; ".join(
        f"{item.get('path')}: {item.get('old') or ''} > {item.get('new') or ''}"
        for item in changes_of(event)
    )


def sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece


WRITERS: dict[str, tuple[str, Callable[[IO[bytes], Iterator[HistoryEvent]], None]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "ndjson": ("application/x-ndjson", write_ndjson),
}
