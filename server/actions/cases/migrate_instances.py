"""Move running cases to another version of their definition, show which can, and undo it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from server import engine
from server.actions.blocs.carrying import lacking
from server.actions.cases.suspend_case import lock_for_repair
from server.actions.definitions.deployed import deployed, rules_of
from server.domain.administration.repairs import (
    GOING,
    CannotMigrate,
    CaseOver,
    CaseState,
    NothingToUndo,
)
from server.domain.cases.carrying import RulesNotCarried
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.engine import ChangedElement, EngineRefusal, Obstacle
from server.store import Session
from server.store.blocs import bloc_years
from server.store.cases import migrations
from server.store.cases.cases import LockedCase
from server.store.cases.migrations import RunningLine
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.people.lineage import EVERYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class InstancePlan:
    """One running instance: what keeps it from the other version, or the engine's named error."""

    process: str
    key: str
    obstacles: tuple[Obstacle, ...] = ()
    error: str = ""

    @property
    def moves(self) -> bool:
        """Whether nothing keeps it."""
        return not self.obstacles and not self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """One case: its instances talk to each other, so it moves as a whole or not at all."""

    case_id: UUID
    kind: str
    case_vi: str
    case_en: str
    year: int
    instances: tuple[InstancePlan, ...]

    @property
    def moves(self) -> bool:
        """Whether nothing keeps any of its instances."""
        return all(instance.moves for instance in self.instances)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a move to a version would change, and for which cases."""

    to: str
    changes: dict[str, tuple[ChangedElement, ...]]
    """By the hash of the version that runs."""
    cases: tuple[CasePlan, ...]


def plan(session: Session, key: str, *, to: str = "", reach: Reach | None = EVERYWHERE) -> Plan:
    """Say what changed towards a version (the newest by default) and who can move to it.

    `to` may be the beginning of a version's hash, as it is printed. Of the cases of a reach,
    or of all. Raises LookupError where it is not of exactly one version of this definition.
    """
    target = _one_version(session, key, to) if to else bloc_years.newest_definition(session, key)
    if target is None:
        raise LookupError(f"{key} {to}".strip())
    runs = any(row.running and row.hash != target for row in migrations.versions(session, key))
    rows = migrations.running(session, key=key, reach=reach, but=target) if runs else ()
    new = deployed(session, target).definition
    return Plan(
        to=target,
        changes={
            version: engine.changes(deployed(session, version).definition, new)
            for version in sorted({row.definition_hash for row in rows})
        },
        cases=tuple(_cases(session, rows, target)),
    )


def _one_version(session: Session, key: str, beginning: str) -> str | None:
    """Return the only version of a definition whose hash begins so; None for none or several."""
    known = [row.hash for row in migrations.versions(session, key)]
    found = [each for each in known if each.startswith(beginning)]
    return found[0] if len(found) == 1 else None


def move(session: Session, case_id: UUID, *, to: str, actor: Actor, now: datetime) -> int:
    """Move all running instances of a case to a version; return how many.

    Raises NotThere, NotYoursToRepair, CaseOver or CannotMigrate; then nothing has changed.
    """
    case = lock_for_repair(session, case_id, actor=actor, now=now)
    if case.state not in GOING | {CaseState.SUSPENDED}:
        raise CaseOver
    rows = migrations.running(session, case_id=case_id, but=to)
    carried = {row.id: _carried(session, row, to) for row in rows}
    if rows:
        written = [
            {
                "id": row.id,
                "version": row.version,
                "doc": carried[row.id],
                "engine_version": engine.ENGINE_VERSION,
            }
            for row in rows
        ]
        migrations.move(session, case_id, written, to=to)
        facts = [_fact(row, carried[row.id], to, actor) for row in rows]
        journal.append(session, case.head, facts, now=now, offset=case.clock_offset)
    return len(rows)


def undo(session: Session, case_id: UUID, *, actor: Actor, now: datetime) -> int:
    """Put a case back on the version it was moved from, byte for byte; return how many instances.

    Raises NotThere, NotYoursToRepair, or NothingToUndo where the case was not moved or has gone on.
    """
    case: LockedCase = lock_for_repair(session, case_id, actor=actor, now=now)
    if not migrations.undoable(session, case_id):
        raise NothingToUndo
    restored = migrations.undo(session, case_id)
    facts = [
        Fact(
            kind="instance.migration_undone",
            object=f"instance/{instance_id}",
            actor=actor,
            definition_hash=version,
            payload={"to": version},
        )
        for instance_id, version in sorted(restored.items())
    ]
    journal.append(session, case.head, facts, now=now, offset=case.clock_offset)
    return len(restored)


def _cases(session: Session, rows: Sequence[RunningLine], to: str) -> Iterator[CasePlan]:
    for case_id, group in groupby(rows, key=lambda row: row.case_id):
        held = list(group)
        yield CasePlan(
            case_id=case_id,
            kind=held[0].kind,
            case_vi=held[0].case_vi,
            case_en=held[0].case_en,
            year=held[0].year,
            instances=tuple(_judged(session, row, to) for row in held),
        )


def _judged(session: Session, row: RunningLine, to: str) -> InstancePlan:
    old, new = deployed(session, row.definition_hash), deployed(session, to)
    rules = rules_of(session, row.rules_digest)
    if set(lacking(new, rules)) - set(lacking(old, rules)):
        name = RulesNotCarried.__name__
        return InstancePlan(process=row.process, key=row.key, error=name)
    try:
        engine.check_version(row.engine_version)
        found = engine.obstacles(old.definition, new.definition, row.doc)
    except EngineRefusal as refusal:
        return InstancePlan(process=row.process, key=row.key, error=type(refusal).__name__)
    return InstancePlan(process=row.process, key=row.key, obstacles=found)


def _carried(session: Session, row: RunningLine, to: str) -> str:
    judged = _judged(session, row, to)
    if not judged.moves:
        names = (f"{item.element} ({item.why})" for item in judged.obstacles)
        raise CannotMigrate(row.process, row.key, tuple(names) or (judged.error,))
    moved = engine.carry(deployed(session, to).definition, row.doc)
    same = {task.id for task in moved.tasks} == set(row.open)
    if not same or {armed.element for armed in moved.armed} != set(row.armed):
        raise CannotMigrate(row.process, row.key, tuple(row.armed))
    return moved.doc


def _fact(row: RunningLine, doc: str, to: str, actor: Actor) -> Fact:
    return Fact(
        kind="instance.migrated",
        object=f"instance/{row.id}",
        actor=actor,
        definition_hash=to,
        payload={
            "process": row.process,
            "key": row.key,
            "from": row.definition_hash,
            "to": to,
            "state_before": hashlib.sha256(row.doc.encode()).hexdigest(),
            "state_after": hashlib.sha256(doc.encode()).hexdigest(),
        },
    )
