"""Texts made fit to print: mended as pasted texts are, and refused by field and place if unfit."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from server.domain.printouts.printout import (
    Appendix,
    Block,
    Heading,
    Paragraphs,
    PrintedHead,
    PrintedRow,
    PrintedTable,
    Printout,
    SignatureBlock,
)
from server.printouts.faces import printable as printable_characters
from server.texts import mended, unprintable

LONGEST_WORD: Final = 300
"""A word this long is an address of the web at most; it is broken where its line ends."""
_BEFORE: Final = 20
_HYPHENS: Final = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
"""Hyphens that the faces lack."""


class PrintedField(StrEnum):
    """Which part of a printout a text stands in."""

    PARENT = "parent"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE = "place"
    KIND = "kind"
    SUBJECT = "subject"
    ADDRESSED = "addressed"
    BASES = "bases"
    HEADING = "heading"
    PARAGRAPHS = "paragraphs"
    TABLE = "table"
    SIGNERS = "signers"
    RECIPIENTS = "recipients"
    APPENDIX = "appendix"


class PrintFault(StrEnum):
    """Why a text cannot be printed."""

    CHARACTER = "character"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """Where in a printout a text stands: its field, and which item of it or which block, from 1.

    Blocks of appendices are counted on from the text's. In a table it has a row (0 is the head) and
    a column, in a text its line is the row.
    """

    field: PrintedField
    item: int = 0
    row: int = 0
    column: int = 0


class UnfitForPrint(Exception):
    """A text cannot be printed: no face has the character `sign`, or a word is `sign` and too long.

    `position` counts its characters from 1; `before` is what precedes the sign.
    """

    def __init__(
        self, why: PrintFault, where: PrintedPlace, position: int, before: str, sign: str
    ) -> None:
        super().__init__(why, where, position, before, sign)
        self.why, self.where, self.position = why, where, position
        self.before, self.sign = before, sign

    @property
    def code(self) -> str:
        """The character's code, as `U+1F389`."""
        return f"U+{ord(self.sign[0]):04X}"


def fit(printout: Printout) -> Printout:
    """Give a printout whose texts can be set in type; raises UnfitForPrint at the first other.

    Lines of a paragraph become paragraphs; white space is one space, in a table's cell a line end
    stays. Empty lines and items go.
    """
    return _Texts(_checked).printout(printout)


def check(text: str) -> None:
    """Raise UnfitForPrint where a text of paragraphs holds what cannot be set in type."""
    for row, line in enumerate(text.splitlines(), start=1):
        _checked(line, PrintedPlace(field=PrintedField.PARAGRAPHS, row=row))


