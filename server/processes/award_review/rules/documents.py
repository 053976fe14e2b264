"""Documents by number and date, and the minutes of the review among them."""

import datetime as dt
from dataclasses import dataclass

MINUTES = "bien_ban"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a dossier; `number` is its number and symbol as issued."""

    kind: str
    number: str
    date: dt.date
