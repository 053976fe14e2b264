"""Whole faces of Tinos for printouts, out of the subsets that its npm package is cut into.

Runs under the environment's Python. A typesetter needs one TrueType file a face; the package holds
each face as WOFF2 subsets. Tinos is under the SIL Open Font License 1.1, without a reserved name.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

FACES = {
    "400-normal": "Regular",
    "700-normal": "Bold",
    "400-italic": "Italic",
    "700-italic": "BoldItalic",
}
SUBSETS = ("latin", "latin-ext", "vietnamese")
HINTS = ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "DSIG")
"""Tables of hints, which differ from subset to subset."""


def build(source: Path, target: Path) -> None:
    """Write the four faces of the package's `files` into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    for face, style in FACES.items():
        whole = merged([source / f"tinos-{subset}-{face}.woff2" for subset in SUBSETS])
        whole.save(target / f"Tinos-{style}.ttf")


def merged(subsets: list[Path]) -> TTFont:  # type: ignore[no-any-unimported]
    seen: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, subset in enumerate(subsets):
            font = TTFont(subset)
            without_hints(font)
            for table in font["cmap"].tables:  # a letter may be mapped once only
                for code in [code for code in table.cmap if code in seen]:
                    del table.cmap[code]
            seen |= set(font.getBestCmap())
            parts.append(f"{folder}/{number}.ttf")
            font.save(parts[-1])
        return Merger(Options()).merge(parts)


def without_hints(font: TTFont) -> None:  # type: ignore[no-any-unimported]
    font.flavor = None
    for tag in HINTS:
        if tag in font:
            del font[tag]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        if hasattr(glyph, "program"):
            glyph.program.fromBytecode(b"")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
