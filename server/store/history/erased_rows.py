"""Rows that hold what an erased event told: tasks, files, a person's account and letters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.history.erasing import ERASED, ErasedPerson
from server.domain.people.lineage import Reach
from server.domain.texts.lists import listed_erased
from server.store import Session
from server.store.database import bulk
from server.store.people.lineage import asked, within


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasableFile:
    """A file that goes with what was handed in."""

    id: UUID
    task_id: UUID
    sha256: str


def files(session: Session, events: Collection[UUID]) -> Sequence[ErasableFile]:
    """List the files that were handed in with these completions, where none came after."""
    found = session.execute(_FILES, {"ids": [str(each) for each in events]}).mappings()
    return [ErasableFile(**row) for row in found]


def unsent_files(session: Session, person_id: UUID, *, reach: Reach) -> Sequence[ErasableFile]:
    """List the files of a person whose task was withdrawn, in cases that are over."""
    found = session.execute(_UNSENT, asked(reach) | {"person": person_id}).mappings()
    return [ErasableFile(**row) for row in found]


def erase_tasks(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Let the rows of tasks hold no more than what remains of their completions.

    A row carries `task`, `at` (when it was done), `name`, `after`, `link_by`, `post`, `case_id`,
    `whole`, `reasoned` (the note is its own reason, not what the task had come with) and `notes`
    (of tasks that opened with it, by key, as JSON).
    """
    values = {"rows": bulk.rows(rows), "mark": ERASED}
    session.execute(_ERASE_TASKS, values)
    session.execute(_ERASE_NOTES, values)
    session.execute(_ERASE_WITHDRAWN, values)


def erase_files(session: Session, files: Sequence[ErasableFile]) -> None:
    """Delete files; their bytes too, where no other file has them."""
    ids, tasks = [str(each.id) for each in files], [str(each.task_id) for each in files]
    session.execute(_ERASE_FILES, {"ids": ids, "tasks": tasks})
    digests = sorted({each.sha256 for each in files})
    session.execute(_ERASE_BYTES, {"digests": digests})
    session.execute(_ERASE_BLOBS, {"digests": digests})


def erase_words(session: Session, *, given: Collection[str], answered: Collection[str]) -> None:
    """Let handings over, by key, hold neither the giver's words nor the answer."""
    values = {"given": [*given], "answered": [*answered], "mark": ERASED}
    session.execute(_ERASE_WORDS, values)


def erase_person(session: Session, person: ErasedPerson, *, told: UUID, now: datetime) -> None:
    """Let a closed account name nobody, and forget where and how its person signed in.

    So do drafts of theirs, files in cases that are over, and letters: one to them holds nothing,
    one to another not their name, and one that waits does not leave. `told` is the event of it.
    """
    login = person.login_after
    listed = listed_erased(login=login, mark=ERASED)
    values = {
        "id": person.id,
        "login": login,
        "name": ERASED,
        "search": listed.search,
        "sort": listed.sort_key,
    }
    session.execute(_ERASE_PERSON, values)
    for forgotten in _FORGOTTEN:
        session.execute(forgotten, {"id": person.id})
    kept = {"id": person.id, "name": person.name, "mark": ERASED, "now": now}
    for named in (_ERASE_DRAFTS, _ERASE_LETTERS, _ERASE_NAME_IN_LETTERS):
        session.execute(named, kept)
    session.execute(_ERASE_UPLOADER, {"told": told})


_FILES = text("""
SELECT a.id, a.task_id, a.sha256 FROM event e
JOIN task t ON e.object = 'task/' || t.id AND t.state = 'done' AND t.closed_at = e.act_time
JOIN attachment a ON a.task_id = t.id AND a.state = 'kept'
WHERE e.id = ANY(CAST(:ids AS uuid[])) AND e.kind = 'task.completed' ORDER BY a.id
""")
_UNSENT = text(f"""
SELECT a.id, a.task_id, a.sha256 FROM attachment a JOIN case_ c ON c.id = a.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
WHERE a.uploaded_by = :person AND a.state = 'removed' AND {within("b.province")}
  AND c.state IN ('closed', 'cancelled') ORDER BY a.id
""")  # noqa: S608 - a constant
_TOLD = """json_to_recordset(CAST(:rows AS json)) AS x(task uuid, at timestamptz, name text,
  after text, link_by text, post text, case_id uuid, whole boolean,
  reasoned boolean, notes json)"""
