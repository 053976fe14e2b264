"""What a manifest says can be counted of a unit in the records of its cases, for a score table."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """So many rows of a record are about a unit, `of` as `element.field`, added up over the cases.

    In each case the newest record counts, once the milestone `after` stands there. `unit` is the
    column that says which unit a row is about; without it, the record is the unit's own. `only`
    gives for columns of a choice what is counted: rows with anything else there are not.
    """

    name: str
    of: str
    unit: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    after: str = ""

    @property
    def element(self) -> str:
        """The task whose record has the rows."""
        return self.of.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of its form."""
        return self.of.partition(".")[2]
