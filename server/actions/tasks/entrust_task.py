"""Hand one task to a colleague, hand it back, and call it back; each an event of its case.

The colleague gets a delegation whose scope is the one task, and nothing else of its post.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.actions.identity import accounts
from server.actions.people.acting_for import check_acts, lock_task
from server.actions.steps.notifications import row_of
from server.actions.steps.process_code import judged_in
from server.domain.administration import repairs
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import Held, Period
from server.domain.people.delegations import Scope
from server.domain.tasks.entrusting import (
    Colleague,
    Handed,
    NotEntrusted,
    Terms,
    check_entrusting,
    check_note,
    check_recall,
)
from server.domain.tasks.task_access import TaskFacts
from server.domain.tasks.work import NotThere, check_open
from server.domain.texts.typed_text import readable
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.letters import Letter, LetterKind
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import (
    InstanceRow,
    LockedCase,
    TaskRow,
)
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.identity import invites
from server.store.mail import outbox
from server.store.people import (
    delegations,
    holders,
    people_admin,
)
from server.store.people.delegations import Ended, NewDelegation
from server.store.tasks import claims


def entrust(  # noqa: PLR0913 - one act, named part by part
    session: Session, task_id: UUID, *, to: UUID, terms: Terms, actor: Actor, now: datetime
) -> UUID:
    """Hand an open task of the post acted in to a colleague; return the delegation's id.

    A handing over that has run out or was left lying ends. Raises NotThere, AlreadyDone, Withdrawn,
    CaseSuspended, CaseCancelled, NoSuchPerson, and what the checks of text and person raise.
    """
    found = _open(session, task_id, actor=actor, now=now, to=to)
    today = local_day(now)
    colleague = _colleague(session, to, actor, now)
    check_entrusting(_handed(session, found), to=colleague, terms=terms, actor=actor, today=today)
    delegations.end_of_task(session, task_id, now=now)
    last = terms.last or today
    grant = NewDelegation(
        lent=Held(person_id=to, post_id=found.task.post_id, period=Period(first=today, last=last)),
        last=last,
        scope=Scope(task_id=task_id),
        document=readable(terms.document),
        given_by=actor.person_id,
        note=readable(terms.note),
    )
    delegation_id = new_id(now)
    delegations.add(session, delegation_id, grant)
    invites.void_links_of_one_hand(session, to, now=now)
    claims.assign(session, task_id, to, now=now)
    payload: dict[str, Json] = {
        "delegation": str(delegation_id),
        "from": today.isoformat(),
        "to": last.isoformat(),
        "document": grant.document,
        "reason": grant.note,
        **_change(session, old=found.task.assignee_id, new=to),
    }
    _record(session, found, "task.entrusted", payload)
    letter = letters.entrusted(_title(found), _who(actor), last)
    _tell(session, found, letter, kind=LetterKind.ENTRUSTED, about=delegation_id, to=to)
    return delegation_id


def _colleague(session: Session, to: UUID, actor: Actor, now: datetime) -> Colleague:
    person = accounts.lock(session, to)
    kin = actor.lineage.kin(person.province)
    return Colleague(person_id=to, kin=kin, posts=_posts(session, to, now))


def hand_back(session: Session, task_id: UUID, *, note: str, actor: Actor, now: datetime) -> None:
    """Give a task back to who handed it over, with a word of why; its draft stays.

    Raises NotThere, NotEntrusted, NotYourPost, NoteMissing, CharacterRefused, AlreadyDone,
    Withdrawn, CaseSuspended and CaseCancelled.
    """
    if actor.scope.task_id != task_id:
        raise NotEntrusted
    found = _open(session, task_id, actor=actor, now=now)
    check_note(note)
    ended = _end(session, found, "task.handed_back", answer=readable(note))
    letter = letters.handed_back(_title(found), _who(actor))
    _tell(session, found, letter, kind=LetterKind.HANDED_BACK, about=ended.id, to=ended.giver_id)


def recall(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Call a task back before it is done, as who acts in its post beyond that task.

    Raises NotThere, NotEntrusted, OnlyLent, AlreadyDone, Withdrawn, CaseSuspended, CaseCancelled.
    """
    found = _open(session, task_id, actor=actor, now=now)
    check_recall(actor)
    _end(session, found, "task.recalled")


