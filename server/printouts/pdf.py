"""A printout as PDF/A-2a that readers of screens can read too (PDF/UA-1), laid out by typst."""

import json
import subprocess
import threading
from datetime import datetime
from typing import Final

from server.bounded_process import ask
from server.domain.printouts.printout import Printout
from server.printouts.printable import fit
from server.printouts.typst_data import told

PATIENCE: Final = 40.0
"""Seconds until the answer must be here, however busy the machine is."""
MODULE: Final = "server.printouts.typesetter"
LINE_END: Final = b"\n"
"""typst sets none after its last line, and PDF/A wants one before what a signature appends."""
AT_ONCE: Final = threading.BoundedSemaphore(2)
"""So many of a web process's threads have something laid out; a long table takes 280 MB."""
IN_LINE: Final = threading.BoundedSemaphore(5)
"""So many of them do, or wait for it: the others answer everybody else meanwhile."""


class NotTypeset(Exception):
    """A printout was not laid out within its bounds: it is too long."""


class NoTurn(Exception):
    """So many have something laid out already that nobody else may wait for it."""


def pdf_of(printout: Printout, made_at: datetime) -> bytes:
    """Lay a printout out; the same printout and time give the same bytes.

    Raises UnfitForPrint where a text cannot be printed, NotTypeset where there is too much of it,
    NoTurn where too many wait.
    """
    given = told(fit(printout)) | {"made_at": int(made_at.timestamp())}
    if not IN_LINE.acquire(blocking=False):
        raise NoTurn
    try:
        with AT_ONCE:
            laid_out = ask(MODULE, json.dumps(given).encode(), patience=PATIENCE)
    except subprocess.SubprocessError:
        raise NotTypeset from None
    finally:
        IN_LINE.release()
    return laid_out + LINE_END
