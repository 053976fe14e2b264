"""Which documents a completed task makes, as its process's manifest says."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.domain.documents.numbers import read_number, write_number
from server.domain.documents.registers import RegisterNumber
from server.domain.manifest import Completion, DocumentEntry, Manifest
from server.domain.mistakes import Found, MistakeCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that a task makes; `subject` is the key of the instance it is about.

    `number` is its number and symbol as issued, empty where it has none; `dated` its day.
    `registered` is the number, where the bloc's own register gave it.
    """

    kind: str
    subject: str
    number: str
    dated: dt.date | None
    registered: RegisterNumber | None = None

    @property
    def sequence(self) -> int | None:
        """The number alone, where it is written as the law on clerical work has it."""
        return read_number(self.number).sequence

    @property
    def symbol(self) -> str:
        """The symbol after the number; empty where it is written otherwise."""
        return read_number(self.number).symbol

    @property
    def year(self) -> int | None:
        """The year whose series the number is of."""
        return self.dated.year if self.dated else None


def entries_of(manifest: Manifest, completion: Completion) -> Iterator[DocumentEntry]:
    """Yield what a manifest says of the documents that a completion makes."""
    for entry in manifest.documents.values():
        if entry.task == completion.element and entry.when in {"", completion.outcome}:
            yield entry


def made(
    manifest: Manifest,
    completion: Completion,
    value: Mapping[str, object],
    numbers: Mapping[str, RegisterNumber] = MappingProxyType({}),
) -> tuple[Made, ...]:
    """Return the documents that a completion makes, with what its form gave.

    `numbers` are those of the bloc's register, by the sign of the document.
    """
    return tuple(
        _made(entry, completion, value, numbers.get(entry.type))
        for entry in entries_of(manifest, completion)
    )


def check_typed(  # noqa: PLR0913 - one judgement, named part by part
    manifest: Manifest,
    completion: Completion,
    value: Mapping[str, object],
    *,
    own: str,
    bodies: Mapping[str, str] = MappingProxyType({}),
    today: dt.date,
) -> None:
    """Refuse a day still to come, and a number without its day or not of the agency it must be of.

    `own` is the symbol of the agency whose task it is, empty where nobody gave it one, `bodies`
    those of the bodies outside the bloc, by kind. Raises Mistakes, each at its field.
    """
    found = Found()
    for entry in numbered_by_agency(manifest, completion):
        number = read_number(_text(value, entry.number))
        wanted = entry.symbol_for(own, bodies)
        if not _of_agency(number.symbol, wanted):
            example = write_number(1, wanted.replace("*", "SNV"))
            found.add(entry.number, MistakeCode.NUMBER_NOT_OF_AGENCY, example=example)
    for entry in entries_of(manifest, completion):
        day = _day(_text(value, entry.date))
        if day is None and entry.date and entry.symbol and not entry.register:
            found.add(entry.date, MistakeCode.DATE_MISSING)
        if day is not None and day > today:
            found.add(entry.date, MistakeCode.DATE_IN_FUTURE, today=today.isoformat())
    found.refuse()


def numbered_by_agency(manifest: Manifest, completion: Completion) -> Iterator[DocumentEntry]:
    """Yield the documents whose number is typed from the register of an agency that is named."""
    for entry in entries_of(manifest, completion):
        if entry.symbol and entry.number and not entry.register:
            yield entry


def _of_agency(symbol: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return symbol.startswith(wanted[:-1]) and len(symbol) >= len(wanted)
    return symbol == wanted


def _made(
    entry: DocumentEntry,
    completion: Completion,
    value: Mapping[str, object],
    registered: RegisterNumber | None,
) -> Made:
    typed, day = _text(value, entry.number), _day(_text(value, entry.date))
    return Made(
        kind=entry.type,
        subject=completion.key,
        number=registered.text if registered else typed,
        dated=registered.dated if registered else day,
        registered=registered,
    )


def _text(value: Mapping[str, object], name: str) -> str:
    given = value.get(name) if name else None
    return given.strip() if isinstance(given, str) else ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
