"""Parts that a manifest puts in appendices stand there, and the text says where they are found."""

from types import SimpleNamespace
from typing import cast

from server.actions.printouts.appendices import parted
from server.actions.printouts.holes import Holes
from server.actions.printouts.material import Material
from server.domain.manifest import PrintedPart
from server.domain.printouts.printout import Block, Heading, Paragraphs

HOLES = Holes(cast("Material", SimpleNamespace(rules=SimpleNamespace(year=2024))))


def said(line: str) -> list[Block]:
    return [Paragraphs(lines=[line])]


def part(appendix: str = "", *, sideways: bool = False) -> PrintedPart:
    return PrintedPart(say="x", appendix=appendix, sideways=sideways)


def found_at(title: str, name: str) -> Paragraphs:
    return Paragraphs(label=f"{title}:", lines=[f"chi tiết tại {name} kèm theo."])


def test_the_text_says_where_an_appendix_is_found_in_the_place_of_its_first_part() -> None:
    written = [
        (part(), said("một")),
        (part("Điểm năm {year}"), said("hai")),
        (part(), said("ba")),
        (part("Điểm năm {year}", sideways=True), said("bốn")),
    ]
    text, (only,) = parted(written, HOLES)
    assert text == [*said("một"), found_at("Điểm năm 2024", "Phụ lục"), *said("ba")]
    assert (only.name, only.title, only.sideways) == ("Phụ lục", "Điểm năm 2024", True)
    assert list(only.blocks) == [*said("hai"), *said("bốn")]


def test_several_are_numbered_and_one_of_which_nothing_came_is_not_there() -> None:
    written = [
        (part("A"), []),
        (part("B"), said("hai")),
        (part("C"), [Heading(text="ĐIỂM"), *said("ba")]),
    ]
    text, (one, two) = parted(written, HOLES)
    assert text == [found_at("B", "Phụ lục I"), found_at("C", "Phụ lục II")]
    assert (one.name, two.name, one.sideways) == ("Phụ lục I", "Phụ lục II", False)
    assert list(two.blocks) == [Heading(text="I. ĐIỂM"), *said("ba")], "headings of its own"


def test_an_appendix_of_headings_alone_is_not_there() -> None:
    heading: list[Block] = [Heading(text="ĐIỂM")]
    written = [
        (part(), said("một")),
        (part("A"), heading),
        (part("A"), []),
        (part("B"), said("hai")),
    ]
    text, (only,) = parted(written, HOLES)
    assert text == [*said("một"), found_at("B", "Phụ lục")]
    assert (only.name, only.title) == ("Phụ lục", "B")


def test_without_appendices_the_text_is_as_it_was() -> None:
    assert parted([(part(), said("một"))], HOLES) == (said("một"), [])
