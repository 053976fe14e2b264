"""A case that is tried goes where a real one goes: the sample cases, step by step, in both."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import case_work
from server.actions.definitions.deployed import Deployed, build
from server.actions.definitions.form_reading import form_of, opening_form, opening_routes
from server.actions.deployment.deploy import collect
from server.actions.trial.engine_calls import EngineCalls, Script
from server.actions.trial.field_uses import FieldUses
from server.actions.trial.filling import Filling, FormFiller
from server.actions.trial.scenario import Scenario
from server.actions.trial.titles import TaskWords
from server.actions.trial.trial_case import TrialCase, TrialOpening
from server.actions.trial.trial_step import TrialStep
from server.config import ROOT
from server.demo.sample_cases import Playing, SampleCase, SampleStep, sample_cases
from server.domain.blocs.rules import CaseRules
from server.forms import routes
from server.forms.outcome import outcome_of
from tests.demo.resting import play_rested_on
from tests.worlds.rows import rows
from tests.worlds.year import PLAN, savepoints

CASES = sample_cases()
Open = set[tuple[str, str]]


@dataclass(frozen=True)
class OneBloc(Scenario):
    """The bloc of a real case."""

    members: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        return self.members


class Tried:
    """A sample case played in memory."""

    def __init__(self, case: SampleCase, model: Deployed, rules: CaseRules) -> None:
        bloc = OneBloc(len(rules.units), members=tuple(unit.id for unit in rules.units))
        filler = FormFiller(FieldUses(model.definition, model.manifest), bloc, bloc.units)
        self.model = model
        self.words = TaskWords(model, rules, bloc, filler)
        self.calls = EngineCalls(model, filler)
        routed = opening_routes(opening_form(model), case.opening)
        self.case = TrialCase(TrialOpening(case.post, case.opening, routed), case.begins)
        self._step().open()
        for step in case.steps:
            self._wait(step.wait) if step.wait else self._do(step)

    @property
    def open(self) -> Open:
        held = self.case.instances.values()
        return {(task.element, each.key) for each in held for task in each.tasks}

    def _step(self) -> TrialStep:
        return TrialStep(self.model, self.calls, self.words, self.case, Script())

    def _do(self, step: SampleStep) -> None:
        for each in [*self.case.instances.values()]:
            for task in each.tasks:
                if task.element == step.task and step.key in {None, each.key}:
                    form = form_of(
                        self.model, self.model.definition.elements[task.element].form or ""
                    )
                    outcome = outcome_of(form, step.value)
                    filled = Filling(step.value, routes(form, step.value), outcome, "")
                    now = self.case.instances[each.place]
                    self._step().complete(now, task, filled)

    def _wait(self, day: date) -> None:
        for each in [*self.case.instances.values()]:
            for armed in each.armed:
                due = armed.due or ""
                if due and date.fromisoformat(due) <= day:
                    self._step().fire(self.case.instances[each.place], armed.element, due)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_the_same_tasks_are_open_in_both(case: SampleCase, session: Session) -> None:
    begin = savepoints(session)
    play_rested_on(begin, PLAN, case)
    files = collect(case.kind, Path(ROOT / "workflows"), Path(ROOT / "forms"))
    model = build(case.kind, files)
    for steps in {len(case.steps) // 2, len(case.steps)}:
        cut = replace(case, steps=case.steps[:steps])
        nested = session.begin_nested()
        case_id = Playing(begin=begin, bloc_year_id=PLAN).play(cut)
        with begin() as inner:
            real = {(task.element, task.key) for task in case_work.open_tasks(inner, case_id)}
            rules = case_work.rules_of_case(inner, case_id)
        ((state,),) = rows(session, f"SELECT state FROM case_ WHERE id = '{case_id}'")  # noqa: S608
        nested.rollback()
        tried = Tried(cut, model, rules)
        assert tried.open == real
        assert str(tried.case.state) == state
