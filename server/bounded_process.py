"""A module of this program run as a process of its own: bounded in time, memory and files.

What somebody sent may be made to keep a reader busy: there it costs no more than its bounds, beside
the threads that answer everybody else.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from typing import Final

from server.config import ROOT

PARENT_DIED: Final = 1
"""prctl's PR_SET_PDEATHSIG, of Linux."""


def ask(module: str, given: bytes, *, patience: float) -> bytes:
    """Run a module and return what it writes to what it is given.

    Raises subprocess.TimeoutExpired after so many seconds, and SubprocessError where it breaks.
    """
    done = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-m", module],
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=patience,
        check=True,
        cwd=ROOT,
        env=environment(),
    )
    return done.stdout


def environment() -> dict[str, str]:
    """Give what the program needs to start: no address of the database, no secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def bind(*, seconds: int, memory: int) -> None:
    """Take the bounds upon this process: seconds of the processor, bytes of memory, no files.

    It ends with who waits for it: nobody would read what it answers.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGKILL)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
