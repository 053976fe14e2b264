"""What may be meant in a bloc-year file, but seldom is: warnings, and no mistakes."""

from server.domain.bloc_doubts.doubts import DOUBTS, Doubt
from server.domain.bloc_doubts.implausible import implausible
from server.domain.bloc_doubts.named_things import RecordsInUse

__all__ = ["DOUBTS", "Doubt", "RecordsInUse", "implausible"]
