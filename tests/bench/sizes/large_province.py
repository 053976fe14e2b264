"""A province at its largest: what each page of lists has to stand, made in minutes.

The bloc-year comes with its units and their posts; its evaluation is opened as people open it. The
rehearsed cases with their tasks and the events are written by the database.
"""

from dataclasses import dataclass
from uuid import UUID

import psycopg

from server.actions.transaction import transactions
from server.demo.scaled import scaled
from server.embedded import Cluster
from server.store import engine_for
from tests.bench import seeding
from tests.worlds.databases import Database
from tests.worlds.history import many_events
from tests.worlds.states import load_bloc_years, sign_in_easily
from tests.worlds.year import Year

ATTACHMENTS, REMARKS = 200, 500


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many there are of what lists show; ten tasks make a case."""

    units: int = 2_000
    tasks: int = 1_000_000
    events: int = 1_000_000

    def share(self, divisor: int) -> "Sizes":
        """Return so many times fewer, as few as make sense."""
        return Sizes(
            units=max(60, self.units // divisor),
            tasks=max(1_000, self.tasks // divisor),
            events=max(1_000, self.events // divisor),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where pages of one thing are: the evaluation, one of its tasks and the post it waits at."""

    case_id: UUID
    task_id: UUID
    post_id: str


def grow(cluster: Cluster, database: Database, sizes: Sizes) -> Places:
    """Make a migrated database hold so much; answer what stands out in it."""
    load_bloc_years(database, scaled(sizes.units))
    with transactions(database.url)() as session:
        sign_in_easily(session)
    bloc_year_id = f"bac-giang/khoi-mau-{sizes.units}/2024"
    case_id = Year(begin=transactions(database.url), bloc_year_id=bloc_year_id).open("evaluation")
    engine_for(database.url).dispose()
    seeding.grow(cluster, database.name, 0, sizes.tasks)
    many_events.grow(cluster, database.name, sizes.events)
    with psycopg.connect(cluster.conninfo(database=database.name), autocommit=True) as connection:
        return _laden(connection, case_id)


def _laden(connection: psycopg.Connection, case_id: UUID) -> Places:
    """Give the evaluation's oldest open task its files and remarks, and the log its leaves."""
    row = connection.execute(_OLDEST, {"case": case_id}).fetchone()
    assert row is not None
    values = {"case": case_id, "task": row[0], "files": ATTACHMENTS, "remarks": REMARKS}
    connection.execute("SET session_replication_role = replica")
    for statement in (_FILES, _REMARKS, _LEAVES):
        connection.execute(statement, values)
    connection.execute("VACUUM ANALYZE attachment, comment, leaf")
    return Places(case_id, *row)


_OLDEST = """
SELECT id, post_id FROM task WHERE case_id = %(case)s AND state = 'open' ORDER BY id LIMIT 1
"""
_FILES = """
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, sha256, file_name, media_type, size,
  uploaded_by, uploaded_at, state, search)
SELECT gen_random_uuid(), t.case_id, t.id, t.unit_id, 'evidence', md5(CAST(n AS text)),
  'minh-chung-' || n || '.pdf', 'application/pdf', 1000,
  (SELECT id FROM person ORDER BY id LIMIT 1),
  t.opened_at + n * interval '1 minute', 'kept', 'minh chung ' || n || ' pdf'
FROM task t, generate_series(1, %(files)s) n WHERE t.id = %(task)s
"""
_REMARKS = """
INSERT INTO comment(id, case_id, task_id, person_id, person_name, post_title, at, text)
SELECT gen_random_uuid(), t.case_id, t.id, (SELECT id FROM person ORDER BY id LIMIT 1), 'Cán bộ',
  'Cán bộ TĐKT',
  t.opened_at + n * interval '1 minute', 'Đề nghị bổ sung minh chứng số ' || n || '.'
FROM task t, generate_series(1, %(remarks)s) n WHERE t.id = %(task)s
"""
_LEAVES = """
INSERT INTO leaf(idx, entry, event_id)
SELECT row_number() OVER (ORDER BY xid, id) - 1, decode(hash, 'hex'), id FROM event
"""
