"""A6 to A9: who holds a receipt, a checkpoint or a key beforehand finds a rewritten log."""

# ruff: noqa: S608 - numbers of this file

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin
from server.domain.log.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from server.domain.log.checks import extends
from server.domain.log.keys import Signer
from server.domain.log.policies import pinned
from server.domain.log.proof_files import write_proof
from server.domain.log.refused import LogRefused
from server.domain.log.signing import SigningRefused
from server.domain.log.tree import consistency, inclusion, leaf_hash
from server.domain.log.witnessing import AddCheckpoint, SeenTree, WitnessRefuses, judge
from server.store.log import checkpoints, leaves, tree_rows, trusted
from server.store.log.ed25519 import new_private_key, signer_of, verify
from server.store.log.key_folder import KeyFolder
from tests.actions.log.events import written
from tests.domain.log.reading import check_proof
from tests.domain.log.trees import ORIGIN, by_the_rfc
from tests.worlds.databases import as_log

BEFORE, SINCE = 40, 30
Tamper = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody took away: the checkpoint they saw, and the receipt of its last entry."""

    checkpoint: Checkpoint
    receipt: bytes
    entry: bytes


@dataclass(frozen=True, slots=True)
class Log:
    """A log of many entries, what an auditor holds of it, and its signer."""

    begin: Begin
    folder: KeyFolder
    held: Held

    @property
    def signer(self) -> Signer:
        return self.folder.signers()[0]

    def shown(self) -> tuple[Checkpoint, bytes]:
        """Answer the checkpoint of the rows as they are now, signed with the log's own key."""
        with self.begin() as session:
            size = leaves.size(session)
            found = [leaf_hash(each) for each in leaves.entries(session, 0, size)]
        checkpoint = Checkpoint(ORIGIN, size, by_the_rfc(found))
        return checkpoint, sign_checkpoint(checkpoint, [self.signer])

    def goes_on(self, new: Checkpoint) -> bool:
        """Tell whether the rows prove that a checkpoint goes on from the one that is held."""
        old = self.held.checkpoint
        if new.size < old.size:
            return False
        with self.begin() as session:
            proof = consistency(old.size, new.size, tree_rows.node(session, new.size))
        return extends(
            old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=proof
        )


@pytest.fixture
def log(begin: Begin, folder: KeyFolder) -> Log:
    grown(begin, folder, BEFORE)
    held = taken(begin, folder)
    grown(begin, folder, SINCE)
    return Log(begin, folder, held)


def grown(begin: Begin, folder: KeyFolder, number: int) -> None:
    written(begin, number)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        assert sign(session, folder)


def taken(begin: Begin, folder: KeyFolder) -> Held:
    with begin() as session:
        newest = trusted.newest(session)
        assert newest is not None
        last = newest.size - 1
        (entry,) = leaves.entries(session, last, 1)
        proof = inclusion(last, newest.size, tree_rows.node(session, newest.size))
        receipt = write_proof(index=last, proof=proof, checkpoint=newest.note)
    policy = pinned(*(signer.key for signer in folder.signers()))
    return Held(open_checkpoint(newest.note, policy, verify).checkpoint, receipt, entry)


def cut(tamper: Tamper, size: int) -> None:
    """Cut the tail off: events, leaves and checkpoints, as if they had never been."""
    tamper(f"DELETE FROM event e USING leaf l WHERE l.event_id = e.id AND l.idx >= {size}")
    tamper(f"DELETE FROM leaf WHERE idx >= {size}")
    tamper(f"DELETE FROM checkpoint WHERE size > {size}")


def rewrite(tamper: Tamper, index: int) -> None:
    """Put another event in the place of one, with its right hash."""
    tamper(f"UPDATE leaf SET entry = sha256('another') WHERE idx = {index}")


def test_a_true_log_goes_on_from_what_is_held(log: Log) -> None:
    checkpoint, _ = log.shown()
    assert checkpoint.size > log.held.checkpoint.size
    assert log.goes_on(checkpoint)


def test_a6_a_tail_that_was_cut_is_shorter_than_a_receipt(log: Log, tamper: Tamper) -> None:
    cut(tamper, BEFORE // 2)
    policy = pinned(log.signer.key)
    told, _ = check_proof(log.held.receipt, log.held.entry, policy, verify)
    assert told.index >= log.shown()[0].size


def test_a6_the_signer_refuses_yesterdays_database(log: Log, tamper: Tamper) -> None:
    cut(tamper, BEFORE // 2)
    with pytest.raises(SigningRefused), as_log(log.begin)() as session:
        sign(session, log.folder)


def test_a6_a_witness_refuses_what_is_smaller(log: Log, tamper: Tamper) -> None:
    cut(tamper, BEFORE // 2)
    checkpoint, note = log.shown()
    seen = SeenTree(log.held.checkpoint.size, log.held.checkpoint.root)
    for old in (checkpoint.size, seen.size):
        with pytest.raises(WitnessRefuses):
            judge(AddCheckpoint(old, (), note), [log.signer.key], seen, verify)


def test_a7_a_log_rewritten_under_another_key_is_refused(log: Log) -> None:
    checkpoint, _ = log.shown()
    forged = sign_checkpoint(checkpoint, [signer_of(new_private_key(), ORIGIN)])
    with pytest.raises(LogRefused, match="known key"):
        open_checkpoint(forged, pinned(log.signer.key), verify)


def test_a7_the_signed_checkpoint_is_not_of_rewritten_rows(log: Log, tamper: Tamper) -> None:
    rewrite(tamper, 3)
    with log.begin() as session:
        newest = next(checkpoints.from_largest(session))
        assert trusted.newest(session) is None, "nothing of it is shown"
    signed = open_checkpoint(newest.note, pinned(log.signer.key), verify).checkpoint
    assert signed.root != log.shown()[0].root


def test_a8_rewritten_and_signed_again_it_does_not_go_on_from_what_is_held(
    log: Log, tamper: Tamper
) -> None:
    rewrite(tamper, 3)
    checkpoint, note = log.shown()
    assert open_checkpoint(note, pinned(log.signer.key), verify).checkpoint == checkpoint
    assert not log.goes_on(checkpoint)


def test_a8_the_signer_itself_refuses_to_sign_another_history(log: Log, tamper: Tamper) -> None:
    rewrite(tamper, 3)
    written(log.begin, 5)
    sequence(as_log(log.begin))
    with pytest.raises(SigningRefused), as_log(log.begin)() as session:
        sign(session, log.folder)


def test_a9_two_histories_of_one_size_have_two_roots_and_no_witness_signs_both(
    log: Log, tamper: Tamper
) -> None:
    one, _ = log.shown()
    rewrite(tamper, 3)
    other, note = log.shown()
    assert one.size == other.size
    assert one.root != other.root
    with pytest.raises(WitnessRefuses):
        judge(
            AddCheckpoint(one.size, (), note),
            [log.signer.key],
            SeenTree(one.size, one.root),
            verify,
        )
