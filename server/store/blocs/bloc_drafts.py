"""Drafts of bloc-years: kept, locked, listed for Home Affairs and for the leading secretary."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.bloc_draft import document
from server.domain.bloc_file import FileMistake
from server.domain.bloc_sheet.toml_text import TomlTable
from server.domain.people.actors import Actor
from server.domain.people.lineage import NO_FORMER_UNITS, FormerUnits, Reach
from server.domain.texts.words import Words
from server.store import Session
from server.store.people.lineage import asked, within


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


@dataclass(frozen=True, kw_only=True)
class BlocDraft(BlocDraftHead):
    """A draft: `document` is the text of a bloc-year file that may lack anything.

    `version` counts its acts, `to_check` names the fields that were only moved by a year.
    """

    document: str
    version: int
    to_check: Sequence[str]
    formers: FormerUnits = NO_FORMER_UNITS
    """Units of provinces that others follow, as who works on it may name them."""

    @cached_property
    def values(self) -> TomlTable:
        """What the document says, read once."""
        return document.read(self.document)

    @cached_property
    def mistakes(self) -> Sequence[FileMistake]:
        """Everything that keeps the document from being put in force, read once."""
        return document.mistakes(self.document, self.formers)


def home_affairs(session: Session, reach: Reach) -> frozenset[str]:
    """Return the units that are Home Affairs of a reach's bloc-years."""
    return frozenset(session.execute(_HOME_AFFAIRS, asked(reach)).scalars())


def known_units(session: Session, reach: Reach, day: dt.date) -> Mapping[str, tuple[Words, Words]]:
    """Return the units of a reach by id, in the order of their names: name and short name."""
    rows = session.execute(_KNOWN_UNITS, asked(reach) | {"day": day})
    return {
        row.id: (Words(row.name_vi, row.name_en), Words(row.short_vi, row.short_en)) for row in rows
    }


def known_titles(session: Session, units: Collection[str]) -> Mapping[str, Words]:
    """Return the titles of these units' posts, by the post's id."""
    rows = session.execute(_KNOWN_TITLES, {"units": list(units)})
    return {row.id: Words(row.title_vi, row.title_en) for row in rows}


def newest_source(session: Session, unit_id: str) -> str | None:
    """Return the text of the newest bloc-year that has this unit as its Home Affairs."""
    found: str | None = session.execute(_NEWEST, {"unit": unit_id}).scalar_one_or_none()
    return found


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


def documents(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the documents of drafts by their ids."""
    return {row.id: row.document for row in session.execute(_DOCUMENTS, {"ids": list(ids)})}


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
_PERSONS = "JOIN person m ON m.id = d.made_by JOIN person c ON c.id = d.changed_by"
_FROM = f"FROM bloc_draft d {_PERSONS}"
_HOME_AFFAIRS = text(f"""
SELECT DISTINCT CAST(r.content AS jsonb) #>> '{{bodies,home_affairs,id}}' AS unit
FROM bloc b JOIN bloc_year y ON y.bloc_id = b.id
JOIN bloc_year_version v ON v.bloc_year_id = y.id JOIN ruleset r ON r.digest = v.rules_digest
WHERE {within("b.province")}
""")  # noqa: S608 - a constant
_WHOLE = f"SELECT {_HEAD}, d.document, d.version, d.to_check"
_KNOWN_UNITS = text(f"""
SELECT u.id, n.name_vi, n.name_en, n.short_vi, n.short_en FROM unit u
JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = u.id
  ORDER BY n.valid_from > :day, abs(n.valid_from - :day), n.valid_from LIMIT 1) n ON true
WHERE {within("u.province")} ORDER BY n.sort_key, u.id
""")  # noqa: S608 - a constant
_KNOWN_TITLES = text("SELECT id, title_vi, title_en FROM post WHERE unit_id = ANY(:units)")
_NEWEST = text("""
SELECT v.source FROM bloc_year_version v JOIN ruleset r ON r.digest = v.rules_digest
WHERE CAST(r.content AS jsonb) #>> '{bodies,home_affairs,id}' = :unit
ORDER BY v.imported_at DESC, v.id LIMIT 1
""")
_FIND = text(f"{_WHOLE} {_FROM} WHERE d.id = :id")
_LOCK = text(f"""
WITH d AS MATERIALIZED (SELECT * FROM bloc_draft WHERE id = :id FOR NO KEY UPDATE)
{_WHOLE} FROM d {_PERSONS}
""")  # noqa: S608 - made of constants
"""The row is held before it is joined: who waited finds the person who has changed it since."""
_FIRST = """
ORDER BY d.state NOT IN ('making', 'with_secretary'), d.changed_at DESC, d.id LIMIT :most"""
_OF_UNIT = text(f"SELECT {_HEAD} {_FROM} WHERE d.unit_id = :unit {_FIRST}")
_OF_SECRETARY = text(f"SELECT {_HEAD} {_FROM} WHERE d.secretary_post = :post {_FIRST}")
_DOCUMENTS = text("SELECT id, document FROM bloc_draft WHERE id = ANY(:ids)")
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
