"""The numbered steps of a case in words: who, when, how it came out, or whom it waits for."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_steps import (
    CaseStep,
    CaseStepState,
    Count,
    TaskElement,
    steps,
)
from server.domain.people.lane_posts import Facts, post_for
from server.domain.refusals import UnknownRole
from server.domain.texts.words import Words
from server.store import Session
from server.store.cases import case_pages, case_progress
from server.store.cases.case_progress import ElementTally
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.scopes import around
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step as it is read."""

    number: int
    element: str
    name: str
    pool: str
    call: str
    """The step that calls the process it stands in; empty for one of the case's own."""
    state: CaseStepState
    holder: str
    first_at: dt.datetime | None
    last_at: dt.datetime | None
    due: dt.datetime | None
    outcome: str
    waits_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepList:
    """All steps of a case."""

    lines: Sequence[StepLine]

    @property
    def current(self) -> Sequence[StepLine]:
        """The steps somebody works at now."""
        return [line for line in self.lines if line.state is CaseStepState.CURRENT]

    def count(self, *states: CaseStepState) -> int:
        """Count the steps in these states."""
        return sum(line.state in states for line in self.lines)


def step_list(  # noqa: PLR0913 - what a case's steps are made of
    session: Session,
    tallies: Sequence[ElementTally],
    *,
    diagram: Diagram,
    rules: CaseRules,
    opener: str,
    taken_out: int,
    closed: bool,
    untold: Collection[str] = (),
) -> StepList:
    """Say in words where every step of a case stands; `opener` is the post that opened it.

    Of the `untold` it is only said that there may be such a step.
    """
    by_element = {tally.element: tally for tally in tallies if tally.element not in untold}
    counts = {name: _counted(tally) for name, tally in by_element.items()}
    found = steps(
        diagram.tasks, counts, rules=rules, taken_out=taken_out, closed=closed, untold=untold
    )
    facts = Facts(opener=opener)
    posts = {
        step.task.id: _post(step.task, by_element.get(step.task.id), rules, facts) for step in found
    }
    titles = case_pages.post_titles(session, {post for post in posts.values() if post})
    holders = {
        step.task.id: _holder(step, by_element.get(step.task.id), titles.get(posts[step.task.id]))
        for step in found
    }
    names = {step.number: step for step in found}
    return StepList(
        lines=[_line(step, by_element.get(step.task.id), holders, names, diagram) for step in found]
    )


def _counted(tally: ElementTally) -> Count:
    return Count(keys=tally.keys, waiting=tally.waiting, finished=tally.finished, done=tally.done)


def _post(task: TaskElement, tally: ElementTally | None, rules: CaseRules, facts: Facts) -> str:
    """Return the one post a step is for, or nothing where it is for many or not known yet."""
    if tally is not None and (tally.waiting_posts == 1 or tally.keys == 1):
        return tally.post_id
    role = rules.lanes.get(task.role)
    if role is None or role.keyed:
        return ""
    try:
        return post_for(task.role, "", rules, facts)
    except UnknownRole:
        return ""


def _holder(step: CaseStep, tally: ElementTally | None, title: Words | None) -> str:
    if step.state is CaseStepState.CURRENT and tally is not None and tally.waiting_posts > 1:
        return ngettext("%(num)s đơn vị", "%(num)s đơn vị", tally.waiting)
    if tally is not None and step.state is not CaseStepState.CURRENT and tally.keys == 1:
        return _by(tally)
    if title is not None:
        return pick(title)
    return {
        "officer": _("Cán bộ các đơn vị"),
        "head": _("Thủ trưởng các đơn vị"),
        "appraiser": _("Người thẩm định"),
        "scrutineer": _("Hai người kiểm phiếu"),
        "recipient": _("Từng nơi nhận"),
        "scorer": _("Cán bộ bên chấm điểm"),
        "scorer_head": _("Thủ trưởng bên chấm điểm"),
    }.get(step.task.role, "")


def _by(tally: ElementTally) -> str:
    if tally.done_on_behalf:
        return _("%(post)s, thay mặt %(other)s", post=tally.done_post, other=tally.done_on_behalf)
    return tally.done_post


