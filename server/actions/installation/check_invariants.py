"""Assert what must hold of any database: nothing lost, nothing twice, nothing stuck."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from uuid import UUID

from server import engine
from server.actions.definitions.deployed import (
    check_definition,
    check_rules,
    deployed,
    rules_of,
)
from server.actions.installation.check_duties import cases_with_duties, wrong_duties
from server.actions.installation.check_lists import unlike_cases, unlike_titles
from server.actions.installation.check_taken import takings, wrong_rows
from server.actions.mail.check_reminders import without_reminders
from server.actions.steps.opening import due_of
from server.actions.steps.process_code import code_of, handed_in
from server.domain.administration.repairs import CaseState
from server.domain.history.replay import differing, replay
from server.store import Session, invariants
from server.store.binding.bound import bound_tables
from server.store.binding.guard import unguarded
from server.store.binding.rows import changed_unseen
from server.store.binding.schema import unlike_release
from server.store.binding.transactions import untold
from server.store.binding.triggers import unbound
from server.store.invariants import (
    Frozen,
    Going,
    Lane,
    Reminded,
    ReplayedCase,
    RestingState,
    RunningInstance,
    Unanswered,
    asking,
    naming,
)
from server.store.invariants.listing import unlike_names, unlike_papers
from server.store.log.broken import BROKEN, Look

UNREAD = "P3 rows cannot be read:"
MOST_OF_A_CASE = 10
"""A case that differs from its history is shown by so many facts at most."""


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that does not hold, and the row that shows it."""

    invariant: str
    where: str


def check(
    session: Session, *, now: datetime, changed: Collection[str] | None = None
) -> list[Breach]:
    """Return every breach; an empty list is a sound database.

    What is missing or cannot be read is a breach, too, and never the end of the check. Beside
    people at work the session must see one snapshot: `transaction.snapshots`. `changed` names the
    tables that this transaction wrote to, where nothing else did since a check that found nothing:
    the rows of others are not compared with their changes again.
    """
    return [*check_rows(session, now=now, changed=changed), *_schema(session)]


def check_rows(
    session: Session, *, now: datetime, changed: Collection[str] | None = None
) -> list[Breach]:
    """Return the breaches that rows show: all but those of the schema itself."""
    unread: list[UUID] = []
    return [
        *_judged(asking(session), UNREAD, "event", partial(_chains, session, unread)),
        *(Breach(*found) for found in invariants.breaches(session, now=now, unread=unread)),
        *_each(session),
        *_changes(session, changed),
        *_lists(session),
        *_log(session),
    ]


def _chains(session: Session, unread: list[UUID]) -> Iterator[Breach]:
    """Every hash chain fits; adds to `unread` the events whose payload cannot be read."""
    broken = list(invariants.broken_chains(session))
    unread += invariants.ruined(session, broken)
    for each in broken:
        yield Breach(f"P3 chain {each.stream}", f"{each.seq}: {each.why}")


def _each(session: Session) -> Iterator[Breach]:
    """Look at what is read row by row; tables that cannot be read keep no other from being so."""
    looks = (_frozen, _states, _lanes, _endings, _reminders, _duties, _taken, _cases)
    for look in looks:
        of = look.__name__.removeprefix("_")
        yield from _judged(asking(session), UNREAD, of, partial(look, session))


def _schema(session: Session) -> Iterator[Breach]:
    """What guards history stands, and every object is what the migrations make."""
    for name, look in {"trigger": unguarded, "catalogue": unlike_release}.items():
        found = partial(_broken, session, look)
        yield from _judged(asking(session), "P3 guard of history cannot be read:", name, found)


def _log(session: Session) -> Iterator[Breach]:
    """Every leaf is what history holds, and tiles and checkpoints are over the leaves."""
    for name, look in BROKEN.items():
        yield from _judged(
            asking(session), "P3 log cannot be read:", name, partial(_broken, session, look)
        )


def _broken(session: Session, look: Look) -> Iterator[Breach]:
    for invariant, where in look(session):
        yield Breach(invariant, where)


def _changes(session: Session, changed: Collection[str] | None) -> Iterator[Breach]:
    """Every bound row is what its last change left, and every change is told by an event."""
    tables = bound_tables(code.tables for code in handed_in())
    compared = [table for table in tables if changed is None or table.name in changed]
    yield from _broken(session, partial(changed_unseen, tables=compared))
    for question in (unbound, untold):
        found = partial(_broken, session, partial(question, tables=tables))
        yield from _judged(asking(session), "P3 changes cannot be compared:", "change", found)


def _lists(session: Session) -> Iterator[Breach]:
    """What lists are searched and ordered by is made of the names beside it."""
    looks = {
        "names": unlike_names,
        "titles": unlike_titles,
        "cases": unlike_cases,
        "papers": unlike_papers,
    }
    for name, look in looks.items():
        found = partial(_broken, session, look)
        yield from _judged(asking(session), "P6 search and order cannot be told:", name, found)


def _frozen(session: Session) -> Iterator[Breach]:
    """Rules and definitions are what was frozen, as they stand in their rows and not as cached."""
    for rules in invariants.rulesets(session):
        found = partial(_unchanged, check_rules, rules)
        yield from _judged(naming(), "P3", f"rules {rules.hash}", found)
    for files in invariants.definitions(session):
        found = partial(_unchanged, check_definition, files)
        yield from _judged(naming(), "P3", f"definition {files.hash}", found)


