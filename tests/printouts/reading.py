"""What a printout must say, in its order, and what is read out of a PDF and a Word file."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

import pypdfium2
from docx import Document

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import Block, Heading, Paragraphs, PrintedTable, Printout
from server.printouts.printable import fit
from server.printouts.typesetter import typeset
from server.printouts.typst_data import told

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def laid_out(printout: Printout) -> bytes:
    """Lay a printout out in this process, which is quicker than in one of its own."""
    return typeset(told(fit(printout)) | {"made_at": 0})


def squeezed(text: str) -> str:
    """Give a text without white space and line ends, which layout adds and takes away."""
    return "".join(text.split())


def pages(pdf: bytes) -> Sequence[str]:
    """Give the text of each page; from the second on a page's number stands first."""
    document = pypdfium2.PdfDocument(pdf)
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def numberless(told: Sequence[str]) -> Iterator[str]:
    """Give the texts of pages without their numbers, which begin again with each appendix."""
    at = 0
    for text in told:
        at = 1 if text.startswith("Phụlục") else at + 1
        yield text.removeprefix(str(at)) if at > 1 else text


def of_word(file: bytes) -> str:
    """Give the text of a Word file's body, cells in their order."""
    body = Document(BytesIO(file)).element.body
    return squeezed("".join(found.text or "" for found in body.iter(_TEXT)))


def said(printout: Printout) -> str:
    """Give all that a printout must say, one after the other."""
    return squeezed("".join(_said(printout)))


def _said(printout: Printout) -> Iterator[str]:
    head, letter = printout.head, printout.layout is Layout.LETTER
    yield from (head.parent.upper(), head.issuer.upper() or "…………")
    yield from ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    if head.numbered:
        yield "Số:" + (head.number or (f"/{head.symbol}" if head.symbol else ""))
    yield from (f"V/v {head.subject}" if letter else "", "DỰ THẢO" if printout.draft else "")
    yield "MÔ PHỎNG" if printout.simulated else ""
    if printout.layout is not Layout.PROCEEDINGS:
        day = head.dated
        dated = f"ngày {day:%d} tháng {day.month} năm {day.year}" if day else "ngày tháng năm "
        yield f"{head.place or '…………'}, {dated}{'' if day else head.year or ''}"
    if not letter:
        yield from (head.kind.upper(), head.subject, head.authority.upper())
    yield from _listed("Kính gửi:", printout.addressed, alone=len(printout.addressed) == 1)
    for number, basis in enumerate(printout.bases, start=1):
        yield basis.rstrip(";.") + ("." if number == len(printout.bases) else ";")
    yield from _text(printout.blocks, ends=True)
    yield from _signed(printout)
    for each in printout.appendices:
        yield from (each.name, each.title.upper(), attached(printout))
        yield from _text(each.blocks, ends=False)


def attached(printout: Printout) -> str:
    """Give what stands below the title of each appendix."""
    head, day = printout.head, printout.head.dated
    number = f"số {head.number or f'/{head.symbol}'}" if head.numbered else ""
    dated = f"ngày {day:%d} tháng {day.month} năm {day.year}" if day else "ngày tháng năm "
    year = "" if day else head.year or ""
    return f"(Kèm theo {head.kind} {number} {dated}{year} của {head.authority or head.issuer})"


def _listed(title: str, names: Sequence[str], *, alone: bool = False) -> Iterator[str]:
    if names:
        yield title
    for number, name in enumerate(names, start=1):
        yield name if alone else f"- {name}{'.' if number == len(names) else ';'}"


def _text(blocks: Sequence[Block], *, ends: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield from (block.text, block.title.upper())
            case Paragraphs():
                yield from (block.label, *block.lines)
                if ends and block is blocks[-1]:
                    yield "/." if block.lines[-1].endswith(".") else "./."
            case PrintedTable():
                yield from _table(block)


def _table(table: PrintedTable) -> Iterator[str]:
    yield table.title
    below = []
    for group, found in groupby(table.columns, key=lambda column: column.group):
        titles = [column.title for column in found]
        yield from [group] if group else titles
        below += titles if group else []
    yield from below
    for row in table.rows:
        yield from row.cells


def _signed(printout: Printout) -> Iterator[str]:
    kept = [f"Lưu: {printout.kept}"] if printout.kept else []
    received = list(_listed("Nơi nhận:", [*printout.recipients, *kept]))
    signers = list(printout.signers)
    if len(signers) == 1 and printout.layout is not Layout.PROCEEDINGS:
        yield from received
    for at in range(0, len(signers), 2):
        for who in signers[at : at + 2]:
            yield from (*(line.upper() for line in who.lines), who.note)
        yield from (who.name for who in signers[at : at + 2])
    if len(signers) != 1 or printout.layout is Layout.PROCEEDINGS:
        yield from received
