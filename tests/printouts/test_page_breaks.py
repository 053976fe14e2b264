"""Where pages end: nobody signs an empty page, and no text is lost at its foot."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from server.domain.printouts.printout import Paragraphs, PrintedRow, PrintedTable, Printout
from tests.printouts import reading
from tests.printouts.samples import (
    AWARDS,
    CHAIR,
    LONG,
    SECRETARY,
    proceedings,
    sheet,
    submission,
)

NAME = reading.squeezed(CHAIR.name)


def pages_of(printout: Printout) -> Sequence[str]:
    pages = reading.pages(reading.laid_out(printout))
    return [text.removeprefix(str(at)) if at > 1 else text for at, text in enumerate(pages, 1)]


def signed_alone(pages: Sequence[str]) -> bool:
    """Say whether the page with the first signature begins with it."""
    signed = next(text for text in pages if NAME in text)
    return signed.startswith(("TRƯỞNGKHỐI", "THƯKÝ", "Nơinhận:"))


@pytest.mark.parametrize(("paragraphs", "count"), [(0, 1), (9, 2), (50, 5)])
def test_a_submission_has_so_many_pages(paragraphs: int, count: int) -> None:
    pages = pages_of(submission(paragraphs=paragraphs))
    assert len(pages) == count, [len(text) for text in pages]
    assert not signed_alone(pages)


@pytest.mark.parametrize("paragraphs", range(14))
def test_the_last_paragraph_stands_above_the_signature(paragraphs: int) -> None:
    pages = pages_of(submission(paragraphs=paragraphs))
    signed = next(text for text in pages if NAME in text)
    assert reading.squeezed("Kính trình Chủ tịch xem xét./.") in signed


@pytest.mark.parametrize("times", [20, 23, 24, 25, 26, 27, 60])
def test_the_end_of_a_long_paragraph_stands_above_the_signature(times: int) -> None:
    printout = replace(submission(), blocks=[Paragraphs(lines=[LONG * times])])
    pages = pages_of(printout)
    assert not signed_alone(pages)
    assert "".join(pages) == reading.said(printout)


@pytest.mark.parametrize("rows", range(18, 34, 3))
def test_the_last_rows_of_a_table_stand_above_the_signature(rows: int) -> None:
    total = PrintedRow(cells=["", "TỔNG CỘNG", "1,00", "", ""], strong=True)
    table = PrintedTable(columns=AWARDS.columns, rows=[AWARDS.rows[1]] * rows + [total])
    pages = pages_of(replace(submission(), blocks=[table]))
    signed = next(text for text in pages if NAME in text)
    assert not signed_alone(pages)
    assert "CờthiđuaTỔNGCỘNG" in signed


@pytest.mark.parametrize("sections", range(1, 6))
def test_totals_of_a_sheet_stand_above_the_signature(sections: int) -> None:
    pages = pages_of(sheet(sections))
    assert "TỔNGCỘNG" in next(text for text in pages if NAME in text)


def test_a_head_of_a_section_does_not_end_a_page() -> None:
    ends = [text[-40:] for sections in range(2, 6) for text in pages_of(sheet(sections))[:-1]]
    assert not [text for text in ends if "Nhiệmvụ" in text]


@pytest.mark.parametrize("rows", range(20, 32, 2))
def test_a_head_goes_with_the_last_row_to_the_page_of_the_signature(rows: int) -> None:
    head = PrintedRow(cells=["Mục cuối cùng"], strong=True)
    table = PrintedTable(
        columns=AWARDS.columns, rows=[*[AWARDS.rows[1]] * rows, head, AWARDS.rows[1]]
    )
    pages = pages_of(replace(submission(), blocks=[table], addressed=()))
    assert not [text for text in pages if text.endswith("Mụccuốicùng")]


LONG_TEXT = " ".join(f"từ{number}" for number in range(1500))


@pytest.mark.parametrize(
    "printout",
    [
        replace(submission(), blocks=[Paragraphs(lines=["ngắn"], label=LONG_TEXT)]),
        replace(submission(), recipients=[f"Đơn vị {number}" for number in range(200)]),
        replace(submission(), recipients=[LONG_TEXT]),
        replace(submission(), bases=[LONG_TEXT]),
        replace(submission(), addressed=[f"Đơn vị {number}" for number in range(80)]),
        replace(submission(), head=replace(submission().head, subject=LONG_TEXT)),
        replace(proceedings(), signers=[SECRETARY, CHAIR] * 8),
    ],
    ids=["label", "recipients", "recipient", "basis", "addressed", "subject", "signers"],
)
def test_a_text_of_any_length_is_printed_whole(printout: Printout) -> None:
    assert sorted("".join(pages_of(printout))) == sorted(reading.said(printout))


@pytest.mark.parametrize("cells", [["1", LONG_TEXT], [LONG_TEXT], ["a\nb", "1", LONG_TEXT]])
@pytest.mark.parametrize("strong", [True, False])
def test_a_row_longer_than_a_page_goes_on_on_the_next(cells: list[str], *, strong: bool) -> None:
    rows = [PrintedRow(cells=cells, strong=strong), AWARDS.rows[1]]
    table = PrintedTable(columns=AWARDS.columns, rows=rows)
    text = "".join(pages_of(replace(submission(), blocks=[table])))
    assert all(f"từ{number}" in text for number in range(1500))
