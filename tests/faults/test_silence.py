"""F9: every packet vanishes amid a statement and amid a COMMIT; either end sees but silence."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias
from uuid import UUID

import psycopg
import pytest

from server.actions.cases.case_work import OpenTask
from server.embedded import APPLICATION
from tests.faults.conftest import Say
from tests.faults.harness.namespaces import CLIENT, SERVER, Cable, cable, inside
from tests.faults.harness.owned import NAME, Owned, folder, owned
from tests.faults.harness.serving import Browser, served
from tests.faults.test_network import Attempt, hung_everywhere
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year

Superuser: TypeAlias = psycopg.Connection[tuple[object, ...]]


@dataclass
class Posts:
    """The same forms sent by several people at once, each with one key however often."""

    browser: Browser
    of_task: dict[UUID, tuple[str, dict[str, str]]]
    came: dict[UUID, str] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    @classmethod
    def of(cls, year: Year, browser: Browser, tasks: list[OpenTask]) -> "Posts":
        """Fill the forms of some tasks, as their holders."""
        filled = {task.id: (task.post_id, browser.fields(year, task)) for task in tasks}
        return cls(browser, filled)

    def send(self, task_id: UUID) -> None:
        """Send one form; keep what came, and when."""
        began = time.monotonic()
        post_id, fields = self.of_task[task_id]
        self.came[task_id] = self.browser.post(post_id, task_id, fields)
        self.waited.append(time.monotonic() - began)

    def start(self) -> None:
        """Send all, each by a thread of its own."""
        for task_id in self.of_task:
            self.threads.append(threading.Thread(target=self.send, args=(task_id,)))
            self.threads[-1].start()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Wait at the end for every answer to what was sent: each is asked to try again."""
        yield
        for thread in self.threads:
            thread.join()
        assert all(answer.startswith("503") for answer in self.came.values()), self.came

    def until_done(self) -> None:
        """Send again, with the same keys, until each has been answered as done."""
        for task_id in self.of_task:
            eventually(partial(self.is_done, task_id), lambda: self.came)

    def is_done(self, task_id: UUID) -> bool:
        """Whether the last answer was that it is done; else send it once more."""
        done = self.came[task_id] == f"303 /tasks/{task_id}/done"
        if not done:
            self.send(task_id)
        return done


@pytest.mark.faults
@pytest.mark.fault("F9", "all packets vanish amid a statement, then amid a COMMIT")
def test_silence_amid_a_statement_holds_no_thread_for_good(
    database: Database, year: Year, say: Say
) -> None:
    with ExitStack() as stack:
        try:
            made = stack.enter_context(cable())
        except OSError as refused:
            year.open("evaluation")
            found = hung_everywhere(database, Attempt(year))
            say(
                f"by a proxy that falls silent, for want of network namespaces ({refused}): {found}"
            )
            assert sound(year)
        else:
            say(f"network namespaces: {cut_amid_posts(made)}")


def cut_amid_posts(made: Cable) -> str:
    """Serve in one namespace from a database in the other; return how long anybody waited."""
    with folder() as home, inside(made.server), owned(home, listen_addresses=SERVER) as own:
        with inside(made.client), served(by_network(own)) as browser:
            *some, last = own.year.tasks("score")
            many, one = Posts.of(own.year, browser, some), Posts.of(own.year, browser, [last])
            with superuser(own) as watcher:
                amid_a_statement(made, own, watcher, many)
                assert all(effects(own.year, task.id) == 0 for task in some)
                many.until_done()
                amid_a_commit(made, watcher, one)
                assert effects(own.year, last.id) == 1, "it was done, only the answer was lost"
                one.until_done()
        assert all(effects(own.year, task.id) == 1 for task in (*some, last))
        assert sound(own.year)
    longest = max(*many.waited, *one.waited)
    return f"{len(some) + 1} posts answered after {longest:.0f} s at most, then done with their key"


def amid_a_statement(made: Cable, own: Owned, watcher: Superuser, posts: Posts) -> None:
    """Cut while each post waits in a statement, for a lock that is let go after the cut."""
    held = "SELECT 1 FROM case_ WHERE id = %s FOR UPDATE"
    with posts.under_way(), superuser(own) as holder, holder.transaction():
        holder.execute(held, (own.year.case_id,))
        posts.start()
        wait_for_waiting(watcher, "Lock", len(posts.of_task))
        made.swallow()
    made.mend()


def amid_a_commit(made: Cable, watcher: Superuser, posts: Posts) -> None:
    """Cut while a COMMIT waits for a standby that is not there; it is let go after the cut."""
    watcher.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    watcher.execute("SELECT pg_reload_conf()")
    eventually(lambda: shown(watcher, "synchronous_standby_names") == "nobody")
    with posts.under_way():
        posts.start()
        wait_for_waiting(watcher, "IPC", 1)
        made.swallow()
        watcher.execute("ALTER SYSTEM RESET synchronous_standby_names")
        watcher.execute("SELECT pg_reload_conf()")
    made.mend()


def wait_for_waiting(watcher: Superuser, kind: str, number: int) -> None:
    """Wait until so many of the application's connections wait in the server."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = %s"
    eventually(lambda: watcher.execute(query, (APPLICATION, kind)).fetchone() == (number,))


def shown(watcher: Superuser, setting: str) -> object:
    """Tell what a setting is for a connection that begins now."""
    with psycopg.connect(watcher.info.dsn) as connection:
        row = connection.execute(f"SHOW {setting}".encode()).fetchone()
    return row and row[0]


def superuser(own: Owned) -> Superuser:
    """Connect by the socket, which no network cuts."""
    return psycopg.connect(own.cluster.conninfo(database=NAME), autocommit=True)


def by_network(own: Owned) -> Database:
    """Let the application's role in by the cable, and return the database as seen from there."""
    access = own.home / "postgres" / "data" / "pg_hba.conf"
    access.write_text(f"{access.read_text()}host all {APPLICATION} {CLIENT}/32 trust\n")
    with superuser(own) as connection:
        connection.execute("SELECT pg_reload_conf()")
    url = own.database.url.partition("?")[0].replace("@/", f"@{SERVER}/")
    return replace(own.database, url=f"{url}?sslmode=disable")


def effects(year: Year, task_id: UUID) -> int:
    """Count how often history says that a task was completed."""
    query = "SELECT 1 FROM event WHERE kind = 'task.completed' AND object = :task"
    with year.begin() as session:
        return len(rows(session, query, task=f"task/{task_id}"))
