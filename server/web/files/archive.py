"""All files of a case that its reader sees, as one archive that is sent while it is made."""

import threading
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from typing import Final
from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from server.actions.cases import export_record
from server.store import Session
from server.store.cases import case_papers
from server.store.cases.case_papers import FileRow
from server.store.tasks import blobs
from server.web.cases import papers
from server.web.cases.case_access import look
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit
from server.web.frame.formats import moment
from server.web.names.case_titles import case_title
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.refusals import refusals
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import gettext as _

blueprint = Blueprint("file_archive", __name__)
PAGE = 200
AT_ONCE: Final = threading.BoundedSemaphore(2)
"""So many of a web process's threads send one: a long one waits for who reads it slowly."""


@blueprint.post("/cases/<uuid:case_id>/files.zip")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def of_case(case_id: UUID) -> ResponseReturnValue:
    """Record the download, then send the files: none but those that the list of them shows."""
    sight = look(session(), case_id, actor=actor())
    names = RuleNames.of(sight.rules)
    kind = paper_names(session(), sight.case.definition_hash)
    files = _named(
        (_folder(row, names, kind(row.kind)), row)
        for row in papers.seen_files(sight, _all(case_id))
    )
    told = "".join(
        f"{path}\t{row.uploaded_name}\t{moment(row.uploaded_at)}\tsha256 {row.sha256}\r\n"
        for path, row in files
    )
    export_record.note_files(session(), case_id, files=len(files), actor=actor(), now=now())
    if not AT_ONCE.acquire(blocking=False):
        return refusals.busy()  # with which nothing is recorded
    apart = installation().open(read_only=True)
    sent = _sent(apart, files, listed=(_("Danh mục tệp.txt"), told))
    next(sent)
    answer = Response(sent, mimetype="application/zip")
    called = f"{fit(case_title(sight.case))}.zip"
    answer.headers["Content-Disposition"] = sent_files.saved_as(called)
    return answer


def _all(case_id: UUID) -> Iterator[FileRow]:
    after = None
    while rows := case_papers.files(session(), case_id, after=after, limit=PAGE):
        yield from rows
        after = (rows[-1].uploaded_at, rows[-1].id)


def _folder(row: FileRow, names: RuleNames, kind: object) -> str:
    """Name the folder a file stands in: whose it is, and what it is."""
    whose = names.units.get(row.unit_id, "") if row.unit_id else ""
    return "/".join(fit(str(part)) for part in (whose, kind) if str(part).strip())


def _named(rows: Iterable[tuple[str, FileRow]]) -> Sequence[tuple[str, FileRow]]:
    """Give each file a path of its own, whether or not a system tells capitals apart."""
    taken: set[str] = set()
    named = []
    for folder, row in rows:
        stem, dot, ending = fit(row.file_name).rpartition(".")
        path, number = "", 1
        while not path or path.lower() in taken:
            again = f" ({number})" if number > 1 else ""
            path = f"{folder}/{stem}{again}{dot}{ending}"
            number += 1
        taken.add(path.lower())
        named.append((path, row))
    return named


class _Sink(RawIOBase):
    """What the archive is written to; it cannot be gone back in, and is emptied as it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self.parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        sent, self.parts = b"".join(self.parts), []
        return sent


def _sent(
    apart: Session, files: Sequence[tuple[str, FileRow]], *, listed: tuple[str, str]
) -> Iterator[bytes]:
    """Write one file after another, each read when its turn comes.

    Bytes that do not fit their hash any more are left out, and the list says so. It begins with
    nothing: from then on its end, whatever that is, gives its place to another.
    """
    sink, (name, told) = _Sink(), listed
    try:
        yield b""
        with apart, zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as made:
            for path, row in files:
                try:
                    made.writestr(path, blobs.read(apart, row.sha256))
                except blobs.BytesChanged:
                    told += f"! {path}\tsha256 {row.sha256}\r\n"
                apart.rollback()  # no connection waits for the reader
                yield sink.taken()
            made.writestr(name, told.encode("utf-8-sig"))
        yield sink.taken()
    finally:
        AT_ONCE.release()
