"""What waits for an administrator's second person, and the newest signs an auditor looks at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, reached, within
from server.store.people.second_person import how_many
from server.store.tables import (
    account_proposal,
    case_,
    definition_proposal,
    erasure,
    person,
    token_move,
)

CAP = 101
"""How far signs, letters and what else there may be many of are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonCounts:
    """How many proposals of each kind wait in a reach, and are not over."""

    accounts: int
    versions: int
    erasures: int
    moves: int


def second_person(session: Session, reach: Reach, *, now: datetime) -> SecondPersonCounts:
    """Count the proposals that wait for a second person."""
    counted = {
        "accounts": _accounts(reach, now),
        "versions": how_many(definition_proposal, reach, now=now),
        "erasures": how_many(erasure, reach, now=now),
        "moves": _moves(reach, now),
    }
    columns = [each.scalar_subquery().label(name) for name, each in counted.items()]
    row = session.execute(select(*columns)).one()
    return SecondPersonCounts(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def _accounts(reach: Reach, now: datetime) -> Select[int]:
    """Ask for proposals about accounts: their province is their person's."""
    of = account_proposal
    waits = (of.c.state == "waiting", of.c.expires_at > now, reached(person.c.province, reach))
    joined = of.join(person, person.c.id == of.c.person_id)
    return select(func.count()).select_from(joined).where(*waits)


def _moves(reach: Reach, now: datetime) -> Select[int]:
    """Ask for steps back: their province is their case's."""
    of = token_move
    its = func.split_part(case_.c.bloc_year_id, "/", 1)
    waits = (of.c.state == "proposed", of.c.expires_at > now, reached(its, reach))
    joined = of.join(case_, case_.c.id == of.c.case_id)
    return select(func.count()).select_from(joined).where(*waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationCounts:
    """Persons whose link to set a first password is not used, those of them whose link has run out.

    `processes` are those of which a version is published.
    """

    invited: int
    run_out: int
    processes: int


def installation(session: Session, reach: Reach, *, now: datetime) -> InstallationCounts:
    """Count them in one statement, persons of a reach alone."""
    row = session.execute(_INSTALLATION, asked(reach) | {"now": now}).one()
    return InstallationCounts(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def newest_signs(
    session: Session, reach: Reach, kinds: Collection[str], *, since: datetime
) -> Mapping[str, int]:
    """Count the signs about acts of a reach by their kind, each to CAP at most."""
    values = asked(reach) | {"kinds": [*kinds], "since": since}
    return {row.kind: row.n for row in session.execute(_SIGNS, values) if row.n}


_INSTALLATION = text(f"""
SELECT count(*) AS invited, count(*) FILTER (WHERE last.expires_at <= :now) AS run_out,
  (SELECT count(DISTINCT key) FROM definition) AS processes
FROM person p JOIN LATERAL (SELECT i.expires_at, i.used_at FROM invite i
  WHERE i.person_id = p.id ORDER BY i.expires_at DESC LIMIT 1) last ON last.used_at IS NULL
WHERE p.password_hash IS NULL AND p.deactivated_at IS NULL AND {within("p.province")}
""")  # noqa: S608 - a constant
_SIGNS = text(f"""
SELECT k.kind, (SELECT count(*) FROM (
  SELECT 1 FROM oddity o JOIN event e ON e.id = o.event_id
  WHERE o.kind = k.kind AND o.act_time >= :since AND {within("e.province")} LIMIT {CAP}) x) AS n
FROM unnest(CAST(:kinds AS text[])) AS k(kind)
""")  # noqa: S608 - a constant
