"""What `binhxet run` says of a process that ended: how, and what it wrote, of this start alone."""

import subprocess
from pathlib import Path

import pytest

from server.supervised_part import Part

EARLIER = "said by the one before\n"


def part_of(folder: Path, script: str) -> Part:
    """Answer a part that does what a shell does with these words, and has come to its end."""
    log = folder / "worker.log"
    log.write_text(EARLIER)
    with log.open("ab") as output:
        before = output.tell()
        process = subprocess.Popen(["/bin/sh", "-c", script], stdout=output, stderr=output)
    process.wait()
    return Part("worker", process, log, before)


@pytest.mark.parametrize(
    ("script", "how", "said"),
    [
        ("exit 3", "exit code 3", "it wrote nothing to"),
        ("kill -9 $$", "ended by SIGKILL (thường do hết bộ nhớ / often", "it wrote nothing to"),
        ("echo why; exit 1", "exit code 1", "worker.log:\nwhy"),
    ],
)
def test_what_is_known_of_a_part_that_ended_is_said(
    script: str, how: str, said: str, tmp_path: Path
) -> None:
    told = part_of(tmp_path, script).ended()
    assert "worker đã dừng / has stopped: " in told
    assert how in told
    assert said in told
    assert EARLIER.strip() not in told


def test_nothing_is_said_of_a_part_that_goes_on(tmp_path: Path) -> None:
    with subprocess.Popen(["/bin/sh", "-c", "read wait"], stdin=subprocess.PIPE) as process:
        assert Part("web", process, tmp_path / "web.log", 0).ended() == ""
