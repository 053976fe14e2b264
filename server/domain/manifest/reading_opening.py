"""From a manifest's `[open]` to who opens a case, how often and after what."""

import re
from collections.abc import Mapping
from typing import Final

from server.domain.canonical import Json
from server.domain.manifest.entries import Moment, Opening, TimedOpening
from server.domain.manifest.mistakes import ManifestCode
from server.domain.manifest.reading_tasks import maybe
from server.domain.toml_file import Path, Table

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_FIELD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SUBJECT: Final = re.compile(r"opening\.[A-Za-z][A-Za-z0-9_]*")
LONGEST_EXPRESSION: Final = 2_000
_ABOUT: Final = re.compile("opener")


def read_opening(table: Table) -> Opening:
    """Read who opens a case; nobody does where a manifest does not say."""
    entry = Opening(
        act=maybe(table, "act"),
        by=table.texts("by"),
        form=maybe(table, "form"),
        one=maybe(table, "one"),
        over_years=table.has("one") and table.flag_or_no("over_years"),
        subject=table.identifier("subject", _SUBJECT, "opening.title")
        if table.has("subject")
        else "",
        about_opener=bool(table.has("about") and table.identifier("about", _ABOUT, "opener")),
        after=_after(table),
        refused=maybe(table, "refused"),
        timed=tuple(_timed(row) for row in table.tables("timed")) if table.has("timed") else (),
    )
    table.close()
    return entry


def _after(around: Table) -> Moment | None:
    """Read the one process that comes before, and what must stand in it."""
    table = around.inside("after")
    kinds = table.names(_KEY, "process_before")
    if len(kinds) > 1:
        around.note("after", ManifestCode.SEVERAL_BEFORE)
    found = [Moment(table.text(kind), kind) for kind in kinds]
    return found[0] if found else None


def _timed(table: Table) -> TimedOpening:
    computed = table.inside("computed")
    entry = TimedOpening(
        at=table.text("at", limit=LONGEST_EXPRESSION),
        values=_values(table.inside("values")),
        computed={
            name: computed.text(name, LONGEST_EXPRESSION)
            for name in computed.names(_FIELD, "last_day")
        },
        after=_after(table),
        where=table.text("where", limit=LONGEST_EXPRESSION) if table.has("where") else "",
    )
    table.close()
    return entry


def _values(table: Table) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    for name in table.names(_FIELD, "last_day"):
        value = _plain(table.plain(name))
        if value is None:
            _refuse(table, (*table.path, name))
        found[name] = value
    return found


def _plain(value: object) -> Json:
    """Return what a form may hold; None for anything else."""
    if isinstance(value, list):
        texts: list[Json] = [item for item in value if isinstance(item, str)]
        return texts if len(texts) == len(value) else None
    return value if isinstance(value, str | bool | int) else None


def _refuse(table: Table, path: Path) -> None:
    table.notes.add(path, ManifestCode.VALUE_PLAIN)
