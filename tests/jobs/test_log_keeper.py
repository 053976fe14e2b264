"""The shipped worker keeps the log: within seconds an event is under a signed checkpoint."""

import os
import subprocess
import sys
from errno import ENOSPC
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.installation import alarms
from server.actions.log.sequence import MOST
from server.actions.transaction import Begin
from server.cli.serve import refuse_log_keys
from server.config import ROOT, Settings, SettingsRefused
from server.jobs.log_keeper import EVERY_SECONDS, LogKeeper, folder_of
from server.jobs.worker import USUAL
from server.store.log import files
from server.store.log.key_folder import KeyFolder
from server.store.log.lag import lag
from tests.actions.log.events import written
from tests.domain.log.trees import ORIGIN
from tests.jobs.conftest import SHIPPED
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database, as_log

KEYS = "BINHXET_LOG_KEYS"


def test_the_shipped_worker_looks_every_second() -> None:
    assert USUAL.log_seconds == EVERY_SECONDS <= 1


def test_the_shipped_worker_signs_what_happens(
    begin: Begin, database: Database, tmp_path: Path
) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    shipped = SHIPPED.format(url=database.url).replace(
        "database_url=",
        f"log_keys=__import__('pathlib').Path({str(folder.path)!r}),"
        f" log_database_url={database.log_url!r}, database_url=",
    )
    worker = subprocess.Popen([sys.executable, "-c", shipped], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        written(begin, 20)
        eventually(lambda: behind(begin) == (0, True))
        written(begin, 1)
        eventually(lambda: behind(begin) == (0, True))
    finally:
        worker.terminate()
        assert worker.wait(PATIENCE) == 0


def behind(begin: Begin) -> tuple[int, bool]:
    """Return how many entries are unsigned, and whether every event has one."""
    with begin() as session:
        found = lag(session)
    return found.leaves - found.signed, found.since is None


def unsigned(begin: Begin) -> list[str]:
    with begin() as session:
        return [alarm.about for alarm in alarms.alarms(session) if alarm.kind == "LogUnsigned"]


def test_without_a_key_the_log_grows_and_an_alarm_says_that_nobody_signs(begin: Begin) -> None:
    written(begin, 5)
    LogKeeper(begin=begin, as_log=as_log(begin), folder=None).look()
    with begin() as session:
        found = lag(session)
    assert (found.leaves > 0, found.signed) == (True, 0)
    assert unsigned(begin) == ["no_key"]


def test_a_refusal_to_sign_is_an_alarm_until_it_is_settled(begin: Begin, tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder)
    written(begin, 5)
    keeper.look()
    assert unsigned(begin) == []
    (folder.path / "signed").rename(tmp_path / "aside")
    written(begin, 1)
    keeper.look()
    assert unsigned(begin) == ["forgotten"]
    (tmp_path / "aside").rename(folder.path / "signed")
    keeper.look()
    assert unsigned(begin) == []
    assert behind(begin) == (0, True)


def test_a_folder_nothing_can_be_written_to_is_an_alarm_said_once_until_it_can(
    begin: Begin,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder)
    with monkeypatch.context() as full:
        full.setattr(files, "replace", _full)
        for _ in range(3):
            written(begin, 1)
            keeper.look()
    assert unsigned(begin) == ["not_kept"]
    assert [record.getMessage() for record in caplog.records] == ["log: [Errno 28] full: 'signed'"]
    keeper.look()
    assert unsigned(begin) == []
    assert behind(begin) == (0, True)


def test_a_folder_others_may_read_is_said_once(
    begin: Begin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    (folder.path / "keys").chmod(0o644)
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder)
    for _ in range(3):
        keeper.look()
    assert unsigned(begin) == ["no_key"]
    assert len(caplog.records) == 1


def _full(file: Path, _: bytes) -> None:
    raise OSError(ENOSPC, "full", file.name)


def test_a_great_many_events_are_signed_batch_by_batch(begin: Begin, tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder)
    keeper.look()
    written(begin, 2 * MOST + 500)
    keeper.look()
    assert behind(begin) == (0, True)
    with begin() as session:
        assert session.execute(text("SELECT count(*) FROM checkpoint")).scalar_one() == 4


def test_the_lag_is_seen_however_long_the_log_is(begin: Begin, tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    written(begin, 1500)
    LogKeeper(begin=begin, as_log=as_log(begin), folder=folder).look()
    assert behind(begin) == (0, True)
    written(begin, 2, minutes=3)
    with begin() as session:
        assert 180 <= lag(session).seconds < 200
        assert [each.kind for each in alarms.alarms(session) if each.kind == "LogLate"]


def test_where_nothing_happens_nothing_is_written(begin: Begin, tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    now = [0.0]
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder, clock=lambda: now[0])
    keeper.look()
    before = row_version(begin)
    for second in range(1, 29):
        now[0] = float(second)
        keeper.look()
    assert row_version(begin) == before
    now[0] = 31.0
    keeper.look()
    assert row_version(begin) != before


def row_version(begin: Begin) -> str:
    with begin() as session:
        return str(session.connection().exec_driver_sql("SELECT xmin FROM chore").scalars().all())


def test_a_web_process_is_not_told_where_the_keys_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEYS, str(tmp_path))
    settings = Settings.from_environment(os.environ)
    assert settings.log_keys == tmp_path
    assert KEYS not in settings.to_environment()


def test_a_demonstration_makes_a_key_whose_origin_no_other_has(tmp_path: Path) -> None:
    made = [
        folder_of(Settings(log_keys=tmp_path / name, demonstration=True)) for name in ("a", "b")
    ]
    origins = {folder.origin() for folder in made if folder}
    assert len(origins) == 2
    assert folder_of(Settings(log_keys=tmp_path / "c")) is not None
    assert not KeyFolder(tmp_path / "c").exists()


def test_serve_refuses_to_know_the_keys(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused):
        refuse_log_keys(Settings(log_keys=tmp_path))
