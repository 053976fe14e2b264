"""The year's cases as `cases.toml` has them: those played by people's own acts, and those ready."""

import json
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from importlib.resources import files
from random import Random
from uuid import UUID

from server.actions.cases import case_work, open_case
from server.actions.cases.case_work import OpenTask
from server.actions.steps import fire_timer
from server.actions.tasks import complete_task
from server.actions.transaction import Begin
from server.demo.answers import Value
from server.demo.scene import Scene, TaskTurn
from server.demo.simulate import OPENS, STEP, VIETNAM, in_office_hours
from server.demo.taken_values import filled_in

FILE = "cases.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStep:
    """What comes next in a case: tasks of an element are done, or a day comes to its end."""

    task: str = ""
    key: str | None = None
    value: Value = field(default_factory=dict)
    files: tuple[str, ...] = ()
    wait: date | None = None

    def meant(self, task: OpenTask) -> bool:
        """Tell whether a task is one of those this step does."""
        return task.element == self.task and self.key in {None, task.key}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCase:
    """A case to play: by whom it is opened, when, with what, and how it goes on."""

    kind: str
    post: str
    begins: date
    opening: Value
    steps: tuple[SampleStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyCase:
    """A case that is only opened: by whom, with what."""

    kind: str
    post: str
    opening: Value


def sample_cases(text: str = "") -> tuple[SampleCase, ...]:
    """Read the cases of a text, those of the demonstration where there is none."""
    return tuple(_case(row) for row in _read(text)["cases"])


def later_cases() -> tuple[SampleCase, ...]:
    """Read the cases that are played after the simulated year-end, where their steps leave them."""
    return tuple(_case(row) for row in _read("")["later"])


def ready_cases() -> tuple[ReadyCase, ...]:
    """Read the cases that the demonstration opens for its visitors."""
    return tuple(
        ReadyCase(kind=row["kind"], post=row["post"], opening=row.get("opening", {}))
        for row in _read("")["ready"]
    )


def _read(text: str) -> Value:
    """Read a text, or the demonstration's file; days are written as forms write them."""
    written = text or (files("server.demo") / FILE).read_text(encoding="utf-8")
    found: Value = json.loads(json.dumps(tomllib.loads(written), default=date.isoformat))
    return found


@dataclass(slots=True, kw_only=True)
class Playing:
    """Sample cases being played in a bloc-year, one act a transaction; `now` is the last act's."""

    begin: Begin
    bloc_year_id: str
    simulated: bool = True
    now: datetime = field(init=False)

    def play(self, case: SampleCase) -> UUID:
        """Open a case and go its steps; raises LookupError for a step nobody has a task for."""
        self.now = datetime.combine(case.begins, OPENS, VIETNAM).astimezone(UTC)
        scene = Scene(begin=self.begin, case_id=self._open(case), rng=Random(0))  # noqa: S311
        for step in case.steps:
            if step.wait is not None:
                self._wait(scene, step.wait)
            else:
                self._do(scene, step)
        return scene.case_id

    def _open(self, case: SampleCase) -> UUID:
        with self.begin() as session:
            return open_case.open_case(
                session,
                bloc_year_id=self.bloc_year_id,
                kind=case.kind,
                actor=case_work.holder_of(session, case.post, now=self.now),
                now=self._tick(),
                opening=case.opening,
                simulated=self.simulated,
            )

    def _do(self, scene: Scene, step: SampleStep) -> None:
        with self.begin() as session:
            tasks = [t for t in case_work.open_tasks(session, scene.case_id) if step.meant(t)]
        if not tasks:
            raise LookupError(step.task)
        for task in tasks:
            now = self._tick()
            with self.begin() as session:
                actor = case_work.holder_of(session, task.post_id, now=now)
                turn = TaskTurn(scene, session, task, actor, now)
                for kind in step.files:
                    turn.attach(kind=kind, subject="")
                value = filled_in(turn, step.value)
                complete_task.complete(session, task.id, actor=actor, value=value, now=now)

    def _wait(self, scene: Scene, day: date) -> None:
        """Let a day end, and fire what is due in the case at midnight."""
        self.now = datetime.combine(day, time.max, VIETNAM).astimezone(UTC) + STEP
        with self.begin() as session:
            due = fire_timer.due(session, now=self.now, case_id=scene.case_id)
        for timer in due:
            with self.begin() as session:
                fire_timer.fire(session, timer, now=self.now)

    def _tick(self) -> datetime:
        self.now = in_office_hours(self.now + STEP)
        return self.now


def _case(row: Value) -> SampleCase:
    return SampleCase(
        kind=row["kind"],
        post=row["post"],
        begins=date.fromisoformat(row["begins"]),
        opening=row.get("opening", {}),
        steps=tuple(_step(step) for step in row["steps"]),
    )


def _step(row: Value) -> SampleStep:
    wait = row.get("wait")
    return SampleStep(
        task=row.get("task", ""),
        key=row.get("key"),
        value=row.get("value", {}),
        files=tuple(row.get("files", ())),
        wait=date.fromisoformat(wait) if wait else None,
    )
