"""F26: a random soup of acts, right and wrong ones, against the actions; P1-P6 hold all along."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session

from server.actions import claim_task, complete_task, suspend_case, take_back
from server.actions.case_work import OpenTask
from server.actions.check_soundness import check
from server.demo.answers import Value
from server.domain.people import Actor
from server.domain.refusals import Refusal
from tests.actions.year import Year, new_act, savepoints
from tests.conftest import Database
from tests.faults.conftest import Say

ADMIN = "bac-giang/quan-tri/administrator"
KINDS = ("evaluation", "award_review", "submission")
PLACE = st.integers(0, 9)


class Soup(RuleBasedStateMachine):
    """One year, in a transaction that is undone; every rule is an act that may be refused."""

    engine: ClassVar[Engine]
    steps: ClassVar[int] = 0
    reached: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        connection = self.opened.enter_context(self.engine.connect())
        self.opened.callback(connection.begin().rollback)
        session = Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        )
        self.year = Year(begin=savepoints(self.opened.enter_context(session)))
        self.year.open(KINDS[0])
        self.done: list[tuple[OpenTask, complete_task.Act, Actor, Value]] = []

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            self.opened.close()

    def look(self) -> None:
        """Every promise holds."""
        with self.year.begin() as session:
            assert check(session, now=self.year.now) == []

    def act(self, act: Callable[[Session], object]) -> None:
        """Do something; a refusal changes nothing."""
        type(self).steps += 1
        with suppress(Refusal), self.year.begin() as session:
            act(session)

    def task(self, place: int) -> OpenTask | None:
        tasks = self.year.tasks()
        return tasks[place % len(tasks)] if tasks else None

    @rule(place=PLACE)
    def complete_as_the_holder(self, place: int) -> None:
        task, act = self.task(place), new_act()
        if task is None:
            self.next_case()
            return
        type(self).steps += 1
        with suppress(Refusal):
            value, actor = self.year.value(task), self.year.holder(task.post_id)
            self.year.complete(task, value, by=actor, act=act)
            self.done.append((task, act, actor, value))
            self.reached.add(task.element)

    def next_case(self) -> None:
        """Open the next case of the year once the one before has ended."""
        following = [kind for kind in KINDS if kind not in self.year.cases]
        if following:
            with suppress(Refusal):
                self.year.open(following[0])

    @rule(count=st.integers(5, 25))
    def go_on(self, count: int) -> None:
        for place in range(count):
            self.complete_as_the_holder(place)

    @rule(place=PLACE, other=PLACE)
    def complete_as_somebody_else(self, place: int, other: int) -> None:
        task, foreign = self.task(place), self.task(other)
        if task is None or foreign is None:
            return
        value, actor = self.year.value(task), self.year.holder(foreign.post_id)
        now = self.year.tick()
        self.act(lambda s: complete_task.complete(s, task.id, actor=actor, value=value, now=now))

    @rule(place=PLACE, changed=st.booleans())
    def send_again(self, place: int, changed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
        if not self.done:
            return
        task, act, actor, value = self.done[-1 - place % len(self.done)]
        key = act if not changed else new_act(key=act.key, body_hash="b" * 64)
        now = self.year.tick()
        self.act(
            lambda s: complete_task.complete(
                s,
                task.id,
                actor=actor,
                value=value,
                act=key,
                now=now,
            )
        )

    @rule(place=PLACE)
    def take_back(self, place: int) -> None:
        if self.done:
            task, _, actor, _ = self.done[-1 - place % len(self.done)]
            now = self.year.tick()
            self.act(lambda s: take_back.take_back(s, task.id, actor=actor, now=now))

    @rule(place=PLACE)
    def claim(self, place: int) -> None:
        task = self.task(place)
        if task is not None:
            actor, now = self.year.holder(task.post_id), self.year.tick()
            self.act(lambda s: claim_task.claim(s, task.id, actor=actor, now=now))

    @rule(days=st.integers(0, 40))
    def let_time_pass(self, days: int) -> None:
        type(self).steps += 1
        self.year.fire_due(self.year.now + timedelta(days=days))

    @rule()
    def hold_up_and_go_on(self) -> None:
        admin, now, case_id = self.year.holder(ADMIN), self.year.tick(), self.year.case_id
        for change in (suspend_case.suspend, suspend_case.resume):
            self.act(lambda s, do=change: do(s, case_id, reason="Thử.", actor=admin, now=now))  # type: ignore[misc]

    @rule()
    def every_promise_holds(self) -> None:
        self.look()


def soup(database: Database, *, examples: int, steps: int) -> str:
    """Cook; say how many acts were tried, and how far they came."""
    Soup.engine, Soup.steps = create_engine(database.url, poolclass=NullPool), 0
    run_state_machine_as_test(
        Soup,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return f"{Soup.steps} acts, {len(Soup.reached)} kinds of tasks completed"


@pytest.mark.fault("F26", "a random soup of acts, a spoonful")
def test_a_little_soup(database: Database, say: Say) -> None:
    say(soup(database, examples=3, steps=12))


@pytest.mark.faults
@pytest.mark.fault("F26", "a random soup of acts")
def test_a_pot_of_soup(database: Database, say: Say) -> None:
    say(soup(database, examples=150, steps=50))