_ERASE_TASKS = text(f"""
UPDATE task t SET done_name = x.after, done_link_by = x.link_by,
  result = CASE WHEN x.whole THEN '{{}}' ELSE t.result END,
  note = CASE WHEN x.whole AND x.reasoned THEN :mark ELSE t.note END
FROM {_TOLD} WHERE t.id = x.task AND t.state = 'done' AND t.closed_at = x.at
""")  # noqa: S608 - constants
_ERASE_NOTES = text(f"""
UPDATE task t SET note = :mark FROM {_TOLD} CROSS JOIN LATERAL json_each_text(x.notes) n
WHERE t.id = CAST(n.key AS uuid) AND t.note = n.value
""")  # noqa: S608 - constants
_ERASE_WITHDRAWN = text(f"""
UPDATE task t SET note = x.after || ', ' || x.post FROM {_TOLD}
WHERE t.case_id = x.case_id AND t.state = 'withdrawn' AND t.note = x.name || ', ' || x.post
""")  # noqa: S608 - constants
_ERASE_FILES = text("""
WITH gone AS (DELETE FROM attachment WHERE id = ANY(CAST(:ids AS uuid[])) RETURNING task_id)
UPDATE task SET files = files - counted.number
FROM (SELECT task_id, count(*) AS number FROM gone GROUP BY task_id) counted
WHERE task.id = counted.task_id
""")
_ERASE_BYTES = text("""
DELETE FROM blob_chunk c WHERE c.sha256 = ANY(:digests)
  AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = c.sha256)
  AND NOT EXISTS (SELECT FROM bloc_draft d WHERE d.letter_sha256 = c.sha256)
""")
_ERASE_BLOBS = text("""
DELETE FROM blob b WHERE b.sha256 = ANY(:digests)
  AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = b.sha256)
  AND NOT EXISTS (SELECT FROM bloc_draft d WHERE d.letter_sha256 = b.sha256)
""")
_ERASE_PERSON = text("""
UPDATE person SET login = :login, name = :name, email = '', search = :search, sort_key = :sort,
  password_hash = NULL, password_link = NULL
WHERE id = :id
""")
_FORGOTTEN = (
    text("DELETE FROM web_session WHERE person_id = :id"),
    text("DELETE FROM sign_in_try WHERE person_id = :id"),
    text("DELETE FROM security_event WHERE person_id = :id"),
    text("UPDATE security_event SET actor_id = NULL WHERE actor_id = :id"),
    text("DELETE FROM known_browser WHERE person_id = :id"),
    text("DELETE FROM calendar_link WHERE person_id = :id"),
    text("DELETE FROM saved_filter WHERE person_id = :id"),
    text("DELETE FROM notice_mark WHERE person_id = :id"),
    text("DELETE FROM snooze WHERE person_id = :id"),
)
_ERASE_DRAFTS = text("UPDATE draft SET saved_name = :mark WHERE saved_by = :id")
_ERASE_UPLOADER = text("SELECT erase_uploader(:told)")
_ERASE_LETTERS = text("""
UPDATE mail SET address = '', path = '', subject_vi = :mark, subject_en = :mark, body_vi = :mark,
  body_en = :mark, state = CASE WHEN state = 'waiting' THEN 'kept' ELSE state END,
  ended_at = CASE WHEN state = 'waiting' THEN CAST(:now AS timestamptz) ELSE ended_at END
WHERE person_id = :id
""")
_ERASE_NAME_IN_LETTERS = text("""
UPDATE mail SET body_vi = replace(body_vi, CAST(:name AS text), :mark),
  body_en = replace(body_en, CAST(:name AS text), :mark),
  subject_vi = replace(subject_vi, CAST(:name AS text), :mark),
  subject_en = replace(subject_en, CAST(:name AS text), :mark)
WHERE person_id <> :id
  AND position(CAST(:name AS text) IN concat_ws(' ', subject_vi, subject_en, body_vi, body_en)) > 0
""")
_ERASE_WORDS = text("""
UPDATE delegation SET
  note = CASE WHEN note <> '' AND id = ANY(CAST(:given AS uuid[])) THEN :mark ELSE note END,
  answer = CASE WHEN answer <> '' AND id = ANY(CAST(:answered AS uuid[])) THEN :mark ELSE answer END
WHERE id = ANY(CAST(:given AS uuid[])) OR id = ANY(CAST(:answered AS uuid[]))
""")
