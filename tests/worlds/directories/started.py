"""Debian's servers as ordinary processes: started where they are installed, ended by their id."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, eventually


def installed(program: str) -> str:
    """Answer a program's path; without it the test is skipped by name, and in CI it fails."""
    if Path(program).exists():
        return program
    missing = f"{Path(program).name} is not installed: apt-get install {Path(program).name}"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, answers: Callable[[], bool]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the tests have done with it; wait until it answers."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    try:
        eventually(lambda: answers() or server.poll() is not None, log.read_text)
        assert server.poll() is None, log.read_text()
        yield server
    finally:
        server.terminate()
        server.wait(PATIENCE)
