"""The log is signed as it grows, and never two histories: not after a crash, not in a copy."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign, take_over
from server.actions.transaction import Begin, transactions
from server.domain.log.checkpoints import OpenedCheckpoint, open_checkpoint
from server.domain.log.checks import extends
from server.domain.log.policies import pinned
from server.domain.log.refused import LogRefused
from server.domain.log.signing import SigningRefused, WhyUnsigned
from server.domain.log.tree import consistency
from server.store.log import tree_rows, trusted
from server.store.log.ed25519 import verify
from server.store.log.key_folder import KeyFolder, KeysRefused
from tests.actions.log.events import root, written
from tests.actions.log.log_keys import told
from tests.domain.log.trees import ORIGIN
from tests.worlds.databases import Database, as_log


class Crash(Exception):
    pass


def grown(begin: Begin, folder: KeyFolder, number: int) -> bool:
    """Let the log grow and sign it."""
    written(begin, number)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        return sign(session, folder)


def opened(begin: Begin, folder: KeyFolder) -> OpenedCheckpoint:
    """Open the newest checkpoint with the folder's keys pinned."""
    with begin() as session:
        newest = trusted.newest(session)
    assert newest is not None
    keys = [signer.key for signer in folder.signers()]
    return open_checkpoint(newest.note, pinned(*keys), verify)


def why(begin: Begin, folder: KeyFolder) -> WhyUnsigned | None:
    """Tell why the log is not signed; None where it is."""
    try:
        with as_log(begin)() as session:
            sign(session, folder)
    except SigningRefused as refusal:
        return refusal.why
    return None


def test_a_checkpoint_is_over_every_leaf_and_signed(begin: Begin, folder: KeyFolder) -> None:
    assert grown(begin, folder, 5)
    found = opened(begin, folder).checkpoint
    assert (found.origin, found.root) == (ORIGIN, root(begin))


def test_nothing_is_signed_where_nothing_grew(begin: Begin, folder: KeyFolder) -> None:
    assert grown(begin, folder, 5)
    assert not grown(begin, folder, 0)


def test_each_checkpoint_goes_on_from_the_one_before(begin: Begin, folder: KeyFolder) -> None:
    grown(begin, folder, 300)
    old = opened(begin, folder).checkpoint
    grown(begin, folder, 700)
    new = opened(begin, folder).checkpoint
    with begin() as session:
        proof = consistency(old.size, new.size, tree_rows.node(session, new.size))
    assert extends(old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=proof)


def test_signed_and_then_crashed_the_same_tree_is_in_the_next_one(
    begin: Begin, folder: KeyFolder
) -> None:
    grown(begin, folder, 3)
    written(begin, 4)
    sequence(as_log(begin))
    with suppress(Crash), as_log(begin)() as session:
        assert sign(session, folder)
        raise Crash
    lost = folder.signed()
    assert lost is not None
    assert opened(begin, folder).checkpoint.size < lost.checkpoint.size
    assert why(begin, folder) is None
    assert opened(begin, folder).checkpoint == lost.checkpoint


def test_a_checkpoint_shows_only_what_was_committed_before_it_was_signed(
    begin: Begin, folder: KeyFolder
) -> None:
    grown(begin, folder, 3)
    written(begin, 4)
    with suppress(Crash), begin():
        sequence(as_log(begin))
        raise Crash
    assert why(begin, folder) is None
    assert opened(begin, folder).checkpoint.root == root(begin)


def test_a_restored_backup_is_not_signed(
    begin: Begin, folder: KeyFolder, tamper: Callable[[str], None]
) -> None:
    grown(begin, folder, 20)
    tamper("DELETE FROM leaf WHERE idx >= (SELECT max(idx) - 5 FROM leaf)")
    tamper("DELETE FROM checkpoint")
    assert why(begin, folder) is WhyUnsigned.ROLLED_BACK
    sequence(as_log(begin))
    written(begin, 30)
    sequence(as_log(begin))
    tamper("UPDATE leaf SET entry = sha256(entry) WHERE idx = (SELECT max(idx) - 31 FROM leaf)")
    assert why(begin, folder) is WhyUnsigned.FORKED


