"""Blocs, their years and the versions of their rules: added to, never overwritten."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.blocs.rules import CaseRules
from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk
from server.store.database.ids import new_id

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocYearVersion:
    """One imported version of a bloc-year."""

    rules_digest: str
    effective_from: date
    source: str


def add_version(
    session: Session, rules: CaseRules, *, effective_from: date, source: str, now: datetime
) -> str:
    """Add a version of a bloc-year's rules; return the bloc-year's id."""
    bloc_year = f"{rules.bloc.id}/{rules.year}"
    content = json.dumps(rules.to_json(), ensure_ascii=False, sort_keys=True)
    session.execute(
        text("""
        WITH b AS (INSERT INTO bloc(id, province) VALUES (:bloc, :province)
          ON CONFLICT (id) DO NOTHING),
        r AS (INSERT INTO ruleset(digest, content) VALUES (:digest, :content)
          ON CONFLICT (digest) DO NOTHING),
        y AS (INSERT INTO bloc_year(id, bloc_id, year) VALUES (:bloc_year, :bloc, :year)
          ON CONFLICT (id) DO NOTHING),
        v AS (INSERT INTO bloc_year_version(id, bloc_year_id, effective_from, rules_digest, source,
            imported_at)
          VALUES (:id, :bloc_year, :from, :digest, :source, :now))
        INSERT INTO reorganised_unit(version_id, unit_id, into_id, day)
        SELECT :id, unit, "into", day FROM json_to_recordset(CAST(:gone AS json))
          AS x(unit text, "into" text, day date)
        """),
        {
            "id": new_id(now),
            "bloc": rules.bloc.id,
            "province": rules.bloc.province,
            "bloc_year": bloc_year,
            "year": rules.year,
            "digest": rules.digest(),
            "content": content,
            "from": effective_from,
            "source": source,
            "now": now,
            "gone": bulk.rows(
                {"unit": gone.unit, "into": gone.into, "day": gone.day}
                for gone in rules.reorganised or ()
            ),
        },
    )
    return bloc_year


def version_on(session: Session, bloc_year_id: str, day: date) -> BlocYearVersion | None:
    """Return the version in force on a day: the latest start, then the latest import."""
    row = session.execute(
        text("""
        SELECT rules_digest, effective_from, source FROM bloc_year_version
        WHERE bloc_year_id = :y AND effective_from <= :day
        ORDER BY effective_from DESC, imported_at DESC LIMIT 1
        """),
        {"y": bloc_year_id, "day": day},
    ).one_or_none()
    return BlocYearVersion(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name


def save_units(session: Session, units: Rows) -> None:
    """Add units and names by their first day; a name already known on that day is kept up."""
    session.execute(
        text("""
        WITH u AS (INSERT INTO unit(id, province)
          SELECT DISTINCT id, province FROM json_to_recordset(CAST(:rows AS json))
            AS x(id text, province text) ORDER BY id ON CONFLICT (id) DO NOTHING)
        INSERT INTO unit_name(unit_id, valid_from, name_vi, name_en, short_vi, short_en, sort_key,
          search)
        SELECT id, valid_from, name_vi, name_en, short_vi, short_en, sort_key, search
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, valid_from date, name_vi text,
          name_en text, short_vi text, short_en text, sort_key text, search text)
        ORDER BY id, valid_from
        ON CONFLICT (unit_id, valid_from) DO UPDATE SET name_vi = excluded.name_vi,
          name_en = excluded.name_en, short_vi = excluded.short_vi, short_en = excluded.short_en,
          sort_key = excluded.sort_key, search = excluded.search
        """),
        {"rows": bulk.rows(units)},
    )


def names_on(session: Session, day: date) -> dict[str, tuple[Words, Words]]:
    """Return the name and the short name that each unit has on a day; not those without one."""
    found = session.execute(
        text("""
        SELECT DISTINCT ON (unit_id) unit_id, name_vi, name_en, short_vi, short_en
        FROM unit_name WHERE valid_from <= :day ORDER BY unit_id, valid_from DESC
        """),
        {"day": day},
    )
    return {
        row.unit_id: (Words(row.name_vi, row.name_en), Words(row.short_vi, row.short_en))
        for row in found
    }


def known_posts(session: Session, ids: Iterable[str]) -> set[str]:
    """Return which of these posts exist."""
    found = session.execute(
        text("SELECT id FROM post WHERE id = ANY(CAST(:ids AS text[]))"), {"ids": list(ids)}
    )
    return {row.id for row in found}


def known_units(session: Session, ids: Iterable[str]) -> set[str]:
    """Return which of these units exist."""
    found = session.execute(
        text("SELECT id FROM unit WHERE id = ANY(CAST(:ids AS text[]))"), {"ids": list(ids)}
    )
    return {row.id for row in found}


def add_definition(  # noqa: PLR0913 - one row, named part by part
    session: Session,
    *,
    version_hash: str,
    key: str,
    files: Mapping[str, str],
    now: datetime,
    proposal_id: UUID | None = None,
) -> bool:
    """Add a version of a definition; False where this very version is there already.

    `proposal_id` is what it was published by, None where the operator of the machine deployed it.
    """
    added = session.execute(
        text("""
        INSERT INTO definition(hash, key, version, files, deployed_at, proposal_id)
        SELECT :hash, :key, coalesce(max(version), 0) + 1, :files, :now, CAST(:proposal AS uuid)
        FROM definition WHERE key = :key
        ON CONFLICT (hash) DO NOTHING RETURNING version
        """),
        {
            "hash": version_hash,
            "key": key,
            "files": json.dumps(files, ensure_ascii=False),
            "now": now,
            "proposal": proposal_id,
        },
    ).one_or_none()
    return added is not None


def definition(session: Session, version_hash: str) -> tuple[str, str] | None:
    """Return the key of a deployed version and the JSON text of its files; None where it is not."""
    row = session.execute(
        text("SELECT key, files FROM definition WHERE hash = :h"), {"h": version_hash}
    ).one_or_none()
    return None if row is None else (row.key, row.files)


def is_home_affairs(session: Session, unit_id: str) -> bool:
    """Tell whether a unit is the Department of Home Affairs of any bloc-year."""
    found = session.execute(
        text("""
        SELECT EXISTS (SELECT FROM ruleset
          WHERE CAST(content AS jsonb) #>> '{bodies,home_affairs,id}' = :unit)
        """),
        {"unit": unit_id},
    ).scalar_one()
    return bool(found)


def ruleset(session: Session, digest: str) -> str | None:
    """Return the JSON text of frozen rules; None where there are none."""
    found: str | None = session.execute(
        text("SELECT content FROM ruleset WHERE digest = :d"), {"d": digest}
    ).scalar_one_or_none()
    return found


def rules_digests(session: Session) -> list[str]:
    """Return the digests of all rules that any version of a bloc-year has."""
    found = session.execute(
        text("SELECT DISTINCT rules_digest AS digest FROM bloc_year_version ORDER BY 1")
    )
    return [row.digest for row in found]


def newest_definition(session: Session, key: str) -> str | None:
    """Return the hash of the newest version of a definition."""
    found: str | None = session.execute(
        text("SELECT hash FROM definition WHERE key = :k ORDER BY version DESC LIMIT 1"),
        {"k": key},
    ).scalar_one_or_none()
    return found


def newest_definitions(session: Session) -> dict[str, str]:
    """Return the hash of the newest version of every definition, by key."""
    rows = session.execute(
        text("SELECT DISTINCT ON (key) key, hash FROM definition ORDER BY key, version DESC")
    )
    return {row.key: row.hash for row in rows}


def open_case(session: Session, row: Mapping[str, object], roster: Rows) -> None:
    """Insert a case with its frozen roster (unit_id, role)."""
    session.execute(
        text("""
        INSERT INTO case_(id, bloc_year_id, kind, definition_hash, rules_digest, previous_id,
          simulated, opened_at, title_vi, title_en, short_vi, short_en, slot, opening, opened_post,
          search)
        VALUES (:id, :bloc_year_id, :kind, :definition_hash, :rules_digest, :previous_id,
          :simulated, :opened_at, :title_vi, :title_en, :short_vi, :short_en, :slot, :opening,
          :opened_post, :search)
        """),
        dict(row),
    )
    session.execute(
        text("""
        INSERT INTO case_unit(case_id, unit_id, role)
        SELECT CAST(:case AS uuid), unit_id, role
        FROM json_to_recordset(CAST(:rows AS json)) AS x(unit_id text, role text)
        """),
        {"case": row["id"], "rows": bulk.rows(roster)},
    )


def lock_bloc_year(session: Session, bloc_year_id: str) -> bool:
    """Lock a bloc-year, so that two people cannot open the same case; False where unknown.

    Its bloc is locked, too: what stands once over all years is opened in one of them alone.
    """
    return (
        session.execute(
            text("""
            SELECT id, pg_advisory_xact_lock(hashtextextended('bloc/' || bloc_id, 0))
            FROM bloc_year WHERE id = :y FOR NO KEY UPDATE
            """),
            {"y": bloc_year_id},
        ).one_or_none()
        is not None
    )
