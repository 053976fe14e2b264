"""A check and an export that are killed leave nothing behind, and are simply begun anew."""

import os
import subprocess
import sys
from collections.abc import Mapping

import psycopg
import pytest

from server.config import ROOT
from tests.faults.conftest import Say
from tests.faults.harness.deadly import deadly_command
from tests.faults.harness.killed_posts import KilledPosts
from tests.faults.harness.serving import Form, served
from tests.waiting import eventually
from tests.worlds.accounts import AUDITOR
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year

COMMAND = [sys.executable, "-m", "server.cli", "check"]
EVENTS = "SELECT count(*), max(db_time) FROM event"
OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
EXPORTED = "SELECT 1 FROM event WHERE kind = 'history.exported'"


@pytest.fixture
def scored(year: Year) -> Year:
    """Answer a year in which one sheet was handed in."""
    year.open("evaluation")
    year.do("score", key=SCHOOL)
    return year


@pytest.mark.fault("F2", "SIGKILL at later and later moments of `binhxet check`")
def test_a_check_that_is_killed_leaves_nothing_and_the_next_finds_what_the_first_did(
    database: Database, scored: Year, say: Say
) -> None:
    assert scored.cases
    environment = os.environ | {"DATABASE_URL": database.url}
    first = subprocess.run(COMMAND, cwd=ROOT, env=environment, check=False, capture_output=True)
    with psycopg.connect(database.owner_url.replace("+psycopg", ""), autocommit=True) as owner:
        before, own = (owner.execute(each).fetchone() for each in (EVENTS, OTHERS))
        kills = 0
        while (last := checked_for(0.8 * (kills + 1), environment)) is None:
            kills += 1
            eventually(lambda: owner.execute(OTHERS).fetchone() == own)
        assert owner.execute(EVENTS).fetchone() == before
    assert last == (first.returncode, first.stdout)
    assert kills > 1
    say(f"{kills} moments")


def checked_for(seconds: float, environment: Mapping[str, str]) -> tuple[int, bytes] | None:
    """Let a check run; answer its exit and what it printed, None where it was killed."""
    check = subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    try:
        found, _ = check.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        check.kill()
        check.communicate()
        return None
    return check.returncode, found


@pytest.mark.parametrize("form", ["ndjson", "csv"])
@pytest.mark.fault("F2", "gunicorn's worker killed at every 7th statement of an export")
def test_an_export_that_is_killed_is_no_act_before_it_is_whole(
    database: Database, scored: Year, say: Say, form: str
) -> None:
    with served(database, command=deadly_command) as browser:
        killed = KilledPosts(scored, browser, stride=7)
        fields = Form.of(killed.fields(AUDITOR, form=form))
        answer = killed.over("export", AUDITOR, "/audit/export", fields)
    assert answer == "200"
    assert killed.kills["export"] >= 1
    with scored.begin() as session:
        told = len(rows(session, EXPORTED))
    assert 1 <= told <= 2, "one whose file was whole when its worker died, and the last"
    say(f"{killed.kills['export']} kills")
