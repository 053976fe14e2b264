"""What a table's line in the coverage table says; `docs/check.md` tells how one is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundTable:
    """A table whose every write leaves a change: keys and digests of its rows.

    The digest is of its `columns` in this order, and of other ones with another `shape`; of a
    `hashed` one stands its SHA-256, because it is long. A `derived` column is worked out anew by a
    question of `check`, named here, and is in no digest; a `recomputed` one is so, too, and in the
    digest; an `outside` one is no business truth, for the reason given.
    """

    table: Table
    hashed: frozenset[str] = frozenset()
    derived: Mapping[str, str] = field(default_factory=dict)
    recomputed: Mapping[str, str] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)
    without_event: str = ""
    """Why a transaction may write here and tell no event; empty: it may not."""
    untold: str = "IUD"
    """Which of its writes that holds for: I, U, D. What nobody changes untold is not among them."""
    untold_before: str = ""
    """Which of its writes earlier releases made untold, until step 0054 bound `examined`."""
    settling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The columns that change untold, each with the values, in SQL, it may begin with: all others
    are still what they were when the row was written. The row is called `r`."""
    settled_out: str = "false"
    """Which rows, in SQL, no longer have all that was written."""
    unproved: Mapping[str, str] = field(default_factory=dict)
    """The columns that nothing but the row's last change proves, each with the reason: whoever
    writes as the application can change them beside an event of something else."""
    shape: int = 1

    @property
    def name(self) -> str:
        """What the table is called."""
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def columns(self) -> tuple[str, ...]:
        """All that are bound, in the order they stand in the table."""
        others = {*self.key, *self.derived, *self.outside}
        return tuple(column.name for column in self.table.columns if column.name not in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnboundTable:
    """A table that leaves no changes.

    It is `derived`, proved by what is named, or else `outside`: drafts, sessions, throttle, jobs,
    caches.
    """

    name: str
    derived: str = ""
    outside: str = ""
