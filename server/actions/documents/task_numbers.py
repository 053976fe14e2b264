"""Which number of the bloc's register a task's documents have, or will get."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.domain.documents.numbers import write_number
from server.domain.documents.registers import symbol_of
from server.domain.manifest import DocumentEntry
from server.store import Session
from server.store.documents import task_numbers
from server.store.tasks.task_pages import TaskRecord


class NumberStanding(StrEnum):
    """How sure a number is."""

    HAS = "has"
    RESERVED = "reserved"
    NEXT = "next"
    """The one after the newest of its register, unless somebody takes it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskNumber:
    """The number of one document; `name` is what it is called, in Vietnamese."""

    name: str
    standing: NumberStanding
    number: str
    dated: date | None = None
    cancelled: str = ""
    when: str = ""
    """The one outcome of its task that makes it; empty where any does."""

    def comes_of(self, outcome: str) -> bool:
        """Tell whether the document is made where its task comes out so."""
        return self.when in ("", outcome)


def read(
    session: Session,
    task: TaskRecord,
    rules: CaseRules,
    entries: Sequence[DocumentEntry],
    *,
    day: date,
) -> tuple[TaskNumber, ...]:
    """Tell the numbers of these documents of a task, as they stand on a day."""
    if task.state == "done":
        named = {(task.id, entry.type): entry.name for entry in entries}
        return made(session, task, rules, named).get(task.id, ())
    if task.state == "open" and rules.register is not None:
        return tuple(_coming(session, task, rules, entries, day))
    return ()


def made(
    session: Session, task: TaskRecord, rules: CaseRules, named: Mapping[tuple[UUID, str], str]
) -> Mapping[UUID, tuple[TaskNumber, ...]]:
    """Tell the numbers that done tasks of a task's case took, by task.

    `named` are the documents asked for: a task and the sign of one, and what that is called.
    """
    found: dict[UUID, tuple[TaskNumber, ...]] = {}
    tasks = {task_id for task_id, _kind in named}
    for each in task_numbers.made(session, task.case_id, tasks=tasks, bloc_id=rules.bloc.id):
        name = named.get((each.task_id, each.kind))
        if name is not None:
            told = TaskNumber(
                name=name,
                standing=NumberStanding.HAS,
                number=each.number,
                dated=each.dated,
                cancelled=each.cancelled,
            )
            found[each.task_id] = (*found.get(each.task_id, ()), told)
    return found


def _coming(
    session: Session,
    task: TaskRecord,
    rules: CaseRules,
    entries: Sequence[DocumentEntry],
    day: date,
) -> Iterator[TaskNumber]:
    found = task_numbers.coming(
        session,
        task.case_id,
        subject=task.key,
        types={entry.type: entry.series for entry in entries},
        bloc_id=rules.bloc.id,
        year=day.year,
        simulated=task.simulated,
    )
    for entry in entries:
        each = found[entry.type]
        if each.sequence is not None:
            number, standing = (
                write_number(each.sequence, each.symbol or ""),
                NumberStanding.RESERVED,
            )
        else:
            symbol = symbol_of(entry.series, rules)
            number, standing = write_number(each.newest + 1, symbol), NumberStanding.NEXT
        yield TaskNumber(
            name=entry.name,
            standing=standing,
            number=number,
            dated=each.dated,
            when=entry.when,
        )
