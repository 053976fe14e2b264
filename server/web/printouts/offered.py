"""Which printouts of a case its reader may have: those of which they see everything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Self

from server.actions.definitions.deployed import Deployed
from server.actions.printouts import material, wordings
from server.actions.printouts.heads import documents_among
from server.actions.printouts.holes import Holes
from server.actions.printouts.material import Material
from server.actions.printouts.panels import of_entry, several
from server.actions.printouts.wordings import CaseWordings, UsedWording, moment_of
from server.actions.steps.title_holes import subject_of
from server.domain.cases import sight as circles
from server.domain.cases.case_marks import RecordFacts
from server.domain.manifest import PrintoutEntry
from server.domain.manifest.outline import OPENING
from server.domain.printouts.wordings import usable, worded
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.cases import case_papers
from server.store.cases.case_pages import CaseHead
from server.store.cases.case_papers import PaperRow
from server.store.tasks.records import Record
from server.web.cases.case_access import Sight
from server.web.names.rule_names import RuleNames
from server.web.printouts import panels
from server.web.requests.context import now, session
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPrintout:
    """A printout that may be had: of which key, called what, and when its data was handed in.

    `subject` is what it is about, where another of the case is called the same.
    """

    name: str
    called: Words
    key: str
    about: str
    subject: str
    at: datetime
    wording: UsedWording


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPrintout:
    """A printout that is asked for: what it is laid out from, and whom it is about in words.

    `entry` has the bloc's texts in place of the process's, as `wording` says.
    """

    of: Material
    entry: PrintoutEntry
    about: str
    wording: UsedWording


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What makes a printout be there: the newest record of its task, or the case's opening."""

    key: str
    at: datetime
    facts: RecordFacts


def offered(sight: Sight) -> list[OfferedPrintout]:
    """List the printouts of a case, in the order of its manifest and of the roster."""
    model = material.model_of(session(), sight.case)
    if model is None:
        return []
    entries = model.manifest.printouts
    records = material.read(session(), sight.case, list(entries.values()))
    of = _material(sight, model, records)
    words = _Words.of(sight) if entries else None
    return [
        OfferedPrintout(
            name=name,
            called=model.words(entry.name),
            key=key,
            about=about,
            subject=_subject(of, entry, key, used) if shares_its_name(entry, entries) else "",
            at=_handed_in(entry, origin, of.records),
            wording=used,
        )
        for name, entry in entries.items()
        for keys in [_Keys(entry, of)]
        for origin in _origins(sight, entry, records)
        if _seen(sight, entry, origin, records)
        for key, about in keys.under(origin.key).items()
        for used in [words.on(name, entry, key, origin) if words else UsedWording()]
    ]


def wanted(
    sight: Sight, name: str, key: str, *, tried: Mapping[str, str] | None = None
) -> WantedPrintout:
    """Return what a printout is laid out from; NotThere where the reader may not have it.

    `tried` are texts that are not in force, to be looked at on it; None: those that are.
    """
    model = material.model_of(session(), sight.case)
    entry = model.manifest.printouts.get(name) if model else None
    if model is None or entry is None:
        raise NotThere
    records = material.read(session(), sight.case, [entry])
    of = _material(sight, model, records)
    keys = _Keys(entry, of)
    for origin in _origins(sight, entry, records):
        if _seen(sight, entry, origin, records):
            found = keys.under(origin.key)
            if key in found:
                laid = replace(of, key=key)
                used = UsedWording(said=usable(entry, tried or {}))
                if tried is None:
                    used = _Words.of(sight).on(name, entry, key, origin)
                said = worded(entry, used.said)
                return WantedPrintout(of=laid, entry=said, about=found[key], wording=used)
    raise NotThere


@dataclass(frozen=True)
class _Words:
    """The bloc's own words on the printouts of a case, and the documents that settle them."""

    known: CaseWordings
    case: CaseHead

    @classmethod
    def of(cls, sight: Sight) -> Self:
        """Read the words of a case's bloc-year."""
        return cls(wordings.of_case(session(), sight.case, sight.rules), sight.case)

    @cached_property
    def papers(self) -> Sequence[PaperRow]:
        """The documents of the case, read once."""
        return case_papers.papers(session(), self.case.id)

    def on(self, name: str, entry: PrintoutEntry, key: str, origin: _Origin) -> UsedWording:
        """Return the words that a printout says; one with a number keeps those of its day."""
        if not self.known.any:
            return UsedWording()
        made = documents_among(self.papers, entry, key) if entry.documents else ()
        moment = moment_of(entry, made, handed_in=origin.at, now=now())
        return self.known.at(name, entry, moment)


