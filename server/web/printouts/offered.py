"""Which printouts of a case its reader may have: those of which they see everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from server.actions.printouts import material
from server.actions.printouts.material import Material
from server.actions.steps.title_holes import subject_of
from server.domain.cases import sight as circles
from server.domain.cases.case_marks import RecordFacts
from server.domain.manifest import PrintoutEntry
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.tasks.records import Record
from server.web.cases.case_access import Sight
from server.web.requests.context import session


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPrintout:
    """A printout that may be had: of which key, and when what it is laid out from was handed in."""

    name: str
    called: Words
    key: str
    at: datetime


def offered(sight: Sight) -> list[OfferedPrintout]:
    """List the printouts of a case, in the order of its manifest and of the roster."""
    model = material.model_of(session(), sight.case)
    if model is None:
        return []
    entries = model.manifest.printouts
    records = material.read(session(), sight.case, list(entries.values()))
    return [
        OfferedPrintout(name=name, called=model.words(entry.name), key=record.key, at=record.at)
        for name, entry in entries.items()
        for record in _in_order(sight, records, entry.of)
        if _seen(sight, entry, record, records)
    ]


def material_for(sight: Sight, name: str, key: str) -> tuple[Material, PrintoutEntry]:
    """Return what a printout is laid out from; NotThere where the reader may not have it."""
    model = material.model_of(session(), sight.case)
    entry = model.manifest.printouts.get(name) if model else None
    if model is None or entry is None:
        raise NotThere
    records = material.read(session(), sight.case, [entry])
    own = next((each for each in records if (each.element, each.key) == (entry.of, key)), None)
    if own is None or not _seen(sight, entry, own, records):
        raise NotThere
    return Material(
        session=session(),
        case=sight.case,
        model=model,
        rules=sight.rules,
        records=[each for each in records if _told(sight, each)],
        matter=lambda matter, about: sight.matter(matter, of=sight.case, unit=about, key=about),
        key=key,
    ), entry


def _seen(sight: Sight, entry: PrintoutEntry, own: Record, records: Sequence[Record]) -> bool:
    """Tell whether the reader is of the printout's circle, and sees every record on it."""
    circle = sight.of().manifest.sight.get(entry.see, ())
    printed = (
        each
        for each in records
        if each.element in entry.elements()
        and (each.key in {"", own.key} or _is_table(entry, each.element))
    )
    return sight.sees(circle, _facts(sight, own)) and all(_told(sight, each) for each in printed)


def _is_table(entry: PrintoutEntry, element: str) -> bool:
    return any(part.table == element for part in entry.body)


def _told(sight: Sight, record: Record) -> bool:
    """Tell whether the reader sees a record."""
    circle = circles.of_task(sight.of().manifest, record.element)
    return sight.sees(circle, _facts(sight, record))


def _facts(sight: Sight, record: Record) -> RecordFacts:
    unit = record.subject_unit_id or subject_of(record.key, sight.rules) or ""
    found = sight.record(record.element, key=record.key, unit=unit or sight.about)
    return replace(found, post=record.post_id, opened_at=record.opened_at)


def _in_order(sight: Sight, records: Sequence[Record], element: str) -> Iterator[Record]:
    order = {unit.id: place for place, unit in enumerate(sight.rules.units)}
    own = [each for each in records if each.element == element]
    about = {each.key: subject_of(each.key, sight.rules) or "" for each in own}
    yield from sorted(own, key=lambda each: (order.get(about[each.key], len(order)), each.key))
