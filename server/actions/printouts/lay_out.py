"""Lay a printout out: from what its manifest says and its case holds to what stands on paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from server.actions.printouts.appendices import parted
from server.actions.printouts.blocks import Parts
from server.actions.printouts.heads import document_of, head
from server.actions.printouts.holes import Holes
from server.actions.printouts.material import Material
from server.actions.printouts.panels import Panel, is_unsettled
from server.actions.printouts.signers import signature_blocks
from server.domain.deadlines import local_day
from server.domain.manifest import PrintedPart, PrintoutEntry
from server.domain.manifest.printouts import Layout
from server.domain.printouts.bases import by_force, proposed_by
from server.domain.printouts.left_open import DOTS, left_open
from server.domain.printouts.numbers import day_words
from server.domain.printouts.printout import Block, Paragraphs, Printout
from server.store.cases.case_papers import PaperRow

_JOINT: Final = re.compile(r"( của | về )")
LAW: Final = "Luật "
"""A law is cited without its number and whose it is."""
KEPT: Final = "VT"
KEPT_MINUTES: Final = "VT, Hồ sơ"
"""Where the agency's own copy of what has a number is kept, unless the manifest says more.

That of minutes is as in Appendix III, specimen 1.9.
"""


def lay_out(of: Material, entry: PrintoutEntry, panels: Mapping[str, Panel]) -> Printout:
    """Lay a printout out; raises NotThere where its reader may not see what a panel prints."""
    holes = Holes(of)
    made = document_of(of, entry)
    parts = Parts(of, holes, panels)
    above = head(of, entry, holes, made)
    text, appendices = parted(((part, [*_blocks(part, parts)]) for part in entry.body), holes)
    bases, blocks = _based(text, entry, of, made)
    return Printout(
        layout=entry.layout,
        head=above,
        addressed=[holes.filled(text) for text in entry.to],
        bases=bases,
        blocks=[*blocks, *_closing(entry, holes)],
        signers=[block for each in entry.signed for block in signature_blocks(of, each, entry)],
        recipients=[*_recipients(entry, holes)],
        kept=_kept(entry) if above.numbered else entry.kept,
        appendices=appendices,
        missing=tuple(holes.missing),
        draft=(bool(entry.documents) and made is None) or is_unsettled(of, entry, panels),
        simulated=of.case.simulated,
    )


def _blocks(part: PrintedPart, parts: Parts) -> Iterator[Block]:
    """Write a part; what its package, or its own words, leave open is missing on the paper."""
    blocks = [*parts.blocks(part)]
    if part.panel or DOTS in part.say:
        for label in left_open(blocks):
            parts.holes.lacking(label)
    yield from blocks


def _closing(entry: PrintoutEntry, holes: Holes) -> Iterator[Block]:
    if entry.closing:
        yield Paragraphs(lines=holes.filled(entry.closing).splitlines())


def _recipients(entry: PrintoutEntry, holes: Holes) -> Iterator[str]:
    if entry.to:
        yield "Như trên"
    for text in entry.recipients:
        yield from holes.lines(text)


def _kept(entry: PrintoutEntry) -> str:
    minutes = entry.layout is Layout.PROCEEDINGS
    return entry.kept or (KEPT_MINUTES if minutes else KEPT)


def _based(
    text: Sequence[Block], entry: PrintoutEntry, of: Material, made: PaperRow | None
) -> tuple[Sequence[str], Sequence[Block]]:
    """Return the bases, and the text without the one that it begins with: whose proposal it is."""
    if not entry.bases:
        return (), text
    proposed = proposed_by(text)
    return [*_bases(of, made), *filter(None, [proposed])], text[1:] if proposed else text


def _bases(of: Material, made: PaperRow | None) -> Iterator[str]:
    """Cite what is in force on the paper's day (Decree 30/2020, Appendix I, II.6a).

    That is the day of its document, or of what the case's newest record says until it is made.
    Number and day stand behind the kind, before whose it is and what about.
    """
    newest = max([of.case.opened_at, *(record.at for record in of.records)])
    day_of = made.dated if made and made.dated else local_day(newest)
    for basis in by_force(of.rules.legal_bases):
        if basis.holds(day_of):
            law = basis.name.vi.startswith(LAW)
            number = f" số {basis.symbol}" if basis.symbol and not law else ""
            day = f" {day_words(basis.issued)}" if basis.issued else ""
            kind, joint, rest = [*_JOINT.split(basis.name.vi, maxsplit=1), "", ""][:3]
            yield f"Căn cứ {kind}{number}{day}{joint}{rest}"
