"""F16: a process stopped amid an act holds its case up no longer than its lease on it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from server.config import ROOT
from tests.faults.conftest import Say
from tests.waiting import PATIENCE
from tests.worlds.databases import Database
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, Year

CODE = """
import os, signal, sys
from datetime import datetime
from uuid import UUID
from server.actions.cases import case_work
from server.actions.tasks import complete_task
from server.actions.transaction import transactions
from server.processes import compose
from server.store.database import sessions
url, task_id, post, when = sys.argv[1:]
compose()
sessions.IDLE = "5s"
begin, now = transactions(url), datetime.fromisoformat(when)
with begin() as session:
    actor = case_work.holder_of(session, post, now=now)
left = [3]
def stop():
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
sessions.watch = stop
with begin() as session:
    value = {"verdict": "approve", "comment": ""}
    complete_task.complete(session, UUID(task_id), actor=actor, value=value, now=now)
"""


@pytest.mark.fault("F16", "a process stopped holding the case's lock, woken later")
def test_who_wakes_after_the_lease_is_refused(database: Database, year: Year, say: Say) -> None:
    year.open("evaluation")
    year.do("score", key=SCHOOL)
    task = year.task("approve", SCHOOL)
    words = [database.url, str(task.id), task.post_id, year.now.isoformat()]
    sleeper = subprocess.Popen(
        [sys.executable, "-c", CODE, *words], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        os.waitid(os.P_PID, sleeper.pid, os.WSTOPPED | os.WNOWAIT)
        began = time.monotonic()
        year.complete(task, {"verdict": "approve", "comment": ""})
        took = time.monotonic() - began
    finally:
        sleeper.send_signal(signal.SIGCONT)
        code = sleeper.wait(PATIENCE)
    assert code == 1, "its write is refused"
    say(f"the next one waited {took:.1f} s for a lease of 5 s")
    assert sound(year)
