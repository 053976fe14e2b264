"""What may be meant in a bloc-year file, but seldom is: warnings, and no mistakes."""

from server.domain.bloc_doubts.doubts import DOUBTS, Doubt
from server.domain.bloc_doubts.implausible import implausible

__all__ = ["DOUBTS", "Doubt", "implausible"]
