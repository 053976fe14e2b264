"""What who comes too late to a draft is told: who passed it on or closed it, and when."""

import datetime as dt
from dataclasses import dataclass

from server.domain.bloc_draft.drafts import DraftHeldElsewhere


@dataclass(eq=False)
class DraftPassedOn(DraftHeldElsewhere):
    """The draft is with the other side since somebody gave it there."""

    by: str
    at: dt.datetime


@dataclass(eq=False)
class DraftOver(DraftHeldElsewhere):
    """The draft is none any more since somebody dropped it or put it in force."""

    by: str
    at: dt.datetime
