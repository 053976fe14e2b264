"""From a manifest's `[[taken]]` to the rows that are taken over from an earlier record."""

import re
from typing import Final

from server.domain.manifest.reading_tasks import ELEMENT, maybe
from server.domain.manifest.taken import BlocTable, TakenRows
from server.domain.toml_file import Table

_INTO: Final = re.compile(rf"{ELEMENT}\.[A-Za-z][A-Za-z0-9_]*")
_COLUMN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def read_taken(table: Table) -> TakenRows:
    """Read which rows are taken over, and from where."""
    columns = table.inside("columns")
    entry = TakenRows(
        into=table.identifier("into", _INTO, "results.targets"),
        task=table.text("task") if not table.has("table") else "",
        table=table.choice("table", BlocTable) if table.has("table") else None,
        file=table.text("file") if table.has("table") and table.has("file") else "",
        binds=maybe(table, "binds"),
        each_since=maybe(table, "each_since"),
        filled=maybe(table, "filled"),
        rows=maybe(table, "rows"),
        process=maybe(table, "process"),
        after=table.texts("after"),
        where=maybe(table, "where"),
        years_before=table.integer("years_before", 0, 1) if table.has("years_before") else 0,
        columns={name: columns.text(name) for name in columns.names(_COLUMN, "level")},
    )
    table.close()
    return entry
