"""A page of a list sends as many statements for thirty rows as for three."""

from uuid import UUID

import psycopg
import pytest
from flask.testing import FlaskClient

from server.embedded import Cluster
from server.store import statements
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.history import many_events
from tests.worlds.web.pages import SignIn
from tests.worlds.year import Year

ADMINISTRATOR = "quan-tri.administrator"
AUDITOR = "thanh-tra.auditor"
LEADER = "so-gddt.head"
FEW, MANY = 3, 30
PAGES = [
    (ADMINISTRATOR, "/"),
    (ADMINISTRATOR, "/operations"),
    (ADMINISTRATOR, "/operations?q=cham"),
    (ADMINISTRATOR, "/operations/faults"),
    (ADMINISTRATOR, "/operations/versions"),
    (ADMINISTRATOR, "/people"),
    (ADMINISTRATOR, "/people/posts"),
    (AUDITOR, "/"),
    (AUDITOR, "/audit"),
    (AUDITOR, "/board"),
    (AUDITOR, "/cases"),
    (AUDITOR, "/cases?q=lan"),
    (AUDITOR, "/search?q=lan"),
    (AUDITOR, "/years"),
    (LEADER, "/"),
    (LEADER, "/tasks"),
    (LEADER, "/board"),
    (LEADER, "/cases"),
    (LEADER, "/search?q=lan"),
]


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.mark.own_database
@pytest.mark.usefixtures("unsound")
def test_a_list_sends_the_same_statements_for_few_and_for_many(
    committed: Year, cluster: Cluster, database: Database, as_post: SignIn
) -> None:
    case_id = committed.open("evaluation")
    readers = {login: as_post(login) for login, _ in PAGES}
    few = grown(cluster, database, case_id, range(FEW), readers)
    many = grown(cluster, database, case_id, range(FEW, MANY), readers)
    assert few == many


def grown(
    cluster: Cluster,
    database: Database,
    case_id: UUID,
    numbers: range,
    readers: dict[str, FlaskClient],
) -> dict[str, int]:
    """Add copies of a case, posts, persons and events; count the statements of each page."""
    with psycopg.connect(cluster.conninfo(database=database.name), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        values = {"case": case_id, "first": numbers.start, "last": numbers.stop - 1}
        for statement in _COPIES:
            connection.execute(statement.encode(), values)
    many_events.grow(cluster, database.name, numbers.stop)
    return {f"{login} {address}": sent(readers[login], address) for login, address in PAGES}


def sent(reader: FlaskClient, address: str) -> int:
    """Ask twice: what a first time reads and keeps is no page's."""
    assert reader.get(address).status_code == 200
    statements.reset()
    assert reader.get(address).status_code == 200
    return statements.count


_NUMBERS = "generate_series(CAST(%(first)s AS int), %(last)s) n"
_ID = "CAST('0190' || lpad(to_hex({kind}), 4, '0') || lpad(to_hex(n), 24, '0') AS uuid)"
_COPIES = (
    f"""
INSERT INTO case_(id, bloc_year_id, kind, definition_hash, rules_digest, state, simulated,
  opened_at, title_vi, title_en, search)
SELECT {_ID.format(kind=1)}, bloc_year_id, kind, definition_hash, rules_digest, 'open', true,
  opened_at + n * interval '1 minute', 'Chấm điểm lần ' || n, 'Scoring', 'cham diem lan ' || n
FROM case_, {_NUMBERS} WHERE id = %(case)s
""",  # noqa: S608 - constants
    f"""
INSERT INTO case_unit(case_id, unit_id, role)
SELECT {_ID.format(kind=1)}, unit_id, role FROM case_unit, {_NUMBERS} WHERE case_id = %(case)s
""",  # noqa: S608 - constants
    f"""
INSERT INTO instance(id, case_id, definition_hash, process, round, status, version, armed, doc)
SELECT {_ID.format(kind=2)}, {_ID.format(kind=1)}, definition_hash, 'evaluation', 1, 'running', 1,
  '{{}}', '{{}}' FROM case_, {_NUMBERS} WHERE id = %(case)s
""",  # noqa: S608 - constants
    f"""
INSERT INTO unit(id, province)
SELECT 'bac-giang/moi-' || n, 'bac-giang' FROM {_NUMBERS}
""",  # noqa: S608 - constants
    f"""
INSERT INTO post(id, unit_id, position, title_vi)
SELECT 'bac-giang/moi-' || n || '/head', 'bac-giang/moi-' || n, 'head', 'Giám đốc ' || n
FROM {_NUMBERS}
""",  # noqa: S608 - constants
    f"""
INSERT INTO definition(hash, key, version, deployed_at, files)
SELECT 'copy-' || n, d.key, 100 + n, d.deployed_at, d.files
FROM (SELECT * FROM definition ORDER BY key, version LIMIT 1) d, {_NUMBERS}
""",  # noqa: S608 - constants
)
