"""What people type is printed as it stands, or is refused by field and place."""

import unicodedata
from dataclasses import replace

import pytest

from server.domain.printouts.printout import (
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Printout,
    SignatureBlock,
)
from server.printouts import faces
from server.printouts.printable import (
    LONGEST_WORD,
    PrintedField,
    PrintedPlace,
    PrintFault,
    UnfitForPrint,
    fit,
    legible,
)
from tests.printouts import reading
from tests.printouts.samples import submission


def saying(text: str) -> Printout:
    return replace(submission(), blocks=[Paragraphs(lines=["trước", text])])


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") #import "/etc/passwd" = tiêu đề *đậm* $x^2$ <nhãn> @ref `raw` // chú thích',
        "- gạch đầu dòng; + số; / từ: nghĩa",
        "\\ kết thúc #x; \\u{41} ~ --- ... \"' & <w:t> {{ jinja }} ]]>",
        "https://example.vn/" + "a_b/" * 60,
        "ờ ợ ẵ ẳ ỷ ỹ Ỵ Đ đ 1.234,50 m² – — “ ” ‘ ’ • × °",
    ],
)
def test_markup_is_text(text: str) -> None:
    assert reading.squeezed(text) in "".join(reading.pages(reading.laid_out(saying(text))))


def test_each_sign_that_people_type_is_printed() -> None:
    signs = " ".join(sorted(faces.SIGNS))
    assert reading.squeezed(signs) in "".join(reading.pages(reading.laid_out(saying(signs))))


def test_every_printable_character_is_printed_in_each_face() -> None:
    known = " ".join(sorted(c for c in faces.printable() if not c.isspace()))
    printout = replace(
        saying(known),
        bases=[known],
        signers=[SignatureBlock(lines=[known], name=known, note=known)],
        blocks=[Heading(text=known), Paragraphs(lines=[known])],
    )
    assert reading.laid_out(printout)


def test_letters_that_were_composed_of_parts_are_whole_and_unseen_ones_go() -> None:
    typed = unicodedata.normalize("NFD", "Sở Giáo dục") + " và\u00a0\u200bĐào\u00ad tạo\u2011mới"
    (block,) = fit(replace(submission(), blocks=[Paragraphs(lines=[typed])])).blocks
    assert block == Paragraphs(lines=["Sở Giáo dục và Đào tạo-mới"])


def test_lines_of_a_text_are_paragraphs_and_empty_ones_go() -> None:
    typed = Paragraphs(lines=["một\r\n\r\n  hai  ba\vbốn", "", " "])
    (block,) = fit(replace(submission(), blocks=[typed, Paragraphs(lines=[""])])).blocks
    assert block == Paragraphs(lines=["một", "hai ba", "bốn"])


@pytest.mark.parametrize(
    ("sign", "code"),
    [("🎉", "U+1F389"), ("漢", "U+6F22"), ("\0", "U+0000"), ("\u202e", "U+202E"),
     ("א", "U+05D0"), ("\x07", "U+0007"), ("\ue000", "U+E000"), ("\ud800", "U+D800")],
)  # fmt: skip
def test_a_character_without_a_face_is_named_with_its_place(sign: str, code: str) -> None:
    with pytest.raises(UnfitForPrint) as refused:
        fit(saying(f"hoàn  thành {sign} xong {sign}"))
    found = refused.value
    assert (found.why, found.sign, found.code) == (PrintFault.CHARACTER, sign, code)
    assert found.where == PrintedPlace(field=PrintedField.PARAGRAPHS, item=1, row=2)
    assert (found.position, found.before) == (12, "hoàn thành")


def test_a_word_that_no_line_can_hold_is_named() -> None:
    with pytest.raises(UnfitForPrint) as refused:
        fit(saying("một " + "x" * 10_000))
    assert (refused.value.why, refused.value.position) == (PrintFault.WORD, 5)
    assert fit(saying("x" * LONGEST_WORD)).blocks


BAD = "🎉"
TABLE = PrintedTable(columns=[PrintedColumn(title="A"), PrintedColumn(title="B")], rows=[])


@pytest.mark.parametrize(
    ("printout", "where"),
    [
        (
            replace(submission(), head=replace(submission().head, subject=BAD)),
            PrintedPlace(field=PrintedField.SUBJECT),
        ),
        (
            replace(submission(), recipients=["a", BAD]),
            PrintedPlace(field=PrintedField.RECIPIENTS, item=2),
        ),
        (
            replace(submission(), signers=[SignatureBlock(lines=["a"], name=BAD)]),
            PrintedPlace(field=PrintedField.SIGNERS, item=1),
        ),
        (
            replace(submission(), blocks=[replace(TABLE, rows=[PrintedRow(cells=["a", BAD])])]),
            PrintedPlace(field=PrintedField.TABLE, item=1, row=1, column=2),
        ),
        (
            replace(submission(), blocks=[replace(TABLE, columns=[PrintedColumn(title=BAD)])]),
            PrintedPlace(field=PrintedField.TABLE, item=1, row=0, column=1),
        ),
    ],
)
def test_a_place_names_item_row_and_column(printout: Printout, where: PrintedPlace) -> None:
    with pytest.raises(UnfitForPrint) as refused:
        fit(printout)
    assert refused.value.where == where


def test_a_word_file_takes_what_type_cannot_set_but_nothing_unseen() -> None:
    (block,) = legible(replace(submission(), blocks=[Paragraphs(lines=["漢 🎉\0\u202e x"])])).blocks
    assert block == Paragraphs(lines=["漢 🎉 x"])
