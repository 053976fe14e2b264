"""A database that commits, a folder of keys, and what only a superuser can do."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.actions.transaction import Begin, transactions
from server.cli.log.witness_server import serve
from server.store.log.key_folder import KeyFolder
from server.store.log.witness_folder import WitnessFolder
from tests.actions.log.log_keys import told_folder
from tests.actions.log.pairs import NAME, Pair, pins
from tests.domain.log.trees import ORIGIN
from tests.worlds import states
from tests.worlds.databases import Database, State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)


@pytest.fixture
def folder(tmp_path: Path, begin: Begin) -> KeyFolder:
    return told_folder(begin, tmp_path / "log-keys", ORIGIN)


@pytest.fixture
def pair(begin: Begin, folder: KeyFolder, tmp_path: Path) -> Iterator[Pair]:
    witness = WitnessFolder(tmp_path / "witness")
    witness.create(NAME, pins(folder))
    with serve(witness, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Pair(begin, folder, witness, f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()
        thread.join()
