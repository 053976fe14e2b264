"""What could not be written for want of room says so in words, at the terminal too."""

import errno
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from server.cli.command import untouched
from server.config import ROOT
from server.store.database.full_disk import IN_WORDS, is_full

COMMAND = (sys.executable, "-m", "server.cli", "lint", "--rules")


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EACCES, "x"), False),
        (psycopg.errors.DiskFull("x"), True),
        (OperationalError("x", {}, psycopg.errors.DiskFull("x")), True),
        (
            OperationalError("x", {}, psycopg.OperationalError("FATAL: No space left on device")),
            True,
        ),
        (OperationalError("x", {}, psycopg.errors.AdminShutdown("x")), False),
        (ValueError("No space left on device"), False),
    ],
)
def test_a_full_disk_is_told_from_other_errors(error: Exception, *, full: bool) -> None:
    assert is_full(error) is full


@pytest.mark.parametrize("name", ["sheet.xlsx", None])
def test_a_file_that_finds_no_room_is_named_with_the_cause(name: str | None) -> None:
    said = untouched(OSError(errno.ENOSPC, "No space left on device", name))
    assert IN_WORDS in said
    assert (name or "") in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_command_whose_words_find_no_room_says_so_and_fails() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            COMMAND, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == f"{IN_WORDS}\n"
