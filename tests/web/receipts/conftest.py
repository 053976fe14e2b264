"""Pages of a year whose evaluation waits for the heads, and a log that is signed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.store.log.key_folder import KeyFolder
from tests.actions.log.log_keys import told_folder
from tests.domain.log.trees import ORIGIN
from tests.worlds import states
from tests.worlds.databases import State, as_log
from tests.worlds.year_end import YearEnd


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.APPROVING


@pytest.fixture
def year(engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(engine, app)


@pytest.fixture
def folder(tmp_path: Path, year: YearEnd) -> KeyFolder:
    return told_folder(year.begin, tmp_path / "log-keys", ORIGIN)


@pytest.fixture
def logged(year: YearEnd, folder: KeyFolder) -> Callable[[], None]:
    """Let the log take up what is new, and sign it."""

    def run() -> None:
        sequence(as_log(year.begin))
        with as_log(year.begin)() as session:
            assert sign(session, folder)

    return run
