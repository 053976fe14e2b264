"""What the list of cases and the page of one case read; every query is bounded by the diagram."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, literal, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from server.domain.words import Words
from server.store import Session
from server.store.tables import (
    attachment,
    bloc_year,
    case_,
    case_unit,
    comment,
    definition,
    instance,
    post,
    task,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """A case without its rules: what the list shows and what decides who may see it."""

    id: UUID
    bloc_year_id: str
    bloc_id: str
    year: int
    kind: str
    state: str
    simulated: bool
    definition_hash: str
    definition_key: str
    definition_version: int
    rules_digest: str
    previous_id: UUID | None
    opened_at: dt.datetime
    adopted_at: dt.datetime | None
    closed_at: dt.datetime | None
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A unit's or body's part in a case."""

    unit_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTally:
    """What became of one task element of the diagram, over all units and rounds.

    `keys` counts the instances it was opened for, `waiting` those where it is open now, `finished`
    those where it was done and is not open again; `returns` counts results that sent work back.
    """

    element: str
    keys: int
    waiting: int
    finished: int
    done: int
    returns: int
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    due: dt.datetime | None
    done_name: str
    done_post: str
    done_on_behalf: str
    outcome: str
    post_id: str
    waiting_posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element that instances of one process have passed."""

    process: str
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTurns:
    """The units that have handed in a sheet, and whether the dossier was signed and sent."""

    handed_in: frozenset[str]
    submitted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProgress:
    """What is open about one unit; None where nothing is, or nothing was done yet."""

    unit_id: str
    element: str | None
    due: dt.datetime | None
    last_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TabCounts:
    """What stands behind the tabs of a case page, counted up to a limit."""

    files: int
    comments: int


_HEAD = (
    case_.c.id,
    case_.c.bloc_year_id,
    bloc_year.c.bloc_id,
    bloc_year.c.year,
    case_.c.kind,
    case_.c.state,
    case_.c.simulated,
    case_.c.definition_hash,
    definition.c.key.label("definition_key"),
    definition.c.version.label("definition_version"),
    case_.c.rules_digest,
    case_.c.previous_id,
    case_.c.opened_at,
    case_.c.adopted_at,
    case_.c.closed_at,
    case_.c.seq,
)
_RETURNS = ("return", "incomplete", "send_back")


def family(session: Session, case_id: UUID) -> Sequence[CaseHead]:
    """Return a case with all cases of its bloc-year, oldest first; none where there is no such."""
    same = select(case_.c.bloc_year_id).where(case_.c.id == case_id).scalar_subquery()
    query = _heads().where(case_.c.bloc_year_id == same).order_by(case_.c.opened_at, case_.c.id)
    return tuple(_head(row) for row in session.execute(query))


def listed_for(
    session: Session,
    unit_ids: Collection[str] | None,
    *,
    before: tuple[dt.datetime, UUID] | None,
    limit: int,
) -> Sequence[CaseHead]:
    """List cases newest first: those with any of these units on the roster, or all for None."""
    query = _heads()
    if unit_ids is not None:
        roster = select(case_unit.c.case_id).where(case_unit.c.unit_id.in_(unit_ids))
        query = query.where(case_.c.id.in_(roster))
    if before is not None:
        query = query.where(
            tuple_(case_.c.opened_at, case_.c.id) < tuple_(literal(before[0]), literal(before[1]))
        )
    query = query.order_by(case_.c.opened_at.desc(), case_.c.id.desc()).limit(limit)
    return tuple(_head(row) for row in session.execute(query))


def by_ids(session: Session, case_ids: Collection[UUID]) -> dict[UUID, CaseHead]:
    """Return the heads of these cases."""
    rows = session.execute(_heads().where(case_.c.id.in_(case_ids)))
    return {row.id: _head(row) for row in rows}


def chain_head(session: Session, case_id: UUID) -> tuple[int, str] | None:
    """Return the last number and hash of a case's chain, as the case's own row says."""
    query = select(case_.c.seq, case_.c.head).where(case_.c.id == case_id)
    row = session.execute(query).one_or_none()
    return None if row is None else (row.seq, row.head)


def of_bloc_year(session: Session, bloc_year_id: str) -> Sequence[CaseHead]:
    """List every case of a bloc-year, oldest first, simulated ones included."""
    query = _heads().where(case_.c.bloc_year_id == bloc_year_id).order_by(case_.c.opened_at)
    return tuple(_head(row) for row in session.execute(query))


def roster(session: Session, case_ids: Collection[UUID]) -> dict[UUID, tuple[Roster, ...]]:
    """Return who takes part in each of these cases, and as what."""
    query = select(case_unit).where(case_unit.c.case_id.in_(case_ids))
    found: dict[UUID, list[Roster]] = {case_id: [] for case_id in case_ids}
    for row in session.execute(query.order_by(case_unit.c.unit_id, case_unit.c.role)):
        found[row.case_id].append(Roster(unit_id=row.unit_id, role=row.role))
    return {case_id: tuple(rows) for case_id, rows in found.items()}


def definition_files(session: Session, digest: str) -> str:
    """Return a definition's files, as a JSON object of file name to text; raises NoResultFound."""
    query = select(definition.c.files).where(definition.c.hash == digest)
    return str(session.execute(query).scalar_one())


