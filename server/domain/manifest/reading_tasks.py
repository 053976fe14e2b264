"""From a manifest's tables to what it says of tasks, sets, documents, rows and figures."""

import re
from typing import Final

from server.domain.manifest.documents import AgencyOf, DocumentEntry
from server.domain.manifest.entries import (
    PAPERS,
    ActClass,
    ParticipantSet,
    RowsOf,
    Shown,
    ShownKind,
    TaskEntry,
    TaskOutcome,
)
from server.domain.manifest.figures import Figure
from server.domain.manifest.mistakes import ManifestCode
from server.domain.toml_file import LONG, ReadingCode, Table

ELEMENT: Final = "[A-Za-z_][A-Za-z0-9_-]*"
"""What names an element of the diagram: other tools write hyphens, which no expression reads."""
_COMPLETED: Final = re.compile(rf"{ELEMENT}(?::[A-Za-z][A-Za-z0-9_]*)?")
_SHOWN: Final = re.compile(rf"(record|table|panel):({ELEMENT})")
_ACT: Final = re.compile(r"[a-z][a-z0-9_]*")
_COLUMN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_FIELD: Final = re.compile(rf"{ELEMENT}\.[A-Za-z][A-Za-z0-9_]*")


def maybe(table: Table, key: str, limit: int = LONG) -> str:
    """Read a text that may be missing, or written and empty."""
    return table.text(key, limit) if table.has(key) and table.plain(key) != "" else ""


def read_task_outcomes(table: Table, key: str, outcome: str = "") -> tuple[TaskOutcome, ...]:
    """Read tasks with their outcomes: one text `task` or `task:outcome`, or a list of them."""
    if not table.has(key):
        return ()
    one = isinstance(table.plain(key), str)
    texts = (table.text(key),) if one else table.texts(key)
    found = []
    for number, text in enumerate(texts):
        if text and not _COMPLETED.fullmatch(text):
            path = (*table.path, key) if one else (*table.path, key, number)
            table.notes.add(path, ReadingCode.BAD_ID, value=text, pattern="approve:return")
        element, _, own = text.partition(":")
        found.append(TaskOutcome(element, own or outcome))
    return tuple(found)


def read_task(element: str, table: Table) -> TaskEntry:
    """Read what is said of one task."""
    entry = TaskEntry(
        element=element,
        see=maybe(table, "see"),
        history=maybe(table, "history"),
        remarks=maybe(table, "remarks"),
        act=table.choice("act", ActClass) if table.has("act") else ActClass.OTHER,
        shows=_shown(table),
        recall=table.flag_or_no("recall"),
        bars=table.identifier("bars", _ACT, "decide") if table.has("bars") else "",
        confidential=table.flag_or_no("confidential"),
        receipt=table.flag_or_no("receipt"),
        condition=maybe(table, "if"),
    )
    table.close()
    return entry


def _shown(table: Table) -> tuple[Shown, ...]:
    found = []
    for number, text in enumerate(table.texts("shows")):
        match = _SHOWN.fullmatch(text)
        if match:
            found.append(Shown(ShownKind(match[1]), match[2]))
        elif text == PAPERS:
            found.append(Shown(ShownKind.PAPERS))
        elif text:
            table.notes.add((*table.path, "shows", number), ManifestCode.SHOWN, value=text)
    return tuple(found)


def read_set(_name: str, table: Table) -> ParticipantSet:
    """Read whom a pool runs once for."""
    if sum(map(table.has, ("chosen", "package", "rows"))) != 1:
        table.notes.add(table.path, ManifestCode.SET_OF)
    entry = ParticipantSet(
        chosen=_field(table, "chosen", "issue.recipients") if table.has("chosen") else "",
        rows=_field(table, "rows", "write_minutes.resolutions") if table.has("rows") else "",
        package=maybe(table, "package"),
        sources=table.texts("from"),
        holes=table.texts("holes"),
        subject=maybe(table, "subject"),
    )
    table.close()
    return entry


def read_document(kind: str, table: Table) -> DocumentEntry:
    """Read what one kind of paper is."""
    entry = DocumentEntry(
        type=kind,
        name=table.text("name"),
        task=table.text("task"),
        see=table.text("see"),
        when=maybe(table, "when"),
        number=maybe(table, "number"),
        date=maybe(table, "date"),
        symbol=maybe(table, "symbol"),
        agency=table.choice("agency", AgencyOf) if table.has("agency") else AgencyOf.OWN,
        file=maybe(table, "file"),
        register=table.flag_or_no("register"),
        shared=table.flag_or_no("shared"),
    )
    table.close()
    return entry


def read_rows(table: Table) -> RowsOf:
    """Read which rows of a record stand on the board by their days."""
    entry = RowsOf(of=_field(table, "of", "revise.waves"))
    table.close()
    return entry


def read_figure(_name: str, table: Table) -> Figure:
    """Read what is counted of a unit."""
    only = table.inside("only")
    entry = Figure(
        name=table.text("name"),
        of=_field(table, "of", "write_minutes.attendance"),
        unit=maybe(table, "unit"),
        only={column: only.texts(column) for column in only.names(_COLUMN, "level")},
        after=maybe(table, "after"),
    )
    table.close()
    return entry


def _field(table: Table, key: str, example: str) -> str:
    """Read a field of a record: `element.field`."""
    return table.identifier(key, _FIELD, example)