def _line(
    step: CaseStep,
    tally: ElementTally | None,
    holders: Mapping[str, str],
    names: Mapping[int, CaseStep],
    diagram: Diagram,
) -> StepLine:
    return StepLine(
        number=step.number,
        element=step.task.id,
        name=pick(diagram.words(step.task.name)),
        pool=pick(diagram.words(diagram.names.get(step.task.process, ""))),
        call=" › ".join(pick(diagram.words(name)) for name in diagram.calls_around(step.task.id)),
        state=step.state,
        holder=holders[step.task.id],
        first_at=tally.opened_at if tally else None,
        last_at=tally.closed_at if tally else None,
        due=tally.due if tally and step.state is CaseStepState.CURRENT else None,
        outcome=_outcome(step, tally),
        waits_for=_waiting([names[number] for number in step.waits_for], holders, diagram),
    )


def _waiting(before: Sequence[CaseStep], holders: Mapping[str, str], diagram: Diagram) -> str:
    """Say which steps are waited for, and whose each is where that is known."""
    named = [_named(step, holders[step.task.id], diagram) for step in before]
    if len(named) > 1:
        return _("Chờ các bước %(steps)s", steps="; ".join(named))
    return _("Chờ bước %(step)s", step=named[0]) if named else ""


def _named(step: CaseStep, holder: str, diagram: Diagram) -> str:
    name = f"{step.number}: {pick(diagram.words(step.task.name))}"
    return f"{name} ({holder})" if holder else name


def _outcome(step: CaseStep, tally: ElementTally | None) -> str:
    if tally is None:
        return ""
    parts = []
    if step.task.each and step.of > 1:
        parts.append(_("%(done)s trên %(of)s xong", done=step.finished, of=step.of))
    elif tally.outcome:
        parts.append(tally.outcome)
    if tally.returns and (step.task.each or tally.done > tally.returns):
        parts.append(ngettext("%(num)s lần trả lại", "%(num)s lần trả lại", tally.returns))
    return "; ".join(parts)


def _crosses(diagram: Diagram, source: str, target: str) -> bool:
    """Tell a message from a step: it goes from one process to another, or to a pool."""
    return diagram.nodes.get(source) != diagram.nodes.get(target)


def _with_subprocesses(untold: Collection[str], diagram: Diagram) -> frozenset[str]:
    """Add the subprocesses in which there is no step but untold ones, and all that is in those."""
    tasks = {task.id for task in diagram.tasks}
    telling = {name for each in tasks - set(untold) for name in around(each, diagram.inside)}
    working = {name for each in tasks for name in around(each, diagram.inside)}
    hidden = working - telling
    inside = {each for each in diagram.inside if hidden & set(around(each, diagram.inside))}
    return frozenset({*untold, *hidden, *inside})


def marks(
    passed: Collection[case_progress.Passage],
    diagram: Diagram,
    current: Collection[str],
    untold: Collection[str] = (),
) -> dict[str, str]:
    """Return, as lists for the page's script, what to draw as done, current and passed.

    The `untold` are drawn as if nobody had come to them, and so are all ways out of a choice
    that leads to one of them: a way that is not drawn would tell it, too.
    """
    untold = _with_subprocesses(untold, diagram)
    been = {mark.element for mark in passed} & set(diagram.nodes) - set(untold)
    silent = {source for source, target in diagram.flows.values() if target in untold}
    now = set(current)
    held = {name for each in now for name in around(each, diagram.inside)}
    steps = {(mark.element, mark.then) for mark in passed}
    ways = {name: (a, diagram.entries.get(b, b)) for name, (a, b) in diagram.flows.items()}
    inside = [(a, b) for a, b in ways.values() if not _crosses(diagram, a, b)]
    ways_out = Counter(source for source, _target in inside)
    ways_in = Counter(target for _source, target in inside)

    def taken(source: str, target: str) -> bool:
        """Where there was a choice, only the way that history names was taken."""
        chosen = ways_out[source] > 1 and ways_in[target] > 1
        chosen = chosen and source not in diagram.parallel
        chosen = chosen and not _crosses(diagram, source, target)
        ends = source in been - silent and target in been | now
        return ends and (not chosen or (source, target) in steps)

    flows = {name for name, ends in ways.items() if taken(*ends)}
    return {
        "done": " ".join(sorted(been - now - held)),
        "current": " ".join(sorted(now | held & diagram.calls.keys())),
        "passed": " ".join(sorted(flows)),
    }
