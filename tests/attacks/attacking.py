"""Random changes to a year, each undone after it, and whether the check names what was changed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from random import Random

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach
from server.actions.steps.process_code import handed_in
from server.store import invariants
from server.store.binding.bound import bound_tables
from server.store.binding.rows import changed_unseen
from server.store.binding.triggers import unbound
from server.store.binding.unbound import UNBOUND
from server.store.invariants import chains, files, listing, working_days
from server.store.log.broken import BROKEN
from tests.attacks.parts import Outcome
from tests.attacks.random_changes import Attacker, Changed
from tests.check.planting import CheckedYear

BOUND = {table.name: table for table in bound_tables(code.tables for code in handed_in())}
OUTSIDE = {table.name for table in UNBOUND if table.outside}
PROVED = {table.name for table in UNBOUND if table.derived}
ATTACKED = {name: frozenset(table.outside) for name, table in BOUND.items()} | {
    name: frozenset[str]() for name in PROVED
}
"""Tables, and of each the columns that may change unseen."""
ATTACKED["change"] = frozenset({"salts"})  # an erasure forgets those of older changes
ATTACKED["checkpoint"] = frozenset({"at"})  # when it was written down here; the size is the order
ATTACKED["cosignature"] = frozenset({"at", "cosigned_at"})  # the signed line says it, in seconds
ATTACKED["time_stamp"] = frozenset({"at", "answer"})  # only who pins its authority can judge it
MADE_ANEW = {"checkpoint", "cosignature", "time_stamp", "national_calendar"}
"""Of which a row less is asked for or written anew and a row more is true: not removed or added."""
SHOWN_AS: Mapping[str, tuple[str, ...]] = {
    "event_payload": ("P3 ", "P6 event", "P6 case cannot be replayed"),
    "blob_chunk": ("P1 file", "P1 bytes"),
    "bound_table": ("P3 table not bound as it should be",),
    "change": ("P3 ", "P6 row"),
    "leaf": ("P3 ",),
    "tile": ("P3 ",),
    "checkpoint": ("P3 ",),
    "cosignature": ("P3 ",),
    "time_stamp": ("P3 ",),
    "national_calendar": ("P6 calendar of the country",),
}
"""How what is proved by a hash of its own is named where it was changed."""
ASKED: Mapping[str, Mapping[str, str]] = {
    "event_payload": {**chains.BREACHES, **listing.BREACHES},
    "blob_chunk": files.BREACHES,
    "national_calendar": working_days.BREACHES,
}
"""What the check asks about tables that no trigger writes changes of."""


def attack(world: CheckedYear, outcome: Outcome, *, times: int, whole: float = 0.01) -> None:
    """Change a year so many times; each change is undone before the next."""
    with attacked(world) as attacker:
        for number in outcome.each(times):
            random = Random(f"{outcome.of} {number}")  # noqa: S311
            with undone(attacker.session):
                changed = attacker.change(random)
                found = _found(world, attacker.session, changed, whole=random.random() < whole)
            named = bool(found) and names(changed, found)
            outcome.judge(f"{number} {changed}", found=bool(found), named=named, told=found[:3])


@contextmanager
def attacked(world: CheckedYear) -> Iterator[Attacker]:
    """Answer who may stop every trigger; what is left is undone."""
    with Session(world.engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        yield Attacker(session, ATTACKED, MADE_ANEW)
        session.rollback()


def _found(
    world: CheckedYear, session: Session, changed: Changed, *, whole: bool
) -> Sequence[Breach]:
    """Ask the question of its own table, and the whole check, which holds it, where that is mute.

    A part `whole` is asked the whole check alone, as is what is worked out anew by many questions.
    """
    if whole:
        return world.check(session)
    own = [*_own(session, changed)] or [*_asked(session, changed.table, world.now)]
    return [Breach(*found) for found in own] or world.check(session)


def _own(session: Session, changed: Changed) -> Iterator[tuple[str, str]]:
    """Ask the question that a table is proved by."""
    if changed.table in {"event", "event_payload"}:
        for each in invariants.broken_chains(session):
            yield f"P3 chain {each.stream}", f"{each.seq}: {each.why}"
    if changed.table == "bound_table":
        yield from unbound(session, [*BOUND.values()])
    if look := BROKEN.get({"change": "leaf"}.get(changed.table, changed.table)):
        yield from look(session)
    if changed.table in BOUND:
        yield from changed_unseen(session, [BOUND[changed.table]])


def _asked(session: Session, table: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Ask what the check does of a table whose chains hold: every payload can be read then."""
    told: Mapping[str, object] = {"now": now, "ruined": []}
    for invariant, question in ASKED.get(table, {}).items():
        values = {name: value for name, value in told.items() if f":{name}" in question}
        yield from ((invariant, str(row[0])) for row in session.execute(text(question), values))


def names(changed: Changed, found: Sequence[Breach]) -> bool:
    """Tell whether what was found names what was changed."""
    if changed.table == "event":
        stream = str(changed.row["stream"]).removeprefix("case/")
        return any(stream in f"{breach.invariant} {breach.where}" for breach in found)
    if changed.table in SHOWN_AS:
        return any(breach.invariant.startswith(SHOWN_AS[changed.table]) for breach in found)
    derived = BOUND[changed.table].derived
    if worked_out := {derived[name] for name in changed.columns if name in derived}:
        return any(breach.invariant in worked_out for breach in found)
    wanted = {f"{changed.table} {key}" for key in changed.keys}
    return wanted <= {breach.where for breach in found}


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo what is done inside."""
    with session.begin_nested() as nested:
        yield
        nested.rollback()
