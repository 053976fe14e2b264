"""Everybody who writes at one case, again and again in the same seconds."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.inbox import rank_tasks, snooze_task
from server.actions.mail import remind
from server.actions.people import delegate_post, revoke_delegation
from server.actions.tasks import (
    add_comment,
    attach_file,
    claim_task,
    complete_task,
    entrust_task,
    recall_task,
    save_draft,
)
from server.demo.scene import PDF
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks.drafts import Seen
from server.domain.tasks.priorities import Priority
from server.domain.tasks.work import AlreadyDone
from server.store.tasks import drafts
from tests.actions.at_once.threads import DONE
from tests.waiting import eventually
from tests.worlds.handing import entrusted
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, Year, new_act

SECONDS = 5.0
"""How long all write at least; then until each has."""
REFUSED = "refused"
OUTCOMES = (DONE, REFUSED)
Write = Callable[[Session, int], object]


def all_at_once(year: Year, writers: Mapping[str, Write], seconds: float) -> Counter[str]:
    """Have each write again and again, every act a transaction; count what came of it."""
    came: Counter[str] = Counter()
    lock, over = threading.Lock(), threading.Event()

    def run(name: str, write: Write) -> None:
        for number in count(1):
            if over.wait(0.002):
                return
            said = said_of(year, write, number)
            with lock:
                came[f"{name}: {said}"] += 1

    threads = [threading.Thread(target=run, args=item) for item in writers.items()]
    for thread in threads:
        thread.start()
    over.wait(seconds)
    with suppress(AssertionError):  # what none has done is in the answer
        eventually(lambda: all(came[f"{name}: {DONE}"] for name in writers))
    over.set()
    for thread in threads:
        thread.join()
    return came


def said_of(year: Year, write: Write, number: int) -> str:
    """Write once; answer what came of it."""
    try:
        with year.begin() as session:
            write(session, number)
    except Refusal:
        return REFUSED
    except OperationalError as error:
        return type(error.orig).__name__
    except Exception as error:  # noqa: BLE001 - what came of it is the answer
        return repr(error)[:200]
    return DONE


def upload(year: Year, task: OpenTask, actor: Actor, kept: list[UUID]) -> Write:
    """Attach files to a task's draft; what was acknowledged is kept in a list."""
    subject = first_criterion(year)

    def write(session: Session, number: int) -> None:
        new = attach_file.attach(
            session,
            task.id,
            actor=actor,
            kind="evidence",
            subject=subject,
            file_name=f"{number}.pdf",
            data=PDF + str(number).encode(),
            now=year.now,
        )
        session.commit()
        kept.append(new.id)

    return write


def first_criterion(year: Year) -> str:
    return next(criterion.id for _, criterion in year.scene.rules.score_table.lines())


def submitting(year: Year, task: OpenTask, actor: Actor) -> Write:
    """Hand a sheet in, and take it back where it is handed in."""
    value = year.value(task)

    def write(session: Session, _: int) -> None:
        try:
            with session.begin_nested():
                complete_task.complete(
                    session, task.id, actor=actor, value=value, act=new_act(), now=year.now
                )
        except AlreadyDone:
            recall_task.take_back(session, task.id, actor=actor, now=year.now)

    return write


def typing(year: Year, task: OpenTask, actor: Actor) -> Write:
    def write(session: Session, number: int) -> None:
        last = drafts.of_task(session, task.id)
        save_draft.save(
            session,
            task.id,
            actor=actor,
            content={"x": str(number)},
            seen=Seen(last.version if last else 0),
            now=year.now,
        )

    return write


def saying(year: Year, task: OpenTask, actor: Actor, named: str) -> Write:
    return lambda session, number: add_comment.add(
        session, task.id, actor=actor, text=f"lần {number}", named=[named], now=year.now
    )


def claiming(year: Year, task: OpenTask, actor: Actor) -> Write:
    def write(session: Session, number: int) -> None:
        act = claim_task.claim if number % 2 else claim_task.put_back
        act(session, task.id, actor=actor, now=year.now)

    return write


