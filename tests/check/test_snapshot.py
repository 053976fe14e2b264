"""`binhxet check` is true beside people at work: it sees the database at one instant."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from server.actions.tasks import add_comment
from server.cli import check
from server.config import Settings
from server.store.database import sessions
from tests.check.conftest import PDF, attach
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.year import BEGINS, PRESS, Year

NO_ARGUMENTS = argparse.Namespace(json=False, lang="en")


@contextmanager
def between_statements(act: Iterator[None], *, after: int = 0) -> Iterator[list[int]]:
    """Let the next act commit before each statement of whoever else asks, but for the first ones.

    Answer the numbers of those statements.
    """
    asked: list[int] = []
    busy = False

    def watch() -> None:
        nonlocal busy
        if not busy:
            asked.append(len(asked))
            busy = True
            if len(asked) > after:
                next(act, None)
            busy = False

    before, sessions.watch = sessions.watch, watch
    yield asked
    sessions.watch = before


def acts(year: Year, done: list[int]) -> Iterator[None]:
    """Play the year, an act a time."""
    press = year.task("score", PRESS)
    attach(year, PRESS, PDF)
    yield
    with year.begin() as session:
        actor = year.holder(press.post_id)
        add_comment.add(session, press.id, actor=actor, text="Xem lại.", now=year.tick())
    yield
    for kind in ("award_review", "submission", ""):
        while tasks := year.tasks():
            year.complete(tasks[0])
            done.append(1)
            yield
        if kind:
            year.open(kind)


@pytest.mark.parametrize("part", [0, 0.7], ids=["from its start", "towards its end"])
def test_acts_between_its_statements_are_no_breach(
    part: float,
    committed: Year,
    database: Database,
    capsys: pytest.CaptureFixture[str],
) -> None:
    committed.open("evaluation")
    set_clock(database, BEGINS)
    settings = Settings.from_environment({"DATABASE_URL": database.url})
    with between_statements(iter(())) as asked:
        assert check.handle(NO_ARGUMENTS, settings) == 0
    done: list[int] = []
    with between_statements(acts(committed, done), after=int(part * len(asked))):
        assert check.handle(NO_ARGUMENTS, settings) == 0, capsys.readouterr().out
    assert len(done) > 20
