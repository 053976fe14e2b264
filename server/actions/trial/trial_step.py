"""One step of a case that is tried, and what it leads to until nothing moves any more.

Messages go as `server.actions.steps.routing` lets them go, waits go on and cases close as there;
but what stands there in rows stands here in memory.
"""

from collections import deque
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from server import engine
from server.actions.definitions import row_sets
from server.actions.definitions.deployed import Deployed
from server.actions.steps.title_holes import carried
from server.actions.trial.engine_calls import EngineCalls, Script
from server.actions.trial.filling import Filling
from server.actions.trial.titles import TaskWords
from server.actions.trial.trial_case import (
    DAY,
    Expectation,
    TrialCase,
    TrialInstance,
    TrialTask,
)
from server.domain.administration.repairs import CaseState
from server.domain.canonical import Json
from server.domain.manifest import Completion, Passed, reached
from server.engine import Destination, Effect, Kind, Moved, Thrown

MOST_WAITS: Final = 10
"""So many waits go on in one step: beyond that, a loop asks nobody anything."""
MOST_GUESSED_WAITS: Final = 2
"""The same where answers of operations are guessed: a loop may be one that never comes."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a step shows to be wrong: the rule, the element, and what fills the rule's words."""

    rule: str
    element: str
    holes: Mapping[str, str] = field(default_factory=dict, hash=False)


