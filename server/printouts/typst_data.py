"""A printout as the typst sources read it: every text in pieces that fit where they stand."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import (
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Printout,
    SignatureBlock,
)
from server.printouts import wording
from server.printouts.faces import width

Told = dict[str, Any]
LARGEST: Final = 14.0
UPRIGHT, SIDEWAYS = 165.0, 252.0
"""Millimetres between the margins."""
ISSUER, SIGNER = 70.0, 74.0
"""Millimetres of cell 2 and of the narrower half of the end."""
TABLE_LETTERS: Final = {Layout.SHEET: 11.0}
INSET: Final = 2.4
MOST_TOTALS: Final = 6


def told(printout: Printout) -> Told:
    """Give what is laid out, of a printout that is fit to print."""
    sideways = printout.layout is Layout.SHEET
    room = SIDEWAYS if sideways else UPRIGHT
    blocks = list(_blocks(printout.blocks, room, TABLE_LETTERS.get(printout.layout, 13.0)))
    last = blocks.pop() if blocks and blocks[-1]["what"] == "paragraph" else None
    return {
        "sideways": sideways,
        "title": wording.title(printout),
        "author": printout.head.issuer or wording.DOTS,
        "head": _head(printout),
        "bases": [pieces(basis, room) for basis in wording.closed(printout.bases)],
        "blocks": blocks,
        "last": last,
        "signers": [_signer(who) for who in printout.signers],
        "beside": printout.layout is not Layout.PROCEEDINGS,
        "received-by": wording.RECEIVED,
        "recipients": [pieces(name, SIGNER) for name in wording.recipients(printout)],
        "table-size": TABLE_LETTERS.get(printout.layout, 13.0),
    }


def pieces(text: str, room: float, size: float = LARGEST) -> Sequence[str]:
    """Give a text in pieces between which a line may end, where a word is wider than its room."""
    found = [""]
    for word in text.split(" "):
        for at, piece in enumerate(_broken(word, room, size)):
            if at:
                found.append(piece)
            else:
                found[-1] += piece if not found[-1] else f" {piece}"
    return found


def _broken(word: str, room: float, size: float) -> Iterator[str]:
    if len(word) * size * 25.4 / 72 <= room or width(word, size) <= room:
        yield word
        return
    piece = ""
    for character in word:
        if piece and width(piece + character, size) > room:
            yield piece
            piece = ""
        piece += character
    yield piece


def _head(printout: Printout) -> Told:
    head = printout.head

    def cell(text: str, room: float = ISSUER) -> Sequence[str] | None:
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
                yield _table(block, room, size)


def _paragraphs(block: Paragraphs, room: float, *, ends: bool) -> Iterator[Told]:
    lines = list(block.lines) or ([""] if block.label else [])
    for at, line in enumerate(lines):
        text = wording.ended(line) if ends and at == len(lines) - 1 else line
        label = pieces(block.label, room) if block.label and not at else None
        yield {"what": "paragraph", "text": pieces(text, room), "label": label}


def _table(block: PrintedTable, room: float, size: float) -> Told:
    whole = sum(column.width for column in block.columns)
    rooms = [room * column.width / whole - INSET for column in block.columns]
    return {
        "what": "table",
        "title": pieces(block.title, room) if block.title else None,
        "columns": [_column(*each, size) for each in zip(block.columns, rooms, strict=True)],
        "groups": list(_groups([(row, _row(row, rooms, size)) for row in block.rows])),
    }


def _column(column: PrintedColumn, room: float, size: float) -> Told:
    return {
        "title": _lines(column.title, room, size),
        "align": str(column.align),
        "width": column.width,
    }


def _row(row: PrintedRow, rooms: Sequence[float], size: float) -> Told:
    if len(row.cells) == 1:
        spans = [(row.cells[0], sum(rooms), len(rooms))]
    else:
        cells = [*row.cells, *[""] * (len(rooms) - len(row.cells))]
        spans = [(text, room, 1) for text, room in zip(cells, rooms, strict=True)]
    told = [{"lines": _lines(text, room, size), "span": span} for text, room, span in spans]
    return {"strong": row.strong, "cells": told}


def _lines(text: str, room: float, size: float) -> Sequence[Sequence[str]]:
    return [pieces(line, room, size) for line in text.split("\n")]


def _groups(rows: Sequence[tuple[PrintedRow, Told]]) -> Iterator[Told]:
    """Group rows: strong ones stand with what follows them, the last with the row before."""
    totals = 0
    while totals < len(rows) and rows[-1 - totals][0].strong:
        totals += 1
    if not 0 < totals <= MOST_TOTALS or totals == len(rows):
        totals = -1
    body, end = rows[: len(rows) - totals - 1], rows[len(rows) - totals - 1 :]
    for strong, group in groupby(body, key=lambda row: row[0].strong):
        yield {"role": "section" if strong else "rows", "rows": [told for _, told in group]}
    if end:
        yield {"role": "total", "rows": [told for _, told in end]}
