"""Persons, the posts they hold today, and what this installation is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.people.actors import Actor
from server.domain.people.delegations import EVERYTHING, Scope
from server.domain.texts.words import Words
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What this installation is; the clock's offset is zero in production."""

    demonstration: bool
    clock_offset: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is needed to check a password."""

    person_id: UUID
    name: str
    password_hash: str | None
    demonstration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostChoice:
    """A post a person may act in today: their own, or a lent one (then `delegation_id` is set).

    A post lent for one task is never chosen to act in: it is used at that task alone.
    """

    post_id: str
    title: Words
    unit_id: str
    unit_name: Words
    delegation_id: UUID | None
    valid_from: date
    valid_to: date | None
    scope: Scope = EVERYTHING
    document: str = ""
    given_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationPost:
    """A post of the demonstration, its unit, and what the unit is in the newest case."""

    post_id: str
    position: str
    title: Words
    unit_id: str
    unit_name: Words
    role: str
    person_id: UUID
    login: str
    name: str
    """Its holder's, where the post has another one before; empty for the first."""


def deployment(session: Session) -> Deployment | None:
    """Return what this installation is; None before it has been set up."""
    row = session.execute(text("SELECT * FROM deployment")).one_or_none()
    if row is None:
        return None
    offset = timedelta(seconds=row.clock_offset_seconds)
    return Deployment(demonstration=row.demonstration, clock_offset=offset)


def account_by_login(session: Session, login: str) -> Account | None:
    """Find an active account by its sign-in name."""
    return _account(session, "login = :of", login)


def account(session: Session, person_id: UUID) -> Account | None:
    """Find an active account by its person."""
    return _account(session, "id = :of", person_id)


def choices(session: Session, person_id: UUID, *, today: date) -> tuple[PostChoice, ...]:
    """List the posts a person may act in today: own ones first, then lent ones."""
    rows = session.execute(text(f"{_CHOICES} ORDER BY {CHOICE_ORDER}"), _day(person_id, today))
    return tuple(choice_of(row) for row in rows)


def demonstration_posts(session: Session, *, today: date) -> Sequence[DemonstrationPost]:
    """List the posts held today by demonstration accounts, leading unit first."""
    rows = session.execute(_DEMONSTRATION, {"today": today})
    return [
        DemonstrationPost(
            post_id=row.post_id,
            position=row.position,
            title=Words(row.title_vi, row.title_en),
            unit_id=row.unit_id,
            unit_name=Words(row.name_vi or row.unit_id, row.name_en or ""),
            role=row.role or "",
            person_id=row.person_id,
            login=row.login,
            name=row.name if row.place > 1 else "",
        )
        for row in rows
    ]


def acts_still(session: Session, by: Actor, *, today: date) -> bool:
    """Tell whether somebody has their account and the post of their own that they act in."""
    found = session.execute(_ACTS_STILL, acting(by) | {"today": today}).scalar_one()
    return bool(found)


def acting(by: Actor | None) -> dict[str, object]:
    """Name who acts, and in which post of their own, as `ACTS_STILL` asks."""
    return {"who": by and by.person_id, "acting": by and by.own_post}


def choice_of(row: Row[Any]) -> PostChoice:
    """Read a choice from the columns of `CHOICE_COLUMNS`."""
    return PostChoice(
        post_id=row.post_id,
        title=Words(row.title_vi, row.title_en),
        unit_id=row.unit_id,
        unit_name=Words(row.short_vi or row.unit_id, row.short_en or ""),
        delegation_id=row.delegation_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        scope=Scope(kinds=None if row.kinds is None else frozenset(row.kinds), task_id=row.task_id),
        document=row.document,
        given_by=row.given_by,
    )


def _account(session: Session, condition: str, value: object) -> Account | None:
    row = session.execute(
        text(
            "SELECT id, name, password_hash, demonstration FROM person"  # noqa: S608 - two constants
            f" WHERE {condition} AND deactivated_at IS NULL"
        ),
        {"of": value},
    ).one_or_none()
    if row is None:
        return None
    return Account(
        person_id=row.id,
        name=row.name,
        password_hash=row.password_hash,
        demonstration=row.demonstration,
    )


def _day(person_id: UUID, today: date) -> dict[str, object]:
    return {"person": person_id, "today": today}


NAME_TODAY = """
LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = post.unit_id AND n.valid_from <= :today
         ORDER BY n.valid_from DESC LIMIT 1) n ON true
"""


def in_post(appointment: str) -> str:
    """Say in SQL that an appointment is in force on `:today`."""
    return f"""({appointment}.valid_from <= :today AND {appointment}.ended_at IS NULL
   AND ({appointment}.valid_to IS NULL OR {appointment}.valid_to >= :today))"""


