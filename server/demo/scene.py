"""A case being played, and one turn in it: the task, who does it and when."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from server.actions.cases.case_work import (
    Actor,
    CaseRules,
    OpenTask,
    Session,
)
from server.actions.tasks import attach_file, read_task
from server.actions.tasks.read_task import TaskPage
from server.actions.transaction import Begin
from server.demo.answers import Value

PDF = (Path(__file__).parent / "sample.pdf").read_bytes()
"""A page that says that it is a sample."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """One case being played, and what has happened in it so far."""

    begin: Begin
    case_id: UUID
    rng: Random
    simulated: bool = False
    rules: CaseRules = field(init=False)
    seen: dict[str, int] = field(default_factory=dict)

    def played(self, task: OpenTask) -> None:
        """Count how often an element was done for a key."""
        name = f"{task.element}/{task.key}"
        self.seen[name] = self.seen.get(name, 0) + 1

    def first(self, task: OpenTask) -> bool:
        """Tell whether the element is done for this key for the first time."""
        return f"{task.element}/{task.key}" not in self.seen

    def unit(self, place: int) -> str:
        """Return a unit by its place in the roster, counted round."""
        return self.rules.units[place % len(self.rules.units)].id


@dataclass(frozen=True, slots=True)
class TaskTurn:
    """One task to play: where, by whom, when."""

    scene: Scene
    session: Session
    task: OpenTask
    actor: Actor
    now: datetime

    def asked(self, value: Value) -> Value:
        """Leave out what the task's form does not ask: what the bloc's register says."""
        page = read_task.read(self.session, self.task.id, actor=self.actor, now=self.now)
        return _asked(page, value, "")

    def attach(self, *, kind: str, subject: str) -> None:
        """Attach a sample file to the task."""
        attach_file.attach(
            self.session,
            self.task.id,
            actor=self.actor,
            kind=kind,
            subject=subject,
            file_name=f"mo-phong-{kind}.pdf",
            data=PDF,
            now=self.now,
        )


def _asked(page: TaskPage, value: Value, above: str) -> Value:
    return {
        name: _asked(page, each, f"{above}{name}.") if isinstance(each, dict) else each
        for name, each in value.items()
        if page.form.find(f"{above}{name}") is not None
    }
