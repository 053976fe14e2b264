"""A register as CSV: what the reader may see of it. Taking it out is itself an act."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Response

from server.actions.documents import export_register
from server.domain.documents.registers import Register
from server.store.documents import register_pages
from server.web.history.export_csv import cell
from server.web.history.exports import IN_MEMORY, sent
from server.web.registers import entries
from server.web.registers.entries import ShownEntry
from server.web.registers.known import bloc_years
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import FLAG, chosen

COLUMNS = (
    *("number", "symbol", "state", "date", "document", "case", "reasons", "taken_at"),
    *("taken_by", "taken_as", "cancelled_at", "cancelled_by", "cancelled_as"),
)


@access(SIGNED_IN)
def export(bloc_id: str, year: int, type_: str) -> Response:
    """Record the export, then send the entries by number."""
    simulated = bool(chosen("simulated", FLAG))
    register = Register(bloc_id=bloc_id, year=year, type=type_, simulated=simulated)
    bloc_years().of(register)
    export_register.record(session(), register, actor=actor(), now=now())
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    _write(file, register)
    size = file.tell()
    file.seek(0)
    name = f"so-van-ban-{year}-{now().astimezone(UTC):%Y%m%dT%H%M%SZ}.csv"
    answer = Response(sent(file), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Length"] = str(size)
    return answer


def _write(file: IO[bytes], register: Register) -> None:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for lines in register_pages.every(session(), register):
        for entry in entries.shown(lines, None):
            writer.writerow([cell(value) for value in _cells(entry)])
    text.detach()


def _cells(entry: ShownEntry) -> Iterator[object]:
    line = entry.line
    yield line.sequence
    if entry.hidden:
        yield from ("" for _ in COLUMNS[1:])
        return
    yield from (line.symbol, line.state, line.dated.isoformat(), entry.title, entry.case)
    yield "; ".join(f"{what}: {why}" for what, why in entry.why)
    yield from (line.taken_at.astimezone(UTC).isoformat(timespec="seconds"), line.taken_name)
    yield line.taken_post
    at = line.cancelled_at
    yield at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
    yield from (line.cancelled_name, line.cancelled_post)
