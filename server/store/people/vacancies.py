"""Open tasks that nobody can do: their post is vacant, or nobody who holds it may do them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk
from server.store.database.asked_cases import among, these
from server.store.people.lineage import EVERYWHERE, asked, within_or_everywhere
from server.store.people.own_units import LENDERS, barred, own_units
from server.store.people.people import (
    HELD_TODAY,
    KIND_OF_TASK,
    covers,
    in_post,
)

Why = Literal["PostVacant", "HoldersBarred"]
MOST = 200
"""How many such tasks are named at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open task that waits for nobody: of which post, and why."""

    id: UUID
    why: Why
    case_id: UUID
    case_vi: str
    case_en: str
    process: str
    key: str
    title: Words
    post_id: str
    post_title: Words
    opened_at: datetime
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An element of a version that approves what was done at another one of it."""

    definition_hash: str
    element: str
    approves: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingTask:
    """An open task whose form judges units together, for those who may tell which."""

    id: UUID
    case_id: UUID
    kind: str
    form: str
    key: str
    rules_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who is thought away: out of one post, or out of all of theirs."""

    person_id: UUID
    post_id: str = ""


def versions(session: Session) -> Sequence[str]:
    """List the versions that instances run on, by their hashes."""
    return list(session.execute(_VERSIONS).scalars())


def judging(
    session: Session, forms: Collection[tuple[str, str]], *, cases: Collection[UUID] | None
) -> Sequence[JudgingTask]:
    """List the open tasks of these forms, each said with its process, of these cases or of all."""
    values = {
        "kinds": [kind for kind, _ in forms],
        "forms": [form for _, form in forms],
        "cases": these(cases),
    }
    rows = session.execute(_JUDGING, values).mappings()
    return [JudgingTask(**row) for row in rows]


def waiting(  # noqa: PLR0913 - one question, named part by part
    session: Session,
    *,
    approvals: Collection[Approval],
    judged: Mapping[UUID, Collection[str]],
    today: date,
    reach: Reach | None = EVERYWHERE,
    cases: Collection[UUID] | None = None,
    without: Leaver | None = None,
) -> Sequence[Waiting]:
    """List the open tasks nobody can do today, of a reach, of some cases, or all; oldest first.

    `without` somebody: only those tasks that would be left by them, as if they were gone already.
    `approvals` are those of the versions that have open tasks, `judged` the units that open tasks
    judge row by row.
    """
    values = {
        "today": today,
        **asked(reach),
        "cases": these(cases),
        "leaver": without.person_id if without else None,
        "left": without.post_id if without else "",
        "most": MOST,
        "versions": [each.definition_hash for each in approvals],
        "elements": [each.element for each in approvals],
        "approves": [each.approves for each in approvals],
        "judged": bulk.rows({"task": each, "units": [*units]} for each, units in judged.items()),
    }
    return [_line(row) for row in session.execute(_LEFT if without else _WAITING, values)]


def _line(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id,
        why=row.why,
        case_id=row.case_id,
        case_vi=row.case_vi,
        case_en=row.case_en,
        process=row.process,
        key=row.key,
        title=Words(row.title_vi, row.title_en),
        post_id=row.post_id,
        post_title=Words(row.post_vi, row.post_en),
        opened_at=row.opened_at,
        due=row.due,
    )


def vacant(session: Session, post_ids: Collection[str], *, today: date) -> Sequence[Words]:
    """Name those of the posts that nobody holds today."""
    rows = session.execute(_VACANT, {"posts": list(post_ids), "today": today})
    return [Words(row.title_vi, row.title_en) for row in rows]


_THERE = """who.deactivated_at IS NULL AND (CAST(:leaver AS uuid) IS NULL OR who.id <> :leaver
      OR (CAST(:left AS text) <> '' AND :left <> {its}.post_id))"""
_HELD = f"""EXISTS (SELECT FROM appointment a JOIN person who ON who.id = a.person_id
    WHERE a.post_id = {{post}} AND {in_post("a")} AND {_THERE.format(its="a")})"""
_PREPARED = f"""EXISTS (SELECT FROM (
    SELECT w.done_by || {LENDERS} AS persons FROM task w
    WHERE w.instance_id = t.instance_id AND w.element = a.approves AND w.state = 'done'
    ORDER BY w.closed_at DESC, w.id DESC LIMIT 1) last
  WHERE last.persons && ARRAY[held.person_id, held.given_by])"""  # noqa: S608 - a constant
"""Who holds the post, or lent it, did what the task approves."""
_THEIRS = "IN (held.person_id, held.given_by)"
_ABLE = f"""EXISTS (SELECT FROM ({HELD_TODAY}) held JOIN person who ON who.id = held.person_id
    WHERE held.post_id = t.post_id AND {covers("t.id", KIND_OF_TASK)}
      AND {_THERE.format(its="held")}
      AND NOT {barred(_THEIRS)} AND NOT {_PREPARED}
      AND (j.units IS NULL OR NOT j.units && {own_units(_THEIRS)}))"""
_FOUND = f"""
SELECT t.id, t.case_id, c.title_vi AS case_vi, c.title_en AS case_en, t.process, t.key,
  t.title_vi, t.title_en, t.post_id,
  p.title_vi AS post_vi, p.title_en AS post_en, t.opened_at, t.due,
  CASE WHEN {_HELD.format(post="t.post_id")} THEN 'HoldersBarred' ELSE 'PostVacant' END AS why
