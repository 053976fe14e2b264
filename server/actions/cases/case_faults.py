"""What is wrong with cases, by name: unreadable states, and what nothing or nobody moves on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server import engine
from server.actions.cases.nobodys_tasks import nobodys_tasks
from server.actions.definitions.deployed import deployed
from server.actions.definitions.reorganised_units import taken_over
from server.actions.deployment.definition_faults import faulty
from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import local_day
from server.domain.people.lineage import Reach
from server.domain.people.posts import unit_of
from server.engine import EngineRefusal
from server.store import Session
from server.store.cases import administration
from server.store.cases.administration import StateLine
from server.store.people.lineage import EVERYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a case; `process` and `key` name the instance, if it is one."""

    error: str
    case_id: UUID
    process: str = ""
    key: str = ""
    detail: str = ""


def faults(
    session: Session,
    *,
    now: datetime,
    reach: Reach | None = EVERYWHERE,
    cases: Collection[UUID] | None = None,
) -> Sequence[Fault]:
    """Name what is wrong with these cases, or with all that run in a reach, or everywhere.

    `DefinitionFaulty` is one that will fail at the elements its detail names; the rest goes on.
    `PostVacant` and `HoldersBarred` are open tasks that nobody can do; the detail names the post,
    and the member that took up its unit.
    """
    return [
        *unreadable(session, reach=reach, cases=cases),
        *(
            Fault(error="DefinitionFaulty", case_id=found, detail=detail)
            for found, detail in faulty(session, reach=reach, cases=cases)
        ),
        *(
            Fault(error=row.error, case_id=row.case_id)
            for row in administration.stuck(session, now=now, reach=reach, cases=cases)
        ),
        *_nobodys(session, now=now, reach=reach, cases=cases),
    ]


def _nobodys(
    session: Session, *, now: datetime, reach: Reach | None, cases: Collection[UUID] | None
) -> Iterator[Fault]:
    """Name the tasks that nobody can do; of a unit that is gone, which member took it up."""
    rows = nobodys_tasks(session, now=now, reach=reach, cases=cases)
    units = {unit_of(row.post_id) for row in rows}
    takers = taken_over(session, units, today=local_day(now)) if units else {}
    for row in rows:
        taker = takers.get(unit_of(row.post_id))
        yield Fault(
            error=row.why,
            case_id=row.case_id,
            process=row.process,
            key=row.key,
            detail=f"{row.post_title.vi}: {row.title.vi}"
            + (f" (đơn vị tiếp nhận: {taker})" if taker else ""),
        )


class Readable:
    """The states this process has read, by the version of their row: they stay readable."""

    MOST = 50_000

    def __init__(self) -> None:
        self.marks: set[str] = set()

    def add(self, mark: str) -> None:
        """Remember a state; when there are too many, all are read again."""
        if len(self.marks) >= self.MOST:
            self.marks = set()
        self.marks.add(mark)


_READABLE = Readable()


def unreadable(
    session: Session,
    *,
    reach: Reach | None = EVERYWHERE,
    cases: Collection[UUID] | None = None,
    task_id: UUID | None = None,
) -> Iterator[Fault]:
    """Name the states nobody can read: of these cases, of the instance of a task, or of all.

    All are a reach's, or everybody's.
    """
    if cases is None and task_id is None:
        for row in administration.states(session, reach=reach):
            yield from _faults(session, row)
        return
    known = _READABLE.marks
    for mark, row in administration.states_but(session, known, cases=cases, task_id=task_id):
        found = list(_faults(session, row))
        yield from found
        if not found:
            _READABLE.add(mark)


def _faults(session: Session, row: StateLine) -> Iterator[Fault]:
    try:
        _read(session, row)
    except EngineRefusal as refusal:
        yield Fault(
            error=type(refusal).__name__,
            case_id=row.case_id,
            process=row.process,
            key=row.key,
            detail=str(refusal),
        )
    except CaseBroken as broken:
        yield Fault(
            error=broken.error,
            case_id=row.case_id,
            process=row.process,
            key=row.key,
            detail=broken.detail,
        )


def _read(session: Session, row: StateLine) -> None:
    engine.check_version(row.engine_version)
    engine.check_readable(deployed(session, row.definition_hash).definition, row.doc)
