"""What Decree 30/2020/NĐ-CP has a document say around its own text, for PDF and Word alike."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from server.domain.manifest.printouts import Layout
from server.domain.printouts.numbers import month_words
from server.domain.printouts.printout import Block, Paragraphs, PrintedHead, Printout

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
TO: Final = "Kính gửi:"
RECEIVED: Final = "Nơi nhận:"
DRAFT: Final = "DỰ THẢO"
SIMULATED: Final = "MÔ PHỎNG"
FOOT: Final = "Bản in của hồ sơ mô phỏng, không có giá trị"
"""Stands at the foot of each page of a simulated case."""
DOTS: Final = "…………"
"""Stands where the paper must say something and nobody has said it."""
END: Final = "./."
_BLANK: Final = "\N{NO-BREAK SPACE}" * 6


def number(head: PrintedHead) -> str:
    """Cell 3; room to write the number in where it is not given yet, no line where none is."""
    return f"Số: {_number(head)}" if head.numbered else ""


def _number(head: PrintedHead) -> str:
    return head.number or _BLANK + (f"/{head.symbol}" if head.symbol else "")


def place_and_day(printout: Printout) -> str:
    """Cell 4; minutes say both in their text."""
    head = printout.head
    if printout.layout is Layout.PROCEEDINGS:
        return ""
    return f"{head.place or DOTS}, {_day(head)}"


def _day(head: PrintedHead) -> str:
    day, month, year = _BLANK, _BLANK, f" {head.year}" if head.year else _BLANK
    if head.dated:
        at = head.dated
        day, year = f" {at.day:02} ", f" {at.year}"
        month = f" {month_words(at)} "
    return f"ngày{day}tháng{month}năm{year}"


def attached(printout: Printout) -> str:
    """Say below the title of an appendix what it goes with (Appendix I, III.1)."""
    head = printout.head
    number = f" số {_number(head)}" if head.numbered else ""
    by = head.authority or head.issuer or DOTS
    return f"(Kèm theo {head.kind or DOTS}{number} {_day(head)} của {by})"


def about(printout: Printout) -> str:
    """Cell 5b: what a letter is about."""
    return f"V/v {printout.head.subject or DOTS}" if printout.layout is Layout.LETTER else ""


def kind(printout: Printout) -> str:
    """Cell 5a: what kind of document it is; a letter does not say."""
    return "" if printout.layout is Layout.LETTER else (printout.head.kind or DOTS).upper()


def marks(printout: Printout) -> Sequence[str]:
    """What stands in frames below the number: that it is a draft, that its case is simulated."""
    return [DRAFT] * printout.draft + [SIMULATED] * printout.simulated


def closed(items: Sequence[str], before: str = "") -> Sequence[str]:
    """Items of a list, a line each: the last ends with a full stop, the others with a semicolon."""
    bare = [item.rstrip(" ;.,") for item in items]
    ends = [";"] * (len(bare) - 1) + ["."]
    return [f"{before}{item}{end}" for item, end in zip(bare, ends, strict=True)] if bare else []


def addressed(printout: Printout) -> Sequence[str]:
    """Cell 9a: to whom, one beside `Kính gửi:`, several under each other."""
    if len(printout.addressed) == 1:
        return [printout.addressed[0].rstrip(" ;.,")]
    return closed(printout.addressed, "- ")


def recipients(printout: Printout) -> Sequence[str]:
    """Cell 9b: who receives it; what is kept where comes last."""
    kept = [f"Lưu: {printout.kept}"] if printout.kept else []
    return closed([*printout.recipients, *kept], "- ")


def ended(blocks: Sequence[Block]) -> Sequence[Block]:
    """The text, with the mark that closes it behind its last paragraph; a table has none."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraphs) or not last.lines:
        return blocks
    *before, text = last.lines
    closed = text if text.endswith(END) else text.rstrip(" .;") + END
    return [*blocks[:-1], replace(last, lines=[*before, closed])]


def title(printout: Printout) -> str:
    """The document's name for readers: its kind and its subject."""
    return " ".join(word for word in (printout.head.kind, printout.head.subject) if word) or DOTS
