"""The typefaces of printouts: which characters they have, and how wide a text is in them."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parent / "fonts"
FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")
SIGNS: Final = frozenset(
    "≥≤№→⇒←↔■□●○◆♦★☆≠≈∑√∞∆‡‰▪▫►▶✓✔✗✘☑☐❖➢➤αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
)
"""What Tinos lacks and the typesetter's own faces have: people type it, and Word's bullets."""


@cache
def printable() -> frozenset[str]:
    """Give the characters that every face has, also as a capital, except control characters."""
    known = set.intersection(*(set(_widths(face)) for face in FACES)) | SIGNS
    shown = {each for each in known if unicodedata.category(each)[0] != "C"}
    return frozenset(each for each in shown if set(each.upper()) <= shown)


@cache
def _widths(face: str) -> dict[str, float]:
    """Give the characters of a face, each with its width as a share of the letters' size."""
    with TTFont(FONTS / f"Tinos-{face}.ttf", lazy=True) as font:
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


def width(text: str, size: float) -> float:
    """Give how wide a text is in bold letters of so many points, in millimetres."""
    widths = _widths("Bold")
    return sum(widths.get(character, 1.0) for character in text) * size * 25.4 / 72
