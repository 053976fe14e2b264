"""What a step has read, and what it will write: known to whatever takes part in a step."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from server import engine
from server.actions.definitions.deployed import Deployed, deployed
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_moment
from server.domain.documents.registers import RegisterNumber
from server.domain.manifest import Completion
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases.cases import InstanceRow, LockedCase
from server.store.history.journal import Fact
from server.store.steps.steps import AwaitedCount


@dataclass(slots=True, kw_only=True)
class Move:
    """What a step did to one instance.

    `opened` are the elements of every task on the way, `gone` the tasks withdrawn, `expected` what
    became of the wait for this instance, in order, `nobody` the processes of which it asked nobody
    and how often so far, `early` the messages kept for it, `reserved` the numbers of documents its
    tasks will make, `duties` a milestone and a day for each that begins with it, `found` what
    operations worked out, `rulings` what decision tables were asked and answered.
    """

    instance: InstanceRow
    passed: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    chosen: list[list[str]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    expected: list[str] = field(default_factory=list)
    nobody: list[Json] = field(default_factory=list)
    early: list[Json] = field(default_factory=list)
    duties: list[tuple[str, str]] = field(default_factory=list)
    reserved: list[Json] = field(default_factory=list)
    found: dict[str, Json] = field(default_factory=dict)
    rulings: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """A number that a step took from the bloc's register, and the id of the document it is for."""

    document_id: UUID
    number: RegisterNumber


@dataclass(slots=True, kw_only=True)
class StepState:
    """One act on one case, as far as it has come."""

    session: Session
    case: LockedCase
    rules: CaseRules
    deployed: Deployed
    actor: Actor | None
    now: datetime
    locked: str = ""
    """The task whose row is locked with the case: the one that is completed."""
    completion: Completion | None = None
    """The task that is completed, and how it comes out."""
    note: str = ""
    kept: str = ""
    """The SHA-256 of what the completion may be taken back to."""
    numbered: dict[str, TakenNumber] = field(default_factory=dict)
    """The numbers it took so far, by the signs of the documents it makes."""
    broken_off: dict[str, str] = field(default_factory=dict)
    """The elements of the tasks that an event, an error, an end or a message took away, by id."""
    withdrawn_by: dict[str, str] = field(default_factory=dict)
    """The message to the edge of a pool that took tasks away, by their ids."""
    confidential: bool = False
    """What was handed in is told neither by history, which seals it, nor by the key of its form."""
    reasons: dict[str, str] = field(default_factory=dict)
    instances: dict[UUID, InstanceRow] = field(default_factory=dict)
    new: set[UUID] = field(default_factory=set)
    dirty: set[UUID] = field(default_factory=set)
    thrown: deque[tuple[InstanceRow, engine.Thrown]] = field(default_factory=deque)
    recheck: set[UUID] = field(default_factory=set)
    ended_now: list[InstanceRow] = field(default_factory=list)
    """One of a set each, whose end is still to be counted."""
    awaited: dict[str, AwaitedCount] = field(default_factory=dict)
    """How many a wait still waits for, by process, where this step knows."""
    read: dict[type, object] = field(default_factory=dict)
    """What a process's own code has read in this step and reads again, by its type."""
    opened: dict[str, dict[str, object]] = field(default_factory=dict)
    closed: dict[str, dict[str, object]] = field(default_factory=dict)
    armed: dict[tuple[UUID, str], dict[str, object]] = field(default_factory=dict)
    ended: list[dict[str, object]] = field(default_factory=list)
    fired: set[tuple[UUID, str]] = field(default_factory=set)
    before: dict[UUID, str] = field(default_factory=dict)
    """The state of each instance that was there, as it was before this step."""
    moves: dict[UUID, Move] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    moved_duties: list[dict[str, object]] = field(default_factory=list)
    """Duties whose day is another one from now on; see `duties.recompute`."""
    documents: list[dict[str, object]] = field(default_factory=list)
    """What the completed task makes, by the manifest; see `documents`."""

    @property
    def moment(self) -> str:
        """When this is, as the engine wants to know: timers count from it."""
        return local_moment(self.now)

    def hold(self, instance: InstanceRow) -> InstanceRow:
        """Take an instance into the step; the first one read is the one that counts."""
        return self.instances.setdefault(instance.id, instance)

    def model_of(self, instance: InstanceRow) -> Deployed:
        """Return the version an instance runs on; never the newest of its key."""
        return deployed(self.session, instance.definition_hash)
