"""Printouts as Word files: the decree's paper and face, widths that every program reads."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm

from server.domain.printouts.printout import Paragraphs, PrintedRow, PrintedTable
from server.printouts.word import docx_of
from tests.printouts import reading
from tests.printouts.samples import AWARDS, LAYOUTS, sheet, submission

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblLayout", "tblCellMar", "tblLook")
Opened = Any
"""The library has no types."""


def opened(name: str) -> Opened:
    return Document(BytesIO(docx_of(LAYOUTS[name])))


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_printout_gives_the_same_bytes(name: str) -> None:
    first = docx_of(LAYOUTS[name])
    assert docx_of(LAYOUTS[name]) == first
    with ZipFile(BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("name", "wide"), [("submission", 210), ("sheet", 297)])
def test_the_paper_is_a4_with_the_margins_of_the_decree(name: str, wide: int) -> None:
    section = opened(name).sections[0]
    assert round(section.page_width / Mm(1)) == wide
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert 'instr="PAGE"' in section.header.paragraphs[0]._p.xml.replace("w:instr", "instr")  # noqa: SLF001 - no other way
    assert not section.first_page_header.paragraphs[0].text


def test_every_slot_of_every_style_in_use_names_the_face_and_the_language_is_vietnamese() -> None:
    styles = opened("regulation").styles
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = styles[name].element.rPr.rFonts
        assert dict(fonts.attrib) == {
            f"{W}{slot}": "Times New Roman" for slot in ("ascii", "hAnsi", "cs", "eastAsia")
        }
    spoken = styles.element.find(f"{W}docDefaults").find(f".//{W}lang")
    assert spoken.get(f"{W}val") == spoken.get(f"{W}eastAsia") == "vi-VN"


@pytest.mark.parametrize("name", LAYOUTS)
def test_cells_are_as_wide_as_the_columns_they_stand_in(name: str) -> None:
    for table in tables(docx_of(LAYOUTS[name])):
        grid = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tcPr"):
                span = cell.find(f"{W}gridSpan")
                over = int(span.get(f"{W}val", "")) if span is not None else 1
                width = cell.find(f"{W}tcW")
                assert width is not None
                assert abs(int(width.get(f"{W}w", "")) - sum(grid[at : at + over])) <= over
                at += over
            assert at == len(grid)


@pytest.mark.parametrize("name", LAYOUTS)
def test_properties_of_a_table_stand_in_the_order_that_word_wants(name: str) -> None:
    for table in tables(docx_of(LAYOUTS[name])):
        properties = table.find(f"{W}tblPr")
        assert properties is not None
        names = [each.tag.removeprefix(W) for each in properties]
        assert names == sorted(names, key=ORDER.index)


def test_heads_are_repeated_and_no_row_is_parted() -> None:
    *_, table = [each for each in tables(docx_of(sheet())) if "TT" in "".join(each.itertext())]
    rows = list(table.iter(f"{W}tr"))
    heads = [row for row in rows if row.find(f".//{W}tblHeader") is not None]
    assert heads == rows[:2]
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_totals_stay_with_the_row_before_them_and_with_the_signature() -> None:
    *_, table = [each for each in tables(docx_of(sheet())) if "TT" in "".join(each.itertext())]
    kept = [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]
    assert kept[-2:] == [True, True]
    assert not kept[-3]


def test_an_appendix_has_paper_and_page_numbers_of_its_own() -> None:
    sections = opened("annexed").sections
    turned = [section.page_width > section.page_height for section in sections]
    assert turned == [False, False, True]
    for section in sections[1:]:
        counted = section._sectPr.find(f"{W}pgNumType")  # noqa: SLF001 - no other way
        assert counted.get(f"{W}start") == "1"
        assert section.different_first_page_header_footer
        assert section.header.is_linked_to_previous


def test_a_text_is_text_whatever_is_in_it() -> None:
    text = "A & B <w:t> ]]> {{ x }} 🎉 漢"
    printout = replace(submission(), blocks=[Paragraphs(lines=[text])])
    assert reading.squeezed(text) in reading.of_word(docx_of(printout))


def test_a_long_table_is_written_row_by_row() -> None:
    rows = [PrintedRow(cells=[str(at), "Đơn vị", "1", "2", ""]) for at in range(2000)]
    printout = replace(submission(), blocks=[PrintedTable(columns=AWARDS.columns, rows=rows)])
    assert "1999Đơnvị" in reading.of_word(docx_of(printout))


def tables(file: bytes) -> Iterator[ET.Element]:
    with ZipFile(BytesIO(file)) as opened_file:
        yield from ET.fromstring(opened_file.read("word/document.xml")).iter(f"{W}tbl")  # noqa: S314 - ours
