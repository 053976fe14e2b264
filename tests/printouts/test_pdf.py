"""Printouts as PDF: they conform to PDF/A-2a and PDF/UA-1, and have the structure of a document."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest

from server.domain.printouts.printout import Paragraphs, PrintedRow, PrintedTable
from server.printouts import pdf
from server.printouts.pdf import NotTypeset, NoTurn, pdf_of
from tests.printouts.samples import AWARDS, LAYOUTS, LONG, MADE_AT, submission


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return {name: pdf_of(printout, MADE_AT) for name, printout in LAYOUTS.items()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_printout_gives_the_same_bytes(made: Mapping[str, bytes], name: str) -> None:
    assert pdf_of(LAYOUTS[name], MADE_AT) == made[name]


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_printout_conforms(
    made: Mapping[str, bytes], name: str, profile: str, tmp_path: Path
) -> None:
    path = tmp_path / "printout.pdf"
    path.write_bytes(made[name])
    report = page.validate_pdf(str(path), profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_printout_has_a_language_a_title_and_one_first_heading(
    made: Mapping[str, bytes], name: str
) -> None:
    head = LAYOUTS[name].head
    with pikepdf.open(BytesIO(made[name])) as opened:
        assert str(opened.Root.Lang) == "vi-VN"
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.docinfo["/Title"]) == " ".join(filter(None, [head.kind, head.subject]))
        kinds = [kind for kind in elements(opened.Root.StructTreeRoot) if kind.startswith("/H")]
    levels = [int(kind[2:]) for kind in kinds if kind[2:].isdigit()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_heads_of_a_table_are_heads_to_readers_of_screens(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["sheet"])) as opened:
        kinds = list(elements(opened.Root.StructTreeRoot))
    assert kinds.count("/TH") >= 18


def elements(root: pikepdf.Object) -> Iterator[str]:
    """Give the kinds of a document's elements in the order they are read."""
    if isinstance(root, pikepdf.Array):
        for child in root:
            yield from elements(child)
    elif isinstance(root, pikepdf.Dictionary):
        if "/S" in root:
            yield str(root.S)
        if "/K" in root:
            yield from elements(root.K)


def test_every_face_is_embedded_and_is_tinos(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["submission"])) as opened:
        faces = {
            str(font.BaseFont).partition("+")[2]
            for one in opened.pages
            for font in one.Resources.Font.values()
        }
    assert faces == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_long_texts_and_tables_are_laid_out_within_the_bounds() -> None:
    rows = [
        PrintedRow(cells=[str(at), "Sở Giáo dục và Đào tạo", "1", "2", ""]) for at in range(2000)
    ]
    table = PrintedTable(columns=AWARDS.columns, rows=rows)
    printout = replace(submission(), blocks=[Paragraphs(lines=[LONG * 400]), table])
    with pikepdf.open(BytesIO(pdf_of(printout, MADE_AT))) as opened:
        assert len(opened.pages) > 30


def test_what_takes_longer_than_its_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    with pytest.raises(NotTypeset):
        pdf_of(submission(), MADE_AT)


def test_who_would_stand_in_too_long_a_line_is_sent_away_at_once() -> None:
    places = 5
    for _ in range(places):
        assert pdf.IN_LINE.acquire(blocking=False)
    try:
        with pytest.raises(NoTurn):
            pdf_of(submission(), MADE_AT)
    finally:
        pdf.IN_LINE.release(places)
