"""The texts of a page: the few hundred that have no holes are made once."""

import pytest

from server.web.words.language import shown


def test_a_text_without_holes_is_made_once() -> None:
    assert shown("Lịch sử") is shown("Lịch sử")


@pytest.mark.parametrize(("text", "said"), [("100 %%", "100 %"), ("<b>Sáng</b>", "<b>Sáng</b>")])
def test_a_text_without_holes_reads_as_one_with_them(text: str, said: str) -> None:
    assert shown(text) == said


def test_what_fills_a_hole_is_escaped() -> None:
    assert shown("<b>%(name)s</b>", name="<i>") == "<b>&lt;i&gt;</b>"
