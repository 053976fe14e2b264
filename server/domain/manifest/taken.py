"""What a manifest says of rows that are taken over from an earlier record: nobody types them anew.

The unit's own record is meant, by whoever it is about: its signed targets, its campaigns' results.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SOURCE: Final = "source"
"""In `where`: the opening form of the case that rows are taken from."""
SUBJECT: Final = "subject"
"""In `columns`: what the other case is about, as its opening form says it."""
WHOSE: Final = "unit"
"""In `columns`, with `each_since`: the unit whose record a row is from."""


class BlocTable(StrEnum):
    """What rows are taken from that stands in the bloc-year and in no record."""

    SCORE_TABLE = "score_table"
    """The criteria of the score table: of the draft of the bloc-year, else of the one in force."""
    CHANGES = "score_table_changes"
    """What of it is otherwise than in the version that the case has kept last."""


TABLE_COLUMNS: Final = {
    BlocTable.SCORE_TABLE: frozenset({"section", "code", "name", "points", "evidence"}),
    BlocTable.CHANGES: frozenset({"change", "before", "after"}),
}
"""What rows of each say; all of it is text."""
WORDED: Final = frozenset({"evidence", "before", "after"})
"""Those of them that stand in words of the release: another one may say the same otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRows:
    """A field of rows, `into` as `element.field`, that begins with what stands in a record.

    `process` is another process of the bloc, its own where it is empty, and `task` the task of it
    whose newest record is read. With `rows`, a field of that record, each of its rows is one here,
    out of the newest case; without it, each case gives one. `columns` says from where a column is
    filled, each from its own name where it does not say.

    With `each_since`, a task of the case itself, the newest record of every unit is read, as far as
    it came after that task was last done; the rows stand together by their place in the record.
    `filled` is a field of theirs that must hold something, or the row is left out.

    `table` is what of the bloc-year is read in place of a record, and `file` the kind of file that
    keeps, with the record, the score table whole as it was then. Once `binds`, a milestone of the
    case, is reached, the version kept last is the one that the bloc-year in force is held beside.

    A case counts once all of `after` stand in it, and where `where` holds, an expression over its
    opening form (`source`) and the own case's. `years_before`: those of so many years before, too.
    """

    into: str
    task: str = ""
    table: BlocTable | None = None
    file: str = ""
    binds: str = ""
    each_since: str = ""
    filled: str = ""
    rows: str = ""
    process: str = ""
    after: tuple[str, ...] = ()
    where: str = ""
    years_before: int = 0
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def element(self) -> str:
        """The task whose form has the rows."""
        return self.into.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of that form."""
        return self.into.partition(".")[2]

    def source(self, column: str) -> str:
        """Name what of the other record a column is filled from."""
        return self.columns.get(column, column)
