"""What a task that opens says of itself: whose it is, until when, what its title holds."""

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.value_words import party_name
from server.actions.steps.opening import post_of
from server.actions.steps.title_holes import SaidFields, subject_of, titled
from server.actions.trial.filling import FormFiller
from server.actions.trial.scenario import OPENED_ON, Scenario
from server.actions.trial.trial_case import TrialCase, TrialInstance, TrialTask
from server.domain.blocs.roles import RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.titles import HOLE
from server.domain.manifest.outline import OPENING
from server.domain.people.lane_posts import post_for, superior
from server.domain.people.posts import unit_of_nominee
from server.domain.refusals import UnknownRole
from server.domain.texts.words import Words
from server.engine.ways import reached

ALWAYS = frozenset({"year", "round", "bloc"})
"""The holes that every task can fill."""


class TaskWords:
    """What is said of tasks in one scenario."""

    def __init__(
        self, model: Deployed, rules: CaseRules, scenario: Scenario, filler: FormFiller
    ) -> None:
        self.model = model
        self.rules = rules
        self.scenario = scenario
        self.filler = filler
        self.fields = SaidFields(model, model, rules)
        self.deadlines = frozenset(filler.uses.deadlines)
        self._tells: dict[tuple[str, str], bool] = {}

    def facts(self, case: TrialCase, process: str, key: str, round_: int) -> dict[str, Json]:
        """Return what the expressions of a process read of the case, from its start."""
        given: dict[str, Json] = {
            **self.scenario.facts(self.deadlines),
            "key": key,
            "round": round_,
            "opened_on": OPENED_ON.isoformat(),
            "opened_by": case.opening.post,
            OPENING: dict(case.opening.routed),
        }
        read = self.model.definition.facts[process]
        return {name: value for name, value in given.items() if name in read}

    def opened(
        self, case: TrialCase, instance: TrialInstance, task: engine.WaitingTask
    ) -> TrialTask:
        """Say what a task is as it opens; raises the engine's refusals."""
        drawn = self.model.definition.elements[task.element]
        return TrialTask(
            id=task.id,
            element=task.element,
            role=task.role,
            due=self._due(instance, drawn),
            title=self._title(case, instance, drawn),
        )

    def _title(self, case: TrialCase, instance: TrialInstance, drawn: engine.Element) -> Words:
        return titled(
            self.model, drawn, lambda hole, language: self._said(hole, case, instance, language)
        )

    def empty_holes(self, case: TrialCase, instance: TrialInstance, element: str) -> list[str]:
        """Name the holes of a task's title that nothing fills."""
        drawn = self.model.definition.elements[element]
        holes = HOLE.findall(drawn.title or "")
        return [hole for hole in holes if not self._said(hole, case, instance)]

    def _due(self, instance: TrialInstance, drawn: engine.Element) -> str:
        if drawn.dated is not None:
            return engine.day_of(instance.doc, drawn.dated) or ""
        if not drawn.due:
            return ""
        dated = self.scenario.facts(self.deadlines | {drawn.due})["deadlines"]
        return str((dated if isinstance(dated, dict) else {}).get(drawn.due) or "")

    def _said(
        self, hole: str, case: TrialCase, instance: TrialInstance, language: str = "vi"
    ) -> str:
        """Say what fills a hole; nothing where it stays empty."""
        manifest = self.model.manifest
        name, _, of_field = hole.partition(".")
        if hole in ALWAYS:
            always = {"year": str(self.rules.year), "round": str(instance.round)}
            return always.get(hole, self.rules.bloc.short.text(language))
        if hole == "unit":
            opener = manifest.open.about(case.opening.post)
            about = subject_of(instance.key, self.rules) or instance.key or opener
            return party_name(about, self.rules, language) or about
        if hole == "subject":
            name, of_field = OPENING, manifest.open.subject.removeprefix(f"{OPENING}.")
        if of_field:
            noted = case.opening.typed if name == OPENING else engine.noted(instance.doc, name)
            return self.fields.of(name, of_field, noted, language)
        return instance.key if unit_of_nominee(instance.key) else ""

    def named(self, key: str) -> Words:
        """Say whom an instance is for."""
        about = subject_of(key, self.rules) or key
        vi, en = (party_name(about, self.rules, each) or key for each in ("vi", "en"))
        return Words(vi, en)

    def post(self, case: TrialCase, instance: TrialInstance, role: str) -> str:
        """Return whose a task of a role is; empty where it is nobody's."""
        opener, key = case.opening.post, instance.key
        about = self.model.manifest.open.about(opener)
        found = post_of(role, key, self.rules, opener=opener, about=about, doc=instance.doc)
        return found or ""

    def tells(self, element: str, process: str) -> bool:
        """Tell whether a process would hear of a task: by a message that comes after it."""
        known = (element, process)
        if known not in self._tells:
            definition = self.model.definition
            ahead = reached(definition, element)
            self._tells[known] = any(
                source in ahead and definition.elements[target].process == process
                for source, target in definition.message_flows
            )
        return self._tells[known]


def opener_of(model: Deployed, rules: CaseRules) -> str:
    """Return the post that opens the case: the first that may, a plain member where all may.

    Where a task is the superior's, the first above whom somebody stands: nobody else opens it.
    """
    able = [_opening_post(role, rules) for role in model.manifest.open.by or ("leader",)]
    lanes = (rules.lanes.get(each.role or "") for each in model.definition.elements.values())
    if any(lane is not None and lane.whose is RoleOf.SUPERIOR for lane in lanes):
        return next((post for post in able if superior(post, rules)), able[0])
    return able[0]


def _opening_post(role: str, rules: CaseRules) -> str:
    if role == "member":
        return f"{rules.units[-1].id}/head"
    try:
        return post_for(role, "", rules)
    except UnknownRole:
        return f"{rules.leader.id}/head"
