"""A witness on a machine of its own: over HTTP, from a folder, from a file; and ours who ask it."""

import threading
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.error import HTTPError

import pytest
from sqlalchemy import text

from server.actions.installation import alarms
from server.actions.log.ask_witnesses import ask
from server.actions.log.published import LogUnreachable
from server.cli import main
from server.cli.log.witness import UNREADABLE
from server.domain.log.checkpoints import open_checkpoint, unchecked
from server.domain.log.witnessing import Verdict
from server.jobs.witness_asker import WitnessAsker
from server.store.log.ed25519 import verify
from server.store.log.key_folder import KeyFolder
from tests.actions.log.pairs import NAME, Pair, pins
from tests.domain.log.trees import ORIGIN


def test_a_witness_cosigns_what_goes_on_and_the_checkpoint_shows_it(pair: Pair) -> None:
    pair.grow()
    assert pair.asked() is Verdict.COSIGNED
    pair.grow(600)
    assert pair.asked() is Verdict.COSIGNED
    assert set(open_checkpoint(pair.published(), pair.policy, verify).witnesses) == {
        pair.witness.signer().key
    }


def test_before_the_first_checkpoint_and_soon_after_one_nobody_is_asked(pair: Pair) -> None:
    assert pair.asked() is None
    pair.grow()
    assert pair.asked() is Verdict.COSIGNED
    assert pair.asked() is None


def test_a_witness_that_saw_another_size_is_asked_again_from_there(
    pair: Pair, tamper: Callable[[str], None]
) -> None:
    pair.grow()
    pair.asked()
    pair.grow()
    tamper("DELETE FROM cosignature")
    assert pair.asked() is Verdict.COSIGNED


def test_an_unchanged_log_is_cosigned_again_after_a_while(
    pair: Pair, tamper: Callable[[str], None]
) -> None:
    pair.grow()
    pair.asked()
    tamper("UPDATE cosignature SET cosigned_at = cosigned_at - interval '11 minutes'")
    assert pair.asked() is Verdict.COSIGNED


def test_yesterdays_backup_is_told_by_the_witness(
    pair: Pair, tamper: Callable[[str], None]
) -> None:
    pair.grow()
    pair.grow()
    pair.asked()
    tamper("DELETE FROM cosignature")
    tamper("DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)")
    assert pair.asked() is Verdict.ROLLED_BACK


def test_a_log_written_anew_with_its_own_key_is_told_by_the_witness(
    pair: Pair, tamper: Callable[[str], None], tmp_path: Path
) -> None:
    pair.grow(10)
    pair.asked()
    (pair.log.path / "signed").unlink()
    tamper("DELETE FROM checkpoint")
    tamper("UPDATE leaf SET entry = sha256(entry) WHERE idx = 3")
    pair.grow(10)
    asker = WitnessAsker(begin=pair.begin, file=named(pair, tmp_path))
    asker.look()
    assert [(a.about, a.detail) for a in alarmed(pair, "WitnessRefuses")] == [(NAME, "forked")]


@pytest.mark.parametrize(
    ("data", "why"),
    [(None, "No such file"), (b"\xff", "UTF-8"), (b"quorum none\nx\n", "line 2")],
)
def test_witnesses_nobody_can_read_of_are_an_alarm_until_their_file_is_mended(
    pair: Pair, tmp_path: Path, data: bytes | None, why: str
) -> None:
    file = tmp_path / "witnesses"
    asker = WitnessAsker(begin=pair.begin, file=file)
    pair.grow()
    if data is not None:
        file.write_bytes(data)
    asker.look()
    (alarm,) = alarmed(pair, "PolicyUnread")
    assert str(file) in alarm.about
    assert why in alarm.about
    named(pair, tmp_path)
    asker.look()
    assert alarmed(pair, "PolicyUnread") == []
    assert pair.asked() is None  # it has just cosigned


