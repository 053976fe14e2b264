"""The list of registers: the newest number of each, and what its reader may see of its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from server.domain.documents.registers import EntryState, Register
from server.store.documents import register_pages
from server.web.registers import entries
from server.web.registers.entries import ShownEntry
from server.web.registers.known import RegisterYears
from server.web.requests.context import session


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSummary:
    """A register; of its odd numbers and of the newest one's day, what the reader may see."""

    register: Register
    newest: ShownEntry
    seen: Sequence[ShownEntry]

    @property
    def reserved(self) -> int:
        """How many are reserved."""
        return sum(each.line.state == EntryState.RESERVED for each in self.seen)

    @property
    def cancelled(self) -> int:
        """How many were cancelled."""
        return sum(each.line.state == EntryState.CANCELLED for each in self.seen)

    @property
    def back_dated(self) -> int:
        """How many are of an earlier day than the one before."""
        return sum(each.line.back_dated for each in self.seen)


def summaries(years: RegisterYears) -> list[RegisterSummary]:
    """List the registers one may look into, the newest year first."""
    blocs = sorted({row.bloc_id for row in years.rows if row.known})
    found = [
        (register, line)
        for register, line in register_pages.newest_and_odd(session(), blocs)
        if years.known(register.bloc_id, register.year)
    ]
    shown = entries.shown([line for _, line in found], None)
    rows = zip((register for register, _ in found), shown, strict=True)
    return [
        _summary(register, [entry for _, entry in several])
        for register, several in groupby(rows, key=lambda row: row[0])
    ]


def _summary(register: Register, several: Sequence[ShownEntry]) -> RegisterSummary:
    seen = [entry for entry in several if not entry.hidden and entry.line.odd]
    return RegisterSummary(register=register, newest=several[-1], seen=seen)
