"""What a bloc's documents name: to whom they go, and on which instruments they rest."""

import datetime as dt
from dataclasses import dataclass

from server.domain.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who a bloc document goes to."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """An instrument the bloc cites; None where the source gives no date."""

    id: str
    symbol: str
    name: Words
    issued: dt.date | None
    in_force: dt.date | None
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Tell whether it may be cited on a day: it is in force then, or issued where that is all.

        Its last day counts.
        """
        first = self.in_force or self.issued
        return (first is None or first <= day) and (self.until is None or day <= self.until)
