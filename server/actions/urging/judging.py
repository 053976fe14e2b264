"""Whom urging a duty reaches, and what keeps it from being urged now."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.definitions.duty_names import duty_name
from server.actions.definitions.reorganised_units import reorganised
from server.actions.definitions.seeing import sight_of
from server.actions.definitions.standing_duties import duty_of
from server.actions.steps.conditions import CaseOpening, conditions
from server.actions.steps.title_holes import subject_of
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyStanding, of_key, own_of, sees_duty, stands
from server.domain.cases.sight import CaseSight, case_known
from server.domain.cases.urging import (
    NotYoursToUrge,
    check_again,
    check_reached,
    check_waited_for,
    may_urge,
)
from server.domain.deadlines import local_day
from server.domain.manifest import Milestone
from server.domain.manifest.duties import elements, pools
from server.domain.people.actors import Actor
from server.domain.people.lane_posts import Facts, post_for
from server.domain.refusals import Refusal, UnknownRole
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.public_holidays import calendar_of
from server.store import Session
from server.store.cases import case_pages, cases, duties, urgings
from server.store.cases.cases import LockedCase
from server.store.cases.duties import DutyOfYear
from server.store.cases.urgings import DutyPlace, HeldTask
from server.store.milestones import standing

Chosen = Collection[tuple[str, str]]
"""Duties of a case: milestone and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedDuty:
    """A duty that is, or is not, to be urged: `refusal` says why not.

    `tasks` are its open tasks of other posts than the actor's, `posts` whom a letter goes to:
    those who have them, or else whose task opens next. `about` is the unit, empty for the bloc.
    """

    case_id: UUID
    milestone: str
    key: str
    name: Words
    about: str
    due: date
    standing: DutyStanding
    tasks: Sequence[HeldTask]
    posts: Mapping[str, Words]
    refusal: Refusal | None = None

    @property
    def place(self) -> DutyPlace:
        """Which duty it is."""
        return self.case_id, self.milestone, self.key

    @property
    def address(self) -> str:
        """How an address and a form name it."""
        return "/".join(map(str, self.place))


def judge(
    session: Session, case_id: UUID, chosen: Chosen, *, actor: Actor, now: datetime
) -> Sequence[JudgedDuty]:
    """Judge duties of a case for a page, without its lock; raises NotThere."""
    case = cases.read(session, case_id)
    if case is None:
        raise NotThere
    return judged(session, case, chosen, actor=actor, now=now)


def judged(
    session: Session, case: LockedCase, chosen: Chosen, *, actor: Actor, now: datetime
) -> Sequence[JudgedDuty]:
    """Judge duties of a case, in order of their days; those the actor is told nothing of are none.

    Raises NotThere for a case they may not know of, and for a simulated one.
    """
    judge = _Judge(session, case, actor=actor, now=now)
    rows = duties.of_one_case(session, case.id)
    return [
        found
        for row in rows
        if (row.milestone, row.key) in chosen
        for found in [judge.of(row)]
        if found is not None
    ]


class _Judge:
    """What of a case and of who looks decides about its duties."""

    def __init__(self, session: Session, case: LockedCase, *, actor: Actor, now: datetime) -> None:
        self.session, self.case, self.actor, self.now = session, case, actor, now
        self.rules = rules_of(session, case.rules_digest)
        self.model = deployed(session, case.definition_hash)
        self.sight = _sight(session, case, self.model, self.rules)
        known = case_known(
            actor.eyes(case.kind),
            self.rules,
            self.model.manifest,
            opener=case.opened_post,
            marks=self.sight.marks,
        )
        if not known or case.head.simulated:
            raise NotThere
        self.calendar = calendar_of(case.own_days)
        self.last = urgings.of_case(session, case.id)
        self.tasks = urgings.held_tasks(session, [case.id]).get(case.id, ())
        units = {unit.id for unit in self.rules.units}
        self.gone = reorganised(session, units, today=local_day(now))

    def of(self, row: DutyOfYear) -> JudgedDuty | None:
        """Judge a duty; None where the actor is not told how it stands."""
        milestone = self.model.manifest.milestones.get(row.milestone)
        unit = subject_of(row.key, self.rules) or ""
        record = of_key(self.sight, row.key, unit)
        eyes = self.actor.eyes(self.case.kind)
        if milestone is None or not sees_duty(self.sight, milestone, record, posts=eyes):
            return None
        own = "" if row.key else own_of(self.sight, milestone, opener=self.case.opened_post)
        duty = duty_of(row, self.model, milestone, gone=self.gone.get(unit or own))
        held = self._held(milestone, row.key)
        found = JudgedDuty(
            case_id=self.case.id,
            milestone=row.milestone,
            key=row.key,
            name=duty_name(self.model, milestone),
            about=record.unit or row.key,
            due=row.due,
            standing=stands(duty, today=local_day(self.now), calendar=self.calendar),
            tasks=[task for task in held if task.post_id != self.actor.post_id],
            posts={task.post_id: task.post for task in held} or self._next(milestone, row.key),
        )
        return replace(
            found,
            posts={post: name for post, name in found.posts.items() if post != self.actor.post_id},
            refusal=self._refusal(found, milestone),
        )

    def _held(self, milestone: Milestone, key: str) -> list[HeldTask]:
        reached_in = pools(milestone, self.model.pool_of)
        return [task for task in self.tasks if task.key == key and task.process in reached_in]

    def _next(self, milestone: Milestone, key: str) -> Mapping[str, Words]:
        """Name the posts whose task will open, for a duty that no task is open for."""
        opener = self.case.opened_post
        facts = Facts(opener=opener, about=self.model.manifest.open.about(opener))
        drawn = self.model.definition.elements
        posts: set[str] = set()
        for name in elements(milestone):
            role = drawn[name].role if name in drawn else None
            with suppress(UnknownRole):
                posts |= {post_for(role, key, self.rules, facts)} if role else set()
        return case_pages.post_titles(self.session, posts) if posts else {}

    def _refusal(self, found: JudgedDuty, milestone: Milestone) -> Refusal | None:
        me = self.actor.post_id
        if not may_urge(milestone, rules=self.rules, post=me):
            return NotYoursToUrge()
        try:
            check_waited_for(found.standing.state)
            check_again(self.last.get(found.place), now=self.now)
            check_reached(found.posts, by=me)
        except Refusal as refusal:
            return refusal
        return None


def _sight(session: Session, case: LockedCase, model: Deployed, rules: CaseRules) -> CaseSight:
    opened = CaseOpening(
        opened_at=case.opened_at, opened_post=case.opened_post, opening=case.opening
    )
    return sight_of(
        session,
        model.hash,
        case.kind,
        rules=rules,
        marks=standing.of_case(session, case.id),
        opener=case.opened_post,
        applies=conditions(session, model.hash, opened, rules),
    )
