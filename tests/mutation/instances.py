"""The instances of a case that is played: how they begin, and what a step makes of them."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import opening_form, opening_routes
from server.actions.deployment.conventions import names_for
from server.actions.steps.opening import post_of
from server.domain.blocs.rules import CaseRules
from server.domain.manifest.outline import OPENING
from server.engine import JSON, Moved
from tests.mutation.filling import NOW, TODAY, RandomFiller
from tests.mutation.troubles import Trouble, Watch


@dataclass(eq=False)
class Instance:
    """One process at work for a key."""

    process: str
    key: str
    moved: Moved
    status: str = "running"

    @property
    def works(self) -> bool:
        """Whether somebody has a task in it, or a timer of it may fire."""
        return self.status == "running" and bool(self.moved.tasks or self.timers)

    @property
    def timers(self) -> list[str]:
        return [each.element for each in self.moved.armed if each.due]


@dataclass
class Expectation:
    """Whether one who was asked has come in, and how often it was asked."""

    times: int = 0
    open: bool = False


@dataclass
class Instances:
    """What runs of a case, what it has thrown, and whom it awaits."""

    model: Deployed
    rules: CaseRules
    filler: RandomFiller
    watch: Watch
    opening: Mapping[str, JSON] = field(default_factory=dict)
    instances: list[Instance] = field(default_factory=list)
    thrown: deque[tuple[Instance, engine.Thrown]] = field(default_factory=deque)
    ended: list[Instance] = field(default_factory=list)
    expected: dict[tuple[str, str], Expectation] = field(default_factory=dict)
    opener: str = ""

    def opening_facts(self) -> dict[str, JSON]:
        return opening_routes(opening_form(self.model), self.opening)

    def start(  # noqa: PLR0913, PLR0917 - one start, named part by part
        self,
        process: str,
        key: str,
        round_: int,
        on: str | None,
        payload: JSON,
        told: Mapping[str, JSON],
    ) -> Instance:
        facts = {**told, **self._facts(process, key, round_)}
        moved = engine.start(
            self.model.definition, process, facts, self.operate, on=on, payload=payload, now=NOW
        )
        instance = Instance(process, key, Moved(doc="", done=False))
        self.instances.append(instance)
        self.took(instance, moved)
        return instance

    def _facts(self, process: str, key: str, round_: int) -> dict[str, JSON]:
        read = self.model.definition.facts[process]
        known: dict[str, JSON] = {
            "key": key,
            "round": round_,
            "mode": self.filler.chance.choice(["open", "paper"]),
            "units": [unit.id for unit in self.rules.units],
            "deadlines": {
                each.id: each.last_day.isoformat() if each.last_day else None
                for each in self.rules.deadlines
            },
            "year": self.rules.year,
            "opened_on": TODAY.isoformat(),
            "opened_by": self.opener,
            OPENING: self.opening_facts(),
        }
        return {name: value for name, value in known.items() if name in read}

    def operate(self, name: str, _given: Mapping[str, JSON], _vars: Mapping[str, JSON]) -> JSON:
        return self.filler.answer(names_for(self.model.key).operations[name])

    def took(self, instance: Instance, moved: Moved) -> None:
        before = {task.id for task in instance.moved.tasks}
        instance.moved = moved
        instance.status = "done" if moved.done else "running"
        for task in moved.tasks:
            if task.id not in before:
                self._has_post(instance, task)
                self.watch.opens_task(self, instance, task.element)
        self.watch.moved(self.model, instance)
        self.thrown.extend((instance, each) for each in moved.thrown)
        if moved.done and self.model.definition.processes[instance.process].each:
            self.ended.append(instance)

    def _has_post(self, instance: Instance, task: engine.WaitingTask) -> None:
        opener, doc = self.opener, instance.moved.doc
        about = self.model.manifest.open.about(opener)
        if not post_of(task.role, instance.key, self.rules, opener=opener, about=about, doc=doc):
            raise Trouble("no post", f"{task.element}: {task.role} of {instance.key}")
