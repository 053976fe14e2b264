"""The parts of a bloc-year's document that are saved one by one, and whose they are."""

from enum import StrEnum
from typing import Final


class DraftPart(StrEnum):
    """A table, or list of tables, at the top of a bloc-year file; the values are its names."""

    BLOC = "bloc"
    UNITS = "units"
    BODIES = "bodies"
    POSITIONS = "positions"
    ROLES = "roles"
    REORGANISED = "reorganised"
    PERSONS = "persons"
    SCORE_TABLE = "score_table"
    SCORERS = "scorers"
    AWARDS = "awards"
    VOTING = "voting"
    COUNCIL = "council"
    CONDITIONS = "conditions"
    GRADES = "grades"
    DEADLINES = "deadlines"
    WAVES = "waves"
    HISTORY = "history"
    REGISTER = "register"
    RECIPIENTS = "recipients"
    LEGAL_BASES = "legal_bases"
    WORDINGS = "wordings"


class DraftSide(StrEnum):
    """Who works on a draft: the province's Home Affairs, or the leading unit's secretary."""

    HOME_AFFAIRS = "home_affairs"
    SECRETARY = "secretary"


ORGANISATION: Final = frozenset(
    {
        DraftPart.BLOC,
        DraftPart.UNITS,
        DraftPart.BODIES,
        DraftPart.POSITIONS,
        DraftPart.ROLES,
        DraftPart.REORGANISED,
    }
)
"""Who is in the bloc and what it is called: the province's letter says so."""
MEMBERSHIP: Final = ORGANISATION - {DraftPart.BLOC, DraftPart.ROLES, DraftPart.REORGANISED}
"""What must be right before its posts can be given to anybody."""
SECRETARY_PARTS: Final = frozenset(DraftPart) - ORGANISATION
"""What the bloc decides itself."""


def parts_of(side: DraftSide) -> frozenset[DraftPart]:
    """Return the parts a side may save while it holds the draft."""
    return SECRETARY_PARTS if side is DraftSide.SECRETARY else frozenset(DraftPart)
