"""What the processes of a bloc-year ask of a post, read from their diagrams and manifests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from server.actions.definitions.case_deadlines import deadlines_of_process
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.processes import processes
from server.domain.blocs.rules import CaseRules, Deadline
from server.domain.cases.case_steps import TaskElement
from server.domain.cases.year_order import YearProcess, day_of, in_order_of_the_year
from server.domain.manifest import ActClass
from server.domain.people.role_posts import posts_of, posts_of_all
from server.domain.texts.words import Words
from server.store import Session
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import diagram_for

MOST_READ: Final = 50
"""Bloc-years that each process keeps as it read them: neither rules nor versions ever change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStep:
    """A step that comes to a post: what it is called, what is done there, how its act counts."""

    name: Words
    guidance: Words
    act: ActClass
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWork:
    """What one process asks of a post. `opens` is what it presses to begin a case, if it may.

    `dated`: the year says when it comes.
    """

    short: Words
    opens: Words
    urges: bool
    dated: bool
    deadlines: tuple[Deadline, ...]
    steps: tuple[YearStep, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class ProcessInYear:
    """A process with its diagram, as the rules of a bloc-year leave it."""

    model: Deployed
    diagram: Diagram
    rules: CaseRules

    @cached_property
    def openers(self) -> frozenset[str]:
        """The posts that may open a case."""
        return posts_of_all(self.model.manifest.open.by, self.rules)

    @cached_property
    def urging(self) -> frozenset[str]:
        """The posts that may press whoever is late."""
        milestones = self.model.manifest.milestones.values()
        return posts_of_all((role for each in milestones for role in each.urged_by), self.rules)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What the bloc-year dates of it."""
        return deadlines_of_process(self.model, self.rules)

    @cached_property
    def by_post(self) -> Mapping[str, tuple[str, ...]]:
        """The elements that come to each post, in the diagram's order."""
        roles = {task.role for task in self.diagram.tasks}
        posts = {role: posts_of(role, self.rules, self.openers) for role in roles}
        found: dict[str, tuple[str, ...]] = {}
        for task in self.diagram.tasks:
            for post in posts[task.role]:
                found[post] = (*found.get(post, ()), task.id)
        return found

    @property
    def place(self) -> YearProcess:
        """What its place in the year hangs on."""
        manifest = self.model.manifest
        after = manifest.open.after
        days = (each.last_day or each.date for each in self.deadlines)
        return YearProcess(
            key=self.model.key,
            days=tuple(day for day in days if day),
            after=after.kind if after else "",
            order=manifest.order,
        )

    def tasks_of(self, post: str) -> Iterator[TaskElement]:
        """Give the tasks that may come to a post."""
        mine = self.by_post.get(post, ())
        yield from (task for task in self.diagram.tasks if task.id in mine)


_READ: Final[dict[tuple[str, tuple[str, ...]], tuple[ProcessInYear, ...]]] = {}


def processes_in_year(
    session: Session, rules: CaseRules, rules_digest: str
) -> tuple[ProcessInYear, ...]:
    """Read the newest version of every process in the order of the year."""
    models = processes(session)
    place = (rules_digest, tuple(model.hash for model in models))
    if place not in _READ:
        found = {
            model.key: ProcessInYear(
                model=model,
                diagram=diagram_for(session, model.hash, model.key, rules_digest=rules_digest),
                rules=rules,
            )
            for model in models
        }
        order = in_order_of_the_year([each.place for each in found.values()])
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[place] = tuple(found[each.key] for each in order)
    return _READ[place]


def year_of(post: str, found: Sequence[ProcessInYear]) -> list[YearWork]:
    """List what the year asks of a post: what it opens, and the steps that come to it."""
    places = {each.model.key: each.place for each in found}
    work = (
        YearWork(
            short=each.model.short,
            opens=_opens(each, post),
            urges=post in each.urging,
            dated=day_of(each.place, places) is not None,
            deadlines=each.deadlines,
            steps=tuple(_step(each, task) for task in each.tasks_of(post)),
        )
        for each in found
    )
    return [each for each in work if each.steps or each.opens.vi]


@lru_cache(MOST_READ)
def alike(found: tuple[ProcessInYear, ...]) -> list[list[str]]:
    """Group the posts of a bloc-year by what comes to them, those with most of it first."""
    posts = {post for each in found for post in (*each.by_post, *each.openers)}
    groups: dict[tuple[tuple[tuple[str, ...], bool], ...], list[str]] = {}
    for post in sorted(posts):
        part = tuple((each.by_post.get(post, ()), post in each.openers) for each in found)
        groups.setdefault(part, []).append(post)
    steps = {part: sum(len(mine) for mine, _ in part) for part in groups}
    return [groups[part] for part in sorted(groups, key=lambda part: -steps[part])]


def _opens(process: ProcessInYear, post: str) -> Words:
    opening = process.model.manifest.open
    return process.model.words(opening.act) if post in process.openers else Words("", "")


def _step(process: ProcessInYear, task: TaskElement) -> YearStep:
    entry = process.model.manifest.tasks.get(task.id)
    return YearStep(
        name=process.diagram.words(task.name),
        guidance=process.diagram.words(task.documentation),
        act=entry.act if entry else ActClass.OTHER,
        needed=task.needed,
    )
