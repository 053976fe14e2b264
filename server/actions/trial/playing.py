"""Every way through a process, played in one scenario, as far as so many steps reach.

A state is worked on once: those that are alike are one. Half of the steps go to what was found
first, half to what was found last, so that a bound that is too small leaves neither the beginning
nor the ends out.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of, opening_form, opening_routes
from server.actions.steps.process_code import code_of
from server.actions.trial.engine_calls import EngineCalls, Script
from server.actions.trial.field_uses import FieldUses
from server.actions.trial.filling import Filling, FormFiller
from server.actions.trial.likeness import Likeness
from server.actions.trial.played import BEFORE, Edge, PlayedScenario
from server.actions.trial.scenario import OPENED_ON, Scenario, made_up_rules
from server.actions.trial.stages import (
    GUESSED,
    NOT_OPENED,
    Act,
    GoneElsewhere,
    Stage,
    as_it_stands,
    completing,
    firing,
    opening_case,
)
from server.actions.trial.titles import TaskWords, opener_of
from server.actions.trial.trial_case import TrialCase, TrialInstance, TrialOpening, TrialTask
from server.actions.trial.trial_step import TrialStep, Trouble
from server.domain.administration.repairs import CaseState
from server.domain.blocs.roles import Role
from server.domain.manifest.outline import OPENING
from server.engine import EngineRefusal, TooManyLaps

MOST_TOLD_APART: Final = 2
"""Members of larger sets are one like the other; those of small ones are shown by name."""
MOST_SCRIPTS: Final = 12
"""So many mixtures of operations' answers are tried in one step."""


