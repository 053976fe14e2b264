"""F2: the real web worker killed amid a POST, the real job worker amid a timer; both begun anew."""

import subprocess
import sys

import pytest

from server.config import ROOT
from tests.faults.conftest import Say
from tests.faults.harness.deadly import deadly_command
from tests.faults.harness.killed_posts import KilledPosts
from tests.faults.harness.serving import served
from tests.faults.test_workers import due_now
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.web.over_http import appraise
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, Year

ACTS = 10


@pytest.mark.fault("F2", "gunicorn's worker killed at every 5th statement of a POST")
def test_a_web_worker_killed_amid_a_post_is_replaced_and_the_key_holds(
    database: Database, year: Year, say: Say
) -> None:
    year.open("evaluation")
    with served(database, command=deadly_command) as browser:
        killed = KilledPosts(year, browser, stride=5)
        killed.complete(year.task("score", SCHOOL))
    assert killed.kills["score"] >= 2
    say(f"{killed.kills['score']} kills, each followed by a clean check")


@pytest.mark.faults
@pytest.mark.fault("F2", "gunicorn's worker killed at each statement and commit of a POST")
def test_every_main_post_survives_its_worker(database: Database, year: Year, say: Say) -> None:
    year.answers["appraise"] = appraise
    with served(database, command=deadly_command) as browser:
        killed = KilledPosts(year, browser)
        killed.open()
        killed.attach(year.task("score", SCHOOL))
        killed.complete(year.task("score", SCHOOL))
        killed.take_back(year.tasks("score")[0])
        killed.arrivals()
        killed.rest()
        for kind in ("award_review", "submission"):
            year.open(kind)
            killed.rest()
    assert len(killed.kills) >= ACTS, killed.kills
    assert min(killed.kills.values()) >= 3
    say(f"{sum(killed.kills.values())} kills in {len(killed.kills)} acts: {killed.kills}")
    assert sound(year)


@pytest.mark.faults
@pytest.mark.fault("F2", "the job worker killed at each statement and commit until a timer fired")
def test_a_timer_survives_its_worker(database: Database, year: Year, say: Say) -> None:
    due_now(database, year, 1)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.faults.harness.killed_worker"),
            *(database.url, year.now.isoformat()),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    with year.begin() as session:
        assert len(rows(session, "SELECT 1 FROM event WHERE kind = 'deadline.passed'")) == 1
    say(f"{int(done.stdout)} kills, the timer fired once")
    assert sound(year)
