"""The process in which the pages of a PDF without signatures are counted; it answers a number."""

import io
import logging
import sys
import warnings
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from server.bounded_process import bind

SECONDS: Final = 5
"""Of the processor."""
MEMORY: Final = 600 * 1024 * 1024
MOST: Final = 9_999
"""No paper has more pages: a file that says so says nothing."""


def of(reader: PdfFileReader) -> int:
    """Return how many pages a file says it has, 0 where it says nothing that can be."""
    said = reader.root["/Pages"]["/Count"]
    return int(said) if isinstance(said, int) and 0 < said <= MOST else 0


def counted(data: bytes) -> int:
    """Read the file, and count; 0 where it cannot be read."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        return 0 if reader.encrypted else of(reader)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return 0


def main() -> None:
    """Bind this process, and answer; pyHanko's own log tells nobody anything."""
    bind(seconds=SECONDS, memory=MEMORY)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.stdout.buffer.write(str(counted(sys.stdin.buffer.read())).encode())


if __name__ == "__main__":
    main()
