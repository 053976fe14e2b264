"""A printout as typst reads it: every text in pieces that fit where they stand."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import (
    Block,
    Heading,
    Paragraphs,
    PrintedTable,
    Printout,
    SignatureBlock,
)
from server.printouts import wording
from server.printouts.line_pieces import Pieces, pieces
from server.printouts.typst_tables import table

Told = dict[str, Any]
UPRIGHT, SIDEWAYS = 165.0, 252.0
"""Millimetres between the margins."""
ISSUER, RECIPIENT, SIGNER = 70.0, 62.0, 78.0
"""Millimetres of cells 2, 9b and 7."""
TABLE_LETTERS: Final = {Layout.SHEET: 11.0}
OTHER_TABLE_LETTERS: Final = 13.0
LONG: Final = 900
"""Letters; the signature takes only the last line along of a longer paragraph."""
MOST_BESIDE: Final = 30
"""More recipients than these stand below the signature, and may go on on the next page."""


def told(printout: Printout) -> Told:
    """Give what is laid out, of a printout that is fit to print."""
    sideways = printout.layout is Layout.SHEET
    room = SIDEWAYS if sideways else UPRIGHT
    size = TABLE_LETTERS.get(printout.layout, OTHER_TABLE_LETTERS)
    blocks = list(_blocks(printout.blocks, room, size))
    last = blocks.pop() if blocks and _may_end(blocks[-1]) else None
    return {
        "sideways": sideways,
        "title": wording.title(printout),
        "author": printout.head.issuer or wording.DOTS,
        "head": _head(printout),
        "bases": [pieces(basis, room) for basis in wording.closed(printout.bases)],
        "blocks": blocks,
        "last": last,
        "signers": [_signer(who) for who in printout.signers],
        "beside": _beside(printout),
        "received-by": wording.RECEIVED,
        "recipients": [pieces(name, RECIPIENT) for name in wording.recipients(printout)],
        "table-size": size,
    }


def _may_end(block: Told) -> bool:
    """Say whether the signature can stand with a block, or with its end."""
    return block["what"] == "paragraph" or bool(block.get("tail"))


def _beside(printout: Printout) -> bool:
    """Say whether the recipients stand beside the signature, as they do where one person signs."""
    alone = len(printout.signers) == 1 and printout.layout is not Layout.PROCEEDINGS
    return alone and len(printout.recipients) <= MOST_BESIDE


def _head(printout: Printout) -> Told:
    head = printout.head

    def cell(text: str, room: float = ISSUER) -> Pieces | None:
        return pieces(text, room) if text else None

    return {
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "parent": cell(head.parent.upper()),
        "issuer": cell(head.issuer.upper() or wording.DOTS),
        "number": cell(wording.number(head)),
        "about": cell(wording.about(printout)),
        "draft": wording.DRAFT if printout.draft else None,
        "place": cell(wording.place_and_day(printout), 92.0),
        "kind": cell(wording.kind(printout), UPRIGHT),
        "subject": cell(head.subject, UPRIGHT),
        "to": wording.TO,
        "addressed": [pieces(name, 130.0) for name in wording.addressed(printout)],
    }


def _signer(who: SignatureBlock) -> Told:
    return {
        "lines": [pieces(line.upper(), SIGNER) for line in who.lines],
        "name": pieces(who.name, SIGNER),
        "note": pieces(who.note, SIGNER) if who.note else None,
    }


def _blocks(blocks: Sequence[Block], room: float, size: float) -> Iterator[Told]:
    level = 1  # the kind of the document, which stands before them
    for block in blocks:
        match block:
            case Heading():
                level = min(block.level, level) + 1
                title = pieces(block.title.upper(), room) if block.title else None
                text = pieces(block.text, room)
                yield {"what": "heading", "level": level, "text": text, "title": title}
            case Paragraphs():
                yield from _paragraphs(block, room, ends=block is blocks[-1])
            case PrintedTable():
                yield table(block, room, size, ends=block is blocks[-1])


def _paragraphs(block: Paragraphs, room: float, *, ends: bool) -> Iterator[Told]:
    lines = list(block.lines) or ([""] if block.label else [])
    for at, line in enumerate(lines):
        text = wording.ended(line) if ends and at == len(lines) - 1 else line
        label = pieces(block.label, room) if block.label and not at else None
        long = len(block.label) + len(text) > LONG
        yield {"what": "paragraph", "text": pieces(text, room), "label": label, "long": long}
