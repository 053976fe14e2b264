"""F2: web or worker killed between any two statements, and around the commit."""

import json
import subprocess
import sys

import pytest

from server.config import ROOT
from tests.faults.conftest import Say
from tests.worlds.databases import Database

ACTS = 11


def swept(database: Database, *words: str) -> dict[str, int]:
    """Sweep in a process that may fork; return how often each act was killed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.harness.killed_acts", database.url, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    kills: dict[str, int] = json.loads(done.stdout)
    return kills


@pytest.mark.fault("F2", "SIGKILL at each statement and commit of handing in a sheet")
def test_an_act_killed_at_any_statement_is_done_once_or_not_at_all(
    database: Database, say: Say
) -> None:
    kills = swept(database, "quick")
    assert kills["score"] >= 5
    say(f"{sum(kills.values())} kills, each followed by a clean check")


@pytest.mark.faults
@pytest.mark.fault("F2", "SIGKILL at each statement and commit of every main act")
def test_every_main_act_survives_a_kill_at_any_statement(database: Database, say: Say) -> None:
    kills = swept(database)
    assert len(kills) >= ACTS, kills
    say(f"{sum(kills.values())} kills in {len(kills)} acts: {kills}")
