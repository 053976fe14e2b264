"""The worker reads the signatures of files by itself; what it cannot judge by, it says."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.actions.transaction import Begin
from server.cli.worker import refuse_roots
from server.config import Settings, SettingsRefused
from server.domain.signatures.found import FoundSignatures, ReadState
from server.jobs.signature_reader import AGAIN_SECONDS, IDLE_SECONDS, look
from server.store.signatures import readings
from server.store.signatures.readings import SignatureReading
from server.store.tasks import blobs
from tests.waiting import eventually
from tests.worlds import states
from tests.worlds.databases import State

NOW = datetime(2024, 12, 9, 1, 0, tzinfo=UTC)
GOES_ON = threading.Event()
"""Nobody has told it to stop."""
LEFT = """
SELECT count(*) FROM attachment a LEFT JOIN signature_reading r ON r.sha256 = a.sha256
WHERE a.media_type = 'application/pdf' AND r.sha256 IS NULL
"""
ADD = """
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, sha256, file_name, media_type, size,
  uploaded_by, uploaded_at, state)
SELECT :id, case_id, t.id, subject_unit_id, 'evidence', :sha256, 'a.pdf', 'application/pdf', 9,
  p.id, :at, 'draft' FROM (SELECT * FROM task ORDER BY id LIMIT 1) t
  CROSS JOIN (SELECT id FROM person ORDER BY id OFFSET :whose LIMIT 1) p
"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    """Answer a year whose evaluation waits for the self-scores."""
    return states.SCORING


def add(begin: Begin, said: str = "minimal", *, whose: int = 0, at: datetime = NOW) -> str:
    """Add a file without signatures to a task, and return its hash."""
    with begin() as session:
        digest = blobs.put(session, f"%PDF-1.4 {said}".encode(), at)
        session.execute(text(ADD), {"id": uuid4(), "sha256": digest, "at": at, "whose": whose})
    return digest


def next_of(begin: Begin, *, now: datetime = NOW) -> list[str]:
    """Return the hashes of the files that are read next, in their order."""
    with begin() as session:
        return [each.sha256 for each in readings.waiting(session, trust="other", now=now)]


def keep(
    begin: Begin, sha256: str, state: ReadState, *, trust: str = "other", at: datetime = NOW
) -> None:
    """Keep what a file was found to be."""
    with begin() as session:
        found = FoundSignatures(state=state)
        readings.keep(
            session,
            SignatureReading(sha256=sha256, trust=trust, as_of=NOW, read_at=at, found=found),
        )


def left(begin: Begin) -> int:
    """Return how many files were not read."""
    with begin() as session:
        return int(session.execute(text(LEFT)).scalar_one())


def all_read(begin: Begin) -> None:
    """Say of every file so far that it was read and has no signatures."""
    while waiting := next_of(begin):
        for sha256 in waiting:
            keep(begin, sha256, ReadState.NONE)


@pytest.mark.usefixtures("shipped")
def test_the_shipped_worker_reads_what_comes_in(begin: Begin) -> None:
    add(begin)
    eventually(lambda: left(begin) == 0)


def test_it_reads_at_once_while_anything_waits_and_then_looks_every_few_seconds(
    begin: Begin,
) -> None:
    add(begin)
    while waits := left(begin):
        assert look(begin, None, lambda: NOW, GOES_ON) == 0
        assert left(begin) < waits
    assert look(begin, None, lambda: NOW, GOES_ON) == IDLE_SECONDS


def test_who_hands_in_files_takes_turns_the_oldest_first(begin: Begin) -> None:
    all_read(begin)
    slow = [add(begin, f"slow {at}", at=NOW + timedelta(minutes=at)) for at in range(3)]
    other = add(begin, "other", whose=1, at=NOW + timedelta(minutes=9))
    assert next_of(begin) == [slow[0], other, *slow[1:]]


def test_few_files_are_listed_at_once(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    all_read(begin)
    assert readings.AT_ONCE <= 10, "what comes in meanwhile waits for them"
    monkeypatch.setattr(readings, "AT_ONCE", 2)
    for number in range(3):
        add(begin, f"file {number}")
    assert len(next_of(begin)) == 2


def test_what_never_was_read_comes_before_what_is_read_again(begin: Begin) -> None:
    all_read(begin)
    again, new = add(begin, "again"), add(begin, "new", at=NOW + timedelta(minutes=1))
    keep(begin, again, ReadState.READ, trust="before")
    assert next_of(begin) == [new, again]


@pytest.mark.parametrize("state", [ReadState.DAMAGED, ReadState.TOO_MUCH])
def test_what_could_not_be_read_is_tried_again_after_a_day(begin: Begin, state: ReadState) -> None:
    all_read(begin)
    digest = add(begin, state)
    keep(begin, digest, state)
    assert next_of(begin, now=NOW + timedelta(hours=23)) == []
    assert next_of(begin, now=NOW + timedelta(hours=25)) == [digest]


@pytest.mark.parametrize("state", [ReadState.DAMAGED, ReadState.TOO_MUCH])
def test_what_still_cannot_be_read_is_tried_ever_more_rarely(
    begin: Begin, state: ReadState
) -> None:
    all_read(begin)
    digest = add(begin, f"{state} for long")
    keep(begin, digest, state, at=NOW + timedelta(days=10))
    assert next_of(begin, now=NOW + timedelta(days=19)) == []
    assert next_of(begin, now=NOW + timedelta(days=21)) == [digest]


def test_it_begins_with_no_other_file_once_it_is_told_to_stop(begin: Begin) -> None:
    add(begin)
    waits, told = left(begin), threading.Event()
    told.set()
    look(begin, None, lambda: NOW, told)
    assert left(begin) == waits


def test_a_folder_that_cannot_be_read_is_said_and_tried_again(
    begin: Begin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert look(begin, tmp_path / "gone", lambda: NOW, GOES_ON) == AGAIN_SECONDS
    assert look(begin, tmp_path / "gone", lambda: NOW, GOES_ON) == AGAIN_SECONDS
    assert [line for line in caplog.messages if "gone" in line] == [
        f"signatures: certificates cannot be read: {tmp_path / 'gone'}"
    ]


def test_a_worker_with_a_certificate_that_is_none_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text("nothing", encoding="utf-8")
    with pytest.raises(SettingsRefused, match=r"BINHXET_SIGNATURE_ROOTS.*root\.pem"):
        refuse_roots(Settings(signature_roots=tmp_path))


def test_a_worker_without_roots_starts_no_process_to_read_them() -> None:
    refuse_roots(Settings())
