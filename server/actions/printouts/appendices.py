"""Which parts of a printout stand in appendices, and what its text says of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from server.actions.printouts.holes import Holes
from server.domain.manifest import PrintedPart
from server.domain.printouts.numbers import numbered_headings, roman
from server.domain.printouts.printout import Appendix, Block, Paragraphs

Written = tuple[PrintedPart, Sequence[Block]]
"""A part of a printout, and what it came to on paper."""


@dataclass(slots=True)
class _Begun:
    """An appendix whose parts are being put together."""

    name: str = ""
    title: str = ""
    sideways: bool = False
    blocks: list[Block] = field(default_factory=list)


def parted(written: Iterable[Written], holes: Holes) -> tuple[list[Block], list[Appendix]]:
    """Part what was written into the text and its appendices; the text names each of them.

    One of which nothing came, or headings alone, is left out. Several are numbered (Decree 30/2020,
    Appendix I, III.1).
    """
    there = [(part, blocks) for part, blocks in written if blocks]
    begun = _begun(there, holes)
    return numbered_headings([*_text(there, begun)]), [
        Appendix(name=each.name, title=each.title, blocks=each.blocks, sideways=each.sideways)
        for each in begun.values()
    ]


def _begun(written: Sequence[Written], holes: Holes) -> dict[str, _Begun]:
    """Put the parts of each appendix together, by the title they are declared with."""
    found: dict[str, _Begun] = {}
    for part, blocks in written:
        if part.appendix:
            begun = found.setdefault(part.appendix, _Begun())
            begun.blocks += blocks
            begun.sideways |= part.sideways
    for each in found.values():
        each.blocks = numbered_headings(each.blocks)
    there = {title: each for title, each in found.items() if each.blocks}
    for number, (title, each) in enumerate(there.items(), start=1):
        each.name, each.title = _name(number, len(there)), holes.filled(title)
    return there


def _text(written: Sequence[Written], begun: dict[str, _Begun]) -> Iterator[Block]:
    """Give the text, with where an appendix is found in the place of its first part."""
    told: set[str] = set()
    for part, blocks in written:
        if not part.appendix:
            yield from blocks
        elif part.appendix in begun and part.appendix not in told:
            told.add(part.appendix)
            of = begun[part.appendix]
            yield Paragraphs(label=f"{of.title}:", lines=[f"chi tiết tại {of.name} kèm theo."])


def _name(number: int, of: int) -> str:
    return f"Phụ lục {roman(number)}" if of > 1 else "Phụ lục"
