"""Drafts of bloc-years: kept, locked, listed for Home Affairs and for the leading secretary."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.people.actors import Actor
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocDraftHead:
    """A draft without its document, as lists show it."""

    id: UUID
    province: str
    bloc_year_id: str
    unit_id: str
    state: str
    base: str
    letter: str
    letter_on: dt.date
    letter_sha256: str | None
    letter_name: str
    secretary_post: str | None
    made_name: str
    made_at: dt.datetime
    changed_name: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocDraft(BlocDraftHead):
    """A draft: `document` is the text of a bloc-year file that may lack anything.

    `version` counts its acts, `to_check` names the fields that were only moved by a year.
    """

    document: str
    version: int
    to_check: Sequence[str]


def home_affairs(session: Session, province: str) -> frozenset[str]:
    """Return the units that are Home Affairs of a province's bloc-years."""
    return frozenset(session.execute(_HOME_AFFAIRS, {"province": province}).scalars())


def find(session: Session, draft_id: UUID) -> BlocDraft | None:
    """Read a draft; the caller decides for whom it exists."""
    return _one(session.execute(_FIND, {"id": draft_id}).mappings().one_or_none())


def lock(session: Session, draft_id: UUID) -> BlocDraft | None:
    """Read a draft and keep others from changing it until the transaction ends."""
    return _one(session.execute(_LOCK, {"id": draft_id}).mappings().one_or_none())


def made_by_unit(session: Session, unit_id: str, *, most: int) -> Sequence[BlocDraftHead]:
    """List the drafts of Home Affairs: those being made first, then the newest."""
    found = session.execute(_OF_UNIT, {"unit": unit_id, "most": most}).mappings()
    return [BlocDraftHead(**row) for row in found]


def with_secretary(session: Session, post_id: str, *, most: int) -> Sequence[BlocDraftHead]:
    """List the drafts that were handed over to a secretary's post: those with it first."""
    found = session.execute(_OF_SECRETARY, {"post": post_id, "most": most}).mappings()
    return [BlocDraftHead(**row) for row in found]


def being_made(session: Session, bloc_year_id: str) -> bool:
    """Tell whether a draft of this bloc-year is being made."""
    return bool(session.execute(_BEING_MADE, {"y": bloc_year_id}).scalar_one())


def add(session: Session, draft: BlocDraft, *, by: Actor) -> None:
    """Write a new draft."""
    names = (*BlocDraftHead.__slots__, "document", "version")
    values: dict[str, object] = {name: getattr(draft, name) for name in names}
    session.execute(_ADD, values | {"to_check": _json(draft.to_check), "by": by.person_id})


def change(
    session: Session, draft: BlocDraft, values: Mapping[str, object], *, by: Actor, now: dt.datetime
) -> None:
    """Change document, to_check, state or secretary_post of a locked draft; one version more."""
    new = with_values(draft, values)
    told = {name: getattr(new, name) for name in ("id", "document", "state", "secretary_post")}
    who = {"to_check": _json(new.to_check), "by": by.person_id, "now": now}
    session.execute(_CHANGE, told | who)


def with_values(draft: BlocDraft, values: Mapping[str, Any]) -> BlocDraft:
    """Return a draft with some of its values changed."""
    return replace(draft, **values)


def _json(fields: Collection[str]) -> str:
    return json.dumps(sorted(fields))


def _one(row: RowMapping | None) -> BlocDraft | None:
    if row is None:
        return None
    return BlocDraft(**{**row, "to_check": tuple(json.loads(row["to_check"]))})


_JOINED = {"made_name": "m.name AS made_name", "changed_name": "c.name AS changed_name"}
_HEAD = ", ".join(_JOINED.get(name, f"d.{name}") for name in BlocDraftHead.__slots__)
_FROM = "FROM bloc_draft d JOIN person m ON m.id = d.made_by JOIN person c ON c.id = d.changed_by"
_HOME_AFFAIRS = text("""
SELECT DISTINCT CAST(r.content AS jsonb) #>> '{bodies,home_affairs,id}' AS unit
FROM bloc b JOIN bloc_year y ON y.bloc_id = b.id
JOIN bloc_year_version v ON v.bloc_year_id = y.id JOIN ruleset r ON r.digest = v.rules_digest
WHERE b.province = :province
""")
_WHOLE = f"SELECT {_HEAD}, d.document, d.version, d.to_check {_FROM} WHERE d.id = :id"
_FIND = text(_WHOLE)
_LOCK = text(f"{_WHOLE} FOR NO KEY UPDATE OF d")
_FIRST = """
ORDER BY d.state NOT IN ('making', 'with_secretary'), d.changed_at DESC, d.id LIMIT :most"""
_OF_UNIT = text(f"SELECT {_HEAD} {_FROM} WHERE d.unit_id = :unit {_FIRST}")
_OF_SECRETARY = text(f"SELECT {_HEAD} {_FROM} WHERE d.secretary_post = :post {_FIRST}")
_BEING_MADE = text("""
SELECT EXISTS (SELECT FROM bloc_draft
  WHERE bloc_year_id = :y AND state IN ('making', 'with_secretary'))
""")
_ADD = text("""
INSERT INTO bloc_draft(id, province, bloc_year_id, unit_id, state, document, version, to_check,
  base, letter, letter_on, letter_sha256, letter_name, secretary_post, made_by, made_at,
  changed_by, changed_at)
VALUES (:id, :province, :bloc_year_id, :unit_id, :state, :document, :version, :to_check, :base,
  :letter, :letter_on, :letter_sha256, :letter_name, :secretary_post, :by, :made_at, :by,
  :changed_at)
""")
_CHANGE = text("""
UPDATE bloc_draft SET document = :document, state = :state, secretary_post = :secretary_post,
  to_check = :to_check, version = version + 1, changed_by = :by, changed_at = :now
WHERE id = :id
""")
