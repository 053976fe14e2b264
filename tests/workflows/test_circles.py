"""The circles of the manifests give the answers that today's pages, history and papers give."""

import itertools
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pytest

from server.domain.blocs.rules import CaseRules, VotingMode
from server.domain.cases.visibility import CaseState, Kind, Thing, Turn, Viewer, may_see
from server.domain.manifest import Circle, Level, Manifest
from server.domain.people.lane_posts import post_for
from server.domain.people.posts import (
    Position,
    nominee_id,
    position_of,
    unit_of,
    unit_of_nominee,
)
from server.domain.tasks.task_access import SEEN_AS
from server.engine import Element
from server.web.cases import history, papers
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules, voting
from tests.workflows.product import FORMS, KEYS, definition, manifest

POSTS = (
    *(
        f"{unit}/{position}"
        for unit in (SCHOOL, RADIO, DEPUTY, LEADER)
        for position in ("officer", "head", "appraiser", "secretary")
    ),
    *("p/snv/officer", "p/snv/head", "p/hd/secretary", "p/ubnd/chairman", "p/ubnd/officer"),
    *("p/tt/auditor", "p/snv/administrator", "q/tt/auditor", "p/xd/head"),
)
TURNS = tuple(
    frozenset(turns)
    for count in range(len(Turn) + 1)
    for turns in itertools.combinations(Turn, count)
)
KEYS_OF = {
    "units": (SCHOOL, DEPUTY, LEADER),
    "scrutineers": (SCHOOL, LEADER),
    "nominees": (nominee_id("flag", SCHOOL),),
}
OFFICES = (Position.AUDITOR, Position.ADMINISTRATOR)
SHEET = frozenset({"officer", "head", "appraiser"})
every_case = pytest.mark.parametrize(
    ("key", "mode"), list(itertools.product(KEYS, ("open", "paper")))
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record in a case: the lanes of its instance, the instance's key, the unit it is about."""

    lanes: frozenset[str]
    key: str
    unit: str
    post: str


def in_circle(circle: Circle, levels: Collection[str], stands: Collection[str]) -> bool:
    """Ask a circle: of which levels somebody is, which milestones stand."""
    return any(
        (f"role:{grant.role}" if grant.level is Level.ROLE else grant.level) in levels
        and (grant.after is None or str(grant.after) in stands)
        for grant in circle
    )


def levels_of(record: Record, post: str, case: CaseRules) -> set[str]:
    """Say how a post stands to a record."""
    position = position_of(post)
    if position in OFFICES:
        return {position} if post.startswith(f"{case.bloc.province}/") else set()
    found = in_bloc(record, post, case)
    bodies = case.bodies
    outside = {f"{bodies.home_affairs.id}/officer", f"{bodies.home_affairs.id}/head"}
    if post in outside | {f"{bodies.council.id}/secretary", f"{bodies.chairman.id}/chairman"}:
        found.add("bodies")
    if found and post in {post_for(lane, record.key, case) for lane in record.lanes}:
        found.add("workers")
    return found


def in_bloc(record: Record, post: str, case: CaseRules) -> set[str]:
    members = {unit.id for unit in case.units}
    if unit_of(post) not in members:
        return set()
    found = {"bloc"}
    if unit_of(post) == record.unit:
        found.add("own_unit")
    if post in {f"{case.leader.id}/head", f"{case.leader.id}/secretary"}:
        found.add("organiser")
    if record.unit in members and post == post_for("appraiser", record.unit, case):
        found.add("role:appraiser")
    return found


def milestones(turns: Collection[Turn], *, published: str) -> set[str]:
    """Name the milestones for turns; what is meant by published differs from page to page."""
    found = {turn.value for turn in turns if turn is not Turn.PUBLISHED}
    found |= {f"evaluation.{Turn.HANDED_IN}"} if Turn.HANDED_IN in turns else set()
    found |= {f"submission.{Turn.SUBMITTED}"} if Turn.SUBMITTED in turns else set()
    return found | ({published} if Turn.PUBLISHED in turns else set())


def records(key: str, case: CaseRules) -> Iterator[tuple[Element, Record]]:
    """Give every task that can open, for every kind of key."""
    drawn, said = definition(key), manifest(key)
    for task in drawn.elements.values():
        condition = said.tasks[task.id].condition if task.form else "never"
        if condition not in {"", f"mode == '{case.voting.mode}'"}:
            continue
        elements = drawn.elements.values()
        lanes = frozenset(e.role for e in elements if e.process == task.process and e.role)
        for name in KEYS_OF.get(drawn.processes[task.process].each or "", ("",)):
            unit = unit_of_nominee(name) if name.startswith("flag/") else name
            post = post_for(task.role or "", name, case)
            yield task, Record(lanes=lanes, key=name, unit=unit, post=post)


def circles(said: Manifest, task: Element, unit: str) -> Iterator[tuple[Kind, Circle, str]]:
    """Give what is asked of a task today, the circle that answers, and what published means."""
    entry, form = said.tasks[task.id], task.form or ""
    yield SEEN_AS[form], said.sight[entry.see], "published"
    kind = history.matter(said.key, task.id, unit)
    yield kind, said.sight[entry.history or entry.see], "closed"
    kind = Kind.SHEET_COMMENTS if unit else Kind.CASE_COMMENTS
    circle = entry.remarks or ("remarks_about" if unit else "remarks")
    yield kind, said.sight[circle], "closed"


def differing(
    kind: Kind, circle: Circle, record: Record, case: CaseRules, published: str
) -> list[str]:
    """Name the posts that a circle answers otherwise than the matrix, with the turns."""
    levels = {post: levels_of(record, post, case) for post in POSTS}
    thing = Thing(kind=kind, unit=record.unit, post=record.post)
    return [
        f"{post} {sorted(turns)}"
        for turns in TURNS
        for post in POSTS
        if may_see(thing=thing, viewer=Viewer.of([post]), case=CaseState(rules=case, turns=turns))
        != in_circle(circle, levels[post], milestones(turns, published=published))
    ]


@every_case
@pytest.mark.slow
def test_page_history_and_remarks_of_every_task_are_seen_by_whom_they_are_today(
    key: str, mode: str
) -> None:
    case = rules(voting=voting(mode=VotingMode(mode)))
    for task, record in records(key, case):
        for kind, circle, published in circles(manifest(key), task, record.unit):
            found = differing(kind, circle, record, case, published)
            assert found == [], (task.id, kind)


@every_case
@pytest.mark.slow
def test_files_of_every_kind_are_seen_by_whom_they_are_today(key: str, mode: str) -> None:
    case, said = rules(voting=voting(mode=VotingMode(mode))), manifest(key)
    for task in definition(key).elements.values():
        form = json.loads((FORMS / f"{task.form}.json").read_bytes()) if task.form else {}
        for slot in form.get("x-files", []):
            kind = papers.matter(key, slot["kind"])
            circle = said.sight[said.files.get(slot["kind"], said.tasks[task.id].see)]
            lanes = SHEET if kind is Kind.EVIDENCE else frozenset({"scrutineer"})
            record = Record(lanes=lanes, key=SCHOOL, unit=SCHOOL, post=f"{SCHOOL}/officer")
            found = differing(kind, circle, record, case, "published")
            if kind is Kind.DECISION:  # a decision's paper is shown as soon as there is one
                found = [each for each in found if Turn.PUBLISHED in each]
            assert found == [], (task.id, slot["kind"])
