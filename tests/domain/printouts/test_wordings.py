"""A bloc's own texts stand in place of the process's, and tell no more than the printout does."""

import pytest

from server.domain.manifest import PrintedPart, PrintoutEntry
from server.domain.printouts.wordings import (
    TextKind,
    WrongHole,
    holes_of,
    own_texts,
    usable,
    worded,
    wrong_hole,
)

ENTRY = PrintoutEntry(
    name="Biên bản",
    of="hold",
    see="all",
    subject="Họp năm {year}",
    to=("{unit}",),
    body=(
        PrintedPart(heading="KẾT LUẬN"),
        PrintedPart(say="Chủ tọa: {leader}, {hold.chair}."),
        PrintedPart(field="hold.minutes", title="Diễn biến"),
    ),
    closing="Kết thúc./.",
    recipients=("{hold.invited}", "Lưu: VT"),
)


def test_every_text_of_a_printout_can_be_worded_as_it_follows_on_paper() -> None:
    assert [(each.kind, each.text) for each in own_texts(ENTRY)] == [
        (TextKind.SUBJECT, "Họp năm {year}"),
        (TextKind.TO, "{unit}"),
        (TextKind.HEADING, "KẾT LUẬN"),
        (TextKind.SAY, "Chủ tọa: {leader}, {hold.chair}."),
        (TextKind.TITLE, "Diễn biến"),
        (TextKind.CLOSING, "Kết thúc./."),
        (TextKind.RECIPIENT, "{hold.invited}"),
        (TextKind.RECIPIENT, "Lưu: VT"),
    ]
    said = {each.text: f"mới {n}" for n, each in enumerate(own_texts(ENTRY))}
    assert worded(ENTRY, said).texts() == tuple(said.values())


def test_only_paragraphs_have_several_lines() -> None:
    said = {"KẾT LUẬN": "A\nB", "Kết thúc./.": "A\nB", "{unit}": "A\nB"}
    found = worded(ENTRY, said)
    assert (found.body[0].heading, found.closing, found.to) == ("A B", "A\nB", ("A B",))


def test_a_wording_says_nothing_that_the_printout_does_not() -> None:
    """What is on a printout was weighed with its circle; other fields of the case were not."""
    assert {"year", "hold.chair", "hold.minutes", "hold.invited"} <= holes_of(ENTRY)
    said = {"Kết thúc./.": "{appraise.note}", "KẾT LUẬN": "{opening.secret}", "Diễn biến": "Đ"}
    assert usable(ENTRY, said) == {"Diễn biến": "Đ"}
    assert worded(ENTRY, said).holes() == ENTRY.holes()


def test_what_stands_for_no_text_is_not_used() -> None:
    assert usable(ENTRY, {"": "x", "Lời cũ": "y"}) == {}
    assert worded(ENTRY, {"": "x", "Lời cũ": "y"}) == ENTRY


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("năm {year} của {bloc}", None),
        ("năm {year", WrongHole("{year", 5, unknown=False)),
        ("năm year}", WrongHole("}", 9, unknown=False)),
        ("{{year}}", WrongHole("{{year}}", 1, unknown=False)),
        ("a {}", WrongHole("{}", 3, unknown=True)),
        ("a { year}", WrongHole("{ year}", 3, unknown=True)),
        ("a\n{nam}", WrongHole("{nam}", 3, unknown=True)),
        ("#set text(red) $x$ \\ <w:t>&amp;", None),
    ],
)
def test_a_hole_is_written_whole_and_known(text: str, wrong: WrongHole | None) -> None:
    assert wrong_hole(text, holes_of(ENTRY).__contains__) == wrong
