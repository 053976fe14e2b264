"""A register as a file: what the reader may see of it. Taking it out is itself an act."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC
from itertools import starmap
from typing import IO, Final

from flask import request
from flask.typing import ResponseReturnValue

from server.actions.documents import export_register
from server.domain.documents.registers import Register
from server.sheets.lists import ListSheet
from server.sheets.pen import ListCell
from server.store.documents import register_pages
from server.store.documents.register_pages import EntryLine
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit, plain
from server.web.downloads.workbooks import as_of, bounded, workbook
from server.web.frame import erased_text
from server.web.frame.formats import number
from server.web.history.export_csv import cell
from server.web.registers import beside, entries
from server.web.registers.beside import BesideNumber
from server.web.registers.entries import ShownEntry
from server.web.registers.known import bloc_years
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import FLAG, chosen
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

COLUMNS = (
    *("number", "symbol", "state", "date", "document", "case", "reasons", "taken_at"),
    *("taken_by", "taken_as", "cancelled_at", "cancelled_by", "cancelled_as"),
    *("signed_by", "signed_as", "sent_to", "file", "signed_for"),
)

HEADS = (
    *(_l("Số"), _l("Số và ký hiệu"), _l("Ngày"), _l("Văn bản"), _l("Hồ sơ")),
    *(_l("Người ký"), _l("Nơi nhận"), _l("Tệp"), _l("Ghi chú")),
    *(_l("Ai lấy số"), _l("Lấy số lúc"), _l("Hủy số lúc"), _l("Ai hủy số")),
)
MOST: Final = 20_000
"""Numbers of a workbook; CSV has no bound."""


@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export(bloc_id: str, year: int, type_: str) -> ResponseReturnValue:
    """Record the export, then send the entries by number."""
    simulated = bool(chosen("simulated", FLAG))
    register = Register(bloc_id=bloc_id, year=year, type=type_, simulated=simulated)
    bloc_years().of(register)
    export_register.record(session(), register, actor=actor(), now=now())
    if request.form.get("form") == "xlsx":
        return _workbook(register)
    file = sent_files.made_file()
    _write(file, register)
    return sent_files.answer(file, media="text/csv; charset=utf-8", name=f"{_called(register)}.csv")


def _called(register: Register) -> str:
    """Call a file by its register, in letters that every program reads, and by its instant."""
    of = plain(fit(register.type)), register.bloc_id.replace("/", "-"), str(register.year)
    simulated = ["mo-phong"] if register.simulated else []
    return "-".join(["so-van-ban", *of, *simulated, f"{now().astimezone(UTC):%Y%m%dT%H%M%SZ}"])


def _workbook(register: Register) -> ResponseReturnValue:
    """Send the entries as the page lists them."""
    title = _("Sổ %(type)s năm %(year)s", type=register.type, year=register.year)
    advice = _("Sổ có nhiều hơn %(most)s số, hãy tải CSV", most=number(MOST))
    sheet = ListSheet(
        title=title,
        above=[title, *([_("mô phỏng")] if register.simulated else []), as_of()],
        heads=[str(name) for name in HEADS],
        rows=starmap(_row, bounded(_every(register), MOST, advice)),
    )
    return workbook([sheet], name=_called(register))


def _every(register: Register) -> Iterator[tuple[ShownEntry, BesideNumber | None]]:
    """Go through the entries by number, each with its document's file and where that was sent."""
    for lines in register_pages.every(session(), register):
        found = entries.shown(lines, None)
        near = beside.of(found)
        yield from ((entry, near.get(entry.line.id)) for entry in found)


def _row(entry: ShownEntry, near: BesideNumber | None) -> list[ListCell]:
    line = entry.line
    if entry.hidden:
        untold = [None] * (len(HEADS) - 4)
        return [line.sequence, line.number, None, _("Văn bản bạn không được xem."), *untold]
    return [
        line.sequence,
        line.number,
        line.dated,
        _plain(entry.title),
        _plain(entry.case),
        _plain(_signer(line)),
        _sent_to(near) or None,
        _file(near) or None,
        _plain(_reasons(entry)),
        _plain(line.taken_post or _("Hệ thống")),
        line.taken_at,
        line.cancelled_at,
        _plain(line.cancelled_post),
    ]


def _signer(line: EntryLine) -> str:
    signed = line.done_post or line.done_name
    if not line.done_on_behalf:
        return signed
    return _("%(post)s, thay mặt %(other)s", post=signed, other=line.done_on_behalf)


def _sent_to(near: BesideNumber | None) -> str:
    return "; ".join(pick(post) for post in near.sent_to) if near else ""


def _file(near: BesideNumber | None) -> str:
    return near.file.file_name if near and near.file else ""


def _plain(text: str) -> str | None:
    return str(erased_text.shown(text)) or None


def _reasons(entry: ShownEntry) -> str:
    return "; ".join(f"{what}: {why}" if why else what for what, why in entry.why)


def _write(file: IO[bytes], register: Register) -> None:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry, near in _every(register):
        writer.writerow([cell(value) for value in _cells(entry, near)])
    text.detach()


def _cells(entry: ShownEntry, near: BesideNumber | None) -> Iterator[object]:
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
    yield from (line.done_name, line.done_post, _sent_to(near), _file(near), line.done_on_behalf)
