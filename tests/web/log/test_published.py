"""The log over HTTP: whoever has the address can rebuild the tree and check every checkpoint."""

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin, transactions
from server.domain.log.checkpoints import Checkpoint, open_checkpoint
from server.domain.log.notes import cosignature
from server.domain.log.policies import TrustPolicy
from server.domain.log.tiles import TileName, node_in_tiles
from server.domain.log.tree import leaf_hash, root
from server.store.log import checkpoints
from server.store.log.ed25519 import verify
from server.store.log.key_folder import KeyFolder
from tests.actions.log.events import entries, written
from tests.actions.log.log_keys import told_folder
from tests.domain.log.reading import tiles_of, unbundled
from tests.domain.log.trees import ORIGIN, WITNESS, by_the_rfc
from tests.worlds.databases import Database, as_log


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)


@pytest.fixture
def folder(tmp_path: Path, begin: Begin) -> KeyFolder:
    """Answer the folder of a key that has signed a log of 300 and more entries."""
    made = told_folder(begin, tmp_path / "keys", ORIGIN)
    written(begin, 300)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        sign(session, made)
    return made


def policy(folder: KeyFolder, **more: object) -> TrustPolicy:
    return TrustPolicy(logs=tuple(signer.key for signer in folder.signers()), **more)  # type: ignore[arg-type] # keyword arguments of a policy


def got(client: FlaskClient, folder: KeyFolder) -> Checkpoint:
    note = client.get("/log/checkpoint").data
    return open_checkpoint(note, policy(folder), verify).checkpoint


def test_before_the_first_checkpoint_there_is_nothing(client: FlaskClient) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    assert client.get("/log/tile/0/000.p/1").status_code == 404


def test_a_stranger_rebuilds_the_tree_from_tiles_and_from_entries(
    client: FlaskClient, folder: KeyFolder, begin: Begin
) -> None:
    at = got(client, folder)
    node = node_in_tiles(at.size, lambda name: client.get(f"/log/{name.path}").data)
    assert root(at.size, node) == at.root
    full = client.get("/log/tile/entries/000").data
    rest = client.get(f"/log/tile/entries/001.p/{at.size - 256}").data
    found = [*unbundled(full), *unbundled(rest)]
    assert found == entries(begin)
    assert by_the_rfc([leaf_hash(entry) for entry in found]) == at.root


def test_an_entry_is_a_hash_and_holds_no_word(client: FlaskClient, folder: KeyFolder) -> None:
    assert got(client, folder).size > 256
    lengths = {len(entry) for entry in unbundled(client.get("/log/tile/entries/000").data)}
    assert lengths == {hashlib.sha256().digest_size}


def test_tiles_may_be_kept_for_good_and_the_checkpoint_not(
    client: FlaskClient, folder: KeyFolder
) -> None:
    assert got(client, folder).size
    tile, checkpoint = client.get("/log/tile/0/000"), client.get("/log/checkpoint")
    assert tile.headers["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile.headers["Cache-Control"]
    assert checkpoint.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint.headers["Cache-Control"] == "no-store"


def test_what_is_not_signed_yet_is_not_shown(
    client: FlaskClient, folder: KeyFolder, begin: Begin
) -> None:
    size = got(client, folder).size
    written(begin, 3)
    sequence(as_log(begin))
    assert client.get(f"/log/tile/entries/001.p/{size - 256}").status_code == 200
    assert client.get(f"/log/tile/entries/001.p/{size - 255}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["0/0", "0/999", "1/000", "9/000", "64/000", "entries/001", "../checkpoint", "0/000.p/0"],
)
def test_another_path_is_no_tile(client: FlaskClient, folder: KeyFolder, path: str) -> None:
    assert got(client, folder).size
    answer = client.get(f"/log/tile/{path}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_tile_of_a_published_size_is_there(client: FlaskClient, folder: KeyFolder) -> None:
    size = got(client, folder).size
    for name in (*tiles_of(size), TileName(None, 1, size - 256)):
        assert client.get(f"/log/{name.path}").status_code == 200


def test_a_cosigned_checkpoint_carries_the_witness_newest_line_once(
    client: FlaskClient, folder: KeyFolder, begin: Begin
) -> None:
    at = got(client, folder)
    with begin() as session:
        for seconds in (1_767_225_600, 1_767_225_660):
            line = cosignature(at.text, WITNESS, seconds)
            checkpoints.write_cosignature(session, at.size, WITNESS.key, line, at=seconds)
    note = client.get("/log/checkpoint").data
    watched = policy(folder, witnesses={"w": WITNESS.key}, quorum="w")
    assert open_checkpoint(note, watched, verify).witnesses == {WITNESS.key: 1_767_225_660}
