"""Every event gets one place in the log, whoever commits when, sequences at once or dies."""

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import text

from server.actions.log.sequence import append, sequence
from server.actions.transaction import Begin
from server.config import ROOT
from server.domain.log.tiles import TileName, hashes_in
from server.domain.log.tree import inclusion, leaf_hash
from server.store.log import leaves, tree_rows
from tests.actions.log.events import entries, root, write, written
from tests.domain.log.reading import tiles_of
from tests.domain.log.trees import node_in
from tests.waiting import eventually
from tests.worlds.databases import Database, as_log

Tamper: TypeAlias = Callable[[str], None]


def test_every_event_gets_a_leaf_once(begin: Begin) -> None:
    written(begin, 30)
    assert sequence(as_log(begin)).written == len(entries(begin))
    assert sequence(as_log(begin)).written == 0
    with begin() as session:
        assert tree_rows.edge(session, leaves.size(session)).root == root(begin)


def test_events_older_than_the_log_are_taken_in(begin: Begin, tamper: Tamper) -> None:
    tamper("UPDATE event SET xid = NULL")
    sequence(as_log(begin))
    assert entries(begin)


def test_full_tiles_and_partial_ones_are_those_of_the_tree(begin: Begin) -> None:
    for number in (255, 1, 400, 3):
        written(begin, number)
        sequence(as_log(begin), most=200)
    node = node_in([leaf_hash(entry) for entry in entries(begin)])
    with begin() as session:
        size = leaves.size(session)
        for name in tiles_of(size):
            wanted = [node(8 * (name.level or 0), name.index * 256 + n) for n in range(name.width)]
            assert hashes_in(tree_rows.tile_data(session, name), name.width) == wanted
        part = tree_rows.tile_data(session, TileName(0, 0, 5))
        assert part == tree_rows.tile_data(session, TileName(0, 0))[: 5 * 32]
        proof = inclusion(size // 2, size, tree_rows.node(session, size))
    assert proof == inclusion(size // 2, size, node)


def test_who_began_first_and_committed_last_is_not_forgotten(begin: Begin) -> None:
    floor = sequence(as_log(begin)).floor
    with begin() as late:
        write(late, 1)
        written(begin, 10)
        first = sequence(as_log(begin), floor)
        again = sequence(as_log(begin), first.floor)
        assert (first.written, again.written) == (10, 0)
    assert sequence(as_log(begin), again.floor).written == 1
    entries(begin)


def test_the_floor_follows_what_is_under_way_and_no_further(begin: Begin) -> None:
    sequence(as_log(begin))
    with begin() as open_:
        write(open_, 1)
        under_way = open_.execute(text("SELECT CAST(pg_current_xact_id() AS text)")).scalar_one()
        floor = sequence(as_log(begin)).floor
        assert floor is not None
        assert floor <= int(under_way)
    eventually(lambda: (sequence(as_log(begin), floor).floor or 0) > int(under_way))


def test_numbers_from_before_a_restore_are_found_when_the_worker_starts(
    begin: Begin, tamper: Tamper
) -> None:
    floor = sequence(as_log(begin)).floor
    written(begin, 3)
    tamper("UPDATE event SET xid = xid + 1000000000 WHERE kind = 'test'")
    assert sequence(as_log(begin), floor).written == 0
    assert sequence(as_log(begin)).written == 3


def test_a_look_at_everything_that_left_something_over_has_no_floor(begin: Begin) -> None:
    sequence(as_log(begin))
    written(begin, 5)
    with as_log(begin)() as session:
        found = append(session, None, most=3)
    assert (found.written, found.floor, found.left_over) == (3, None, True)
    assert sequence(as_log(begin), found.floor).written == 2


def test_the_floor_of_a_full_batch_is_no_higher_than_its_last(begin: Begin) -> None:
    floor = sequence(as_log(begin)).floor
    with begin() as late:
        write(late, 1)
        for _ in range(4):
            written(begin, 2)
        with as_log(begin)() as session:
            first = append(session, floor, most=3)
        assert (first.written, first.left_over) == (3, True)
        rest = sequence(as_log(begin), first.floor, most=3)
        assert rest.written == 5
    assert sequence(as_log(begin), rest.floor).written == 1
    entries(begin)


def test_three_sequencers_at_once_make_no_gap_and_no_double(begin: Begin) -> None:
    def work() -> None:
        for _ in range(15):
            sequence(as_log(begin), most=20)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        written(begin, 25)
    for thread in threads:
        thread.join()
    sequence(as_log(begin))
    entries(begin)


def test_a_snapshot_is_taken_after_the_lock(begin: Begin) -> None:
    with begin() as session:
        level = session.execute(text("SHOW transaction_isolation")).scalar_one()
    assert level == "read committed"


KILLED = """
import os, signal
from server.actions.log.sequence import append
from server.actions.transaction import transactions
with transactions({url!r})() as session:
    assert append(session, None).written
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_sequencer_killed_before_its_commit_leaves_nothing(
    begin: Begin, database: Database
) -> None:
    sequence(as_log(begin))
    written(begin, 300)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED.format(url=database.log_url)], cwd=ROOT, check=False
    )
    assert killed.returncode < 0
    eventually(lambda: sequence(as_log(begin)).written)  # its server process must end first
    entries(begin)