def elements(session: Session, case_ids: Collection[UUID]) -> dict[UUID, tuple[ElementTally, ...]]:
    """Count the tasks of each case per element: at most one row an element, however many units."""
    per_key = (
        select(
            task.c.case_id,
            task.c.element,
            task.c.key,
            func.bool_or(task.c.state == "open").label("is_open"),
            func.count().filter(task.c.state == "done").label("done"),
            func.count().filter(task.c.outcome.in_(_RETURNS)).label("returns"),
            func.min(task.c.opened_at).label("opened_at"),
            func.max(task.c.closed_at).filter(task.c.state == "done").label("closed_at"),
            func.max(task.c.due).label("due"),
            func.max(task.c.post_id).label("post_id"),
        )
        .where(task.c.case_id.in_(case_ids))
        .group_by(task.c.case_id, task.c.element, task.c.key)
        .subquery()
    )
    counted = select(
        per_key.c.case_id,
        per_key.c.element,
        func.count().label("keys"),
        func.count().filter(per_key.c.is_open).label("waiting"),
        func.count().filter(and_(~per_key.c.is_open, per_key.c.done > 0)).label("finished"),
        func.sum(per_key.c.done).label("done"),
        func.sum(per_key.c.returns).label("returns"),
        func.min(per_key.c.opened_at).label("opened_at"),
        func.max(per_key.c.closed_at).label("closed_at"),
        func.max(per_key.c.due).label("due"),
        func.coalesce(
            func.min(per_key.c.post_id).filter(per_key.c.is_open), func.min(per_key.c.post_id)
        ).label("post_id"),
        func.count(per_key.c.post_id.distinct()).filter(per_key.c.is_open).label("waiting_posts"),
    ).group_by(per_key.c.case_id, per_key.c.element)
    tallies = counted.subquery()
    last = (
        select(
            task.c.case_id,
            task.c.element,
            task.c.done_name,
            task.c.done_post,
            task.c.done_on_behalf,
            task.c.outcome,
        )
        .ext(distinct_on(task.c.case_id, task.c.element))
        .where(task.c.case_id.in_(case_ids), task.c.state == "done")
        .order_by(task.c.case_id, task.c.element, task.c.closed_at.desc())
        .subquery()
    )
    joined = select(
        tallies, last.c.done_name, last.c.done_post, last.c.done_on_behalf, last.c.outcome
    ).outerjoin(
        last, and_(last.c.case_id == tallies.c.case_id, last.c.element == tallies.c.element)
    )
    found: dict[UUID, list[ElementTally]] = {case_id: [] for case_id in case_ids}
    for row in session.execute(joined):
        found[row.case_id].append(_tally(row))
    return {case_id: tuple(rows) for case_id, rows in found.items()}