def _unchanged(compare: Callable[[str, str], None], frozen: Frozen) -> Iterator[Breach]:
    compare(frozen.text, frozen.hash)
    yield from ()


def _states(session: Session) -> Iterator[Breach]:
    """Every state can be read; what it waits for are the rows of the inbox and the timers."""
    for instance in invariants.running(session):
        found = partial(_running, session, instance)
        yield from _judged(naming(), "P5", str(instance.id), found)
    for state in invariants.resting_states(session):
        yield from _judged(naming(), "P5", state.of, partial(_resting, session, state))


def _lanes(session: Session) -> Iterator[Breach]:
    """A task is in the lane that the diagram draws its element in."""
    for lane in invariants.lanes(session):
        yield from _judged(naming(), "P6 lanes of tasks:", lane.task, partial(_lane, session, lane))


def _lane(session: Session, lane: Lane) -> Iterator[Breach]:
    """An element that a version an instance has moved to no longer has is not asked."""
    drawn = deployed(session, lane.definition_hash).definition.elements.get(lane.element)
    if drawn is not None and drawn.role != lane.role:
        yield Breach("P6 task in another lane than its diagram's", lane.task)


def _endings(session: Session) -> Iterator[Breach]:
    """A case is ending from the end of its main process on, and not before."""
    for case in invariants.going(session):
        yield from _judged(
            naming(), "P5 end of a case:", str(case.id), partial(_end, session, case)
        )


def _end(session: Session, case: Going) -> Iterator[Breach]:
    main = deployed(session, case.definition_hash).definition.main
    if main not in case.done and case.state == CaseState.ENDING:
        yield Breach("P5 case ending before its main process", str(case.id))
    if main in case.done and case.state == CaseState.OPEN:
        yield Breach("P5 case open after its main process", str(case.id))


def _running(session: Session, instance: RunningInstance) -> Iterator[Breach]:
    engine.check_version(instance.engine_version)
    model = deployed(session, instance.definition_hash).definition
    waiting = engine.waiting(model, instance.doc)
    where = str(instance.id)
    if {task.id for task in waiting.tasks} != instance.open:
        yield Breach("P6 tasks differ from the engine's", where)
    if {armed.element for armed in waiting.armed} != instance.armed:
        yield Breach("P6 waits differ from the engine's", where)
    dues = {armed.element: due_of(armed.due) for armed in waiting.armed if armed.due}
    if dues != instance.timers:
        yield Breach("P6 timers differ from the engine's", where)


def _resting(session: Session, state: RestingState) -> Iterator[Breach]:
    engine.check_version(state.engine_version)
    engine.check_readable(deployed(session, state.definition_hash).definition, state.doc)
    yield from ()


def _reminders(session: Session) -> Iterator[Breach]:
    """An open task has the reminders its diagram declares."""
    for task in invariants.reminded(session):
        found = partial(_reminded, session, task)
        yield from _judged(naming(), "P4 reminders of a task:", str(task.id), found)


def _reminded(session: Session, task: Reminded) -> Iterator[Breach]:
    for kind in without_reminders(session, task):
        yield Breach("P4 reminder lost", f"{task.id} {kind}")


def _duties(session: Session) -> Iterator[Breach]:
    """Who has begun has a duty for each milestone that has a day."""
    for case in cases_with_duties(session):
        found = partial(_broken, session, partial(wrong_duties, case=case))
        yield from _judged(naming(), "P6 duties of a case:", str(case.id), found)


def _taken(session: Session) -> Iterator[Breach]:
    """Rows that were taken over stand as they were taken."""
    for done in takings(session):
        found = partial(_broken, session, partial(wrong_rows, done=done))
        where = str(done.record.task_id)
        yield from _judged(asking(session), "P6 rows taken over by a task:", where, found)


def _cases(session: Session, among: Collection[UUID] | None = None) -> Iterator[Breach]:
    """A case's state is what its history comes to: of every case, or of those named."""
    put_back = invariants.put_back(session)
    for case in invariants.replayed_cases(session, among):
        found = partial(_replayed, session, case, put_back)
        yield from _judged(asking(session), "P6 case cannot be replayed:", str(case.id), found)


def unsound(session: Session, case_ids: Collection[UUID]) -> Iterator[str]:
    """Name each of these cases whose state is not what its history comes to, and in what."""
    for breach in _cases(session, case_ids):
        yield breach.where


def _replayed(session: Session, case: ReplayedCase, put_back: Collection[str]) -> Iterator[Breach]:
    events = invariants.history(session, case.id)
    if events is None:
        yield Breach("P6 case cannot be replayed: payload missing", str(case.id))
        return
    told = replay(
        events,
        rules_of(session, case.rules_digest),
        lambda version: deployed(session, version).manifest,
        code_of(case.kind).replay,
    )
    questions = [code.questions for code in handed_in()]
    held, history = invariants.facts(session, case.id, questions), told.whole()
    for name in islice(differing(told, held, put_back=put_back), MOST_OF_A_CASE):
        said = f"{held.get(name, '')!r}, history: {history.get(name, '')!r}"
        yield Breach("P6 state differs from history", f"{case.id} {name}: {said}")


def _judged(
    guard: AbstractContextManager[None],
    invariant: str,
    where: str,
    judge: Callable[[], Iterator[Breach]],
) -> Iterator[Breach]:
    """Return what is found; what keeps it from being judged is the breach."""
    try:
        with guard:
            found = list(judge())
    except Unanswered as unanswered:
        yield Breach(f"{invariant} {unanswered.named}", where)
    else:
        yield from found
