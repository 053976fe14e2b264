"""The text of a printout's PDF and Word file is what the printout says, in its order."""

from dataclasses import replace

import pytest

from server.domain.printouts.printout import Heading
from server.printouts import wording
from server.printouts.word import docx_of
from tests.printouts import reading
from tests.printouts.samples import LAYOUTS, sheet


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_word_file_says_what_the_printout_says(name: str) -> None:
    assert reading.of_word(docx_of(LAYOUTS[name])) == reading.said(LAYOUTS[name])


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - {"sheet"}))
def test_a_pdf_says_what_the_printout_says(name: str) -> None:
    pages = reading.pages(reading.laid_out(LAYOUTS[name]))
    numbered = [text.removeprefix(str(at)) for at, text in enumerate(pages, start=1) if at > 1]
    foot = reading.squeezed(wording.FOOT) if LAYOUTS[name].simulated else ""
    assert all(text.endswith(foot) for text in pages)
    told = "".join(text.removesuffix(foot) for text in (pages[0], *numbered))
    assert told == reading.said(LAYOUTS[name])


def test_a_long_table_repeats_its_head_on_each_page() -> None:
    printout = sheet(sections=6)
    pages = reading.pages(reading.laid_out(printout))
    head = reading.squeezed("TT Nội dung, tiêu chí Điểm tối đa")
    assert len(pages) > 3
    assert all(head in text for text in pages)
    rows = "".join(text.split("Thẩmđịnh")[-1] for text in pages)
    assert "6.6" in rows
    assert rows.index("1.1Hoàn") < rows.index("6.1Hoàn") < rows.index("TỔNGCỘNG")


def test_a_paper_that_nothing_numbers_has_no_line_for_a_number() -> None:
    named = LAYOUTS["submission"]
    plain = replace(
        named,
        head=replace(named.head, number="", numbered=False),
        blocks=[Heading(text="QUYẾT ĐỊNH:", centred=True), *named.blocks],
    )
    (first, *_rest) = reading.pages(reading.laid_out(plain))
    assert "Số:" not in first
    assert "Số:" not in reading.of_word(docx_of(plain))
    assert "QUYẾTĐỊNH:" in first
