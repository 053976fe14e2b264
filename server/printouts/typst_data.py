"""A printout as typst reads it: every text in pieces that fit where they stand."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from server.domain.printouts.printout import (
    Appendix,
    Block,
    Heading,
    Paragraphs,
    PrintedTable,
    Printout,
    SignatureBlock,
)
from server.printouts import measures, wording
from server.printouts.line_pieces import Pieces, balanced, pieces
from server.printouts.typst_tables import table

Told = dict[str, Any]
TWO_SIGN: Final = 78.0
"""Millimetres of one of two who sign beside each other."""
LONG: Final = 900
"""Letters; the signature takes only the last line along of a longer paragraph."""


def told(printout: Printout) -> Told:
    """Give what is laid out, of a printout that is fit to print."""
    room, size = measures.room(printout), measures.table_letters(printout)
    text = wording.ended(printout.blocks)
    blocks = list(_blocks(text, room, size, ends=text[-1:]))
    last = blocks.pop() if blocks and _may_end(blocks[-1]) else None
    return {
        "sideways": measures.sideways(printout),
        "title": wording.title(printout),
        "foot": wording.FOOT if printout.simulated else None,
        "author": printout.head.issuer or wording.DOTS,
        "head": _head(printout),
        "bases": [pieces(basis, room) for basis in wording.closed(printout.bases)],
        "blocks": blocks,
        "last": last,
        "signers": [_signer(who) for who in printout.signers],
        "beside": measures.beside(printout),
        "received-by": wording.RECEIVED,
        "recipients": [pieces(name, measures.RECIPIENT) for name in wording.recipients(printout)],
        "table-size": size,
        "power-size": measures.power_letters(printout),
        "appendices": [_appendix(each, printout) for each in printout.appendices],
    }


def _appendix(appendix: Appendix, printout: Printout) -> Told:
    room, size = measures.room(appendix), measures.table_letters(appendix)
    title = balanced(appendix.title.upper(), room, measures.TITLE_LETTERS)
    attached = balanced(wording.attached(printout), room, measures.TITLE_LETTERS)
    return {
        "sideways": measures.sideways(appendix),
        "name": pieces(appendix.name, room),
        "title": [pieces(line, room) for line in title],
        "attached": [pieces(line, room) for line in attached],
        "blocks": list(_blocks(appendix.blocks, room, size, under=2)),
        "table-size": size,
    }


def _may_end(block: Told) -> bool:
    """Say whether the signature can stand with a block, or with its end."""
    return block["what"] == "paragraph" or bool(block.get("tail"))


def _head(printout: Printout) -> Told:
    head = printout.head

    def cell(text: str, room: float = measures.ISSUER) -> Pieces | None:
        return pieces(text, room) if text else None

    def centred(text: str, room: float, size: float) -> Sequence[Pieces] | None:
        return [pieces(line, room) for line in balanced(text, room, size)] if text else None

    left, whole = measures.issuer(printout), measures.room(printout)
    return {
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "parent": centred(head.parent.upper(), left, measures.HEAD_LETTERS),
        "issuer": centred(head.issuer.upper() or wording.DOTS, left, measures.HEAD_LETTERS),
        "number": cell(wording.number(head)),
        "about": cell(wording.about(printout)),
        "marks": wording.marks(printout),
        "place": cell(wording.place_and_day(printout), measures.NATION),
        "kind": cell(wording.kind(printout), whole),
        "subject": centred(head.subject, whole, measures.TITLE_LETTERS),
        "authority": centred(head.authority.upper(), whole, measures.TITLE_LETTERS),
        "to": wording.TO,
        "addressed": [pieces(name, 130.0) for name in wording.addressed(printout)],
    }


def _signer(who: SignatureBlock) -> Told:
    return {
        "lines": [pieces(line.upper(), TWO_SIGN) for line in who.lines],
        "name": pieces(who.name, TWO_SIGN),
        "note": pieces(who.note, TWO_SIGN) if who.note else None,
    }


def _blocks(
    blocks: Sequence[Block], room: float, size: float, *, ends: Sequence[Block] = (), under: int = 1
) -> Iterator[Told]:
    """Tell of blocks under a heading of a level; the last rows of one that `ends` stand apart."""
    level = under
    for block in blocks:
        match block:
            case Heading():
                level = min(block.level + under - 1, level) + 1
                title = pieces(block.title.upper(), room) if block.title else None
                text = pieces(block.text, room)
                yield {
                    "what": "heading",
                    "level": level,
                    "text": text,
                    "title": title,
                    "centred": block.centred or bool(block.title),
                }
            case Paragraphs():
                yield from _paragraphs(block, room)
            case PrintedTable():
                yield table(block, room, size, ends=any(block is each for each in ends))


def _paragraphs(block: Paragraphs, room: float) -> Iterator[Told]:
    for at, line in enumerate(block.lines or [""]):
        label = pieces(block.label, room) if block.label and not at else None
        long = len(block.label) + len(line) > LONG
        yield {"what": "paragraph", "text": pieces(line, room), "label": label, "long": long}