def _material(sight: Sight, model: Deployed, records: Sequence[Record]) -> Material:
    """Gather what printouts of the whole case are laid out from: each record asked for once."""
    return Material(
        session=session(),
        case=sight.case,
        model=model,
        rules=sight.rules,
        records=[each for each in records if _told(sight, each)],
        eyes=sight,
    )


class _Keys:
    """The keys there is a printout of, each in words; what a package has is asked for once.

    They are the package's where a panel makes several of one; and of the whole case there is none
    where the package has nothing to print.
    """

    def __init__(self, entry: PrintoutEntry, of: Material) -> None:
        self.entry, self.of = entry, of
        self.known = panels.of(of.case.kind)

    def under(self, key: str) -> Mapping[str, str]:
        """Return those of an origin: all of them for one of the whole case."""
        if self._several is not None:
            return {own: words for own, words in self._several.items() if key in {"", own}}
        if key:
            return {key: self._names.subject(key)}
        return {"": ""} if self._there else {}

    @cached_property
    def _several(self) -> Mapping[str, str] | None:
        each = several(self.entry, self.known)
        return {key: pick(words) for key, words in each.keys(self.of).items()} if each else None

    @cached_property
    def _there(self) -> bool:
        return all(panel(self.of) is not None for panel in of_entry(self.entry, self.known))

    @cached_property
    def _names(self) -> RuleNames:
        return RuleNames.of(self.of.rules)


def _origins(sight: Sight, entry: PrintoutEntry, records: Sequence[Record]) -> Iterator[_Origin]:
    """Give what a printout is of: the opening, or each key's record in the order of the roster."""
    if entry.of == OPENING:
        facts = sight.record(OPENING, unit=sight.about)
        at = sight.case.opened_at
        yield _Origin(key="", at=at, facts=replace(facts, opened_at=at))
        return
    order = {unit.id: place for place, unit in enumerate(sight.rules.units)}
    own = [each for each in records if each.element == entry.of]
    about = {each.key: subject_of(each.key, sight.rules) or "" for each in own}
    for each in sorted(own, key=lambda each: (order.get(about[each.key], len(order)), each.key)):
        yield _Origin(key=each.key, at=each.at, facts=_facts(sight, each))


def _handed_in(entry: PrintoutEntry, origin: _Origin, told: Sequence[Record]) -> datetime:
    """Return when the newest of what is printed was handed in, its signing among it."""
    elements = material.elements(entry)
    printed = (
        each.at
        for each in told
        if each.element in elements
        and (each.key in {"", origin.key} or _is_table(entry, each.element))
    )
    return max([origin.at, *printed])


def shares_its_name(entry: PrintoutEntry, entries: Mapping[str, PrintoutEntry]) -> bool:
    """Tell whether another printout of the case is called the same."""
    return sum(each.name == entry.name for each in entries.values()) > 1


def _subject(of: Material, entry: PrintoutEntry, key: str, used: UsedWording) -> str:
    """Say what a printout is about, as it stands on it."""
    return Holes(replace(of, key=key)).filled(worded(entry, used.said).subject)


def _seen(sight: Sight, entry: PrintoutEntry, origin: _Origin, records: Sequence[Record]) -> bool:
    """Tell whether the reader is of the printout's circle, and sees every record on it."""
    circle = sight.of().manifest.sight.get(entry.see, ())
    printed = (
        each
        for each in records
        if each.element in entry.elements()
        and (each.key in {"", origin.key} or _is_table(entry, each.element))
    )
    told = _opening_told(sight, entry) and all(_told(sight, each) for each in printed)
    return sight.sees(circle, origin.facts) and told


def _opening_told(sight: Sight, entry: PrintoutEntry) -> bool:
    """Tell whether the reader sees what is printed of the opening; its subject is the title."""
    manifest = sight.of().manifest
    if not entry.opening_fields() - {manifest.open.subject}:
        return True
    return sight.sees(circles.of_task(manifest, OPENING), sight.record(OPENING, unit=sight.about))


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