class _OpenTask(NamedTuple):
    """An open task while its case is locked, and who does what to it when."""

    case: LockedCase
    task: TaskRow
    instance: InstanceRow
    actor: Actor
    now: datetime


def _open(
    session: Session, task_id: UUID, *, actor: Actor, now: datetime, to: UUID | None = None
) -> _OpenTask:
    """Lock and read it; its own units are those of the actor and of who is to get it."""
    case = lock_task(session, task_id, actor=actor, now=now)
    task, instance = cases.task_with_instance(
        session,
        task_id,
        today=local_day(now),
        persons=[*actor.judged, *([to] if to else [])],
        by=actor,
    )
    check_acts(task)
    if task.post_id != actor.post_id:
        raise NotThere
    check_open(task)
    repairs.check_going(case.state, case.state_reason)
    return _OpenTask(case, task, instance, actor, now)


def _handed(session: Session, found: _OpenTask) -> Handed:
    case, task = found.case, found.task
    model = deployed(session, found.instance.definition_hash)
    approves = model.definition.elements[task.element].approves
    return Handed(
        task=TaskFacts(
            id=task.id,
            case_kind=case.kind,
            element=task.element,
            bars=task.bars,
            key=task.key,
            post_id=task.post_id,
            unit_id=task.subject_unit_id or "",
            assignee_id=task.assignee_id,
            open=True,
            own_units=task.own_units,
            judged_units=judged_in(session, case, form=task.form, key=task.key),
        ),
        signed=form_of(model, task.form).sign,
        prepared_by=task.last_done_by.get(approves or "", frozenset()),
    )


def _posts(session: Session, person_id: UUID, now: datetime) -> frozenset[str]:
    today = Period(first=local_day(now), last=local_day(now))
    held = people_admin.held(people_admin.appointments(session, person_ids=[person_id]))
    return frozenset(each.post_id for each in held if each.period.meets(today))


def _end(session: Session, found: _OpenTask, kind: str, *, answer: str = "") -> Ended:
    now = found.now
    ended = delegations.end_of_task(session, found.task.id, now=now, answer=answer)
    if ended is None:
        raise NotEntrusted
    if found.task.assignee_id == ended.colleague_id:
        claims.assign(session, found.task.id, None, now=now)
    payload: dict[str, Json] = {
        "delegation": str(ended.id),
        "reason": answer,
        **_change(session, old=ended.colleague_id, new=None),
    }
    _record(session, found, kind, payload)
    return ended


def _tell(  # noqa: PLR0913 - one letter, named part by part
    session: Session, found: _OpenTask, letter: Letter, *, kind: LetterKind, about: UUID, to: UUID
) -> None:
    """Write to one person about the task; a simulated case writes to nobody."""
    if found.case.head.simulated:
        return
    row = row_of(
        letter,
        key=f"{kind}/{about}",
        kind=kind,
        post_id=found.task.post_id,
        task_id=found.task.id,
    )
    outbox.write(session, [row | {"at": found.now, "only_to": to}], today=local_day(found.now))


def _title(found: _OpenTask) -> Words:
    return Words(found.task.title_vi, found.task.title_en)


def _who(actor: Actor) -> Words:
    return Words(actor.name)


def _change(session: Session, *, old: UUID | None, new: UUID | None) -> dict[str, Json]:
    said = {"old": old, "new": new}
    names = {which: holders.name(session, who) if who else "" for which, who in said.items()}
    return {
        "assignee": {which: str(who) if who else None for which, who in said.items()},
        "changes": [{"path": "assignee", **names}],
    }


def _record(session: Session, found: _OpenTask, kind: str, payload: dict[str, Json]) -> None:
    case, task = found.case, found.task
    fact = Fact(
        kind=kind,
        object=f"task/{task.id}",
        actor=found.actor,
        subject_unit_id=task.subject_unit_id or "",
        element=task.element,
        payload={
            "task": {"id": str(task.id), "title_vi": task.title_vi, "title_en": task.title_en},
            **payload,
        },
    )
    journal.append(session, case.head, [fact], now=found.now, offset=case.clock_offset)