LENT_TODAY = """d.valid_from <= :today AND d.valid_to >= :today AND d.revoked_at IS NULL
   AND EXISTS (SELECT FROM appointment l JOIN person lender ON lender.id = l.person_id
     WHERE l.post_id = d.post_id AND l.person_id = coalesce(d.given_by, l.person_id)
       AND lender.deactivated_at IS NULL
     GROUP BY l.person_id HAVING range_agg(daterange(l.valid_from,
       l.valid_to + CASE WHEN l.ended_at IS NULL THEN 1 ELSE 0 END, '[)'))
       @> daterange(d.valid_from, CAST(:today AS date), '[]'))"""
"""Delegation `d` stands on `:today`: in its days, not revoked, and who lent it has held the post
from its first day until today without a gap, however often they were appointed."""
HELD_TODAY = f"""
 SELECT a.post_id, NULL::uuid AS delegation_id, a.valid_from, a.valid_to, a.person_id,
   NULL::text[] AS kinds, NULL::uuid AS task_id, '' AS document,
   NULL::uuid AS given_by
 FROM appointment a WHERE {in_post("a")}
 UNION ALL
 SELECT d.post_id, d.id, d.valid_from, d.valid_to, d.person_id, d.kinds, d.task_id, d.document,
   d.given_by
 FROM delegation d WHERE {LENT_TODAY}
"""  # noqa: S608 - made of constants
"""Posts of one's own, and lent ones while who lent them still holds them, each with its scope."""


def covers(task_id: str, kind: str) -> str:
    """Return the condition that `held` covers a task, said by its id and the kind of its case."""
    return f"""(held.task_id IS NULL OR held.task_id = {task_id})
    AND (held.kinds IS NULL OR {kind} = ANY(held.kinds))"""


KIND_OF_TASK = "(SELECT k.kind FROM case_ k WHERE k.id = t.case_id)"
ASSIGNEE_HOLDS = f"""EXISTS (SELECT FROM ({HELD_TODAY}) held
  JOIN person holder ON holder.id = held.person_id AND holder.deactivated_at IS NULL
  WHERE held.person_id = t.assignee_id AND held.post_id = t.post_id
    AND {covers("t.id", KIND_OF_TASK)})"""
"""Who claimed task `t` may do it on `:today`; another's claim holds nobody up."""
ACTS_STILL = f"""(NOT EXISTS (SELECT FROM person me WHERE me.id = CAST(:who AS uuid)
    AND me.deactivated_at IS NOT NULL)
  AND coalesce((SELECT bool_or({in_post("a")}) FROM appointment a
    WHERE a.person_id = CAST(:who AS uuid) AND a.post_id = CAST(:acting AS text)), true))"""  # noqa: S608 - made of constants
"""Person `:who` has not lost their account, nor `:acting`, the post of their own they act in.

Asked after a lock, it is as of now: both may have gone while the lock was waited for.
"""
CHOICE_COLUMNS = """held.post_id, held.delegation_id, held.valid_from, held.valid_to, held.kinds,
 held.task_id, held.document, held.given_by, post.unit_id, post.title_vi, post.title_en,
 n.short_vi, n.short_en"""
CHOICE_ORDER = "held.delegation_id IS NOT NULL, post.sort_key, post.id, held.valid_from"
_ACTS_STILL = text(f"SELECT {ACTS_STILL}")
_CHOICES = f"""
SELECT {CHOICE_COLUMNS} FROM ({HELD_TODAY}) held JOIN post ON post.id = held.post_id
LEFT JOIN {NAME_TODAY} WHERE held.person_id = :person AND held.task_id IS NULL
"""  # noqa: S608 - made of constants
_DEMONSTRATION = text(f"""
SELECT * FROM (
  SELECT post.id AS post_id, post.position, post.unit_id, post.title_vi,
    post.title_en, post.sort_key AS post_order, n.name_vi, n.name_en, n.sort_key AS unit_order,
    person.id AS person_id, person.login, person.name, part.role,
    row_number() OVER (PARTITION BY post.id ORDER BY a.valid_from, person.login) AS place
  FROM appointment a JOIN person ON person.id = a.person_id JOIN post ON post.id = a.post_id
  LEFT JOIN {NAME_TODAY}
  LEFT JOIN (SELECT u.unit_id, (array_agg(u.role ORDER BY c.opened_at DESC, u.role))[1] AS role
    FROM case_unit u JOIN case_ c ON c.id = u.case_id GROUP BY u.unit_id) part
    ON part.unit_id = post.unit_id
  WHERE person.demonstration AND person.deactivated_at IS NULL AND {in_post("a")}) held
WHERE place = 1 OR position = 'administrator'
ORDER BY array_position(
    ARRAY['leader', 'deputy', 'member', 'home_affairs', 'council', 'chairman'], role),
  array_position(ARRAY['auditor', 'administrator'], position), unit_order, unit_id,
  post_order, post_id, place
""")  # noqa: S608 - made of constants
