"""A promise, signed at once: an event will stand in the log within a minute of its act.

It is a signed note of its own, not a checkpoint, and its key is not the log's: the process that
serves the pages signs it. Where the event never comes into the log, whoever holds the note shows
that it was promised.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from server.domain.log.keys import Signer
from server.domain.log.notes import signed_note
from server.domain.log.refused import LogRefused

FIRST_LINE: Final = "binhxet/receipt-promise@v1"
WITHIN: Final = timedelta(seconds=60)
NAME_ENDS: Final = "/receipts"
"""Ends the name of the key, after the host of the installation."""
_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """Which event is promised: its hash, its place in its chain, and the instant of its act."""

    hash: str
    stream: str
    seq: int
    at: datetime
    """Aware, by the clock of the installation."""

    @property
    def until(self) -> datetime:
        """When it stands in the log at the latest."""
        return self.at + WITHIN

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (
            FIRST_LINE,
            f"event {self.hash}",
            f"chain {self.stream} {self.seq}",
            f"act {self.at.isoformat()}",
            f"in the log until {self.until.isoformat()}",
        )
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> "Promise":
        """Read a promise's text. Raises LogRefused."""
        lines = text.split("\n")
        try:
            event, chain, act = (line.split(" ") for line in lines[1 : _LINES - 1])
            found = cls(event[1], chain[1], int(chain[2]), datetime.fromisoformat(act[1]))
        except (ValueError, IndexError) as error:
            raise LogRefused("no promise") from error
        if found.at.tzinfo is None or found.text != text:
            raise LogRefused("no promise")
        return found

    def signed(self, signer: Signer) -> bytes:
        """Return the note."""
        return signed_note(self.text, [signer])
