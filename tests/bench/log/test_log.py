"""What the log costs: a batch, a round without news, the lag, and writers beside the keeper."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import text

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin, transactions
from server.config import ROOT
from server.domain.log.tree import inclusion
from server.embedded import Cluster
from server.jobs.log_keeper import LogKeeper
from server.store.log import leaves, tree_rows
from server.store.log.key_folder import KeyFolder
from server.store.log.lag import lag
from tests.actions.log.events import written
from tests.actions.log.log_keys import told_folder
from tests.bench.report import REPORT, Spread
from tests.domain.log.trees import ORIGIN
from tests.worlds import states
from tests.worlds.databases import Database, as_log

EVENTS = int(os.environ.get("BENCH_EVENTS", "200000"))
WRITERS, SECONDS, TURNS = 16, 6.0, 3
MOST_DELAY, MOST_LOSS = 5.0, 15.0
WRITING = """
import time, threading, uuid, psycopg
from tests.bench.log.test_log import SECONDS, WRITE, WRITERS
done = [0] * WRITERS
end = time.monotonic() + SECONDS
def write(number):
    stream = "{marked}/" + str(uuid.uuid4())
    with psycopg.connect("{url}".replace("+psycopg", ""), autocommit=True) as connection:
        while time.monotonic() < end:
            done[number] += 1
            connection.execute(WRITE, (stream, done[number], uuid.uuid4().bytes))
threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sum(done) / SECONDS)
"""
WRITE = """
INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
  clock_offset_seconds, attachments, payload_digest, hash)
VALUES (gen_random_uuid(), 1, '', %s, %s, '', 'test', '', now(), clock_timestamp(), 0, '[]', '',
  encode(sha256(%s), 'hex'))
"""
DELAYS = text("""
SELECT extract(epoch FROM (
  SELECT c.at FROM checkpoint c WHERE c.size > l.idx ORDER BY c.size LIMIT 1) - e.db_time)
FROM leaf l JOIN event e ON e.id = l.event_id WHERE e.stream LIKE 'bench/%'
""")
BYTES = text("""
SELECT sum(pg_total_relation_size(CAST(t AS regclass))) FROM unnest(CAST(:tables AS text[])) t
""")


def test_the_log_at_its_size(durable_cluster: Cluster, tmp_path: Path) -> None:
    REPORT.group(f"The log at {EVENTS:,} events")
    with states.with_bloc_years(durable_cluster) as made:
        begin = transactions(made.url)
        for _ in range(max(1, EVENTS // 50_000)):
            written(begin, min(EVENTS, 50_000))
        took = timed(lambda: sequence(as_log(begin)))
        REPORT.row("all of it, as after an upgrade", f"{took:.1f} s, {EVENTS / took:,.0f} a second")
        floor = sequence(as_log(begin)).floor
        _bytes(begin)
        _vacuum(durable_cluster, made)
        for number in (1000, 50, 1):
            floor = _batches(begin, number, floor)
        _others(begin, floor, tmp_path)


def _batches(begin: Begin, number: int, floor: int | None) -> int | None:
    times = []
    for _ in range(15):
        written(begin, number)
        began = time.perf_counter()
        floor = sequence(as_log(begin), floor).floor
        times.append(1000 * (time.perf_counter() - began))
    REPORT.row(f"a round with {number} new", str(Spread.of(times)))
    return floor


def _others(begin: Begin, floor: int | None, tmp_path: Path) -> None:
    folder = told_folder(begin, tmp_path / "keys", ORIGIN)

    def signed() -> None:
        with as_log(begin)() as session:
            sign(session, folder)

    def proved() -> None:
        with begin() as session:
            size = leaves.size(session)
            inclusion(size // 3, size, tree_rows.node(session, size))

    def behind() -> None:
        with begin() as session:
            lag(session)

    REPORT.row("a round without news", str(spread(lambda: sequence(as_log(begin), floor))))
    REPORT.row("to sign what grew", f"{1000 * timed(signed):.1f} ms")
    REPORT.row("to sign nothing", str(spread(signed)))
    REPORT.row("an inclusion proof from the tables", str(spread(proved)))
    REPORT.row("the lag", str(spread(behind, 5)))


def _bytes(begin: Begin) -> None:
    with begin() as session:
        size = leaves.size(session)
        for tables in (["leaf"], ["tile"]):
            held = session.execute(BYTES, {"tables": tables}).scalar_one()
            REPORT.row(f"bytes of {tables[0]} an entry", f"{held / size:.0f}")


def test_writers_beside_the_keeper(durable_cluster: Cluster, tmp_path: Path) -> None:
    REPORT.group(f"{WRITERS} writers, an event a transaction")
    with states.with_bloc_years(durable_cluster) as made:
        begin = transactions(made.url)
        folder = KeyFolder(tmp_path / "keys")
        folder.create(ORIGIN)
        keeper = LogKeeper(begin=begin, as_log=as_log(begin), folder=folder)
        without, beside = [], []
        for _ in range(TURNS):  # turn by turn, so that both see the same machine
            without.append(_writing(made, "alone"))
            keeper.look()
            beside.append(_beside(made, keeper))
        with begin() as session:
            delays = [1000 * float(each) for each in session.execute(DELAYS).scalars()]
    loss = 100 * (1 - statistics.median(beside) / statistics.median(without))
    rate = f"{statistics.median(without):,.0f} a second without, {statistics.median(beside):,.0f}"
    REPORT.row("lost beside the log", f"{loss:.0f} %, {rate}", aim="≤ 15 %", met=loss <= MOST_LOSS)
    late = sorted(delays)[int(len(delays) * 0.99)] / 1000
    told = f"{Spread.of(delays)}, p99 {late:.1f} s"
    REPORT.row("from event to checkpoint", told, aim="p99 ≤ 5 s", met=late <= MOST_DELAY)


def _beside(made: Database, keeper: LogKeeper) -> float:
    """Let the writers write while the keeper keeps the log; it goes on until nothing is left."""
    stopping = threading.Event()
    thread = threading.Thread(target=keeper.keep, args=(stopping,))
    thread.start()
    rate = _writing(made, "bench")
    time.sleep(2)
    stopping.set()
    thread.join()
    return rate


def _writing(made: Database, marked: str) -> float:
    """Let a process of writers write; return how many transactions a second they committed."""
    done = subprocess.run(
        [sys.executable, "-c", WRITING.format(url=made.url, marked=marked)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def _vacuum(cluster: Cluster, made: Database) -> None:
    with psycopg.connect(cluster.conninfo(database=made.name), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def spread(work: Callable[[], object], times: int = 15) -> Spread:
    """Return the milliseconds it takes."""
    return Spread.of(1000 * timed(work) for _ in range(times))
