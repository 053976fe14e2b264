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
