"""The worker reads the signatures of files by itself; what it cannot judge by, it says."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.actions.transaction import Begin
from server.cli.worker import refuse_roots
from server.config import Settings, SettingsRefused
from server.jobs.signature_reader import AGAIN_SECONDS, IDLE_SECONDS, look
from server.store.tasks import blobs
from tests.waiting import eventually
from tests.worlds import states
from tests.worlds.databases import State

NOW = datetime(2024, 12, 9, 1, 0, tzinfo=UTC)
LEFT = """
SELECT count(*) FROM attachment a LEFT JOIN signature_reading r ON r.sha256 = a.sha256
WHERE a.media_type = 'application/pdf' AND r.sha256 IS NULL
"""
ADD = """
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, sha256, file_name, media_type, size,
  uploaded_by, uploaded_at, state)
SELECT :id, case_id, t.id, subject_unit_id, 'evidence', :sha256, 'a.pdf', 'application/pdf', 9,
  p.id, :at, 'draft' FROM task t CROSS JOIN person p LIMIT 1
"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    """Answer a year whose evaluation waits for the self-scores."""
    return states.SCORING


def add(begin: Begin) -> None:
    """Add a file without signatures to a task."""
    with begin() as session:
        digest = blobs.put(session, b"%PDF-1.4 minimal", NOW)
        session.execute(text(ADD), {"id": uuid4(), "sha256": digest, "at": NOW})


def left(begin: Begin) -> int:
    """Return how many files were not read."""
    with begin() as session:
        return int(session.execute(text(LEFT)).scalar_one())


@pytest.mark.usefixtures("shipped")
def test_the_shipped_worker_reads_what_comes_in(begin: Begin) -> None:
    add(begin)
    eventually(lambda: left(begin) == 0)


def test_it_reads_at_once_while_anything_waits_and_then_looks_every_few_seconds(
    begin: Begin,
) -> None:
    add(begin)
    while waits := left(begin):
        assert look(begin, None, lambda: NOW) == 0
        assert left(begin) < waits
    assert look(begin, None, lambda: NOW) == IDLE_SECONDS


def test_a_folder_that_cannot_be_read_is_said_and_tried_again(
    begin: Begin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert look(begin, tmp_path / "gone", lambda: NOW) == AGAIN_SECONDS
    assert look(begin, tmp_path / "gone", lambda: NOW) == AGAIN_SECONDS
    assert [line for line in caplog.messages if "gone" in line] == [
        f"signatures: certificates cannot be read: {tmp_path / 'gone'}"
    ]


def test_a_worker_with_a_certificate_that_is_none_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text("nothing", encoding="utf-8")
    with pytest.raises(SettingsRefused, match=r"BINHXET_SIGNATURE_ROOTS.*root\.pem"):
        refuse_roots(Settings(signature_roots=tmp_path))


def test_a_worker_without_roots_starts_no_process_to_read_them() -> None:
    refuse_roots(Settings())
