"""The process in which a printout is laid out by typst: bounded in time and memory.

It is given JSON and answers with the PDF. What it lays out is a person's text, as long as they
like; typst cannot be interrupted, and keeps what a long table took.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

import typst

from server.bounded_process import bind

SOURCES: Final = Path(__file__).parent / "typst"
FONTS: Final = Path(__file__).parent / "fonts"
SECONDS: Final = 15
"""Of the processor; 2,000 rows of a table take one."""
MEMORY: Final = 1024 * 1024 * 1024
"""Of addresses: the typesetter itself is mapped, and 2,000 rows take 280 MB."""
STANDARDS: Final = ("a-2a", "ua-1")


def typeset(given: dict[str, Any]) -> bytes:
    """Lay out what `typst_data` tells of a printout, dated with its `made_at` in seconds."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(root=SOURCES, font_paths=fonts, ignore_system_fonts=True)
    made = compiler.compile(
        SOURCES / "printout.typ",
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=int(given["made_at"]),
        sys_inputs={"printout": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


if __name__ == "__main__":
    bind(seconds=SECONDS, memory=MEMORY)
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
