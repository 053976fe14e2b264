"""A bloc-year played through the actions: what is not said otherwise is done as in the sample."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from types import MappingProxyType
from uuid import UUID, uuid4

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.cases import case_work, open_case
from server.actions.cases.case_work import OpenTask
from server.actions.deployment import deploy
from server.actions.installation.demonstration import add_accounts, set_up
from server.actions.people import delegate_post
from server.actions.steps import fire_timer
from server.actions.tasks import complete_task
from server.actions.tasks.complete_task import Act, CompletedTask
from server.actions.transaction import Begin
from server.config import ROOT
from server.demo.answers import Value
from server.demo.roles import PLAYS, Play
from server.demo.scene import Scene, TaskTurn
from server.domain.canonical import Json
from server.domain.deadlines import end_of_day, local_day
from server.domain.people.actors import Actor
from server.domain.people.delegations import EVERYTHING, Scope
from server.domain.people.posts import unit_of
from server.store import Session

PLAN = "bac-giang/khoi-vhxh1/2024"
SECOND = "bac-giang/khoi-tmth-mau/2024"
LEADER, DEPUTY, SCHOOL, PRESS, RADIO = UNITS = tuple(
    f"bac-giang/{code}" for code in ("so-khcn", "ban-dan-toc", "so-gddt", "so-tttt", "dai-ptth")
)
ADMINISTRATOR = "bac-giang/quan-tri/administrator"
BEGINS = datetime(2024, 11, 4, 2, 0, tzinfo=UTC)
STEP = timedelta(minutes=7)


def install(session: Session, *sources: str, now: datetime = BEGINS) -> list[str]:
    """Deploy the product's definitions, import bloc-years, give every post its account."""
    set_up(session, offset=timedelta(0))
    for key in deploy.keys(ROOT / "workflows"):
        files = deploy.collect(key, ROOT / "workflows", ROOT / "forms")
        deploy.deploy(session, key, files, actor=None, now=now)
    ids = []
    for source in sources:
        imported = import_bloc_year(session, source, actor=None, now=now)
        assert isinstance(imported, Imported), imported
        ids.append(imported.bloc_year_id)
    add_accounts(session, now=now)
    return ids


def savepoints(session: Session) -> Begin:
    """Answer transactions that are savepoints of one session: an error undoes its own act only."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with session.begin_nested():
            yield session

    return begin


def new_act(**changes: str) -> Act:
    """Make the key of a POST; `changes` make it another one's."""
    made = Act(key=uuid4().hex, endpoint="tasks.complete", body_hash="a" * 64)
    return replace(made, **changes)


def in_post(actor: Actor, post_id: str) -> Actor:
    """Answer the same person acting in another post of theirs; the posts before stay theirs."""
    unit = unit_of(post_id)
    return replace(
        actor,
        post_id=post_id,
        unit_id=unit,
        unit_ids=actor.unit_ids | {unit},
        positions=actor.positions | {post_id},
    )