class Player:
    """Plays a definition in one scenario."""

    def __init__(self, model: Deployed, scenario: Scenario, roles: tuple[Role, ...]) -> None:
        self.model = model
        self.scenario = scenario
        self.rules = made_up_rules(scenario.size, roles)
        bodies = tuple(body.id for body in self.rules.bodies.everyone())
        self.uses = FieldUses(model.definition, model.manifest)
        self.filler = FormFiller(self.uses, scenario, (*scenario.units, *bodies))
        self.calls = EngineCalls(model, self.filler)
        self.words = TaskWords(model, self.rules, scenario, self.filler)
        self.likeness = Likeness(
            model.definition, self.uses, told_apart=scenario.size <= MOST_TOLD_APART
        )
        self.played = PlayedScenario(scenario, self.retold)
        self._numbers: dict[object, int] = {}
        self._cases: dict[int, TrialCase] = {}
        self._waiting: deque[int] = deque()

    def play(
        self,
        most: int,
        tick: Callable[[int], None] = lambda _done: None,
        over: Callable[[], bool] = lambda: False,
    ) -> PlayedScenario:
        """Play until nothing is new, so many steps are done or it is `over`.

        What the engine is asked counts as well: one step may ask it often. `tick` is told how many
        are done.
        """
        for opening in self._openings():
            by = self.model.manifest.open.by
            stage = Stage(element=OPENING, role=by[0] if by else "", post=opening.post)
            case = TrialCase(opening=opening, today=OPENED_ON)
            self._all(BEFORE, case, stage, opening_case(opening))
        last = False
        while self._waiting:
            if max(self.played.steps, self.calls.asked) >= most or over():
                self.played.complete = False
                break
            number = self._waiting.pop() if last else self._waiting.popleft()
            last = not last
            self._go_on(number, self._cases.pop(number))
            tick(self.played.steps)
        self.played.sampled = self.filler.sampled
        return self.played

    def retold(self, way: Sequence[Edge]) -> tuple[Stage, ...]:
        """Go a way from its opening on, and tell its titles and days as they come on it.

        Of states that are alike one was worked on: in the others they may be called otherwise.
        """
        stages: list[Stage] = []
        case = TrialCase(opening=NOT_OPENED, today=OPENED_ON)
        with suppress(EngineRefusal, GoneElsewhere):  # alike, but not in what comes now
            for edge in way:
                stages.append(as_it_stands(edge.stage, case))
                case = case.copy()
                edge.act(TrialStep(self.model, self.calls, self.words, case, Script(edge.picks)))
        return (*stages, *(edge.stage for edge in way[len(stages) :]))

    def _openings(self) -> Iterator[TrialOpening]:
        post, form = opener_of(self.model, self.rules), opening_form(self.model)
        if form is None:
            yield TrialOpening(post, {}, {})
            return
        fillings = self.filler.fillings(OPENING, form, frozenset(), OPENED_ON)
        if not fillings:
            self.played.troubles.append((Trouble("TRY-FORM", form.name), BEFORE))
        for filling in fillings:
            yield TrialOpening(post, filling.value, opening_routes(form, filling.value))

    def _go_on(self, number: int, case: TrialCase) -> None:
        """Do all that may be done next."""
        acted = False
        seen: set[tuple[str, str]] = set()
        for instance in [*case.instances.values()]:
            like = (instance.process, self.likeness.of_instance(instance, case.today))
            if not instance.tasks or (like in seen and not self.likeness.told_apart):
                continue  # another member of the set stands at the same place
            seen.add(like)
            for task in instance.tasks:
                acted |= self._do(number, case, instance, task)
        for instance, element, due in case.timers(self.model.definition):
            acted = True
            stage = Stage(element, process=instance.process, key=instance.key, day=due)
            self._all(number, case, stage, firing(instance.place, element))
        if not acted:
            self.played.stuck[number] = case

    def _do(self, number: int, case: TrialCase, instance: TrialInstance, task: TrialTask) -> bool:
        fillings = self._fillings(task, case.today)
        if not fillings:
            self.played.troubles.append((Trouble("TRY-FORM", task.element), number))
        after: dict[tuple[object, ...], list[Filling]] = {}
        for filling in fillings:
            stage = Stage(
                element=task.element,
                process=instance.process,
                key=instance.key,
                about=self.words.named(instance.key),
                says_no=filling.says_no,
                outcome=filling.outcome,
                role=task.role,
                post=self.words.post(case, instance, task.role),
                title=task.title,
                due=task.due,
                guessed=(task.element,) if filling.guessed else (),
            )
            found = self._all(
                number, case, stage, completing(instance.place, task.element, filling)
            )
            after.setdefault(found, []).append(filling)
        self._unheeded(number, task, after)
        return bool(fillings)

    def _unheeded(
        self, number: int, task: TrialTask, after: dict[tuple[object, ...], list[Filling]]
    ) -> None:
        """Name a task that approves, where to say no leads on to just what saying yes does.

        What ends with it is meant: its record says how it came out. A milestone that
        only one of the two reaches holds nothing up. What operations count of the records is not
        known here.
        """
        entry = self.model.manifest.tasks.get(task.element)
        drawn = self.model.definition.elements[task.element]
        acts = drawn.approves or (entry is not None and entry.act in _APPROVING)
        if not acts or task.element in self.uses.counted:
            return
        for found, several in after.items():
            if not found[-1]:
                continue
            noes = [each for each in several if each.says_no]
            if noes and len(noes) < len(several):
                trouble = Trouble("TRY-UNHEEDED", task.element, {"outcome": noes[0].outcome})
                self.played.troubles.append((trouble, number))
                return

    def _fillings(self, task: TrialTask, today: date) -> tuple[Filling, ...]:
        drawn = self.model.definition.elements[task.element]
        if not drawn.form:
            return (Filling({}, {}, "done", ""),)
        form = form_of(self.model, drawn.form)
        handled = code_of(self.model.key).forms.get(drawn.form)
        computed = handled.results if handled else frozenset()
        return self.filler.fillings(task.element, form, computed, today)

    def _all(self, source: int, case: TrialCase, stage: Stage, act: Act) -> tuple[object, ...]:
        """Do one act with every mixture of answers of operations; give what the first led to."""
        waiting: deque[tuple[int, ...]] = deque([()])
        first: tuple[object, ...] | None = None
        done = 0
        while waiting and done < MOST_SCRIPTS:
            picks = waiting.popleft()
            done += 1
            script = Script(picks)
            found = self._step(source, case, stage, act, script)
            first = first or found
            for at in range(len(picks), len(script.choices)):
                before = picks + (0,) * (at - len(picks))
                waiting.extend((*before, other) for other in range(1, script.choices[at].of))
        return first or ()

    def _step(
        self, source: int, before: TrialCase, stage: Stage, act: Act, script: Script
    ) -> tuple[object, ...]:
        self.played.steps += 1
        case = before.copy()
        step = TrialStep(self.model, self.calls, self.words, case, script)
        try:
            act(step)
        except EngineRefusal as refusal:
            self._broke(source, stage, refusal, script)
            return ("broken", type(refusal).__name__, False)
        passed = frozenset(element for element, _ in step.passed)
        target = self._number(case)
        asked = script.guessed_at(self.model.definition, step.passed)
        told = replace(stage, guessed=tuple(dict.fromkeys((*stage.guessed, *asked))))
        edge = Edge(source, target, told, passed, act, script.picks)
        self.played.edges.append(edge)
        self._judge(edge, case, step)
        return (target, passed, _goes_on(case, stage))

    def _broke(self, source: int, stage: Stage, refusal: EngineRefusal, script: Script) -> None:
        self.played.broken.add(source)
        if isinstance(refusal, TooManyLaps) and script.choices:
            return  # the same answer of an operation, again and again
        element = getattr(refusal, "element", "") or stage.element
        said = {"refusal": type(refusal).__name__, "said": str(refusal)}
        if stage.guessed or script.guessed:
            said["said.vi"] = f"{refusal} {GUESSED.vi}"
            said["said"] = f"{refusal} {GUESSED.en}"
        self.played.troubles.append((Trouble("TRY-BREAKS", element, said), source))

    def _number(self, case: TrialCase) -> int:
        like = self.likeness.of_case(case)
        if like not in self._numbers:
            number = self._numbers[like] = len(self._numbers)
            self.played.states = len(self._numbers)
            if case.state is CaseState.CLOSED:
                self.played.closed.add(number)
            else:
                self._cases[number] = case
                self._waiting.append(number)
        return self._numbers[like]

    def _judge(self, edge: Edge, case: TrialCase, step: TrialStep) -> None:
        found = [*step.troubles]
        for instance, task in step.opened:
            found += [Trouble("TRY-HOLE", task.element, {"hole": hole})
                      for hole in self.words.empty_holes(case, instance, task.element)]  # fmt: skip
            found += self._taken(case, instance, task)
        self.played.shown += [(trouble, edge) for trouble in found]

    def _taken(
        self, case: TrialCase, instance: TrialInstance, task: TrialTask
    ) -> Iterator[Trouble]:
        """Name a task that nobody may do: it is nobody's, or whose it is may not do it."""
        post = self.words.post(case, instance, task.role)
        entry = self.model.manifest.tasks.get(task.element)
        subject = instance.key or self.model.manifest.open.about(case.opening.post)
        barred = entry is not None and entry.bars and subject
        if not post or (barred and post.rpartition("/")[0] == subject):
            whom = instance.key or case.opening.post
            yield Trouble("TRY-NOBODY", task.element, {"role": task.role, "key": whom})


_APPROVING: Final = frozenset({"approve", "sign", "decide"})


def _goes_on(case: TrialCase, stage: Stage) -> bool:
    """Tell whether the process in which a stage was done has not ended with it."""
    return any(
        instance.running and instance.key == stage.key and instance.process == stage.process
        for instance in case.instances.values()
    )
