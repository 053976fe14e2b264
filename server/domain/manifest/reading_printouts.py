"""From a manifest's `[printouts]` to what is laid out from a case's own data."""

import re
from typing import Final

from server.domain.manifest.mistakes import ManifestCode
from server.domain.manifest.printouts import (
    Issuer,
    Layout,
    PrintedPart,
    PrintoutEntry,
    SignedBy,
)
from server.domain.manifest.reading_tasks import ELEMENT, maybe
from server.domain.toml_file import LONG, Table

_FIELD: Final = re.compile(rf"{ELEMENT}\.[A-Za-z][A-Za-z0-9_]*")
_WAYS: Final = ("heading", "say", "field", "rows", "table", "record", "panel")


def read_printout(_name: str, table: Table) -> PrintoutEntry:
    """Read what one printout is."""
    entry = PrintoutEntry(
        name=table.text("name"),
        of=table.text("of"),
        see=table.text("see"),
        layout=table.choice("layout", Layout) if table.has("layout") else Layout.NAMED,
        issuer=table.choice("issuer", Issuer) if table.has("issuer") else Issuer.BLOC,
        documents=_one_or_more(table, "document"),
        subject=maybe(table, "subject"),
        to=table.texts("to"),
        bases=table.flag_or_no("bases"),
        body=tuple(map(_part, table.tables("body"))),
        closing=maybe(table, "closing"),
        signed=tuple(map(_signed, table.tables("signed"))) if table.has("signed") else (),
        recipients=table.texts("recipients", LONG),
        kept=maybe(table, "kept"),
    )
    table.close()
    return entry


def _part(table: Table) -> PrintedPart:
    if sum(table.has(way) for way in _WAYS) != 1:
        table.notes.add(table.path, ManifestCode.PRINTED)
    if table.has("sideways") and not table.has("appendix"):
        table.notes.add(table.path, ManifestCode.SIDEWAYS)
    part = PrintedPart(
        heading=maybe(table, "heading"),
        say=maybe(table, "say"),
        field=_field(table, "field"),
        rows=_field(table, "rows"),
        table=maybe(table, "table"),
        record=maybe(table, "record"),
        panel=maybe(table, "panel"),
        columns=table.texts("columns"),
        grouped=maybe(table, "grouped"),
        title=maybe(table, "title"),
        appendix=maybe(table, "appendix"),
        sideways=table.flag_or_no("sideways"),
    )
    table.close()
    return part


def _field(table: Table, key: str) -> str:
    return table.identifier(key, _FIELD, "revise.text") if table.has(key) else ""


def _one_or_more(table: Table, key: str) -> tuple[str, ...]:
    several = isinstance(table.plain(key), list)
    return table.texts(key) if several or not table.has(key) else (table.text(key),)


def _signed(table: Table) -> SignedBy:
    signed = SignedBy(
        tasks=_one_or_more(table, "task"),
        power=maybe(table, "power"),
        each=table.flag_or_no("each"),
    )
    table.close()
    return signed
