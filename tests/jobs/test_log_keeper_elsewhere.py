"""A worker whose log cannot be written says so once, clearly, and looks again now and then."""

import logging
from pathlib import Path

import pytest

from server.actions.installation import alarms
from server.actions.transaction import Begin, transactions
from server.jobs.log_keeper import AGAIN_SECONDS, LogKeeper
from server.store.log.lag import lag
from server.store.log.told_keys import told_keys
from tests.actions.log.events import written
from tests.actions.log.log_keys import told_folder
from tests.domain.log.trees import ORIGIN
from tests.worlds.databases import Database, as_log


def unsigned(begin: Begin) -> list[str]:
    with begin() as session:
        return [alarm.about for alarm in alarms.alarms(session) if alarm.kind == "LogUnsigned"]


def leaves(begin: Begin) -> int:
    with begin() as session:
        return lag(session).leaves


def looked(keeper: LogKeeper, now: list[float], seconds: int) -> None:
    """Let so many seconds pass, with a look in each."""
    for _ in range(seconds):
        now[0] += 1
        keeper.look()


def test_an_address_of_another_database_writes_nothing_there_and_is_named(
    begin: Begin, tmp_path: Path, fresh_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    other, now = transactions(fresh_database.url), [100.0]
    folder = told_folder(begin, tmp_path / "keys", ORIGIN)
    keeper = LogKeeper(begin=begin, as_log=as_log(other), folder=folder, clock=lambda: now[0])
    written(other, 5)
    looked(keeper, now, 3 * int(AGAIN_SECONDS))
    assert leaves(other) == 0
    assert folder.signed() is None
    assert unsigned(begin) == ["other_database"]
    said = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(said) == 1
    assert "other_database" in said[0].getMessage()
    assert said[0].exc_info is None
    keeper.as_log = as_log(begin)
    looked(keeper, now, int(AGAIN_SECONDS))
    assert unsigned(begin) == []
    assert leaves(begin) > 0


def test_a_restored_database_tells_of_no_key_that_signs_elsewhere(
    begin: Begin, tmp_path: Path, fresh_database: Database
) -> None:
    folder = told_folder(begin, tmp_path / "keys", ORIGIN)
    LogKeeper(begin=begin, as_log=as_log(begin), folder=folder).look()
    assert folder.signed() is not None
    copy = transactions(fresh_database.url)  # a copy of before the key was told of
    keeper = LogKeeper(begin=copy, as_log=as_log(copy), folder=folder)
    keeper.look()
    assert keys_told(copy) == []
    assert unsigned(copy) == ["rolled_back"]
    assert leaves(copy) > 0


def keys_told(begin: Begin) -> list[str]:
    with begin() as session:
        return [key.text for key in told_keys(session)]


def test_a_failure_is_told_with_its_traceback_once_and_tried_again_later(
    begin: Begin, database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, now = told_folder(begin, tmp_path / "keys", ORIGIN), [100.0]
    without_rights = transactions(database.url)
    keeper = LogKeeper(begin=begin, as_log=without_rights, folder=folder, clock=lambda: now[0])
    written(begin, 5)
    looked(keeper, now, 3 * int(AGAIN_SECONDS))
    assert unsigned(begin) == ["ProgrammingError"]
    assert len([record for record in caplog.records if record.exc_info]) == 1
    keeper.as_log = as_log(begin)
    looked(keeper, now, int(AGAIN_SECONDS))
    assert unsigned(begin) == []
