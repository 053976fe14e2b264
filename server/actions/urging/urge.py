"""Urge who has not done a duty: a letter, a remark that names them, and an event that remembers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.people.acting_for import check_stands
from server.actions.steps.notifications import Row, row_of
from server.actions.steps.title_holes import subject_of
from server.actions.urging.judging import Chosen, JudgedDuty, judged
from server.domain.administration import repairs
from server.domain.administration.repairs import CaseCancelled, CaseSuspended
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyState
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.letters import LetterKind
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import LockedCase
from server.store.cases.urgings import URGED, HeldTask
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.tasks import comments, mentions
from server.store.tasks.comments import Comment


def urge(
    session: Session, case_id: UUID, chosen: Chosen, *, actor: Actor, now: datetime
) -> Sequence[JudgedDuty]:
    """Urge duties of a case, each judged for itself under the case's lock; return all of them.

    Who presses for duties of several cases goes through them in the order of their ids. Raises
    NotThere and NotYourPost.
    """
    case = cases.lock(session, case_id)
    if case is None:
        raise NotThere
    check_stands(session, actor=actor, now=now)
    found = judged(session, case, chosen, actor=actor, now=now)
    try:
        repairs.check_going(case.state, case.state_reason)
    except (CaseSuspended, CaseCancelled) as held:
        return [replace(each, refusal=each.refusal or held) for each in found]
    urged = [each for each in found if each.refusal is None]
    if urged:
        _write(session, case, urged, actor=actor, now=now)
    return found


def _write(
    session: Session,
    case: LockedCase,
    urged: Sequence[JudgedDuty],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    rules = rules_of(session, case.rules_digest)
    said = {
        task.id: _comment(case, duty, task, rules, actor=actor, now=now)
        for duty in urged
        for task in duty.tasks
    }
    named = [
        {"comment_id": said[task.id].id, "post_id": task.post_id, "task_id": task.id, "label": "",
         "at": now}
        for duty in urged
        for task in duty.tasks
    ]  # fmt: skip
    if said:
        comments.add_several(session, list(said.values()))
    mail = [row for duty in urged for row in _letters(case, duty, rules, actor=actor, now=now)]
    mentions.add(session, named, mail, today=local_day(now))
    facts = [_fact(case, duty, rules, actor=actor) for duty in urged]
    journal.append(session, case.head, facts, now=now, offset=case.clock_offset)


def _comment(  # noqa: PLR0913 - one remark, named part by part
    case: LockedCase,
    duty: JudgedDuty,
    task: HeldTask,
    rules: CaseRules,
    *,
    actor: Actor,
    now: datetime,
) -> Comment:
    return Comment(
        id=new_id(now),
        case_id=case.id,
        task_id=task.id,
        person_id=actor.person_id,
        person_name=actor.name,
        post_title=actor.acts_as.vi,
        at=now,
        text=letters.urged_remark(_called(duty, rules), duty.due, _late(duty)).vi,
    )


def _letters(
    case: LockedCase, duty: JudgedDuty, rules: CaseRules, *, actor: Actor, now: datetime
) -> Iterator[Row]:
    """Write to each post once: about its task, or about the case where none is open yet."""
    letter = letters.urged(_called(duty, rules), actor.acts_as, duty.due, _late(duty))
    tasks = {task.post_id: task.id for task in duty.tasks}
    where = f"{duty.milestone}/{duty.key}"
    for post in duty.posts:
        task = tasks.get(post)
        yield row_of(
            letter,
            key=f"{LetterKind.URGED}/{case.id}/{where}/{local_day(now)}",
            kind=LetterKind.URGED,
            post_id=post,
            task_id=task,
        ) | {
            "at": now,
            "not_to": actor.person_id,
            "case_kind": case.kind,
            "path": "" if task else f"/cases/{case.id}",
        }


def _fact(case: LockedCase, duty: JudgedDuty, rules: CaseRules, *, actor: Actor) -> Fact:
    about, unit = _unit(duty, rules), subject_of(duty.about, rules)
    return Fact(
        kind=URGED,
        object=f"unit/{unit}" if unit else f"case/{case.id}",
        actor=actor,
        subject_unit_id=unit or "",
        definition_hash=case.definition_hash,
        payload={
            "milestone": duty.milestone,
            "key": duty.key,
            "name": {"vi": duty.name.vi, "en": duty.name.en},
            "about": {"vi": about.vi, "en": about.en},
            "due": duty.due.isoformat(),
            "days_late": _late(duty),
            "posts": [*sorted(duty.posts)],
            "tasks": [*sorted(str(task.id) for task in duty.tasks)],
        },
    )


def _called(duty: JudgedDuty, rules: CaseRules) -> Words:
    """Name a duty with whose it is."""
    unit = _unit(duty, rules)
    if not unit.vi:
        return duty.name
    return Words(f"{duty.name.vi} – {unit.vi}", f"{duty.name.text('en')} – {unit.text('en')}")


def _unit(duty: JudgedDuty, rules: CaseRules) -> Words:
    known = {unit.id: unit.short for unit in rules.units}
    known |= {body.id: body.short for body in rules.bodies.everyone()}
    return known.get(duty.about, Words(duty.about))


def _late(duty: JudgedDuty) -> int:
    return duty.standing.days if duty.standing.state is DutyState.OVERDUE else 0