@dataclass(slots=True, kw_only=True)
class Year:
    """One bloc-year under way; `answers` replace the sample's by element."""

    begin: Begin
    bloc_year_id: str = PLAN
    now: datetime = BEGINS
    simulated: bool = False
    answers: dict[str, Play] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    kind: str = ""
    scene: Scene = field(init=False)

    def open(
        self, kind: str, *, post: str = "", opening: Mapping[str, Json] = MappingProxyType({})
    ) -> UUID:
        """Open a case as the leader, or as another post; it is the one that is played next.

        `opening` is the value of the process's opening form.
        """
        with self.begin() as session:
            leader = open_case.leader_post(session, self.bloc_year_id, now=self.now)
            case_id = open_case.open_case(
                session,
                bloc_year_id=self.bloc_year_id,
                kind=kind,
                actor=case_work.holder_of(session, post or leader, now=self.now),
                now=self.tick(),
                opening=opening,
                simulated=self.simulated,
            )
        self.take_up(kind, case_id)
        return case_id

    def imported(self, source: str) -> None:
        """Import another version of a bloc-year's file, for the cases opened from now on."""
        with self.begin() as session:
            done = import_bloc_year(session, source, actor=None, now=self.tick())
        assert isinstance(done, Imported), done

    def take_up(self, kind: str, case_id: UUID) -> None:
        """Play a case that is there already."""
        rng = Random(1)  # noqa: S311 - no secret
        self.scene = Scene(begin=self.begin, case_id=case_id, rng=rng, simulated=self.simulated)
        with self.begin() as session:
            self.scene.rules = case_work.rules_of_case(session, case_id)
        self.cases[kind], self.kind = case_id, kind

    @property
    def case_id(self) -> UUID:
        """The case being played."""
        return self.cases[self.kind]

    def play(self, *until: str) -> "Year":
        """Complete what opens until only tasks of these elements are left."""
        while tasks := [task for task in self.tasks() if task.element not in until]:
            for task in tasks:
                self.complete(task)
        return self

    def through(self, kind: str, *until: str) -> "Year":
        """Open and play the cases of the year up to this one, and this one up to an element."""
        for each in ("evaluation", "award_review", "submission"):
            if each not in self.cases:
                self.open(each)
            self.play(*until) if each == kind else self.play()
            if each == kind:
                break
        return self

    def tasks(self, element: str = "") -> list[OpenTask]:
        """List the open tasks, of one element where it is named."""
        with self.begin() as session:
            found = case_work.open_tasks(session, self.case_id)
        return [task for task in found if element in {"", task.element}]

    def task(self, element: str, key: str | None = None) -> OpenTask:
        """Answer the one open task of an element, for a key where it is named."""
        (found,) = (task for task in self.tasks(element) if key is None or task.key == key)
        return found

    def holder(self, post_id: str) -> Actor:
        """Answer who holds a post."""
        with self.begin() as session:
            return case_work.holder_of(session, post_id, now=self.now)

    def value(self, task: OpenTask) -> Value:
        """Answer what the task's holder would hand in; its files are attached."""
        with self.begin() as session:
            actor = case_work.holder_of(session, task.post_id, now=self.now)
            play = self.answers.get(task.element, PLAYS.get(task.form))
            assert play is not None, task.form
            return play(TaskTurn(self.scene, session, task, actor, self.now))

    def lent(self, post_id: str, *, to: str, scope: Scope = EVERYTHING) -> Actor:
        """Let the holder of one post act for another, for ten days; answer who acts so."""
        owner, person = self.holder(post_id), self.holder(to)
        with self.begin() as session:
            delegation_id = delegate_post.delegate(
                session,
                person.person_id,
                first=local_day(self.now),
                last=local_day(self.now + timedelta(days=9)),
                document="01/GUQ",
                scope=scope,
                actor=owner,
                now=self.now,
            )
        return replace(
            person,
            post_id=post_id,
            unit_id=owner.unit_id,
            unit_ids=person.unit_ids | {owner.unit_id},
            on_behalf=owner.post_title,
            delegation_id=delegation_id,
            giver_id=owner.person_id,
            scope=scope,
        )

    def complete(
        self,
        task: OpenTask,
        value: Mapping[str, Json] | None = None,
        *,
        by: Actor | None = None,
        act: Act | None = None,
    ) -> CompletedTask:
        """Complete a task as its holder, or as somebody else, in one transaction."""
        now = self.tick()
        given = self.value(task) if value is None else value
        actor = by or self.holder(task.post_id)
        with self.begin() as session:
            done = complete_task.complete(
                session, task.id, actor=actor, value=given, act=act, now=now
            )
        self.scene.played(task)
        return done

    def do(
        self, element: str, value: Value | None = None, *, key: str | None = None
    ) -> CompletedTask:
        """Complete the one open task of an element."""
        return self.complete(self.task(element, key), value)

    def fire_due(self, at: datetime) -> list[bool]:
        """Let the time come, and fire what is due."""
        self.now = max(self.now, at)
        with self.begin() as session:
            due = fire_timer.due(session, now=self.now)
        fired = []
        for timer_id in due:
            with self.begin() as session:
                fired.append(fire_timer.fire(session, timer_id, now=self.now))
        return fired

    def after(self, deadline: str) -> datetime:
        """Return the first instant after a deadline of the case's rules."""
        day = self.scene.rules.deadline(deadline).last_day
        assert day is not None, deadline
        return end_of_day(day)

    def tick(self) -> datetime:
        """Let a little time pass."""
        self.now += STEP
        return self.now
