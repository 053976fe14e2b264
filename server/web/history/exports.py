"""History as a file: for a spreadsheet, NDJSON for a verifier. An export is itself an act."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from http import HTTPStatus
from typing import IO

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from server.actions.history import export_history, proof_export
from server.actions.history.proof_export import ProofScope
from server.domain.history.asked import BeyondTheLog, NotASize
from server.domain.refusals import Refusal
from server.store.history.event_questions import EventFilter
from server.store.log import trusted
from server.web.downloads import sent_files
from server.web.frame.formats import number
from server.web.history import audit_choices, audit_filter, export_page, export_workbook
from server.web.history.export_csv import write_csv
from server.web.history.verifier_files import EXPORTED
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.uses import Use, counted

SHOWN = 40
WORKBOOK = "xlsx"
SIZE = re.compile("[0-9]{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked:
    """What a file is to hold; `known` is the size of the checkpoint that the auditor has.

    `units` are names by id.
    """

    wanted: EventFilter
    known: int | None
    units: Mapping[str, str]


@access(AUDITOR)
@counted(Use.EXPORTS)
def export() -> ResponseReturnValue:
    """Record the export, then send the events of the filter, oldest first."""
    form = request.form.get("form", "")
    if form not in {*WRITERS, WORKBOOK}:
        abort(HTTPStatus.BAD_REQUEST)
    asked = audit_filter.read(request.form)
    reach = actor().reach
    choices = audit_choices.choices(session(), reach, asked)
    unread = [*asked.unread, *choices.unknown]
    unread += audit_choices.no_such_case(session(), reach, asked)
    known = request.form.get("known", "").strip()
    unread += _unknown_size(known)
    if unread:
        return export_page.refused(asked, unread)
    wanted = asked.in_reach(reach)
    if form == WORKBOOK:
        return export_workbook.send(wanted, units=choices.units)
    media, write = WRITERS[form]
    file = write(
        ExportAsked(wanted=wanted, known=int(known) if known else None, units=choices.units)
    )
    return _answer(file, media=media, form=form)


def _answer(file: IO[bytes], *, media: str, form: str) -> Response:
    made = f"{now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name = EXPORTED.replace("…", made).replace("ndjson", form)
    return sent_files.answer(file, media=media, name=name)


def _csv(asked: ExportAsked) -> IO[bytes]:
    events = export_history.export(session(), asked.wanted, form="csv", actor=actor(), now=now())
    file = sent_files.made_file()
    write_csv(file, events, units=asked.units)
    return file


def _ndjson(asked: ExportAsked) -> IO[bytes]:
    scope = ProofScope(
        wanted=proof_export.for_case(session(), asked.wanted),
        known=asked.known,
    )
    return proof_export.export(session(), scope, actor=actor(), now=now())


def _unknown_size(typed: str) -> Sequence[tuple[str, Refusal]]:
    """Say what is wrong with the size of the checkpoint that the auditor has, where one is named.

    One larger than the newest would be compared with nothing, and pass for compared.
    """
    if not typed:
        return ()
    if not SIZE.fullmatch(typed):
        return [("known", NotASize(typed[:SHOWN]))]
    newest = trusted.newest(session())
    size = newest.size if newest else 0
    if int(typed) > size:
        return [("known", BeyondTheLog(size=number(int(typed)), log=number(size)))]
    return ()


WRITERS: Mapping[str, tuple[str, Callable[[ExportAsked], IO[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "ndjson": ("application/x-ndjson", _ndjson),
}
