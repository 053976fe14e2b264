"""What the log takes from others and gives to them: each refusal, and who signs alone."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server.actions.log import keys
from server.actions.log.ask_witnesses import request, take
from server.actions.log.published import reader
from server.actions.log.sequence import sequence
from server.actions.log.sign import sign, take_over
from server.actions.log.witness import Read, look
from server.actions.transaction import Begin
from server.domain.log.checkpoints import Checkpoint, sign_checkpoint, unchecked
from server.domain.log.notes import cosignature, with_signatures
from server.domain.log.refused import LogRefused
from server.domain.log.witnessing import WitnessRefuses
from server.store.log import leaves
from server.store.log.key_folder import KeyFolder
from tests.actions.log.events import written
from tests.actions.log.log_keys import TOLD
from tests.actions.log.pairs import Pair, pins
from tests.domain.log.trees import ORIGIN
from tests.worlds.databases import as_log

AT = 1_733_100_000


def told_keys(begin: Begin) -> int:
    with begin() as session:
        query = text("SELECT count(*) FROM event WHERE kind = 'log.key_added'")
        return int(session.execute(query).scalar_one())


def cosignatures(begin: Begin) -> int:
    with begin() as session:
        return int(session.execute(text("SELECT count(*) FROM cosignature")).scalar_one())


def cosigned(pair: Pair, at: Checkpoint) -> bytes:
    """Answer a checkpoint signed by the log's own key and cosigned by the pinned witness."""
    note = sign_checkpoint(at, pair.log.signers())
    line = cosignature(at.text, pair.witness.signer(), AT)
    return with_signatures(note, [line])


@contextmanager
def held(begin: Begin) -> Iterator[None]:
    """Hold the log as whoever appends to it or signs it at this moment."""
    with as_log(begin)() as session:
        assert leaves.lock(session)
        yield


def test_a_key_is_told_of_once(begin: Begin, folder: KeyFolder) -> None:
    assert told_keys(begin) == 1
    with begin() as session:
        keys.tell(session, folder, now=TOLD)
    assert told_keys(begin) == 1


def test_nothing_is_signed_while_somebody_else_has_the_log(begin: Begin, folder: KeyFolder) -> None:
    written(begin, 5)
    sequence(as_log(begin))
    with held(begin), as_log(begin)() as session:
        assert not sign(session, folder)
    assert folder.signed() is None
    with as_log(begin)() as session:
        assert sign(session, folder)


def test_nobody_takes_over_while_somebody_else_has_the_log(begin: Begin, folder: KeyFolder) -> None:
    written(begin, 5)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        assert sign(session, folder)
    remembered = (folder.path / "signed").read_bytes()
    with held(begin), suppress(OperationalError), as_log(begin)() as session:
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        take_over(session, folder)
        pytest.fail("it was taken over")
    assert (folder.path / "signed").read_bytes() == remembered


def test_a_cosigned_checkpoint_of_another_tree_is_not_kept(pair: Pair) -> None:
    pair.grow()
    ours = unchecked(pair.published())
    for other in (
        Checkpoint(ORIGIN, ours.size, bytes(32)),
        Checkpoint(ORIGIN, ours.size + 1, ours.root),
        Checkpoint("khac.example", ours.size, ours.root),
    ):
        with pytest.raises(LogRefused):
            take(pair.begin, pair.policy, cosigned(pair, other))
    assert cosignatures(pair.begin) == 0
    assert take(pair.begin, pair.policy, cosigned(pair, ours)) == 1


def test_a_size_beyond_ours_is_asked_from_our_newest(pair: Pair) -> None:
    pair.grow()
    asked = request(pair.begin, 10**6)
    assert asked is not None
    assert asked.request.old == asked.checkpoint.size
    assert asked.request.proof == ()


@pytest.fixture
def mirror(pair: Pair, tmp_path: Path) -> str:
    pair.grow(3)
    pair.publish(tmp_path / "mirror")
    assert look(pair.witness, reader(str(tmp_path / "mirror")), at=AT)
    pair.grow(300)
    return pair.publish(tmp_path / "mirror")


@dataclass
class Reading:
    """Reads a mirror and notes what was read."""

    read: Read
    asked: list[str] = field(default_factory=list)

    def __call__(self, path: str) -> bytes:
        self.asked.append(path)
        return self.read(path)


@pytest.fixture
def reading(mirror: str) -> Reading:
    return Reading(reader(mirror))


def test_a_witness_asks_for_tiles_of_a_log_it_pinned(pair: Pair, reading: Reading) -> None:
    look(pair.witness, reading, at=AT + 60)
    assert reading.asked[0] == "checkpoint"
    assert len(reading.asked) > 1


def test_a_witness_asks_for_no_tile_of_a_log_nobody_pinned(
    pair: Pair, reading: Reading, tmp_path: Path
) -> None:
    stranger = KeyFolder(tmp_path / "stranger")
    stranger.create("khac.example")
    (pair.witness.path / "policy").write_text(pins(stranger))
    with pytest.raises(WitnessRefuses) as refusal:
        look(pair.witness, reading, at=AT + 60)
    assert refusal.value.status == HTTPStatus.NOT_FOUND
    assert reading.asked == ["checkpoint"]


def test_a_witness_asks_for_no_tile_of_a_checkpoint_its_log_did_not_sign(
    pair: Pair, reading: Reading, tmp_path: Path
) -> None:
    other = KeyFolder(tmp_path / "other")
    other.create(ORIGIN)
    (pair.witness.path / "policy").write_text(pins(other))
    with pytest.raises(LogRefused):
        look(pair.witness, reading, at=AT + 60)
    assert reading.asked == ["checkpoint"]
