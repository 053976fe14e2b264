"""Units that are gone: into which member they went, from which day, and by which decision."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganised:
    """A unit that was merged into a member of the bloc, or is there no more: `into` is None.

    With `awards` what it was awarded counts for the member as its own.
    """

    unit: str
    into: str | None
    day: dt.date
    decision: str
    awards: bool