def test_where_no_witness_is_named_any_more_no_file_is_an_alarm(pair: Pair, tmp_path: Path) -> None:
    WitnessAsker(begin=pair.begin, file=tmp_path / "witnesses").look()
    assert alarmed(pair, "PolicyUnread")
    WitnessAsker(begin=pair.begin, file=None).look()
    assert alarmed(pair, "PolicyUnread") == []


def test_a_witness_that_lost_what_it_cosigned_cosigns_and_shows_nothing(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.grow()
    pair.asked()
    (pair.witness.path / "seen").rename(tmp_path / "aside")
    pair.grow()
    assert pair.asked() is Verdict.REFUSED
    with pytest.raises(HTTPError, match="500"):
        urllib.request.urlopen(f"{pair.address}/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint")  # noqa: S310
    state = ["--state", str(pair.witness.path)]
    assert main(["witness", "look", pair.publish(tmp_path / "log"), *state]) == UNREADABLE
    assert main(["witness", "serve", "--listen", "99999", *state]) == 1
    told = capsys.readouterr().err.splitlines()
    assert all(f"{pair.witness.path / 'seen'}: " in line for line in told[-2:])
    (tmp_path / "aside").rename(pair.witness.path / "seen")
    assert pair.asked() is Verdict.COSIGNED


def named(pair: Pair, folder: Path) -> Path:
    """Write a file that names the pair's witness; return it."""
    file, key = folder / "witnesses", pair.witness.signer().key
    file.write_text(f"witness w {key.text} {pair.address}\nquorum none\n")
    return file


def alarmed(pair: Pair, kind: str) -> list[alarms.Alarm]:
    with pair.begin() as session:
        return [each for each in alarms.alarms(session) if each.kind == kind]


def test_a_witness_that_does_not_trust_our_key_or_name_says_which(
    pair: Pair, tmp_path: Path
) -> None:
    other = KeyFolder(tmp_path / "other")
    other.create(ORIGIN)
    stranger = KeyFolder(tmp_path / "stranger")
    stranger.create("khac.example")
    pair.grow()
    for folder, verdict in ((other, Verdict.KEY_NOT_TRUSTED), (stranger, Verdict.UNKNOWN_LOG)):
        (pair.witness.path / "policy").write_text(pins(folder))
        assert pair.asked() is verdict


def test_a_witness_that_is_away_or_signs_wrongly_holds_up_nothing(pair: Pair) -> None:
    pair.grow()
    key = pair.witness.signer().key

    def away(*_: object) -> tuple[int, str]:
        raise LogUnreachable("away")

    assert ask(pair.begin, pair.policy, away) == {key: Verdict.UNREACHABLE}
    for body in ("", "nonsense\n", "\u2014 x.example AAAAAAA=\n"):
        assert ask(pair.begin, pair.policy, lambda *_, said=body: (200, said)) == {
            key: Verdict.REFUSED
        }


def test_the_witness_shows_what_it_cosigned_last(pair: Pair) -> None:
    pair.grow()
    pair.asked()
    name = sha256(ORIGIN.encode()).hexdigest()
    with urllib.request.urlopen(f"{pair.address}/{name}/checkpoint") as answer:  # noqa: S310
        assert open_checkpoint(answer.read(), pair.policy, verify).checkpoint.origin == ORIGIN
    for path in ("policy/checkpoint", "../key/checkpoint", "add-checkpoint"):
        with pytest.raises(urllib.request.HTTPError):
            urllib.request.urlopen(f"{pair.address}/{path}")  # noqa: S310


def test_two_requests_at_once_never_set_the_witness_back(pair: Pair) -> None:
    pair.grow()
    threads = [threading.Thread(target=pair.asked) for _ in range(4)]
    for thread in threads:
        thread.start()
    pair.grow()
    pair.asked()
    for thread in threads:
        thread.join()
    assert pair.witness.seen(ORIGIN).size == unchecked(pair.published()).size


def test_cosignatures_are_never_changed(pair: Pair) -> None:
    pair.grow()
    pair.asked()
    with pair.begin() as session, pytest.raises(Exception, match="permission denied"):
        session.execute(text("DELETE FROM cosignature"))