class TrialStep:
    """A step under way on a copy of a case."""

    def __init__(
        self, model: Deployed, calls: EngineCalls, words: TaskWords, case: TrialCase, script: Script
    ) -> None:
        self.model = model
        self.definition = model.definition
        self.calls = calls
        self.words = words
        self.case = case
        self.script = script
        self.thrown: deque[tuple[TrialInstance, Thrown]] = deque()
        self.ended: list[TrialInstance] = []
        self.passed: list[tuple[str, str]] = []
        self.opened: list[tuple[TrialInstance, TrialTask]] = []
        self.troubles: list[Trouble] = []
        self.completion: Completion | None = None
        calls.on(case.today)

    def open(self) -> None:
        """Start the main process."""
        self._start(self.definition.main, "", 1, on=None, payload=None, told={})
        self._settle()

    def complete(self, instance: TrialInstance, task: TrialTask, filling: Filling) -> None:
        """Complete a task with a form that is filled in."""
        self.completion = Completion(
            element=task.element, outcome=filling.outcome, key=instance.key
        )
        self._approve(instance, task)
        moved = self.calls.complete(instance.doc, task.id, filling.routes, self.script)
        self._moved(instance, moved)
        self._settle()

    def fire(self, instance: TrialInstance, element: str, due: str) -> None:
        """Let the day of a timer end, or its moment come."""
        day, moment = date.fromisoformat(due[:DAY]), len(due) > DAY
        self.case.today = max(self.case.today, day if moment else day + timedelta(days=1))
        self.calls.on(self.case.today)
        moved = self.calls.fire(instance.doc, element, self.script)
        if moved is not None:
            self._moved(instance, moved)
        self._settle()

    def _settle(self) -> None:
        again, times = True, 0
        while again:
            while self.thrown or self.ended:
                if self.thrown:
                    self._route(*self.thrown.popleft())
                else:
                    self._arrive(self.ended.pop())
            again, times = self._go_on(), times + 1
            if times > (MOST_GUESSED_WAITS if self.script.choices else MOST_WAITS):
                raise engine.TooManyLaps(self.definition.main, MOST_WAITS)
        self._reach_milestones()
        self._close()

    def _approve(self, instance: TrialInstance, task: TrialTask) -> None:
        """Note what is to be approved now, and what has been."""
        approving = {
            each.id for each in self.definition.elements.values() if each.approves == task.element
        }
        judged = {task.element, *engine.approving_instead(self.definition, task.element)}
        still = {(place, name) for place, name in self.case.unapproved
                 if place != instance.place or name not in judged}  # fmt: skip
        self.case.unapproved = frozenset(still | {(instance.place, each) for each in approving})

    def _start(  # noqa: PLR0913 - one start, named part by part
        self,
        process: str,
        key: str,
        round_: int,
        *,
        on: str | None,
        payload: Json,
        told: Mapping[str, Json],
    ) -> None:
        facts = self.words.facts(self.case, process, key, round_)
        moved = self.calls.start(process, {**told, **facts}, self.script, on=on, payload=payload)
        begun = TrialInstance(process, key, round_, running=True, doc="")
        self._moved(begun, moved)

    def _moved(self, before: TrialInstance, moved: Moved) -> None:
        """Take over what the engine says of one instance."""
        now = replace(before, running=not moved.done, doc=moved.doc, armed=moved.armed, tasks=())
        open_before = {task.id: task for task in before.tasks}
        tasks = []
        for each in moved.tasks:
            task = open_before.get(each.id) or self.words.opened(self.case, now, each)
            tasks.append(task)
            if each.id not in open_before:
                self.opened.append((now, task))
        now = replace(now, tasks=tuple(tasks))
        self.case.instances[now.place] = now
        self.passed += [(element, now.key) for element in moved.passed]
        self.thrown.extend((now, each) for each in moved.thrown)
        process = self.definition.processes[now.process]
        if moved.done:
            self._ended_unapproved(now, self._called_off_by(moved))
            if process.each:
                self.ended.append(now)

    def _ended_unapproved(self, instance: TrialInstance, called_off_by: Collection[str]) -> None:
        """Name what was never approved, but what an end in a branch beside it has called off."""
        gone = {each for each in self.case.unapproved if each[0] == instance.place}
        self.case.unapproved -= gone
        for _, name in sorted(gone):
            approved = self.definition.elements[name].approves or ""
            if any(self._beside(each, approved) for each in called_off_by):
                continue
            self.troubles.append(Trouble("TRY-BYPASS", name, {"approves": approved}))

    def _called_off_by(self, moved: Moved) -> Collection[str]:
        """Name what led to an end that ended all."""
        ends = {name for name in moved.passed if self.definition.elements[name].terminates}
        led = {flow.source for flow in self.definition.scopes.ways if flow.target in ends}
        return led & set(moved.passed)

    def _beside(self, one: str, other: str) -> bool:
        """Tell whether two elements stand in two branches of one split."""
        branch = dict(self.definition.paths[one])
        return any(branch.get(split, at) != at for split, at in self.definition.paths[other])

    def _route(self, sender: TrialInstance, thrown: Thrown) -> None:  # noqa: C901 - one branch an effect
        for to in engine.destinations(self.definition, sender.process, thrown.element):
            match to.effect:
                case Effect.WITHDRAW:
                    self._withdraw(to.process, thrown.to)
                case Effect.BEGIN_EACH:
                    keys = self._recipients(sender, to.each, thrown)
                    self._fan_out(sender, to, keys, thrown.payload)
                case Effect.REACH_EACH:
                    keys = self._recipients(sender, to.each, thrown)
                    self._reach(sender, keys, to.element, thrown.payload)
                case Effect.ARRIVE:
                    self._arrive(sender)
                case Effect.BEGIN:
                    self._begin(to.process, to.element, thrown.payload)
                case Effect.REACH:
                    self._reach(sender, [""], to.element, thrown.payload)

    def _recipients(self, sender: TrialInstance, each: str, thrown: Thrown) -> list[str]:
        if thrown.to is not None:
            return [*thrown.to]
        entry = self.model.manifest.sets.get(each)
        if entry is not None and entry.rows:
            return [*row_sets.members(self.model.manifest, each, sender.doc)]
        if entry is not None and entry.chosen:
            raise engine.BadRecipients(thrown.element)
        return [*self.words.filler.members(each)]

    def _begin(self, process: str, on: str, payload: Json) -> None:
        before = self.case.instances.get((process, ""))
        if before is not None and before.running:
            raise engine.AskedTwice(process, ("",))
        times = before.round + 1 if before else 1
        self._start(process, "", times, on=on, payload=payload, told={})

    def _fan_out(
        self, sender: TrialInstance, to: Destination, keys: Collection[str], payload: Json
    ) -> None:
        if again := [each.key for each in self.case.running(to.process, keys)]:
            raise engine.AskedTwice(to.process, tuple(sorted(again)))
        rows = self.case.expected.setdefault(to.process, {})
        for key in keys or [""]:
            rows[key] = Expectation(rows[key].round + 1 if key in rows else 1, open=bool(key))
        told = carried(self.model.manifest, to.each, sender.doc)
        members = row_sets.members(self.model.manifest, to.each, sender.doc)
        for key in keys:
            said = row_sets.told(payload, members.get(key))
            self._start(to.process, key, rows[key].round, on=to.element, payload=said, told=told)

    def _reach(
        self, sender: TrialInstance, keys: Collection[str], target: str, payload: Json
    ) -> None:
        element = self.definition.elements[target]
        by = engine.Sender(sender.process, sender.key)
        for instance in self.case.running(element.process, keys):
            armed = {each.element for each in instance.armed}
            if target in armed or element.kind == Kind.CATCH:
                with suppress(engine.NotArmed):
                    moved = self.calls.deliver(instance.doc, target, payload, by, self.script)
                    self._moved(instance, moved)

    def _withdraw(self, process: str, keys: Collection[str] | None) -> None:
        several = keys if keys is not None else [key for name, key in self.case.instances
                                                 if name == process]  # fmt: skip
        gone = self.case.running(process, several)
        for instance in gone:
            self._take_out(instance)
        self.case.arrive(process, [each.key for each in gone])

    def _take_out(self, instance: TrialInstance) -> None:
        self.case.instances[instance.place] = replace(instance, running=False, armed=(), tasks=())
        gone = {each for each in self.case.unapproved if each[0] == instance.place}
        self.case.unapproved -= gone

    def _arrive(self, sender: TrialInstance) -> None:
        self.case.arrive(sender.process, [sender.key])

    def _go_on(self) -> bool:
        """Let one wait go on that has all it waits for; tell whether one did."""
        for instance in [*self.case.instances.values()]:
            armed = [each.element for each in instance.armed if instance.running]
            for name in engine.waits_for_all(self.definition, armed):
                still, times = self.case.awaited(self.definition.awaited(name))
                told = engine.going_on(
                    self.definition, instance.doc, name, still=still, asked=times
                )
                if told is not None:
                    by = engine.Sender()
                    moved = self.calls.deliver(instance.doc, name, told, by, self.script)
                    self._moved(instance, moved)
                    return True
        return False

    def _reach_milestones(self) -> None:
        passed = (Passed(element=element, key=key) for element, key in self.passed)
        found = reached(self.model.manifest, self.completion, passed)
        now = {(each.milestone, each.key) for each in found if not each.others}
        self.case.milestones |= now

    def _close(self) -> None:
        """Close the case where its main process is done and nobody is at work."""
        main = self.case.instances.get((self.definition.main, ""))
        if main is None or main.running:
            return
        others = [each for each in self.case.instances.values() if each.running]
        if self.case.state is CaseState.OPEN:
            self._unheard(others)
        self.case.state = CaseState.ENDING
        if any(self._works(each) for each in others):
            return
        for each in others:
            self._take_out(each)
        self.case.state = CaseState.CLOSED

    def _works(self, instance: TrialInstance) -> bool:
        timers = (self.definition.elements[each.element].timer for each in instance.armed)
        return bool(instance.tasks) or any(timers)

    def _unheard(self, others: Collection[TrialInstance]) -> None:
        """Name the tasks whose outcome the main process would have to hear, and that it left."""
        for instance in others:
            for task in instance.tasks:
                if self.words.tells(task.element, self.definition.main):
                    self.troubles.append(Trouble("TRY-OPEN", task.element))
