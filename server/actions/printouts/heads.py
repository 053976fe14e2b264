"""The head of a printout: who issues it, its number and day, its kind and subject."""

from collections.abc import Sequence
from typing import Final

from server.actions.printouts.holes import Holes, party_words
from server.actions.printouts.material import Material
from server.domain.blocs.parties import agency_symbol, body_symbols
from server.domain.blocs.rules import CaseRules
from server.domain.documents.registers import symbol_of
from server.domain.manifest import Issuer, Layout, PrintoutEntry
from server.domain.printouts.printout import PrintedHead
from server.store.cases import case_papers
from server.store.cases.case_papers import PaperRow

_NUMBERED: Final = frozenset({Layout.NAMED, Layout.LETTER})
"""Layouts that have room for a number also where no document gives it: a clerk's register does."""
CHAIR: Final = "Chủ tịch"
"""The post that the province's decisions are made in."""


def document_of(of: Material, entry: PrintoutEntry) -> PaperRow | None:
    """Return the document whose number it bears; None where none is made, or none may be seen."""
    made = case_papers.papers(of.session, of.case.id) if entry.documents else ()
    fits = [
        each
        for each in documents_among(made, entry, of.key)
        if of.eyes.document(each.kind, key=each.subject, element=each.element)
    ]
    return fits[-1] if fits else None


def documents_among(
    papers: Sequence[PaperRow], entry: PrintoutEntry, key: str
) -> Sequence[PaperRow]:
    """Return the documents of a case that a printout can be of, whoever may see them."""
    return [
        each
        for each in papers
        if each.kind in entry.documents and each.subject == key and not each.cancelled
    ]


def head(of: Material, entry: PrintoutEntry, holes: Holes, made: PaperRow | None) -> PrintedHead:
    """Write the head; `made` is its document, once there is one."""
    parent, issuer = _issuer(of, entry.issuer, holes)
    place = of.rules.register.place if of.rules.register else None
    return PrintedHead(
        parent=parent,
        issuer=issuer,
        number=made.number if made else "",
        symbol="" if made else _symbol(of, entry),
        numbered=bool(entry.documents) or entry.layout in _NUMBERED,
        place=place or holes.lacking("Địa danh"),
        dated=made.dated if made else None,
        year=of.case.year,
        kind=entry.name,
        subject=_subject(entry, holes.filled(entry.subject)),
        authority=_authority(of, entry),
    )


def _authority(of: Material, entry: PrintoutEntry) -> str:
    """Name who decides, by what is decided in his own name (Decree 30/2020, Appendix III, 1.2)."""
    return f"{CHAIR} {committee(of.rules)}" if entry.issuer is Issuer.CHAIRMAN else ""


def _subject(entry: PrintoutEntry, text: str) -> str:
    """Leave out of a subject the kind that stands above it already; a letter has none above."""
    if entry.layout is Layout.LETTER:
        return text
    begins = text.casefold().startswith(f"{entry.name} ".casefold())
    said = text[len(entry.name) + 1 :] if begins else text
    return f"{said[:1].upper()}{said[1:]}"


def _issuer(of: Material, issuer: Issuer, holes: Holes) -> tuple[str, str]:
    """Name who issues it and whom that serves, empty for nobody (Decree 30/2020, II.2)."""
    rules = of.rules
    if issuer is Issuer.BLOC:
        return rules.leader.name.vi, rules.bloc.name.vi
    if issuer is Issuer.CHAIRMAN:
        return "", committee(rules)
    body = rules.bodies.by_kind().get(issuer)
    if body is not None:
        return _above(rules), body.name.vi
    return _above(rules), party_words(of.unit, rules) if of.unit else holes.lacking("Đơn vị")


def committee(rules: CaseRules) -> str:
    """Name the People's Committee with its province, as far as the bloc-year says which."""
    return _of_place(rules.bodies.chairman.name.vi, rules)


def _above(rules: CaseRules) -> str:
    """Name it as it stands above an agency it is over: `UBND tỉnh` (Decree 30/2020, II.2)."""
    body = rules.bodies.chairman
    return _of_place(body.short.vi or body.name.vi, rules)


def _of_place(named: str, rules: CaseRules) -> str:
    place = rules.register.place if rules.register else None
    return f"{named} {place}" if place and place not in named else named


def _symbol(of: Material, entry: PrintoutEntry) -> str:
    """Return what will stand behind the number, as far as that is known."""
    known = of.model.manifest.documents
    declared = next((known[each] for each in entry.documents if each in known), None)
    if declared is None:
        return ""
    if declared.register:
        return symbol_of(declared.series, of.rules) if of.rules.register else ""
    bodies = body_symbols(of.rules)
    own = bodies.get(entry.issuer) or agency_symbol(of.rules, of.unit)
    return declared.symbol_for(own, bodies).removesuffix("-*")
