"""The text of a printout's PDF and Word file is what the printout says, in its order."""

from dataclasses import replace

import pytest

from server.domain.printouts.printout import Heading, Paragraphs
from server.printouts import wording
from server.printouts.word import docx_of
from tests.printouts import reading
from tests.printouts.samples import LAYOUTS, LONG, annexed, sheet


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_word_file_says_what_the_printout_says(name: str) -> None:
    assert reading.of_word(docx_of(LAYOUTS[name])) == reading.said(LAYOUTS[name])


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - {"sheet"}))
def test_a_pdf_says_what_the_printout_says(name: str) -> None:
    pages = reading.pages(reading.laid_out(LAYOUTS[name]))
    foot = reading.squeezed(wording.FOOT) if LAYOUTS[name].simulated else ""
    assert all(text.endswith(foot) for text in pages)
    told = "".join(text.removesuffix(foot) for text in reading.numberless(pages))
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


@pytest.mark.parametrize("paragraphs", range(3, 9))
def test_an_appendix_begins_a_page_and_counts_its_own(paragraphs: int) -> None:
    text = [Paragraphs(lines=[LONG] * paragraphs)]
    long = replace(annexed().appendices[1], blocks=sheet(sections=4).blocks)
    printout = replace(annexed(), blocks=text, appendices=[annexed().appendices[0], long])
    pages = reading.pages(reading.laid_out(printout))
    *_text, upright, turned, rest = pages
    assert upright.startswith("PhụlụcIDANHSÁCH")
    assert turned.startswith("PhụlụcIIBẢNGTỔNGHỢPĐIỂM(KèmtheoBáocáosố05/TTr-KTĐVHXH1ngày05tháng12")
    assert rest.startswith("2SởKH&CN"), "its own second page"


def test_what_an_appendix_goes_with_has_room_for_a_number_that_is_not_given_yet() -> None:
    head = replace(annexed().head, number="", symbol="BC-KTĐVHXH1", dated=None, year=2024)
    said = wording.attached(replace(annexed(), head=head))
    assert " ".join(said.split()) == (
        f"(Kèm theo Báo cáo số /BC-KTĐVHXH1 ngày tháng năm 2024 của {head.issuer})"
    )
    unnumbered = wording.attached(replace(annexed(), head=replace(annexed().head, numbered=False)))
    assert unnumbered.startswith("(Kèm theo Báo cáo ngày 05 tháng 12 năm 2024 của ")


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