def test_a_copied_database_is_not_signed_with_the_key_of_the_first(
    begin: Begin, tmp_path: Path, fresh_database: Database
) -> None:
    folder = KeyFolder(tmp_path / "keys")
    folder.create(ORIGIN)
    grown(begin, folder, 0)
    other = transactions(fresh_database.url)
    sequence(as_log(other))
    assert root(other) == root(begin)
    assert why(other, folder) is WhyUnsigned.COPIED
    with as_log(other)() as session:
        take_over(session, folder)
    assert why(other, folder) is None
    assert why(begin, folder) is WhyUnsigned.COPIED


def test_a_copy_signs_with_a_key_and_an_origin_of_its_own(
    begin: Begin, folder: KeyFolder, tmp_path: Path
) -> None:
    grown(begin, folder, 5)
    own = KeyFolder(tmp_path / "own")
    own.create("ban-sao.example/nhat-ky")
    assert not grown(begin, own, 0)
    told(begin, own)
    assert grown(begin, own, 1)
    assert opened(begin, own).checkpoint.origin == "ban-sao.example/nhat-ky"


def test_a_key_that_forgot_what_it_signed_signs_nothing_until_told(
    begin: Begin, folder: KeyFolder
) -> None:
    grown(begin, folder, 5)
    (folder.path / "signed").unlink()
    assert why(begin, folder) is WhyUnsigned.FORGOTTEN
    with as_log(begin)() as session:
        assert take_over(session, folder) == opened(begin, folder).checkpoint
    assert why(begin, folder) is None


def test_nobody_takes_over_a_database_that_lost_what_was_signed(
    begin: Begin, folder: KeyFolder, tamper: Callable[[str], None]
) -> None:
    grown(begin, folder, 20)
    tamper("DELETE FROM leaf WHERE idx > 3")
    with pytest.raises(SigningRefused), as_log(begin)() as session:
        take_over(session, folder)


def test_while_a_key_changes_a_checkpoint_has_two_lines(begin: Begin, folder: KeyFolder) -> None:
    (old,) = folder.signers()
    new = folder.add()
    told(begin, folder)
    grown(begin, folder, 1)
    assert set(opened(begin, folder).logs) == {old.key, new.key}
    folder.retire(old.key.id.hex())
    grown(begin, folder, 1)
    assert opened(begin, folder).logs == (new.key,)
    with begin() as session:
        newest = trusted.newest(session)
    assert newest is not None
    with pytest.raises(LogRefused):
        open_checkpoint(newest.note, pinned(old.key), verify)


def test_the_last_key_is_not_retired_and_a_first_one_not_made_twice(folder: KeyFolder) -> None:
    (only,) = folder.signers()
    with pytest.raises(KeysRefused):
        folder.retire(only.key.id.hex())
    with pytest.raises(KeysRefused):
        folder.create(ORIGIN)


def test_keys_that_others_may_read_are_refused(folder: KeyFolder) -> None:
    (folder.path / "keys").chmod(0o640)
    with pytest.raises(KeysRefused):
        folder.signers()


@pytest.mark.parametrize("data", [b"", b"nonsense\n", b"PRIVATE+KEY+a+00000000+AAAA\n", b"\xff\n"])
def test_a_file_that_holds_no_key_is_refused(folder: KeyFolder, data: bytes) -> None:
    (folder.path / "keys").write_bytes(data)
    with pytest.raises(KeysRefused):
        folder.signers()


def test_a_key_of_another_name_in_the_file_is_refused(folder: KeyFolder, tmp_path: Path) -> None:
    other = replace(folder, path=tmp_path / "other")
    other.create("khac.example")
    with (folder.path / "keys").open("a") as keys:
        keys.write((other.path / "keys").read_text())
    with pytest.raises(KeysRefused):
        folder.signers()
