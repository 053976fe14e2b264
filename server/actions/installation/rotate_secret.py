"""Bring what is sealed under a former secret of the installation under the one it has now.

In steps, each a transaction of its own with its event: one that is ended midway is begun again, and
finds what is done already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.identity import sealed_rows
from server.store.identity.sealed_rows import FIRST, SealedRow
from server.store.identity.sealed_secrets import name_of, seal, unseal
from server.store.jobs import chores

STEP = 100
NAMED = "secret "
"""Before a secret's name: the row of the chores that says since when it is used."""
BEFORE = "secret before"
"""The row in which `serve` says that a former secret still opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPair:
    """The secret that seals, and the one that it replaces."""

    new: bytes
    before: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationStep:
    """What a step came to: how many it sealed anew, and after which row the next one begins."""

    resealed: int
    after: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingOn:
    """How many factors open under the new secret, the former one, or neither; and codes."""

    new: int
    before: int
    neither: int
    codes: int
    codes_of_others: int


def step(
    session: Session, pair: SecretPair, *, after: UUID = FIRST, actor: Actor, now: datetime
) -> RotationStep:
    """Seal up to a hundred keys of factors anew; the first step tells of the new secret, too."""
    journal.hold(session, "operations")
    rows = sealed_rows.lock_following(session, after, most=STEP)
    opened = [(row, plain) for row in rows if (plain := _former(pair, row)) is not None]
    for row, plain in opened:
        sealed_rows.reseal(session, row.id, seal(pair.new, row.person_id, plain))
    name = name_of(pair.new)
    if opened or not sealed_rows.rotated_to(session, name):
        journal.note(
            session,
            stream="operations",
            kind="secret.rotated",
            object=f"secret/{name}",
            actor=actor,
            payload={"secret": name, "before": name_of(pair.before), "factors": len(opened)},
            now=now,
        )
    last = rows[-1].id if len(rows) == STEP else None
    return RotationStep(resealed=len(opened), after=last)


def hanging_on(session: Session, new: bytes, before: bytes) -> HangingOn:
    """Count what hangs on which secret; `before` is empty where there is none."""
    found = [_opens(new, before, row) for row in _all(session)]
    under, others = sealed_rows.codes(session, name_of(new))
    return HangingOn(
        new=found.count("new"),
        before=found.count("before"),
        neither=found.count(""),
        codes=under,
        codes_of_others=others,
    )


def began(session: Session, new: bytes, before: bytes) -> None:
    """Write down that a web server began with these secrets, by their names."""
    chores.first(session, NAMED + name_of(new))
    chores.tell(session, BEFORE, error=name_of(before) if before else "")


def used_since(session: Session, key: bytes) -> datetime | None:
    """Return when a web server began with a secret first; None where none has."""
    row = chores.row(session, NAMED + name_of(key))
    return row.begun_at if row else None


def _former(pair: SecretPair, row: SealedRow) -> bytes | None:
    """Open what the former secret alone opens."""
    if unseal(pair.new, row.person_id, row.secret) is not None:
        return None
    return unseal(pair.before, row.person_id, row.secret)


def _opens(new: bytes, before: bytes, row: SealedRow) -> str:
    if unseal(new, row.person_id, row.secret) is not None:
        return "new"
    opened = unseal(before, row.person_id, row.secret) if before else None
    return "before" if opened is not None else ""


def _all(session: Session) -> Iterable[SealedRow]:
    after: UUID | None = FIRST
    while after is not None:
        rows = sealed_rows.following(session, after, most=STEP)
        yield from rows
        after = rows[-1].id if len(rows) == STEP else None
