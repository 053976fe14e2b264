"""A random soup of acts of those who do the work: right ones and wrong ones, in any order."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.installation import housekeeping
from server.actions.tasks import (
    add_comment,
    attach_file,
    complete_task,
    recall_task,
    save_draft,
)
from server.demo.answers import Value
from server.demo.scene import PDF
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import unit_of
from server.domain.refusals import Refusal
from server.domain.tasks.drafts import Seen
from tests.worlds.worker import checked
from tests.worlds.year import Year, new_act, savepoints

KINDS = ("evaluation", "award_review", "submission")
PLACE = st.integers(0, 9)


class Kettle(RuleBasedStateMachine):
    """One year, in a transaction that is undone; every rule is an act that may be refused.

    `steps` counts the acts tried, `done` by name those that were not refused.
    """

    engine: ClassVar[Engine]
    steps: ClassVar[int] = 0
    done: ClassVar[set[str]] = set()

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
        self.kept = local_day(self.year.now)
        self.handed_in: list[tuple[OpenTask, complete_task.Act, Actor, Value]] = []

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            self.opened.close()

    def look(self) -> None:
        """Every invariant holds, once the worker has done what came due by the way."""
        self.work(self.year.now)
        with self.year.begin() as session:
            found = checked(session, now=self.year.now)
        assert found == [], found

    def work(self, at: datetime) -> list[bool]:
        """Let the time come: the worker fires what is due, and keeps house once a night."""
        fired = self.year.fire_due(at)
        if (today := local_day(self.year.now)) > self.kept:
            with self.year.begin() as session:
                for part in housekeeping.parts().values():
                    part(session, self.year.now)
            self.kept = today
        return fired

    def act(self, name: str, act: Callable[[Session], object]) -> None:
        """Do something; a refusal changes nothing."""
        type(self).steps += 1
        with suppress(Refusal):
            with self.year.begin() as session:
                act(session)
            self.done.add(name)

    def task(self, place: int) -> OpenTask | None:
        """Choose one of the open tasks."""
        tasks = self.year.tasks()
        return tasks[place % len(tasks)] if tasks else None

    def with_holder(self, place: int) -> tuple[OpenTask, Actor] | None:
        """Choose one of the open tasks, and who holds its post."""
        task = self.task(place)
        return (task, self.year.holder(task.post_id)) if task else None

    @rule(place=PLACE)
    def complete_as_the_holder(self, place: int) -> None:
        chosen = self.with_holder(place)
        if chosen is None:
            self.next_case()
            return
        self.complete(*chosen)

    def complete(self, task: OpenTask, actor: Actor, name: str = "complete") -> None:
        """Hand in what the sample would."""
        act = new_act()
        type(self).steps += 1
        with suppress(Refusal):
            value = self.year.value(task)
            self.year.complete(task, value, by=actor, act=act)
            self.handed_in.append((task, act, actor, value))
            self.done.update({name, f"task {task.element}"})

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
        if task is not None and foreign is not None and foreign.post_id != task.post_id:
            before = len(self.handed_in)
            self.complete(task, self.year.holder(foreign.post_id))
            assert len(self.handed_in) == before, "nobody does another's work"

    @rule(place=PLACE, changed=st.booleans())
    def send_again(self, place: int, changed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
        if not self.handed_in:
            return
        task, act, actor, value = self.handed_in[-1 - place % len(self.handed_in)]
        key = act if not changed else new_act(key=act.key, body_hash="b" * 64)
        now = self.year.tick()
        self.act(
            "send again",
            lambda s: complete_task.complete(
                s, task.id, actor=actor, value=value, act=key, now=now
            ),
        )

    @rule(place=PLACE)
    def take_back(self, place: int) -> None:
        if self.handed_in:
            task, _, actor, _ = self.handed_in[-1 - place % len(self.handed_in)]
            now = self.year.tick()
            self.act("take back", lambda s: recall_task.take_back(s, task.id, actor=actor, now=now))

    @rule(place=PLACE)
    def write_beside_it(self, place: int) -> None:
        """Keep a draft, add a file, and say something that names a post."""
        chosen = self.with_holder(place)
        if chosen is None:
            return
        (task, actor), now = chosen, self.year.tick()
        content, seen = {"comment": "Đang làm."}, Seen()
        self.act(
            "draft",
            lambda s: save_draft.save(s, task.id, actor=actor, content=content, seen=seen, now=now),
        )
        subject = self.year.scene.rules.score_table.sections[0].criteria[0].id
        self.act(
            "file",
            lambda s: attach_file.attach(
                s,
                task.id,
                actor=actor,
                kind="evidence",
                subject=subject,
                file_name="a.pdf",
                data=PDF,
                now=now,
            ),
        )
        named = [f"{unit_of(task.post_id)}/head"]
        self.act(
            "comment",
            lambda s: add_comment.add(
                s, task.id, actor=actor, text="Xin xem.", now=now, named=named
            ),
        )

    @rule(days=st.integers(0, 40))
    def let_time_pass(self, days: int) -> None:
        type(self).steps += 1
        if any(self.work(self.year.now + timedelta(days=days))):
            self.done.add("timer")

    @rule()
    def every_promise_holds(self) -> None:
        self.look()
