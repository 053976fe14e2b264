"""The rest of the soup: tasks passed about, posts lent, many at once, administrators at work."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from server.actions.cases import (
    cancel_case,
    set_back,
    suspend_case,
)
from server.actions.inbox import approve_many, rank_tasks, snooze_task
from server.actions.people import delegate_post, revoke_delegation
from server.actions.tasks import assign_task, claim_task, entrust_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.delegations import EVERYTHING, Scope
from server.domain.people.posts import unit_of
from server.domain.tasks.entrusting import Terms
from server.domain.tasks.priorities import Priority
from server.store import Session
from tests.faults.harness.soup import PLACE, Kettle
from tests.worlds.holders import another_holder
from tests.worlds.year import ADMINISTRATOR, LEADER, new_act

WHY = "Thử."
SCOPES = st.sampled_from([EVERYTHING, Scope(kinds=frozenset({"evaluation"}))])


class Soup(Kettle):
    """Everything that may happen to a task beside its being done."""

    def __init__(self) -> None:
        super().__init__()
        self.lent: list[Actor] = []
        self.admin = self.year.holder(ADMINISTRATOR)
        with self.year.begin() as session:
            self.second = another_holder(session, self.admin, "Quản trị viên 2")

    @rule(place=PLACE, back=st.booleans())
    def claim(self, place: int, back: bool) -> None:  # noqa: FBT001 - hypothesis gives it
        if (chosen := self.with_holder(place)) is None:
            return
        (task, actor), now = chosen, self.year.tick()
        name, act = ("put back", claim_task.put_back) if back else ("claim", claim_task.claim)
        self.act(name, lambda s: act(s, task.id, actor=actor, now=now))

    @rule(place=PLACE, days=st.integers(-1, 30))
    def snooze(self, place: int, days: int) -> None:
        if (chosen := self.with_holder(place)) is None:
            return
        (task, actor), now = chosen, self.year.tick()
        until = local_day(now) + timedelta(days=days)
        self.act(
            "snooze", lambda s: snooze_task.snooze(s, task.id, actor=actor, until=until, now=now)
        )
        if days % 2:
            self.act("wake", lambda s: snooze_task.wake(s, task.id, actor=actor, now=now))

    @rule(place=PLACE, other=PLACE)
    def assign(self, place: int, other: int) -> None:
        """The head of the unit gives a task to its holder, or to who does not hold the post."""
        chosen, foreign = self.with_holder(place), self.with_holder(other)
        if chosen is None or foreign is None:
            return
        (task, _), now = chosen, self.year.tick()
        head = self.year.holder(f"{unit_of(task.post_id)}/head")
        to = foreign[1].person_id
        self.act("assign", lambda s: assign_task.assign(s, task.id, to=to, actor=head, now=now))

    @rule(place=PLACE)
    def many_at_once(self, place: int) -> None:
        """Claim, approve, rank every open task as one holder: most are refused, each by itself."""
        if (chosen := self.with_holder(place)) is None:
            return
        ids, actor, now = [task.id for task in self.year.tasks()], chosen[1], self.year.tick()
        self.act("claim many", lambda s: claim_task.claim_many(s, ids, actor=actor, now=now))
        self.act("approve many", lambda s: self.approve(s, ids, actor))
        leader, case_id = self.year.holder(f"{LEADER}/head"), self.year.case_id
        grade = Priority.URGENT if place % 2 else Priority.ORDINARY
        self.act(
            "rank",
            lambda s: rank_tasks.rank(s, case_id, ids[:1], priority=grade, actor=leader, now=now),
        )

    def approve(self, session: Session, ids: list[UUID], actor: Actor) -> None:
        """Approve what one may of all that is open."""
        approve_many.approve(
            session,
            ids,
            actor=actor,
            comment="",
            act=new_act(),
            confirmed=True,
            now=self.year.tick(),
        )

    @rule(place=PLACE, other=PLACE, scope=SCOPES)
    def lend_the_post(self, place: int, other: int, scope: Scope) -> None:
        chosen, foreign = self.with_holder(place), self.with_holder(other)
        if chosen is None or foreign is None:
            return
        (_, giver), (_, person), now = chosen, foreign, self.year.tick()
        first, last = local_day(now), local_day(now) + timedelta(days=60)
        self.act(
            "delegate",
            lambda s: self.lend(
                giver,
                person,
                scope,
                delegate_post.delegate(
                    s,
                    person.person_id,
                    first=first,
                    last=last,
                    document="12/QĐ",
                    actor=giver,
                    now=now,
                    scope=scope,
                ),
            ),
        )

    @rule(place=PLACE, other=PLACE)
    def hand_one_task_over(self, place: int, other: int) -> None:
        chosen, foreign = self.with_holder(place), self.with_holder(other)
        if chosen is None or foreign is None:
            return
        (task, giver), (_, person), now = chosen, foreign, self.year.tick()
        terms = Terms(last=local_day(now) + timedelta(days=9), note=WHY, document="05/GUQ")
        self.act(
            "entrust",
            lambda s: self.lend(
                giver,
                person,
                Scope(task_id=task.id),
                entrust_task.entrust(
                    s, task.id, to=person.person_id, terms=terms, actor=giver, now=now
                ),
            ),
        )
        if place % 2:
            self.act("recall", lambda s: entrust_task.recall(s, task.id, actor=giver, now=now))

    def lend(self, giver: Actor, person: Actor, scope: Scope, delegation_id: UUID) -> None:
        """Keep who may now act in a post that is not theirs."""
        self.lent.append(
            replace(
                person,
                post_id=giver.post_id,
                unit_id=giver.unit_id,
                unit_ids=person.unit_ids | {giver.unit_id},
                on_behalf=giver.post_title,
                delegation_id=delegation_id,
                scope=scope,
            )
        )

    @rule(place=PLACE)
    def act_in_a_lent_post(self, place: int) -> None:
        """Complete what the post has, if the delegation still stands; or hand it back."""
        if not self.lent:
            return
        actor, now = self.lent[-1 - place % len(self.lent)], self.year.tick()
        for task in [each for each in self.year.tasks() if each.post_id == actor.post_id][:1]:
            if place % 3 == 0:
                self.act(
                    "hand back",
                    lambda s, t=task: entrust_task.hand_back(  # type: ignore[misc]
                        s, t.id, note=WHY, actor=actor, now=now
                    ),
                )
            self.complete(task, actor, "complete in a lent post")

    @rule(place=PLACE)
    def revoke(self, place: int) -> None:
        if not self.lent:
            return
        lent, now = self.lent[-1 - place % len(self.lent)], self.year.tick()
        owner, delegation_id = self.year.holder(lent.post_id), lent.delegation_id
        assert delegation_id is not None
        self.act(
            "revoke", lambda s: revoke_delegation.revoke(s, delegation_id, actor=owner, now=now)
        )

    @rule(place=PLACE)
    def hold_up_and_go_on(self, place: int) -> None:
        """Suspend the case, try an act or two, let it go on."""
        admin, now, case_id = self.admin, self.year.tick(), self.year.case_id
        self.act(
            "suspend",
            lambda s: suspend_case.suspend(s, case_id, reason=WHY, actor=admin, now=now),
        )
        for other in range(place % 3):
            self.complete_as_the_holder(other)
        now = self.year.tick()
        self.act(
            "resume", lambda s: suspend_case.resume(s, case_id, reason=WHY, actor=admin, now=now)
        )

    @rule(place=PLACE, two=st.booleans())
    def set_back(self, place: int, two: bool) -> None:  # noqa: FBT001 - hypothesis gives it
        """One administrator proposes, the same or another one confirms; or it is declined."""
        if (task := self.task(place)) is None:
            return
        with self.year.begin() as session:
            targets = set_back.targets(session, task.id, now=self.year.now)
        target, now, moves = (*targets, "score")[0], self.year.tick(), list[UUID]()
        self.act(
            "propose",
            lambda s: moves.append(
                set_back.propose(s, task.id, target=target, reason=WHY, actor=self.admin, now=now)
            ),
        )
        if moves:
            move, who, now = moves[0], self.second if two else self.admin, self.year.tick()
            self.act("confirm", lambda s: set_back.confirm(s, move, actor=who, now=now))
            self.act("decline", lambda s: set_back.decline(s, move, actor=who, now=now))

    @rule(dice=st.integers(0, 19))
    def cancel(self, dice: int) -> None:
        """Cancel the case, once in a long while, and open another one in its place."""
        if dice or len(self.year.cases) > 1:
            return
        admin, now, case_id = self.admin, self.year.tick(), self.year.case_id
        self.act(
            "cancel", lambda s: cancel_case.cancel(s, case_id, reason=WHY, actor=admin, now=now)
        )
        self.act("open again", lambda _: self.year.open(self.year.kind))
