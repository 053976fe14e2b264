"""Each page of each layout looks as it did when somebody looked at it beside the decree.

`make paper-pictures` draws the pictures anew: look at every one that changed before it is kept.
"""

from pathlib import Path

import pytest
from PIL import ImageChops

from tests.printouts import reading
from tests.printouts.alike import ALIKE, compare, drawn, unlike
from tests.printouts.samples import LAYOUTS

PICTURES = Path(__file__).with_name("pictures")
DPI = 50


@pytest.mark.parametrize("name", LAYOUTS)
def test_pages_look_as_they_did(name: str) -> None:
    compare(drawn(reading.laid_out(LAYOUTS[name]), dpi=DPI), PICTURES, name)


def test_a_picture_with_a_line_more_is_another() -> None:
    first, *_ = drawn(reading.laid_out(LAYOUTS["letter"]), dpi=DPI)
    moved = ImageChops.offset(first.convert("L"), 0, 8)
    assert unlike(first, moved) > 2 * ALIKE
