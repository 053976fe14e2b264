"""A case that others rest on is not cancelled while they open: locks and commits are real."""

from collections.abc import Callable
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, open_case
from server.actions.deployment import deploy
from server.domain.administration.repairs import FollowedByCase
from server.domain.cases.opening import MilestoneAwaited, MilestoneMissing
from tests.actions.at_once.test_ended_meanwhile import ADMINISTRATOR
from tests.actions.at_once.test_revoked_meanwhile import trying, wait_for_a_lock
from tests.actions.refused import refused
from tests.waiting import PATIENCE
from tests.worlds.rows import rows
from tests.worlds.unknown_process import UnknownProcess
from tests.worlds.year import LEADER, PLAN, Year

FOLLOWERS = """SELECT count(*) FROM case_ c JOIN case_ before ON before.id = c.previous_id
  WHERE before.state = 'cancelled' AND c.state <> 'cancelled'"""


class Pair:
    """Two processes: the second opens once the first has reached its milestone, and runs on."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.before = UnknownProcess()
        after = f"{{ {self.before.key} = '{self.before.milestone}' }}"
        self.follower = UnknownProcess(after=after)
        with year.begin() as session:
            for each in (self.before, self.follower):
                files = {name: data.decode() for name, data in each.files.items()}
                deploy.deploy(session, each.key, files, actor=None, now=year.now)
            self.first = self.open(self.before, session)

    def open(self, process: UnknownProcess, session: Session) -> UUID:
        return open_case.open_case(
            session,
            bloc_year_id=PLAN,
            kind=process.key,
            actor=self.year.holder(f"{LEADER}/head"),
            now=self.year.now,
            opening=process.typed(),
        )

    def reach(self) -> "Pair":
        """Do the first task of the first case: its milestone stands, and the case goes on."""
        self.year.take_up(self.before.key, self.first)
        self.year.complete(self.year.task(self.before.first), {})
        return self

    def cancel(self, session: Session) -> None:
        cancel_case.cancel(
            session,
            self.first,
            reason="Sai",
            actor=self.year.holder(ADMINISTRATOR),
            now=self.year.now,
        )


@pytest.fixture
def running(committed: Year) -> Pair:
    return Pair(committed).reach()


def stepped(pair: Pair, first: Callable[[Session], object], then: Thread) -> int:
    """Hold what `first` locks until the other waits for it; count who follows what is cancelled."""
    with pair.year.begin() as session:
        first(session)
        then.start()
        wait_for_a_lock(pair.year)
    then.join(PATIENCE)
    with pair.year.begin() as session:
        return int(str(rows(session, FOLLOWERS)[0][0]))


def test_a_case_is_not_opened_on_one_that_is_just_cancelled(running: Pair) -> None:
    came: list[str] = []
    opening = trying("opened", came, lambda s: running.open(running.follower, s), running.year)
    assert stepped(running, running.cancel, opening) == 0
    assert came == [MilestoneAwaited.__name__]


def test_a_case_is_not_cancelled_under_one_that_just_opens_on_it(running: Pair) -> None:
    came: list[str] = []
    cancelling = trying("cancelled", came, running.cancel, running.year)
    assert stepped(running, lambda s: running.open(running.follower, s), cancelling) == 0
    assert came == [FollowedByCase.__name__]


def test_what_comes_before_has_to_stand_and_the_manifest_says_so(
    year: Year, session: Session
) -> None:
    pair = Pair(year)
    with refused(session, MilestoneMissing) as found, year.begin() as inner:
        pair.open(pair.follower, inner)
    assert isinstance(found.value, MilestoneAwaited)
    assert found.value.refused.vi == pair.follower.refused
    pair.reach()
    with year.begin() as inner:
        pair.open(pair.follower, inner)
    follows = rows(session, "SELECT previous_id FROM case_ WHERE kind = :k", k=pair.follower.key)
    assert follows == [(pair.first,)]