def ranking(year: Year, tasks: list[OpenTask], actor: Actor) -> Write:
    grades = (Priority.ORDINARY, Priority.URGENT)
    return lambda session, number: rank_tasks.rank(
        session,
        year.case_id,
        [task.id for task in tasks],
        priority=grades[number % 2],
        actor=actor,
        now=year.now,
    )


def handing(year: Year, task: OpenTask, to: str, giver: Actor) -> Write:
    def write(session: Session, number: int) -> None:
        if number % 2:
            entrusted(year, session, task, to=to)
        else:
            entrust_task.recall(session, task.id, actor=giver, now=year.now)

    return write


def lending(year: Year, task: OpenTask, giver: Actor, to: Actor) -> Write:
    """Lend a post, claim its task as who it was lent to, and take the post back."""
    lent: list[UUID] = []

    def write(session: Session, number: int) -> None:
        if lent:
            acting = replace(to, post_id=giver.post_id, delegation_id=lent[0])
            if number % 3 == 1:
                revoke_delegation.revoke(session, lent.pop(), actor=giver, now=year.now)
            else:
                claiming(year, task, acting)(session, number)
            return
        made = delegate_post.delegate(
            session,
            to.person_id,
            first=local_day(year.now),
            last=local_day(year.now) + timedelta(days=9),
            document=f"{number}/UQ",
            actor=giver,
            now=year.now,
        )
        session.commit()
        lent.append(made)

    return write


def snoozing(year: Year, task: OpenTask, actor: Actor) -> Write:
    def write(session: Session, number: int) -> None:
        if number % 2:
            until = local_day(year.now) + timedelta(days=3)
            snooze_task.snooze(session, task.id, actor=actor, until=until, now=year.now)
        else:
            snooze_task.wake(session, task.id, actor=actor, now=year.now)

    return write


def writers(year: Year, kept: list[UUID]) -> dict[str, Write]:
    """Answer who writes what at one case: at a sheet that is handed in, and around it."""
    mine, claimed, handed, done = sorted(year.tasks("score"), key=lambda t: t.key != SCHOOL)[:4]
    year.complete(done)
    lent = year.task("approve", done.key)
    me, head = year.holder(mine.post_id), year.holder(f"{SCHOOL}/head")
    chair = year.holder(f"{year.scene.rules.leader.id}/head")
    delegate, later = year.holder(f"{handed.key}/officer"), year.now + timedelta(days=90)
    return {
        "submit": submitting(year, mine, me),
        "upload": upload(year, mine, me, kept),
        "upload again": upload(year, mine, me, kept),
        "draft": typing(year, mine, me),
        "remark": saying(year, mine, me, f"{SCHOOL}/head"),
        "answer": saying(year, mine, head, mine.post_id),
        "claim": claiming(year, claimed, year.holder(claimed.post_id)),
        "priority": ranking(year, [claimed, handed], chair),
        "snooze": snoozing(year, claimed, year.holder(claimed.post_id)),
        "remind": lambda session, _: remind.remind(session, now=later),
        "lend": lending(year, lent, year.holder(lent.post_id), delegate),
        "hand over": handing(year, handed, f"{handed.key}/head", year.holder(handed.post_id)),
    }


def unhindered(year: Year, who: Mapping[str, Write], kept: list[UUID]) -> bool:
    """Tell whether all who write at once get on, lose no file, and leave the year sound."""
    came = all_at_once(year, who, SECONDS)
    strange = {said: n for said, n in came.items() if said.partition(": ")[2] not in OUTCOMES}
    assert strange == {}, came
    assert [name for name in who if not came[f"{name}: {DONE}"]] == [], came
    gone = lost(year, kept)
    assert gone == [], gone
    return sound(year)


def lost(year: Year, kept: list[UUID]) -> list[UUID]:
    """Name the acknowledged files that are not where their task is: done and kept, or a draft."""
    with year.begin() as session:
        found = dict(
            rows(
                session,
                "SELECT a.id, (t.state = 'done') = (a.state = 'kept') AND a.state <> 'removed'"
                " FROM attachment a JOIN task t ON t.id = a.task_id",
            )
        )
    return [each for each in kept if not found.get(each)]
