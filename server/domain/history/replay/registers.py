"""The numbers a case takes from the bloc's registers: reserved, used, cancelled."""

import datetime as dt

from server.domain.documents.making import Made
from server.domain.documents.registers import EntryState, Register, RegisterNumber
from server.domain.history.replay.facts import Event, FactsTold, Payload

RESERVED, CANCELLED = "number.reserved", "number.cancelled"


def add(told: FactsTold, event: Event) -> None:
    """Take the next event: what a step reserved, and what was done to a number by itself."""
    for move in event.payload.get("moved", ()):
        for each in move.get("reserved", ()):
            _reserved(told, event, each)
    if event.kind == RESERVED:
        _reserved(told, event, event.payload["number"])
    if event.kind == CANCELLED:
        actor = event.payload["actor"]
        told.row(
            name_of(number(event.payload["number"])),
            state=EntryState.CANCELLED,
            cancelled_at=event.at,
            cancelled_reason=event.payload["reason"],
            cancelled_name=actor["name"],
            cancelled_post=actor["title"]["vi"],
        )


def used(told: FactsTold, event: Event, document: Made, own: RegisterNumber) -> None:
    """Tell that a document has a number, taken now or reserved before."""
    name = name_of(own)
    if name not in told.facts:
        _taken(told, event, own, document.kind, document.subject)
    told.row(name, state=EntryState.USED)


def number(said: Payload) -> RegisterNumber:
    """Read a number as an event names it."""
    return RegisterNumber(
        register=Register(bloc_id=said["bloc"], year=said["year"], type=said["type"]),
        sequence=said["sequence"],
        symbol=said["symbol"],
        dated=dt.date.fromisoformat(said["dated"]),
    )


def name_of(own: RegisterNumber) -> str:
    """Name the fact of an entry."""
    return f"number/{own.register.year}/{own.register.type}/{own.sequence}"


def _reserved(told: FactsTold, event: Event, said: Payload) -> None:
    own = number(said)
    _taken(told, event, own, said["kind"], said["subject"])
    told.row(
        name_of(own),
        state=EntryState.RESERVED,
        back_dated=said.get("back_dated", False),
        reason=event.payload.get("reason", "") if event.kind == RESERVED else "",
    )


def _taken(told: FactsTold, event: Event, own: RegisterNumber, kind: str, subject: str) -> None:
    told.row(
        name_of(own),
        symbol=own.symbol,
        dated=own.dated,
        kind=kind,
        subject=subject,
        taken_at=event.at,
    )