FROM task t JOIN case_ c ON c.id = t.case_id JOIN post p ON p.id = t.post_id
JOIN instance i ON i.id = t.instance_id
LEFT JOIN unnest(CAST(:versions AS text[]), CAST(:elements AS text[]), CAST(:approves AS text[]))
  a(version, element, approves) ON a.version = i.definition_hash AND a.element = t.element
LEFT JOIN json_to_recordset(CAST(:judged AS json)) AS j(task uuid, units text[]) ON j.task = t.id
WHERE t.state = 'open' AND c.state IN ('open', 'ending', 'suspended')
  AND {among("t.case_id")}
  AND {within_or_everywhere("split_part(c.bloc_year_id, '/', 1)")}
  AND (t.post_id IN (SELECT v.id FROM post v WHERE NOT {_HELD.format(post="v.id")})
    OR ((t.bars <> '' OR a.approves IS NOT NULL OR j.units IS NOT NULL) AND NOT {_ABLE}))
"""  # noqa: S608 - made of constants
_ORDER = " ORDER BY t.opened_at, t.id LIMIT :most"
_VERSIONS = text("""
SELECT d.hash FROM definition d WHERE EXISTS (
  SELECT FROM instance i WHERE i.definition_hash = d.hash AND i.status = 'running') ORDER BY 1
""")
_JUDGING = text(f"""
SELECT t.id, t.case_id, c.kind, t.form, t.key, c.rules_digest FROM task t
JOIN case_ c ON c.id = t.case_id
JOIN unnest(CAST(:kinds AS text[]), CAST(:forms AS text[])) f(kind, form)
  ON f.kind = c.kind AND f.form = t.form
WHERE t.state = 'open' AND {among("t.case_id")} ORDER BY t.id
""")  # noqa: S608 - constants
_WAITING = text(_FOUND + _ORDER)
_LEFT = text(
    f"""{_FOUND} AND t.post_id IN (SELECT mine.post_id FROM ({HELD_TODAY}) mine
    WHERE mine.person_id = :leaver
      AND (CAST(:left AS text) = '' OR mine.post_id = :left)) {_ORDER}"""  # noqa: S608 - constants
)
_VACANT = text(f"""
SELECT p.title_vi, p.title_en FROM post p
WHERE p.id = ANY(CAST(:posts AS text[])) AND NOT EXISTS (SELECT FROM appointment a
  JOIN person who ON who.id = a.person_id
  WHERE a.post_id = p.id AND {in_post("a")} AND who.deactivated_at IS NULL)
ORDER BY p.sort_key, p.id
""")  # noqa: S608 - made of constants