def passed(session: Session, case_id: UUID) -> frozenset[Mark]:
    """Return the elements that instances of the case have passed, as its events keep them."""
    rows = session.execute(
        text(
            "SELECT DISTINCT moved.value ->> 'process' AS process, passed.value AS element"
            " FROM event_payload"
            " CROSS JOIN LATERAL jsonb_array_elements("
            "   COALESCE(event_payload.payload::jsonb -> 'moved', '[]'::jsonb)) AS moved"
            " CROSS JOIN LATERAL jsonb_array_elements_text("
            "   COALESCE(moved.value -> 'passed', '[]'::jsonb)) AS passed"
            " WHERE event_payload.case_id = :case_id"
        ),
        {"case_id": case_id},
    )
    return frozenset(Mark(process=row.process, element=row.element) for row in rows)


def turns(session: Session, case_ids: Collection[UUID]) -> CaseTurns:
    """Return what of a chain of cases decides who may see what of them."""
    query = (
        select(task.c.form, task.c.key)
        .distinct()
        .where(
            task.c.case_id.in_(case_ids),
            task.c.state == "done",
            or_(
                task.c.form == "sign_submission",
                and_(task.c.form == "approve_sheet", task.c.outcome == "approve"),
            ),
        )
    )
    rows = session.execute(query).all()
    return CaseTurns(
        handed_in=frozenset(row.key for row in rows if row.form == "approve_sheet"),
        submitted=any(row.form == "sign_submission" for row in rows),
    )


def progress(session: Session, case_id: UUID) -> dict[str, UnitProgress]:
    """Return for each unit what is open about its sheet and when somebody last did something."""
    query = (
        select(
            task.c.subject_unit_id.label("unit_id"),
            func.max(task.c.element).filter(task.c.state == "open").label("element"),
            func.max(task.c.due).filter(task.c.state == "open").label("due"),
            func.max(task.c.closed_at).label("last_at"),
        )
        .where(task.c.case_id == case_id, task.c.subject_unit_id.is_not(None))
        .group_by(task.c.subject_unit_id)
    )
    return {row.unit_id: UnitProgress(**row._mapping) for row in session.execute(query)}  # noqa: SLF001 - SQLAlchemy's public name


def tab_counts(session: Session, case_id: UUID, *, most: int) -> TabCounts:
    """Count files, remarks and events of a case, each no further than `most`."""

    def few(query: Select[Any]) -> Any:  # noqa: ANN401 - a scalar subquery of any kind
        return select(func.count()).select_from(query.limit(most).subquery()).scalar_subquery()

    kept = and_(attachment.c.case_id == case_id, attachment.c.state == "kept")
    row = session.execute(
        select(
            few(select(attachment.c.id).where(kept)).label("files"),
            few(select(comment.c.id).where(comment.c.case_id == case_id)).label("comments"),
        )
    ).one()
    return TabCounts(files=row.files, comments=row.comments)


def post_titles(session: Session, post_ids: Collection[str]) -> dict[str, Words]:
    """Return what posts are called."""
    query = select(post.c.id, post.c.title_vi, post.c.title_en).where(post.c.id.in_(post_ids))
    return {row.id: Words(row.title_vi, row.title_en) for row in session.execute(query)}


def armed(session: Session, case_id: UUID) -> tuple[str, ...]:
    """Return the elements at which running instances of the case wait for a message or a time."""
    element = func.unnest(instance.c.armed)
    query = select(element.distinct()).where(
        instance.c.case_id == case_id, instance.c.status == "running"
    )
    return tuple(session.execute(query).scalars())


def _heads() -> Select[Any]:
    return (
        select(*_HEAD)
        .join(bloc_year, bloc_year.c.id == case_.c.bloc_year_id)
        .join(definition, definition.c.hash == case_.c.definition_hash)
    )


def _head(row: Row[Any]) -> CaseHead:
    return CaseHead(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def _tally(row: Row[Any]) -> ElementTally:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    del values["case_id"]
    for name in ("done_name", "done_post", "done_on_behalf", "outcome"):
        values[name] = values[name] or ""
    for name in ("done", "returns"):
        values[name] = int(values[name])
    return ElementTally(**values)
