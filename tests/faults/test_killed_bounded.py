"""What waits for a bounded process is killed: nothing is lost, done twice, or left running."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.config import ROOT
from server.store.tasks import blobs
from tests.bounded.processes_of_linux import below, runs
from tests.faults.conftest import Say
from tests.faults.harness.serving import LOST, Form, served
from tests.processes.report.conftest import AD_HOC, drafted
from tests.signatures.signing import plain
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of
from tests.worlds.year import SCHOOL, Year

READER, SETTER = "server.signatures.child", "server.printouts.typesetter"
OFFICER = f"{SCHOOL}/officer"
ADD = """
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, sha256, file_name, media_type, size,
  uploaded_by, uploaded_at, state)
SELECT :id, case_id, id, subject_unit_id, 'report', :sha256, 'a.pdf', 'application/pdf', 9,
  done_by, :at, 'kept' FROM task WHERE done_by IS NOT NULL ORDER BY id LIMIT 1
"""


@pytest.fixture
def written(year: Year) -> Year:
    """Answer a year in which a unit has written its report."""
    year.open("report", opening=AD_HOC)
    return drafted(year, SCHOOL)


@contextmanager
def working(database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker; whatever ended it, it is gone at the end."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "worker"],
        cwd=ROOT,
        env=settings_of(database).to_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


@pytest.mark.fault("F2", "SIGKILL of a worker that waits for the reading of signatures")
def test_a_worker_killed_while_it_reads_signatures_leaves_nothing_and_the_next_reads(
    database: Database, written: Year, say: Say
) -> None:
    with written.begin() as session:
        digest = blobs.put(session, plain(text="/ByteRange"), written.now)
        values = {"id": uuid4(), "sha256": digest, "at": written.now}
        session.execute(text(ADD), values)

    def readings() -> int:
        with written.begin() as session:
            read = "SELECT count(*) FROM signature_reading WHERE sha256 = :sha256"
            return int(session.execute(text(read), {"sha256": digest}).scalar_one())

    with working(database) as worker:
        eventually(lambda: [*below(worker.pid, READER)])
        ((child, _),) = below(worker.pid, READER)
        worker.kill()
    eventually(lambda: not runs(child))
    assert readings() == 0
    with working(database):
        eventually(lambda: readings() == 1)
    say("one reading")


@pytest.mark.fault("F2", "SIGKILL of gunicorn's worker that waits for a printout")
def test_a_server_killed_while_it_prints_leaves_nothing_and_the_next_prints(
    database: Database, written: Year, say: Say
) -> None:
    before = left_behind()
    address = f"/cases/{written.case_id}/printouts/report.pdf?key={SCHOOL}"
    with served(database) as browser:
        browser.sign_in(OFFICER)
        form = Form.of({"csrf_token": browser.tokens[OFFICER]})
        with ThreadPoolExecutor(1) as apart:
            asked = apart.submit(browser.send, OFFICER, address, form)
            child, parent = setting(browser.servers[0].pid, asked)
            os.kill(parent, signal.SIGKILL)
            assert asked.result() == LOST
        eventually(lambda: not runs(child))
        eventually(lambda: browser.send(OFFICER, address, form) == "200")
    assert left_behind() <= before
    with written.begin() as session:
        told = "SELECT count(*) FROM event WHERE kind = 'printout.exported'"
        assert session.execute(text(told)).scalar_one() == 1, "what was not sent is not told"
    say("one export")


def setting(server: int, asked: Future[str]) -> tuple[int, int]:
    """Wait until a printout is being set in type; answer its process, and who waits for it."""
    while not (found := [*below(server, SETTER)]):
        assert not asked.done(), "it was quicker than a look at the processes"
    return found[0]


def left_behind() -> set[str]:
    """Answer what lies where files for a while are put, of this program's or of the typesetter."""
    names = {path.name for path in Path(gettempdir()).iterdir()}
    return {name for name in names if "typst" in name or name.endswith((".pdf", ".docx"))}
