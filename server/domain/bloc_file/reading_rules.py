"""From the tables of a bloc-year file to its due dates."""

import re

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.rules import Deadline, DeadlineKind
from server.domain.toml_file import Table

DEADLINE = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_deadline(table: Table) -> Deadline:
    """Read a due date; only before and by have one."""
    entry = Deadline(
        id=table.identifier("id", DEADLINE, "self_score"),
        name=table.words("name"),
        kind=table.choice("kind", DeadlineKind),
        date=table.optional("date", table.day),
        source=table.words("source"),
        sample=table.flag_or_no("sample"),
    )
    if not table.notes.touch(*table.path, "kind"):
        _check_date(table, entry)
    table.close()
    return entry


def _check_date(table: Table, entry: Deadline) -> None:
    dated = entry.kind in {DeadlineKind.BEFORE, DeadlineKind.BY}
    if dated and entry.date is None:
        table.note("date", Code.DEADLINE_WITHOUT_DATE, kind=entry.kind.value)
    if not dated and entry.date is not None:
        table.note("date", Code.DEADLINE_WITH_DATE, kind=entry.kind.value)
