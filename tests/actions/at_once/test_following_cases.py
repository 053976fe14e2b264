"""A case that others rest on is not cancelled while they open: locks and commits are real."""

from functools import partial
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, open_case
from server.actions.deployment import deploy
from server.domain.administration.repairs import FollowedByCase
from server.domain.cases.opening import MilestoneAwaited, MilestoneMissing
from tests.actions.at_once.threads import crossed
from tests.actions.refused import refused
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, LEADER, PLAN, Year

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


def astray(year: Year) -> int:
    """Count the cases that follow one that is cancelled."""
    with year.begin() as session:
        ((number,),) = rows(session, FOLLOWERS)
    return int(number)


def test_a_case_is_not_opened_on_one_that_is_just_cancelled(running: Pair) -> None:
    came = crossed(
        running.year, first=running.cancel, meanwhile=partial(running.open, running.follower)
    )
    assert came == MilestoneAwaited.__name__
    assert astray(running.year) == 0


def test_a_case_is_not_cancelled_under_one_that_just_opens_on_it(running: Pair) -> None:
    came = crossed(
        running.year, first=partial(running.open, running.follower), meanwhile=running.cancel
    )
    assert came == FollowedByCase.__name__
    assert astray(running.year) == 0


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
