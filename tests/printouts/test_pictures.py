"""Each page of each layout looks as it did when somebody looked at it beside the decree.

`WRITE_PICTURES=1` draws the pictures anew: look at every one that changed before it is kept.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.printouts import reading
from tests.printouts.samples import LAYOUTS

PICTURES = Path(__file__).with_name("pictures")
DPI = 50
GREYS = 8
PART = 24
"""Points of a picture's side that are compared as one."""
ALIKE = 24.0
"""Of 255: another version of the program that draws may smooth letters a little differently."""


def drawn(name: str) -> Sequence[Image.Image]:
    document = pypdfium2.PdfDocument(reading.laid_out(LAYOUTS[name]))
    pages = (page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document)
    return [page.convert("L").quantize(GREYS) for page in pages]


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Give by how much the most different part of two pictures differs, of 255."""
    if one.size != other.size:
        return 255.0
    difference = ImageChops.difference(one.convert("L"), other.convert("L"))
    width, height = difference.size
    corners = ((x, y) for x in range(0, width, PART) for y in range(0, height, PART))
    boxes = ((x, y, min(x + PART, width), min(y + PART, height)) for x, y in corners)
    return max(ImageStat.Stat(difference.crop(box)).mean[0] for box in boxes)


@pytest.mark.parametrize("name", LAYOUTS)
def test_pages_look_as_they_did(name: str) -> None:
    pages = drawn(name)
    if os.environ.get("WRITE_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        for number, page in enumerate(pages, start=1):
            page.save(PICTURES / f"{name}_{number}.png", optimize=True)
    kept = sorted(PICTURES.glob(f"{name}_*.png"))
    assert len(kept) == len(pages)
    for page, path in zip(pages, kept, strict=True):
        with Image.open(path) as picture:
            assert unlike(page, picture) < ALIKE, path.name


def test_a_picture_with_a_line_more_is_another() -> None:
    first, *_ = drawn("letter")
    moved = ImageChops.offset(first.convert("L"), 0, 8)
    assert unlike(first, moved) > 2 * ALIKE
