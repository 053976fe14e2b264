"""One step of a case: the engine moves, messages become rows, everything is written at the end.

The case's row is locked before a step begins. Instances change in memory; messages are routed along
the drawn flows until nothing moves; then everything is written and, last, history.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from server import engine
from server.actions.definitions.deployed import (
    deployed,
    rules_of,
)
from server.actions.steps import (
    closing,
    duties,
    milestones,
    moves,
    notifications,
    numbering,
    operations,
)
from server.actions.steps.case_facts import case_facts
from server.actions.steps.opening import due_of, post_of, task_row
from server.actions.steps.step_state import StepState
from server.domain.administration.repairs import CaseBroken, CaseState
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import InstanceRow, LockedCase
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.steps import steps
from server.store.tasks.acts import ActRow


class Step(StepState):
    """What one act does to one case; `flush` writes it."""

    @classmethod
    def on(
        cls, session: Session, case: LockedCase, *, actor: Actor | None, now: datetime
    ) -> "Step":
        """Begin a step on a locked case."""
        return cls(
            session=session,
            case=case,
            rules=rules_of(session, case.rules_digest),
            deployed=deployed(session, case.definition_hash),
            actor=actor,
            now=now,
        )

    def start(  # noqa: PLR0913 - one start, named part by part
        self,
        process: str,
        key: str,
        round_: int,
        on: str | None,
        payload: Json,
        *,
        told: Mapping[str, Json] = MappingProxyType({}),
    ) -> InstanceRow:
        """Start an instance of a process for a key, on a start message where there is one.

        `told` it knows beside what its process reads of the case.
        """
        instance = InstanceRow(
            id=new_id(self.now),
            definition_hash=self.deployed.hash,
            process=process,
            key=key,
            round=round_,
            status="running",
            version=0,
            armed=[],
            doc="",
            engine_version=engine.ENGINE_VERSION,
        )
        self.hold(instance)
        self.new.add(instance.id)
        duties.begin(self, instance)
        definition, facts = self.deployed.definition, case_facts(self, process, key, round_)
        does = self._operations(instance)
        moved = engine.start(
            definition, process, {**told, **facts}, does, on=on, payload=payload, now=self.moment
        )
        self._moved(instance, moved)
        return instance

    def complete(self, instance: InstanceRow, task_id: str, result: Mapping[str, Json]) -> None:
        """Complete a person's task; raises the engine's NotReady."""
        instance.open.discard(task_id)
        operations = self._operations(instance)
        model, doc = self._state(instance)
        moved = engine.complete(model, doc, task_id, dict(result), operations, now=self.moment)
        self._moved(instance, moved)

    def set_back(self, instance: InstanceRow, task_id: str, target: str) -> None:
        """Take an open task's token back to an earlier task; raises the engine's NotReady."""
        operations = self._operations(instance)
        model, doc = self._state(instance)
        moved = engine.set_back(model, doc, task_id, target, operations, now=self.moment)
        self._moved(instance, moved)
        self.closed[task_id]["note"] = self.note

    def deliver(
        self,
        instance: InstanceRow,
        element: str,
        payload: Json,
        *,
        sender: InstanceRow | None = None,
    ) -> None:
        """Deliver a message to one element, or have it kept there; raises the engine's NotArmed."""
        (model, doc), operations = self._state(instance), self._operations(instance)
        by = engine.Sender(sender.process, sender.key) if sender else engine.Sender()
        moved = engine.deliver(model, doc, element, payload, operations, sender=by, now=self.moment)
        self._moved(instance, moved)

    def fire(self, instance: InstanceRow, element: str) -> bool:
        """Fire a timer; False where it is late and the process has gone on."""
        (model, doc), operations = self._state(instance), self._operations(instance)
        self.fired.add((instance.id, element))
        moved = engine.fire(model, doc, element, operations, now=self.moment)
        if moved is not None:
            self._moved(instance, moved)
        return moved is not None

    def extend(self, instance: InstanceRow, path: tuple[str, str], day: str) -> int:
        """Write an extended day into an instance that knows it; return how many timers follow."""
        model, doc = self._state(instance)
        if not engine.knows(doc, path):
            return 0
        before = {each.element: each.due for each in engine.waiting(model, doc).armed}
        moved = engine.extend(model, doc, path, day)
        self._moved(instance, moved)
        return sum(each.due != before[each.element] for each in moved.armed)

    def recount(self, instance: InstanceRow, own: str) -> None:
        """Let an instance count working days by these own days of its province from now on."""
        model, doc = self._state(instance)
        self._moved(instance, engine.recount(model, doc, own))

    def withdraw(self, process: str, keys: Collection[str] | None, *, by: str) -> list[str]:
        """Take out what runs of a process, for these keys or for all; no instance goes on.

        `by` is the element whose message does. Returns the keys that did run; the others had
        arrived before.
        """
        rows = cases.running(self.session, self.case.id, process, keys)
        for instance in map(self.hold, rows):
            instance.status, instance.armed = "withdrawn", []
            self.dirty.add(instance.id)
            for task_id in instance.open:
                self.closed[task_id] = {
                    "id": task_id,
                    "state": "withdrawn",
                    "at": self.now,
                    "note": self.reasons.get(instance.key, self.note),
                }
            for task in self._open_tasks(instance, instance.doc) if instance.open else ():
                self.broken_off[task.id], self.withdrawn_by[task.id] = task.element, by
            gone, instance.open = instance.open, set()
            moves.remember(self, instance, engine.Moved(doc=instance.doc, done=False), gone=gone)
        return [row.key for row in rows]

    def flush(self, act: ActRow | None = None) -> None:
        """Write everything, history and the act that asked for it, in one statement.

        Raises the store's KeyTaken where the act's key was taken meanwhile.
        """
        becomes = closing.ending(self)
        held = self.instances
        closes = self.now if becomes is CaseState.CLOSED else None
        entries = journal.entries(
            self.case.head, self.facts, now=self.now, offset=self.case.clock_offset
        )
        written = steps.Written(
            changed=[held[i] for i in self.dirty if i not in self.new],
            new=[held[i] for i in self.new],
            closed=list(self.closed.values()),
            opened=[row for id_, row in self.opened.items() if id_ not in self.closed],
            ended=self.ended,
            armed=list(self.armed.values()),
            becomes=becomes,
            closes=closes,
            reached=milestones.rows(self, entries, closes=closes),
            duties=duties.rows(self),
            moved_duties=self.moved_duties,
            documents=self.documents,
            planned=notifications.planned(self),
            letters=notifications.written(self),
            today=local_day(self.now),
            clock_offset=self.case.clock_offset,
        )
        if others := self.closed.keys() - {self.locked}:
            steps.lock_tasks(self.session, others)
        steps.write(self.session, self.case.id, written, entries=entries, act=act)

    def moved_json(self) -> list[Json]:
        """List what moved, for the event; ask when nothing moves any more. See `moves`."""
        return moves.told(self)

    def _state(self, instance: InstanceRow) -> tuple[engine.Definition, str]:
        """Return what an instance runs on and its state; raises EngineVersionUnknown."""
        engine.check_version(instance.engine_version)
        return self.model_of(instance).definition, instance.doc

    def _operations(self, instance: InstanceRow) -> engine.Operations:
        return operations.bound(self, instance)

    def _moved(self, instance: InstanceRow, moved: engine.Moved) -> None:
        """Take over what the engine says of one instance."""
        self.dirty.add(instance.id)
        before, doc = set(instance.armed), instance.doc
        self.before.setdefault(instance.id, doc)
        instance.doc, instance.engine_version = moved.doc, engine.ENGINE_VERSION
        instance.armed = [armed.element for armed in moved.armed]
        instance.status = "done" if moved.done else "running"
        if gone := self._tasks(instance, moved):
            self._broken_off(instance, doc, moved, gone)
        self._timers(instance, moved, before)
        self.thrown.extend((instance, thrown) for thrown in moved.thrown)
        if moved.done and self.model_of(instance).definition.processes[instance.process].each:
            self.ended_now.append(instance)
        if instance.armed:
            self.recheck.add(instance.id)
        moves.remember(self, instance, moved, gone=gone)

    def _tasks(self, instance: InstanceRow, moved: engine.Moved) -> set[str]:
        """Open and withdraw tasks; return those withdrawn."""
        model = self.model_of(instance)
        for task in moved.tasks:
            if task.id not in instance.open:
                post = self._post(task, instance)
                self.opened[task.id] = task_row(
                    self, model, instance, task_id=task.id, element=task.element, post=post
                )
                numbering.reserve(self, model, instance, task.element)
        current = {task.id for task in moved.tasks}
        gone = instance.open - current
        self.closed |= {id_: {"id": id_, "state": "withdrawn", "at": self.now} for id_ in gone}
        instance.open = current
        return gone

    def _broken_off(
        self, instance: InstanceRow, doc: str, moved: engine.Moved, gone: set[str]
    ) -> None:
        """Say of tasks that the process went on without which they were, and what took them away.

        That is an event on a task or a subprocess, or an end that ends all.
        """
        model = self.model_of(instance)
        elements = model.definition.elements
        names = [elements[name].name for name in moved.passed if elements[name].breaks_off]
        for task in self._open_tasks(instance, doc):
            if task.id in gone:
                self.broken_off[task.id] = task.element
                if names and names[-1]:
                    self.closed[task.id]["note"] = names[-1]

    def _open_tasks(self, instance: InstanceRow, doc: str) -> tuple[engine.WaitingTask, ...]:
        return engine.open_tasks(self.model_of(instance).definition, doc)

    def _post(self, task: engine.WaitingTask, instance: InstanceRow) -> str:
        """Return whose a task is; raises CaseBroken where the case has no such post."""
        opener, doc = self.case.opened_post, instance.doc
        about = self.model_of(instance).manifest.open.about(opener)
        whose = post_of(task.role, instance.key, self.rules, opener=opener, about=about, doc=doc)
        if whose:
            return whose
        raise CaseBroken("PostUnknown", f"{task.element}: {task.role} {instance.key}")

    def _timers(self, instance: InstanceRow, moved: engine.Moved, before: set[str]) -> None:
        model = self.model_of(instance).definition
        for armed in moved.armed:
            due = due_of(armed.due)
            if due is not None:
                self.armed[instance.id, armed.element] = {
                    "id": new_id(self.now),
                    "instance_id": instance.id,
                    "element": armed.element,
                    "due": due,
                }
        for element in before - set(instance.armed):
            self.armed.pop((instance.id, element), None)
            if model.elements[element].timer and (instance.id, element) not in self.fired:
                self.ended.append(
                    {"instance_id": instance.id, "element": element, "state": "disarmed"}
                )
