"""Records: completed tasks with what was filled in, each by the version of its form it was made by.

A record is its task's row; there is one for each completion, and it is never changed.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file that was handed in with a record, or with one of the same task before it.

    `stood` says from when on, and `replaced` when others of its kind took its place.
    """

    id: UUID
    kind: str
    subject: str
    file_name: str
    stood: datetime
    replaced: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one person handed in for one task; `value` is what they filled in.

    `definition_hash` names the version whose form gives it its words.
    """

    task_id: UUID
    case_id: UUID
    process: str
    key: str
    round: int
    element: str
    form: str
    definition_hash: str
    title_vi: str
    title_en: str
    post_id: str
    subject_unit_id: str | None
    outcome: str
    value: Mapping[str, Json] = field(repr=False)
    reason: str
    by: str
    post: str
    on_behalf: str
    link_by: str
    opened_at: datetime
    at: datetime
    every_file: tuple[RecordFile, ...]

    @property
    def files(self) -> tuple[RecordFile, ...]:
        """The files that stand: of each kind those that were handed in with it last."""
        return tuple(file for file in self.every_file if file.replaced is None)

    def replaced_since(self, seen: datetime) -> tuple[RecordFile, ...]:
        """List the files that stood at a time, and have been replaced since."""
        return tuple(
            file
            for file in self.every_file
            if file.replaced is not None and file.stood <= seen < file.replaced
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRecords:
    """Which records are asked for: the newest of each element and key, of one case.

    Those of elements in `same` are read for `key` alone, in `single` for it and for the case as a
    whole (for every key where it is empty), in `every` for every key. None is later than `until`.
    """

    case_id: UUID
    key: str
    same: Collection[str] = ()
    single: Collection[str] = ()
    every: Collection[str] = ()
    until: datetime | None = None


def newest(session: Session, wanted: WantedRecords) -> Sequence[Record]:
    """Return the newest records, by element and key; what is sealed or unreadable is left out."""
    values = {
        "case": wanted.case_id,
        "key": wanted.key,
        "same": [*wanted.same],
        "single": [*wanted.single],
        "every": [*wanted.every],
        "until": wanted.until,
    }
    return [_record(row) for row in session.execute(_NEWEST, values).mappings()]


def value_of(text_of: str | None) -> Mapping[str, Json]:
    """Read what was filled in; empty where that is kept from everybody, or can be read no more."""
    try:
        found = json.loads(text_of or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _record(row: Mapping[Any, Any]) -> Record:
    values: dict[str, Any] = dict(row)
    values["value"] = value_of(values["value"])
    values["every_file"] = tuple(_file(file) for file in values.pop("files"))
    return Record(**values)


def _file(row: Mapping[str, str]) -> RecordFile:
    replaced = row["replaced"]
    return RecordFile(
        id=UUID(row["id"]),
        kind=row["kind"],
        subject=row["subject"],
        file_name=row["file_name"],
        stood=datetime.fromisoformat(row["stood"]),
        replaced=datetime.fromisoformat(replaced) if replaced else None,
    )


_NEWEST = text("""
SELECT DISTINCT ON (t.element, t.key) t.id AS task_id, t.case_id, t.process, t.key, t.round,
  t.element, t.form, coalesce(nullif(t.definition_hash, ''), i.definition_hash)
    AS definition_hash,
  t.title_vi, t.title_en, t.post_id, t.subject_unit_id, t.outcome, t.result AS value,
  t.note AS reason, t.done_name AS by, t.done_post AS post, t.done_on_behalf AS on_behalf,
  t.done_link_by AS link_by, t.opened_at, t.closed_at AS at,
  coalesce((SELECT json_agg(json_build_object('id', a.id, 'kind', a.kind, 'subject', a.subject,
      'file_name', a.file_name, 'stood', a.closed_at, 'replaced', a.replaced)
      ORDER BY a.uploaded_at, a.id)
    FROM (SELECT a.*, b.closed_at, min(b.closed_at) OVER (PARTITION BY a.kind, a.subject
        ORDER BY b.closed_at GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS replaced
      FROM attachment a JOIN task b ON b.id = a.task_id
      WHERE b.case_id = t.case_id AND b.element = t.element AND b.key = t.key AND b.state = 'done'
        AND b.closed_at <= t.closed_at AND a.state = 'kept') a), '[]') AS files
FROM task t JOIN instance i ON i.id = t.instance_id
WHERE t.case_id = :case AND t.state = 'done' AND t.result IS NOT NULL
  AND ((t.element = ANY(CAST(:same AS text[])) AND t.key = :key)
    OR (t.element = ANY(CAST(:single AS text[])) AND (:key = '' OR t.key IN ('', :key)))
    OR t.element = ANY(CAST(:every AS text[])))
  AND (CAST(:until AS timestamptz) IS NULL OR t.closed_at <= CAST(:until AS timestamptz))
ORDER BY t.element, t.key, t.closed_at DESC, t.id DESC
""")
