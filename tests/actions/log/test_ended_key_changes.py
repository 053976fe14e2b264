"""A command that changes the log's keys and is ended midway is made up for by the next one."""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.log import keys, sign
from server.actions.log.sequence import sequence
from server.actions.transaction import Begin, transactions
from server.domain.log.signing import SignedLast, SigningRefused
from server.jobs.log_keeper import LogKeeper
from server.store import Session
from server.store.log.key_folder import KeyFolder, KeysRefused
from tests.actions.log.events import written
from tests.actions.log.test_check_log import ADMINISTRATOR, NOW
from tests.domain.log.trees import ORIGIN
from tests.worlds.databases import Database, as_log


class Ended(Exception):
    """The command is ended before its transaction is committed."""


def ended(begin: Begin, act: Callable[[Session], object]) -> None:
    with suppress(Ended), begin() as session:
        act(session)
        raise Ended


def kinds(begin: Begin) -> list[str]:
    """Return what the log's own stream tells, without the log's name."""
    asked = text("SELECT kind FROM event WHERE stream = 'log' ORDER BY seq")
    with begin() as session:
        return [kind.removeprefix("log.") for kind in session.execute(asked).scalars()]


def grown(begin: Begin, folder: KeyFolder) -> None:
    written(begin, 5)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        sign.sign(session, folder)


@pytest.fixture
def none(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "none")


def test_a_first_key_that_nothing_tells_of_is_told_by_the_same_command(
    begin: Begin, none: KeyFolder
) -> None:
    ended(begin, lambda session: keys.begin(session, none, ORIGIN, now=NOW))
    (made,) = none.signers()
    with begin() as session:
        assert keys.begin(session, none, ORIGIN, now=NOW) == made.key
    assert kinds(begin) == ["key_added"]
    with pytest.raises(KeysRefused), begin() as session:
        keys.begin(session, none, ORIGIN, now=NOW)


def test_a_first_key_of_another_name_or_of_another_database_is_not_taken_for_it(
    begin: Begin, none: KeyFolder
) -> None:
    ended(begin, lambda session: keys.begin(session, none, ORIGIN, now=NOW))
    with pytest.raises(KeysRefused), begin() as session:
        keys.begin(session, none, "other.example", now=NOW)
    grown(begin, none)
    last = none.signed()
    assert last is not None
    none.remember(SignedLast(last.checkpoint, "another"))
    with pytest.raises(KeysRefused), begin() as session:
        keys.begin(session, none, ORIGIN, now=NOW)
    assert kinds(begin) == []


def test_a_second_key_that_nothing_tells_of_is_told_and_no_third_one_made(
    begin: Begin, folder: KeyFolder
) -> None:
    ended(begin, lambda session: keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW))
    _, second = folder.signers()
    with begin() as session:
        assert keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW) == second.key
    assert len(folder.signers()) == 2
    with begin() as session:
        keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW)
    assert len(folder.signers()) == 3
    assert kinds(begin) == ["key_added"] * 3


def test_a_key_that_is_gone_untold_is_told_by_the_same_command(
    begin: Begin, folder: KeyFolder
) -> None:
    (first,) = folder.signers()
    with begin() as session:
        keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW)
    ended(
        begin,
        lambda session: keys.retire(
            session, folder, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW
        ),
    )
    with begin() as session:
        assert (
            keys.retire(session, folder, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW)
            == first.key
        )
    assert kinds(begin) == ["key_added", "key_added", "key_retired"]
    with pytest.raises(KeysRefused), begin() as session:
        keys.retire(session, folder, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW)


def test_the_last_key_is_not_retired_either_where_the_folder_lost_it(
    begin: Begin, folder: KeyFolder, none: KeyFolder
) -> None:
    (first,) = folder.signers()
    none.create("other.example")
    with pytest.raises(KeysRefused), begin() as session:
        keys.retire(session, none, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW)


def test_nothing_is_signed_in_a_copy_before_history_tells_who_took_over(
    begin: Begin, fresh_database: Database, none: KeyFolder
) -> None:
    none.create(ORIGIN)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        sign.sign(session, none)
    copy = transactions(fresh_database.url)
    sequence(as_log(copy))
    ended(copy, lambda session: keys.take_over(session, none, actor=ADMINISTRATOR, now=NOW))
    with pytest.raises(SigningRefused, match="copied"), as_log(copy)() as session:
        sign.sign(session, none)
    with copy() as session:
        keys.take_over(session, none, actor=ADMINISTRATOR, now=NOW)
    with pytest.raises(SigningRefused, match="copied"), as_log(copy)() as session:
        sign.sign(session, none)
    with copy() as session:
        keys.take_over(session, none, actor=ADMINISTRATOR, now=NOW)
    with copy() as session:
        sign.take_over(session, none)
    with as_log(copy)() as session:
        sign.sign(session, none)
    assert kinds(copy) == ["taken_over", "taken_over"]


def test_keys_are_not_changed_from_a_copy_of_their_database(
    begin: Begin, fresh_database: Database, folder: KeyFolder
) -> None:
    with begin() as session:
        keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW)
    grown(begin, folder)
    copy, there = transactions(fresh_database.url), (folder.path / "keys").read_text()
    first, _ = folder.signers()
    with pytest.raises(SigningRefused), copy() as session:
        keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW)
    with pytest.raises(SigningRefused), copy() as session:
        keys.retire(session, folder, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW)
    assert (folder.path / "keys").read_text() == there


def test_a_key_made_while_the_worker_runs_is_told_by_it(begin: Begin, none: KeyFolder) -> None:
    keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=none)
    keeper.look()
    none.create(ORIGIN)
    keeper.look()
    assert kinds(begin) == ["key_added"]


def test_nobody_else_looks_between_a_look_and_the_writing(
    begin: Begin, folder: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(begin, folder)
    alone = []
    replace = KeyFolder._replace

    def looked(self: KeyFolder, file: Path, data: str) -> None:
        alone.append(_is_held(self.path))
        replace(self, file, data)

    monkeypatch.setattr(KeyFolder, "_replace", looked)
    (first,) = folder.signers()
    with begin() as session:
        keys.rotate(session, folder, actor=ADMINISTRATOR, now=NOW)
    grown(begin, folder)
    with begin() as session:
        keys.retire(session, folder, first.key.id.hex(), actor=ADMINISTRATOR, now=NOW)
    (folder.path / "signed").unlink()
    with begin() as session:
        sign.take_over(session, folder)
    KeyFolder(folder.path / "other").create(ORIGIN)
    assert alone == [True] * 5


def _is_held(path: Path) -> bool:
    looked = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(looked, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(looked)
    return False
