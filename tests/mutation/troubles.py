"""What goes wrong in somebody's hands while a case is played, and what was reached in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from server import engine
from server.actions.definitions.deployed import Deployed
from server.domain.blocs.rules import CaseRules
from server.domain.cases.titles import HOLE
from server.domain.manifest import ONE_A_YEAR, Completion, Passed, reached
from server.domain.manifest.outline import OPENING
from server.engine import JSON, Kind
from server.forms import Form
from server.forms.outcome import outcome_of

if TYPE_CHECKING:
    from tests.mutation.instances import Instance, Instances

ALWAYS_FILLED: Final = frozenset({"year", "round", "bloc", "number", "award"})


class Trouble(Exception):
    """Somebody is let down: a step that fails, a task nobody has, a case that never closes."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


@dataclass
class Watch:
    """Sees what several walks of one definition come to."""

    passed: set[str] = field(default_factory=set)
    milestones: set[str] = field(default_factory=set)
    done: dict[int, dict[str, int]] = field(default_factory=dict)
    """When each task of an instance was last completed, by the instance and the element."""
    acts: int = 0

    def opens(self, model: Deployed, opening: Mapping[str, JSON], rules: CaseRules) -> None:
        """Judge what is reckoned when a case opens: whether it stands once, its name."""
        one = model.manifest.open.one
        facts: dict[str, JSON] = {OPENING: dict(opening), "year": rules.year}
        if one not in {"", ONE_A_YEAR}:
            engine.evaluate(one, {OPENING: dict(opening)})
        for hole in HOLE.findall(model.manifest.name):
            name = model.manifest.open.subject.partition(".")[2] if hole == "subject" else hole
            if hole not in ALWAYS_FILLED and hole != "subject":
                _said(facts, hole)
            elif hole == "subject" and not name:
                raise Trouble("hole", hole)

    def opens_task(self, case: "Instances", instance: "Instance", element: str) -> None:
        """Judge how a task looks when it opens: its due date, and the holes of its title."""
        model, doc = case.model, instance.moved.doc
        drawn = model.definition.elements[element]
        if drawn.dated is not None:
            engine.day_of(doc, drawn.dated)
        for hole in HOLE.findall(drawn.title or ""):
            if hole not in ALWAYS_FILLED and not self._fills(case, instance, hole):
                raise Trouble("hole", f"{element}: {hole}")

    def _fills(self, case: "Instances", instance: "Instance", hole: str) -> bool:
        """Tell whether something fills a hole of a title."""
        manifest = case.model.manifest
        if hole == "unit":
            return bool(instance.key or manifest.open.about_opener)
        name, _, of = (manifest.open.subject if hole == "subject" else hole).partition(".")
        noted = case.opening if name == OPENING else engine.noted(instance.moved.doc, name)
        return (noted.get(of) if isinstance(noted, Mapping) else None) not in (None, "", [])

    def completes(
        self,
        model: Deployed,
        instance: "Instance",
        element: str,
        form: Form,
        value: dict[str, JSON],
    ) -> None:
        """Note a completion, and what it reaches."""
        self.acts += 1
        self.done.setdefault(id(instance), {})[element] = self.acts
        came_out = Completion(element=element, outcome=outcome_of(form, value), key=instance.key)
        self.milestones |= {each.milestone for each in reached(model.manifest, came_out, ())}

    def moved(self, model: Deployed, instance: "Instance") -> None:
        """Note what was passed, and that nothing unapproved has gone out."""
        moved = instance.moved
        self.passed |= {*moved.passed, *(task.element for task in moved.tasks)}
        went = [Passed(element=name, key=instance.key) for name in moved.passed]
        self.milestones |= {each.milestone for each in reached(model.manifest, None, went)}
        if not (moved.done or moved.thrown):
            return
        done = self.done.get(id(instance), {})
        for element in model.definition.elements.values():
            approved = element.approves or ""
            if element.kind != Kind.USER or approved not in done:
                continue
            instead = engine.approving_instead(model.definition, element.id)
            if done[approved] > max(done.get(each, 0) for each in (element.id, *instead)):
                raise Trouble("unapproved", f"{approved} without {element.id}")

    def unreached(self, model: Deployed) -> frozenset[str]:
        """Name the elements, and the milestones, that no walk has come to."""
        drawn = {
            each.id
            for each in model.definition.elements.values()
            if each.kind not in {Kind.POOL, Kind.BOUNDARY}
        }
        return frozenset(drawn - self.passed) | {
            f"milestone {name}" for name in model.manifest.milestones.keys() - self.milestones
        }


def _said(known: Mapping[str, JSON], path: str) -> None:
    name, _, of = path.partition(".")
    inner = known.get(name)
    value = inner.get(of) if isinstance(inner, dict) and of else inner
    if value in (None, "", []):
        raise Trouble("hole", path)
