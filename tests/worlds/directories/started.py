"""Debian's servers as ordinary processes: started where they are installed, ended by their id."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(slots=True)
class StartedServer:
    """A server that runs from its start to its stop, as often as a test wants."""

    command: Sequence[str | Path]
    log: Path
    answers: Callable[[], bool]
    _process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process, while it runs."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as output:
            server = subprocess.Popen(
                self.command, stdout=output, stderr=output, start_new_session=True
            )
        self._process = server
        eventually(lambda: self.answers() or server.poll() is not None, self.log.read_text)
        assert server.poll() is None, self.log.read_text()

    def stop(self) -> None:
        """End it, where it runs, and wait until it has ended."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)
            self._process = None


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, answers: Callable[[], bool]
) -> Iterator[StartedServer]:
    """Run a server until the tests have done with it; wait until it answers."""
    server = StartedServer(command, log, answers)
    try:
        server.start()
        yield server
    finally:
        server.stop()