def legible(printout: Printout) -> Printout:
    """Give a printout for a program that has more faces: only what nobody can see is left out."""
    return _Texts(_seen).printout(printout)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Walks the texts of a printout; `passed` gives a text as it is printed, or refuses it."""

    passed: Callable[[str, PrintedPlace], str]

    def printout(self, given: Printout) -> Printout:
        appendices, before = [], len(given.blocks)
        for number, appendix in enumerate(given.appendices, start=1):
            appendices.append(self._appendix(appendix, number, before))
            before += len(appendix.blocks)
        return replace(
            given,
            head=self._head(given.head),
            addressed=self._items(given.addressed, PrintedField.ADDRESSED),
            bases=self._items(given.bases, PrintedField.BASES),
            blocks=self._blocks(given.blocks, 0),
            appendices=appendices,
            signers=[self._signer(who, item) for item, who in enumerate(given.signers, start=1)],
            recipients=self._items(given.recipients, PrintedField.RECIPIENTS),
            kept=self._line(given.kept, PrintedPlace(field=PrintedField.RECIPIENTS)),
        )

    def _appendix(self, given: Appendix, number: int, before: int) -> Appendix:
        where = PrintedPlace(field=PrintedField.APPENDIX, item=number)
        title = self._line(given.title, where)
        return replace(given, title=title, blocks=self._blocks(given.blocks, before))

    def _blocks(self, given: Sequence[Block], before: int) -> Sequence[Block]:
        blocks = [self._block(block, item) for item, block in enumerate(given, start=before + 1)]
        return [block for block in blocks if _said(block)]

    def _head(self, head: PrintedHead) -> PrintedHead:
        def line(text: str, field: PrintedField) -> str:
            return self._line(text, PrintedPlace(field=field))

        return replace(
            head,
            parent=line(head.parent, PrintedField.PARENT),
            issuer=line(head.issuer, PrintedField.ISSUER),
            number=line(head.number, PrintedField.NUMBER),
            symbol=line(head.symbol, PrintedField.NUMBER),
            place=line(head.place, PrintedField.PLACE),
            kind=line(head.kind, PrintedField.KIND),
            subject=line(head.subject, PrintedField.SUBJECT),
            authority=line(head.authority, PrintedField.SIGNERS),
        )

    def _signer(self, who: SignatureBlock, item: int) -> SignatureBlock:
        where = PrintedPlace(field=PrintedField.SIGNERS, item=item)
        return replace(
            who,
            lines=[self._line(text, where) for text in who.lines],
            name=self._line(who.name, where),
            note=self._line(who.note, where),
        )

    def _block(self, block: Block, item: int) -> Block:
        match block:
            case Heading():
                where = PrintedPlace(field=PrintedField.HEADING, item=item)
                text, title = self._line(block.text, where), self._line(block.title, where)
                return replace(block, text=text, title=title)
            case Paragraphs():
                return self._paragraphs(block, item)
            case PrintedTable():
                return self._table(block, item)

    def _paragraphs(self, block: Paragraphs, item: int) -> Paragraphs:
        where = PrintedPlace(field=PrintedField.PARAGRAPHS, item=item)
        lines = [
            self._line(text, replace(where, row=row))
            for row, given in enumerate(block.lines, start=1)
            for text in mended(given).split("\n")
        ]
        label = self._line(block.label, where)
        return replace(block, lines=[line for line in lines if line], label=label)

    def _table(self, block: PrintedTable, item: int) -> PrintedTable:
        where = PrintedPlace(field=PrintedField.TABLE, item=item)
        columns = [
            replace(
                column,
                title=self._cell(column.title, replace(where, column=number)),
                group=self._cell(column.group, replace(where, column=number)),
            )
            for number, column in enumerate(block.columns, start=1)
        ]
        rows = [
            self._row(row, replace(where, row=at)) for at, row in enumerate(block.rows, start=1)
        ]
        return replace(block, columns=columns, rows=rows, title=self._line(block.title, where))

    def _row(self, row: PrintedRow, where: PrintedPlace) -> PrintedRow:
        cells = enumerate(row.cells, start=1)
        return replace(
            row, cells=[self._cell(text, replace(where, column=at)) for at, text in cells]
        )

    def _items(self, items: Sequence[str], field: PrintedField) -> Sequence[str]:
        numbered = enumerate(items, start=1)
        lines = [self._line(text, PrintedPlace(field=field, item=at)) for at, text in numbered]
        return [line for line in lines if line]

    def _cell(self, typed: str, where: PrintedPlace) -> str:
        lines = (" ".join(line.split()) for line in mended(typed).split("\n"))
        return self.passed("\n".join(line for line in lines if line), where)

    def _line(self, typed: str, where: PrintedPlace) -> str:
        return self.passed(" ".join(mended(typed).split()), where)


def _said(block: Block) -> bool:
    """Say whether a block has anything to print."""
    match block:
        case Heading():
            return bool(block.text or block.title)
        case Paragraphs():
            return bool(block.lines or block.label)
        case PrintedTable():
            return bool(block.columns)


def _checked(text: str, where: PrintedPlace) -> str:
    text = text.translate(_HYPHENS)
    if unknown := set(text) - printable_characters() - {"\n"}:
        at = min(text.index(character) for character in unknown)
        raise UnfitForPrint(PrintFault.CHARACTER, where, at + 1, _before(text, at), text[at])
    for word in re.finditer(rf"\S{{{LONGEST_WORD + 1},}}", text):
        at = word.start()
        raise UnfitForPrint(PrintFault.WORD, where, at + 1, _before(text, at), word[0])
    return text


def _seen(text: str, _where: PrintedPlace) -> str:
    return "".join(each for each in text if each == "\n" or unprintable(each) is None)


def _before(text: str, at: int) -> str:
    return text[:at][-_BEFORE:].strip()
