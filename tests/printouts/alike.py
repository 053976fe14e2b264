"""Pictures of pages, and by how much two of them differ; letters' edges do not matter."""

import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

GREYS = 8
PART = 24
"""Points of a picture's side that are compared as one."""
ALIKE = 24.0
"""Of 255: another version of the program that draws may smooth letters a little differently."""


def drawn(pdf: bytes, *, dpi: int) -> Sequence[Image.Image]:
    """Draw the pages of a file in a few greys."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
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


def compare(pages: Sequence[Image.Image], kept: Path, name: str) -> None:
    """Compare pages with the pictures that are kept of them, or keep them where that is asked."""
    if os.environ.get("WRITE_PICTURES"):
        kept.mkdir(exist_ok=True)
        for path in kept.glob(f"{name}_[0-9]*.png"):
            path.unlink()
        for number, page in enumerate(pages, start=1):
            page.save(kept / f"{name}_{number}.png", optimize=True)
    paths = sorted(kept.glob(f"{name}_[0-9]*.png"))
    assert len(paths) == len(pages), name
    for page, path in zip(pages, paths, strict=True):
        with Image.open(path) as picture:
            assert unlike(page, picture) < ALIKE, path.name
