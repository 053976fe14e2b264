"""F3, F5, F18, F24: the database killed, full or crowded under load; web servers restarted."""

import os
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from server.actions.tasks import attach_file
from server.demo.scene import PDF
from server.store.database.addresses import libpq_url
from server.store.database.busy import BUSY
from tests.actions.at_once.threads import at_once
from tests.faults.conftest import Say
from tests.faults.harness.owned import Owned, folder, on_small_disk, owned
from tests.faults.harness.serving import LOST, Browser, served, start, stop
from tests.ports import free_port, wait_for
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, UNITS, Year

POST = f"{SCHOOL}/officer"


@dataclass
class Load:
    """People who say something again and again, each in a thread; what was acknowledged is kept.

    Each says a thing until it is acknowledged, on the next server where one does not answer.
    """

    browser: Browser
    task_id: UUID
    said: list[str] = field(default_factory=list)
    came: Counter[str] = field(default_factory=Counter)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, person: int) -> None:
        number = turn = 0
        while not self.stopping.is_set():
            words = f"{person}-{number}"
            port = self.browser.ports[turn % len(self.browser.ports)]
            answer = self.browser.comment(POST, self.task_id, words, port=port).partition(" ")[0]
            self.came[answer] += 1
            if answer == "303":
                self.said.append(words)
                number += 1
            else:
                turn += 1
                time.sleep(0.05)


@contextmanager
def under_load(browser: Browser, year: Year, people: int = 4) -> Iterator[Load]:
    """Let people work all the while; stop them after."""
    browser.sign_in(POST)
    load = Load(browser, year.task("score", SCHOOL).id)
    threads = [threading.Thread(target=load.run, args=(n,)) for n in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.stopping.set()
        for thread in threads:
            thread.join()


def lost(year: Year, load: Load) -> set[str]:
    """Name what was acknowledged and is not there."""
    with year.begin() as session:
        kept = {row[0] for row in rows(session, "SELECT text FROM comment")}
    return set(load.said) - kept


def more_than(load: Load, number: int) -> float:
    """Wait until so much more was acknowledged; return after how long."""
    before, began = len(load.said), time.monotonic()
    eventually(lambda: len(load.said) >= before + number, lambda: load.came)
    return time.monotonic() - began


@pytest.mark.faults
@pytest.mark.fault("F3", "PostgreSQL killed under load and restarted, twice")
def test_a_killed_database_loses_nothing_acknowledged(say: Say) -> None:
    with folder() as home, owned(home) as own, served(own.database) as browser:
        fields = {task.id: browser.fields(own.year, task) for task in own.year.tasks("score")}
        posts = {task.id: task.post_id for task in own.year.tasks("score")}
        took = []
        with under_load(browser, own.year) as load:
            for task_id in list(fields)[:2]:
                more_than(load, 20)
                own.kill()
                assert not browser.post(posts[task_id], task_id, fields[task_id]).startswith("303")
                own.restart()
                took.append(more_than(load, 1))
                answer = browser.post(posts[task_id], task_id, fields[task_id])
                assert answer == f"303 /tasks/{task_id}/done"
        assert lost(own.year, load) == set()
        say(f"{len(load.said)} acknowledged, 0 lost, back {max(took):.1f} s after the database")
        assert sound(own.year)


@pytest.mark.faults
@pytest.mark.fault("F5", "the disk full: a small tmpfs")
def test_on_a_full_disk_reading_goes_on_and_nothing_is_half_written(say: Say) -> None:
    with on_small_disk() as (own, filler):
        fill_and_free(own, filler, say)


def fill_and_free(own: Owned, filler: Path, say: Say) -> None:
    """Fill the disk, see what still works, free it."""
    year = own.year
    attach(year, 0)
    fill(filler)
    refused = next((error for n in range(1, 15) if (error := trying(year, n))), None)
    assert refused is not None, "the disk was never full"
    assert "No space left on device" in refused
    assert len(year.tasks("score")) == len(UNITS), "reading goes on"
    filler.unlink()
    attach(year, 20)
    year.do("score", key=SCHOOL)
    say("refused with the server's words, reading goes on, works once there is room")
    assert sound(year)


def fill(filler: Path) -> None:
    """Write until there is no room for a page of the database."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def trying(year: Year, number: int) -> str:
    """Attach a file; return why it was refused."""
    try:
        attach(year, number)
    except BUSY as error:
        return str(error)
    return ""


def attach(year: Year, number: int) -> None:
    """Attach 2 MB of noise."""
    task = year.task("score", SCHOOL)
    actor, now = year.holder(task.post_id), year.tick()
    subject = year.scene.rules.score_table.sections[0].criteria[0].id
    with year.begin() as session:
        attach_file.attach(
            session,
            task.id,
            actor=actor,
            kind="evidence",
            subject=subject,
            file_name=f"{number}.pdf",
            data=PDF + os.urandom(2_000_000),
            now=now,
        )


@pytest.mark.faults
@pytest.mark.fault("F18", "max_connections=20, every one of them taken")
def test_too_many_connections_are_answered_503_and_pass(say: Say) -> None:
    with (
        folder() as home,
        owned(home, max_connections="20") as own,
        served(own.database) as browser,
    ):
        browser.sign_in(POST)
        hogs = taken(own.database)
        came = at_once(lambda _: browser.get(POST, "/tasks"), 24)
        for hog in hogs:
            hog.close()
        assert set(came) <= {"(503, '5')", "(200, '')"}, came
        assert came["(503, '5')"] > 0, came
        began = time.monotonic()
        eventually(lambda: browser.get(POST, "/tasks")[0] == 200)
        say(f"{dict(came)}, 503 with Retry-After, back in {time.monotonic() - began:.1f} s")
        assert sound(own.year)


def taken(database: Database) -> list[psycopg.Connection[tuple[object, ...]]]:
    """Take every connection the server has for the application, those of our pools too."""
    held: list[psycopg.Connection[tuple[object, ...]]] = []
    while True:
        try:
            held.append(psycopg.connect(libpq_url(database.url)))
        except psycopg.OperationalError:
            return held


@pytest.mark.faults
@pytest.mark.fault("F24", "two web servers under load, restarted one after the other")
def test_a_rolling_restart_fails_no_request(database: Database, year: Year, say: Say) -> None:
    year.open("evaluation")
    with two_servers(database) as (browser, servers), under_load(browser, year) as load:
        more_than(load, 20)
        for place, port in enumerate(browser.ports):
            stop(servers[place])
            more_than(load, 5)
            servers[place] = start(database, port)
            wait_for(port)
            more_than(load, 20)
    assert set(load.came) <= {"303", LOST}, load.came
    assert lost(year, load) == set()
    say(f"{load.came['303']} answered, {load.came[LOST]} tried again on the other server")
    assert sound(year)


@contextmanager
def two_servers(database: Database) -> Iterator[tuple[Browser, list[subprocess.Popen[bytes]]]]:
    """Serve a database twice; what is in the list at the end is stopped."""
    ports = [free_port(), free_port()]
    servers = [start(database, port) for port in ports]
    try:
        for port in ports:
            wait_for(port)
        yield Browser(ports), servers
    finally:
        for server in servers:
            stop(server)
