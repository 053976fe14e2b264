"""Columns that repeat what stands elsewhere, so that lists are found by them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.history.erasing import ERASED
from server.domain.texts.lists import (
    ListedAs,
    found_document,
    found_file,
    listed_erased,
    listed_person,
    listed_post,
    listed_unit,
)
from server.domain.texts.words import Words
from server.store import Session
from server.store.invariants.payloads import PAYLOAD
from server.store.people.post_titles import TITLE_ON

AT_A_TIME = 500
"""Rows held in memory at once."""
UNLIKE_NAMES = "P6 search or order not as of its names"
UNLIKE_WORDS = "P6 search not as of what it finds"
_DAY = "CAST(CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
"""A title that began today was yesterday's until the workers swept."""

BREACHES = {
    "P6 event listed under another's name": f"""
        SELECT e.stream || ' ' || e.seq FROM event e
        JOIN event_payload i ON i.event_id = e.id {PAYLOAD}
        CROSS JOIN LATERAL json_to_record(p.payload)
          AS x(actor json, outcome text, act text, "to" text, "key" text)
        LEFT JOIN task t ON e.kind LIKE 'task.%' AND e.object = 'task/' || t.id
        WHERE 'case/' || i.case_id IS DISTINCT FROM
            CASE WHEN e.stream LIKE 'case/%' THEN e.stream END
          OR CAST(i.actor_id AS text) IS DISTINCT FROM x.actor ->> 'person'
          OR i.actor_post <> coalesce(x.actor ->> 'post', '')
          OR i.on_behalf_post <> CASE WHEN x.actor ->> 'delegation' IS NOT NULL
            THEN x.actor ->> 'post' ELSE '' END
          OR i.act_kind <> coalesce(x.outcome, '')
          OR i.act_class <> coalesce(x.act, '')
          OR i.act <> CASE e.kind WHEN 'task.completed' THEN coalesce(x.act, '') ELSE e.kind END
          OR i.case_kind <> coalesce((SELECT c.kind FROM case_ c WHERE c.id = i.case_id), '')
          OR (i.act_time, i.seq) IS DISTINCT FROM (e.act_time, e.seq)
          OR i.element IS DISTINCT FROM CASE WHEN t.id IS NOT NULL THEN t.element
            WHEN e.kind = 'deadline.passed' THEN
              (SELECT m.element FROM timer m WHERE e.object = 'timer/' || m.id)
            WHEN e.kind = 'case.set_back' THEN x."to" ELSE '' END
          OR i.subject_unit_id <> coalesce(CASE WHEN t.id IS NOT NULL THEN t.subject_unit_id
            WHEN e.object LIKE 'unit/%' THEN substr(e.object, 6)
            WHEN e.kind = 'deadline.extended' THEN
              (SELECT min(u.unit_id) FROM case_unit u WHERE u.case_id = i.case_id
                AND u.role IN ('leader', 'deputy', 'member')
                AND u.unit_id IN (x."key", split_part(x."key", '/', 2))) END, '')""",  # noqa: S608
    "P6 task sorted by another day than it is due": """
        SELECT CAST(t.id AS text) FROM task t
        WHERE t.due_sort <> coalesce(t.due, '9999-12-31T00:00:00Z')""",
    "P6 sign sorted otherwise than its event": """
        SELECT o.event_id || ' ' || o.kind FROM oddity o LEFT JOIN event e ON e.id = o.event_id
        WHERE (e.act_time, e.seq) IS DISTINCT FROM (o.act_time, o.seq)""",
    "P6 post called otherwise than on this day": f"""
        SELECT 'post ' || p.id FROM post p WHERE NOT EXISTS (
          SELECT FROM {TITLE_ON.format(day=_DAY)} today
          WHERE (today.title_vi, today.title_en) = (p.title_vi, p.title_en))
        AND NOT EXISTS (SELECT FROM {TITLE_ON.format(day=f"{_DAY} - 1")} yesterday
          WHERE (yesterday.title_vi, yesterday.title_en) = (p.title_vi, p.title_en))
        ORDER BY p.id""",  # noqa: S608 - made of constants
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedTask:
    """A task as it is found, and what that is made of, with its case's rules."""

    id: UUID
    search: str
    title: Words
    subject_unit_id: str | None
    rules_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case as it is found, and what that is made of; `opener` is the post that opened it."""

    id: UUID
    search: str
    title: Words
    short: Words
    opener: str
    rules_digest: str


def unlike_names(session: Session) -> Iterator[tuple[str, str]]:
    """Name every unit, post and person whose search or sort key is made of other names."""
    for table, (question, made) in _LISTED.items():
        for row in session.execute(text(question), execution_options={"yield_per": AT_A_TIME}):
            if ListedAs(row.search, row.sort_key) != made(row):
                yield UNLIKE_NAMES, f"{table} {row.place}"


def searched_tasks(session: Session) -> Iterator[SearchedTask]:
    """List the tasks whose opening is told by their changes, those of the same rules together.

    Tasks of versions before were folded by a step of the schema, with what units were called
    then; they are bound as found.
    """
    for row in session.execute(_TASKS, execution_options={"yield_per": AT_A_TIME}):
        yield SearchedTask(
            id=row.id,
            search=row.search,
            title=Words(row.title_vi, row.title_en),
            subject_unit_id=row.subject_unit_id,
            rules_digest=row.rules_digest,
        )


def found_cases(session: Session) -> Iterator[FoundCase]:
    """List all cases with what they are found by, those of the same rules together."""
    for row in session.execute(_CASES, execution_options={"yield_per": AT_A_TIME}):
        yield FoundCase(
            id=row.id,
            search=row.search,
            title=Words(row.title_vi, row.title_en),
            short=Words(row.short_vi, row.short_en),
            opener=row.opened_post,
            rules_digest=row.rules_digest,
        )


def unlike_papers(session: Session) -> Iterator[tuple[str, str]]:
    """Name every numbered document and file that is found by other words than it has."""
    for table, (question, made) in _PAPERS.items():
        for row in session.execute(text(question), execution_options={"yield_per": AT_A_TIME}):
            if row.search != made(row.said):
                yield UNLIKE_WORDS, f"{table} {row.id}"


def _unit(row: Row[tuple[str, ...]]) -> ListedAs:
    return listed_unit(Words(row.name_vi, row.name_en), Words(row.short_vi, row.short_en))


def _post(row: Row[tuple[str, ...]]) -> ListedAs:
    return listed_post(Words(row.title_vi, row.title_en))


def _person(row: Row[tuple[str, ...]]) -> ListedAs:
    if row.erased:
        return listed_erased(login=row.login, mark=ERASED)
    return listed_person(login=row.login, name=row.name, email=row.email)


_LISTED: Mapping[str, tuple[str, Callable[[Row[tuple[str, ...]]], ListedAs]]] = {
    "unit_name": (
        """
SELECT unit_id || ' ' || valid_from AS place, name_vi, name_en, short_vi, short_en, search,
  sort_key FROM unit_name ORDER BY unit_id, valid_from""",
        _unit,
    ),
    "post": (
        "SELECT id AS place, title_vi, title_en, search, sort_key FROM post ORDER BY id",
        _post,
    ),
    "person": (
        """
SELECT id AS place, login, name, email, search, sort_key,
  login = 'erased-' || replace(CAST(id AS text), '-', '') AS erased FROM person ORDER BY id""",
        _person,
    ),
}
_PAPERS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "document": ("SELECT id, number AS said, search FROM document ORDER BY id", found_document),
    "attachment": ("SELECT id, file_name AS said, search FROM attachment ORDER BY id", found_file),
}
_CASES = text("""
SELECT id, title_vi, title_en, short_vi, short_en, coalesce(opened_post, '') AS opened_post,
  search, rules_digest FROM case_ ORDER BY rules_digest, id""")
_TASKS = text("""
SELECT t.id, t.title_vi, t.title_en, t.search, t.subject_unit_id, c.rules_digest
FROM task t JOIN case_ c ON c.id = t.case_id
WHERE CAST(json_build_array(t.id) AS text) IN (
  SELECT unnest(keys) FROM change WHERE table_name = 'task' AND op = 'I')
ORDER BY c.rules_digest, t.id
""")
