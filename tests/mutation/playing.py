"""A whole case in memory: its instances, the messages between them, the waits, and its end.

It routes as the steps of the application do, but on the engine alone: nothing is stored.
"""

import random
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from server import engine
from server.actions.definitions import row_sets
from server.actions.definitions.form_reading import form_of, opening_form
from server.actions.deployment.conventions import names_for
from server.actions.steps.process_code import UNITS, party_set, set_maker
from server.actions.steps.title_holes import carried
from server.engine import JSON, Destination, Effect, Kind, Sender
from tests.mutation.filling import NOW
from tests.mutation.instances import Expectation, Instance, Instances
from tests.mutation.troubles import Trouble

MOST_ACTS = 400


@dataclass
class PlayedCase(Instances):
    """A case of one definition that is played by chance until it closes."""

    ending: bool = False
    closed: bool = False

    def play(self) -> None:
        """Open the case, and act until it closes; raises Trouble where somebody is let down."""
        self._open()
        for _ in range(MOST_ACTS):
            if self.closed:
                return
            self._act()
        raise Trouble("endless", f"more than {MOST_ACTS} acts")

    def _open(self) -> None:
        form = opening_form(self.model)
        # Whoever opens a case about their unit may need somebody above them.
        about = self.model.manifest.open.about_opener
        self.opener = f"{self.rules.leader.id}/{'officer' if about else 'head'}"
        if form:
            self.opening = self.filler.value(form)
        self.watch.opens(self.model, self.opening_facts(), self.rules)
        self.start(self.model.definition.main, "", 1, None, None, {})
        self._settle()

    def _act(self) -> None:
        acts = [
            (instance, "complete", task.id)
            for instance in self.instances
            if instance.status == "running"
            for task in instance.moved.tasks
        ]
        fires = [
            (instance, "fire", name)
            for instance in self.instances
            if instance.status == "running"
            for name in instance.timers
        ]
        if not acts and not fires:
            waits = sorted(
                each.element
                for instance in self.instances
                if instance.status == "running"
                for each in instance.moved.armed
            )
            raise Trouble("deadlock", ", ".join(waits))
        chance = self.filler.chance
        instance, kind, what = chance.choice(
            fires if fires and (not acts or chance.random() < 0.08) else acts
        )
        if kind == "fire":
            fired = engine.fire(
                self.model.definition, instance.moved.doc, what, self.operate, now=NOW
            )
            assert fired is not None
            self.took(instance, fired)
        else:
            self._complete(instance, what)
        self._settle()

    def _complete(self, instance: Instance, task_id: str) -> None:
        task = next(each for each in instance.moved.tasks if each.id == task_id)
        drawn = self.model.definition.elements[task.element]
        form = form_of(self.model, drawn.form or "")
        value = self.filler.value(form)
        computed = names_for(self.model.key).results.get(drawn.form or "", ())
        result = self.filler.routes(form, value, computed)
        self.watch.completes(self.model, instance, task.element, form, value)
        self.took(
            instance,
            engine.complete(
                self.model.definition, instance.moved.doc, task_id, result, self.operate, now=NOW
            ),
        )

    def _settle(self) -> None:
        while True:
            while self.thrown:
                self._route(*self.thrown.popleft())
            if self.ended:
                gone = self.ended.pop()
                self._arrive(gone.process, [gone.key])
            elif not any(self._goes_on(each) for each in [*self.instances]):
                break
        self._ends()

    def _route(  # noqa: C901 - one branch an effect
        self, sender: Instance, thrown: engine.Thrown
    ) -> None:
        for to in engine.destinations(self.model.definition, sender.process, thrown.element):
            match to.effect:
                case Effect.WITHDRAW:
                    self._withdraw(to.process, thrown.to)
                case Effect.BEGIN_EACH:
                    keys = self._recipients(sender, to.each, thrown)
                    self._fan_out(sender, to, keys, thrown.payload)
                case Effect.REACH_EACH:
                    keys = self._recipients(sender, to.each, thrown)
                    self._reach(sender, to, keys, thrown.payload)
                case Effect.ARRIVE:
                    self._arrive(sender.process, [sender.key])
                case Effect.BEGIN:
                    self._begin(to.process, to.element, thrown.payload)
                case Effect.REACH:
                    self._reach(sender, to, [""], thrown.payload)

    def _recipients(self, sender: Instance, each: str, thrown: engine.Thrown) -> list[str]:
        if thrown.to is not None:
            return [*thrown.to]
        if each == UNITS:
            return [unit.id for unit in self.rules.units]
        entry = self.model.manifest.sets.get(each)
        if entry is not None and entry.rows:
            return [*row_sets.members(self.model.manifest, each, sender.moved.doc)]
        if party_set(self.model.key, self.model.manifest, each) is not None:
            return [str(key) for key in self.filler.parties()]
        if set_maker(self.model.key, self.model.manifest, each) is None:
            raise engine.BadRecipients(thrown.element)
        return [str(key) for key in self.filler.nominees()]

    def _begin(self, process: str, on: str, payload: JSON) -> None:
        before = [each for each in self.instances if each.process == process]
        if any(each.status == "running" for each in before):
            raise engine.AskedTwice(process, ("",))
        self.start(process, "", len(before) + 1, on, payload, {})

    def _fan_out(
        self, sender: Instance, to: Destination, keys: Collection[str], payload: JSON
    ) -> None:
        process = to.process
        if again := [each.key for each in self._running(process, keys)]:
            raise engine.AskedTwice(process, tuple(again))
        if twice := [key for key, times in Counter(keys).items() if times > 1]:
            raise Trouble("asked twice at once", ", ".join(twice))
        for key in keys or [""]:
            one = self.expected.setdefault((process, key), Expectation())
            one.times, one.open = one.times + 1, bool(key)
        told = carried(self.model.manifest, to.each, sender.moved.doc)
        rows = row_sets.members(self.model.manifest, to.each, sender.moved.doc)
        for key in keys:
            times, said = self.expected[process, key].times, row_sets.told(payload, rows.get(key))
            self.start(process, key, times, to.element, said, told)

    def _reach(
        self, sender: Instance, to: Destination, keys: Collection[str], payload: JSON
    ) -> None:
        drawn = self.model.definition.elements[to.element]
        for instance in self._running(to.process, keys):
            armed = {each.element for each in instance.moved.armed}
            if to.element in armed or drawn.kind == Kind.CATCH:
                with suppress(engine.NotArmed):
                    by = Sender(sender.process, sender.key)
                    self._deliver(instance, to.element, payload, by)

    def _deliver(self, instance: Instance, target: str, payload: JSON, by: Sender) -> None:
        doc = instance.moved.doc
        model = self.model.definition
        moved = engine.deliver(model, doc, target, payload, self.operate, sender=by, now=NOW)
        self.took(instance, moved)

    def _withdraw(self, process: str, to: Collection[str] | None) -> None:
        rows = [each for each in self.instances if each.process == process]
        for instance in rows:
            if instance.status == "running" and (to is None or instance.key in to):
                instance.status = "withdrawn"
                self._arrive(process, [instance.key])

    def _arrive(self, process: str, keys: Collection[str]) -> None:
        for key in keys:
            if (process, key) in self.expected:
                self.expected[process, key].open = False

    def _goes_on(self, instance: Instance) -> bool:
        """Let a wait go on that has all it waits for; tell whether it did."""
        if instance.status != "running":
            return False
        model = self.model.definition
        armed = [each.element for each in instance.moved.armed]
        for name in engine.waits_for_all(model, armed):
            awaited = model.awaited(name)
            rows = [each for (process, _), each in self.expected.items() if process in awaited]
            still, asked = sum(each.open for each in rows), sum(each.times for each in rows)
            told = engine.going_on(model, instance.moved.doc, name, still=still, asked=asked)
            if told is not None:
                self._deliver(instance, name, told, Sender())
                return True
        return False

    def _running(self, process: str, keys: Collection[str]) -> list[Instance]:
        return [
            each
            for each in self.instances
            if each.process == process and each.key in keys and each.status == "running"
        ]

    def _ends(self) -> None:
        main = self.model.definition.main
        self.ending |= any(
            each.process == main and each.status == "done" for each in self.instances
        )
        self.closed = self.ending and not any(each.works for each in self.instances)


def by_chance(number: int) -> random.Random:
    """Give the chance of one walk: the same each time."""
    return random.Random(number)  # noqa: S311 - a walk that can be walked again, no secret
