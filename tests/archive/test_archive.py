"""Cases of every released version load into this one, are read, and finish."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from server.actions.definitions.deployed import deployed, files_of
from server.actions.definitions.legacy_manifests import PROCESSES, legacy_manifests
from server.actions.deployment import neighbours
from server.actions.deployment.deploy import collect, keys
from server.actions.deployment.manifest_lint import manifest_problems
from server.actions.installation.check_invariants import check
from server.actions.transaction import Begin, transactions
from server.app import web_application
from server.config import ROOT
from server.demo.load import load_demonstration
from server.domain.manifest import Manifest
from server.embedded import Cluster, drop_database, make_database
from server.engine import ENGINE_VERSION, Definition, Kind
from server.store import Session, engine_for
from server.store.schema.schema import upgrade
from server.web.requests.installation import EXTENSION
from tests.archive.dumping import Header, header_of, load
from tests.archive.exporting import verified
from tests.archive.finishing import Finishing
from tests.archive.make import HERE, product
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, cloned
from tests.worlds.web.pages import settings_of
from tests.worlds.worker import catch_up
from tests.worlds.year_end import Person

ARCHIVES = sorted(HERE.glob("*.xz"))
NEWEST = HERE / f"{product()}-cases.xz"
SIZE = 2_000_000
pytestmark = pytest.mark.xdist_group("archive")
AUDITOR = "bac-giang/thanh-tra/auditor"
RESTS = frozenset({"userTask", "intermediateCatchEvent", "timer"})
"""Kinds of elements a token rests at; the others it only passes."""
PANELS = frozenset({"scores", "awards"})
"""Tabs that only a process with a package has."""
TABS = ("overview", "scores", "awards", "documents", "history", "discussion")


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive as this version has taken it over."""

    header: Header
    database: Database
    begin: Begin


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.stem)
def archived(cluster: Cluster, request: pytest.FixtureRequest) -> Iterator[Archived]:
    """Load an archive at the schema it was written with, and bring that to today's."""
    name = f"archive_{uuid4().hex[:12]}"
    make_database(cluster.conninfo(), name)
    path: Path = request.param
    header = load(cluster, name, path, at=datetime.now(UTC))  # noqa: TID251 - the pages' clock
    made = Database(
        name, cluster.application_url(name), cluster.owner_url(name), cluster.log_url(name)
    )
    upgrade(made.owner_url, report=lambda _: None)
    if header.rows_are_bound:
        set_clock(made, header.now)
    yield Archived(header, made, transactions(made.url))
    engine_for(made.url).dispose()
    drop_database(cluster.conninfo(), name)


@pytest.fixture
def played(cluster: Cluster, archived: Archived) -> Iterator[Archived]:
    """Copy an archive, to be played on."""
    engine_for(archived.database.url).dispose()
    with cloned(cluster, template=archived.database.name) as made:
        yield Archived(archived.header, made, transactions(made.url))
        engine_for(made.url).dispose()


@pytest.fixture
def app(archived: Archived) -> Iterator[Flask]:
    made = web_application(settings_of(archived.database))
    yield made
    made.extensions[EXTENSION].engine.dispose()


def test_this_version_has_its_archives_and_all_are_small() -> None:
    mine = [header for header in map(header_of, ARCHIVES) if header.product == product()]
    assert {bool(header.broken) for header in mine} == {True, False}, "see README.md"
    assert {header.engine for header in mine} == {ENGINE_VERSION}, "see README.md"
    assert sum(path.stat().st_size for path in ARCHIVES if product() in path.name) <= SIZE


def test_an_archive_holds_what_its_name_says(archived: Archived) -> None:
    query = "SELECT CAST(id AS text) FROM case_"
    with archived.begin() as session:
        found = set(session.execute(text(query)).scalars())
    assert found == set(archived.header.cases)


@pytest.mark.slow
def test_an_old_database_is_sound(archived: Archived) -> None:
    with archived.begin() as session:
        catch_up(session, archived.header.now)
        found = check(session, now=archived.header.now)
        session.rollback()  # what waits is asked for below
    assert [[item.invariant, item.where] for item in found] == archived.header.broken


@pytest.mark.slow
def test_every_old_case_and_open_task_has_its_pages(archived: Archived, app: Flask) -> None:
    with archived.begin() as session:
        tasks = session.execute(
            text("""
            SELECT DISTINCT ON (case_id, element) id, post_id FROM task
            WHERE state = 'open' ORDER BY case_id, element, id
            """)
        ).all()
        kinds = session.execute(text("SELECT CAST(id AS text), kind FROM case_")).all()
    alone = {id_ for id_, kind in kinds if not (PROCESSES / kind).is_dir()}
    for post in sorted({task.post_id for task in tasks} | {AUDITOR}):
        person = Person(app.test_client())
        signed_in = person.post("/sign-in/demonstration", {"post": post}, at="/sign-in")
        assert signed_in.status_code == 303, signed_in.text
        pages = [f"/tasks/{task.id}" for task in tasks if task.post_id == post]
        for page in ("/tasks", "/tasks?scope=unit", *pages):
            assert person.get(page).status_code == 200, (post, page)
        for case_id, name in archived.header.cases.items() if post == AUDITOR else ():
            for tab in TABS:
                found = 404 if case_id in alone and tab in PANELS else 200
                page = f"/cases/{case_id}?tab={tab}"
                assert person.get(page).status_code == found, (name, tab)


def test_an_old_version_has_a_manifest_that_fits_its_diagram(archived: Archived) -> None:
    with archived.begin() as session:
        versions = session.execute(text("SELECT key, hash FROM definition ORDER BY key")).all()
        for key, version in versions:
            _, files = files_of(session, version)
            others = {**legacy_manifests(), **_newest(session, key)}
            if f"{key}.toml" not in files:
                files[f"{key}.toml"] = (PROCESSES / key / "legacy.toml").read_text("utf-8")
            data = {name: content.encode() for name, content in files.items()}
            found = {each.rule for each in manifest_problems(key, data, others)}
            stricter_since = {"DOCUMENT-NEEDED", "MILESTONE-BACK", "SIGHT-OWN", "TIMED-OVERDUE"}
            assert found <= stricter_since, version
            assert deployed(session, version).manifest.tasks.keys() >= {
                element.id
                for element in deployed(session, version).definition.elements.values()
                if element.kind == Kind.USER
            }


def _newest(session: Session, but: str) -> dict[str, Manifest]:
    return {k: m.manifest for k, m in neighbours.newest(session).items() if k != but}


def test_a_demonstration_that_starts_again_publishes_new_versions_for_new_cases(
    played: Archived,
) -> None:
    query = "SELECT CAST(id AS text), definition_hash FROM case_ ORDER BY id"
    versions = "SELECT key, version, hash FROM definition ORDER BY key, version"
    with played.begin() as session:
        before = session.execute(text(query)).all()
        known = [tuple(row) for row in session.execute(text(versions))]
    load_demonstration(
        played.begin,
        workflows=ROOT / "workflows",
        forms=ROOT / "forms",
        now=played.header.now,
        report=lambda _: None,
    )
    with played.begin() as session:
        assert session.execute(text(query)).all() == before
        after = [tuple(row) for row in session.execute(text(versions))]
        assert {*known} <= {*after}
        for key in keys(ROOT / "workflows"):
            ours = collect(key, ROOT / "workflows", ROOT / "forms")
            (number,) = (n for _, n, hash_ in after if files_of(session, hash_) == (key, ours))
            was = [each for each in known if each[0] == key]
            assert number == len(was) + 1 or number in {each[1] for each in was}, key


@pytest.mark.slow
def test_every_old_case_is_finished_and_leaves_a_sound_database(played: Archived) -> None:
    broken = _cases_of(played, [where for _, where in played.header.broken])
    finishing = Finishing.of(played.begin, played.header.now)
    finishing.finish(but=broken)
    with played.begin() as session:
        query = "SELECT CAST(id AS text), state FROM case_ WHERE state <> 'closed'"
        left = {played.header.cases[row[0]]: row[1] for row in session.execute(text(query))}
        catch_up(session, finishing.now)
        found = check(session, now=finishing.now + timedelta(days=400))
    names = {played.header.cases[str(case_id)] for case_id in broken}
    assert {name for name, state in left.items() if state != "cancelled"} == names
    assert {item.where for item in found} >= {where for _, where in played.header.broken}
    assert bool(found) == bool(played.header.broken), found


@pytest.mark.slow
@pytest.mark.parametrize("archived", [NEWEST], indirect=True, ids=[NEWEST.stem])
def test_the_newest_archive_stands_at_every_element_of_the_diagrams(archived: Archived) -> None:
    with archived.begin() as session:
        met = {tuple(row) for row in session.execute(text(_MET))}
    missing = [
        (key, element.id)
        for key in keys(ROOT / "workflows")
        for element in _diagram(key).elements.values()
        if element.kind != "participant"
        and (key, element.id, "rests" if element.kind in RESTS else "passed") not in met
    ]
    assert missing == [], "make it anew: README.md"


@pytest.mark.slow
@pytest.mark.parametrize("archived", [NEWEST], indirect=True, ids=[NEWEST.stem])
def test_the_newest_archive_holds_every_state(archived: Archived) -> None:
    with archived.begin() as session:
        missing = [
            (table, condition)
            for table, condition in _STATES
            if not session.execute(
                text(f"SELECT EXISTS (SELECT FROM {table} WHERE {condition})")  # noqa: S608
            ).scalar()
        ]
    assert missing == [], "make it anew: README.md"


def _cases_of(archived: Archived, instances: list[str]) -> frozenset[UUID]:
    query = text("SELECT case_id FROM instance WHERE CAST(id AS text) = ANY(:ids)")
    with archived.begin() as session:
        return frozenset(session.execute(query, {"ids": instances}).scalars())


def _diagram(key: str) -> Definition:
    files = collect(key, ROOT / "workflows", ROOT / "forms")
    return Definition.read(key, {name: data.encode() for name, data in files.items()})


_MET = """
SELECT d.key, t.element, 'rests' FROM task t JOIN instance i ON i.id = t.instance_id
JOIN definition d ON d.hash = i.definition_hash WHERE t.state = 'open'
UNION SELECT d.key, w.element, 'rests' FROM instance i
JOIN definition d ON d.hash = i.definition_hash
CROSS JOIN LATERAL unnest(i.armed) AS w(element) WHERE i.status = 'running'
UNION SELECT c.kind, e.value, 'passed' FROM event_payload p JOIN case_ c ON c.id = p.case_id
CROSS JOIN LATERAL json_array_elements(CAST(p.payload AS json) -> 'moved') AS m(value)
CROSS JOIN LATERAL json_array_elements_text(m.value -> 'passed') AS e(value)
WHERE CAST(p.payload AS json) -> 'moved' IS NOT NULL
"""
_STATES = (
    *(("case_", f"state = '{state}'") for state in ("open", "suspended", "cancelled", "closed")),
    *(("instance", f"status = '{status}'") for status in ("running", "done", "withdrawn")),
    *(("task", f"state = '{state}'") for state in ("open", "done", "withdrawn")),
    *(("timer", f"state = '{state}'") for state in ("armed", "fired", "disarmed")),
    *(("token_move", f"state = '{state}'") for state in ("proposed", "done")),
    *(("attachment", f"state = '{state}'") for state in ("draft", "kept")),
    ("task", "state = 'open' AND round > 1"),
    ("task", "state = 'open' AND assignee_id IS NOT NULL"),
    ("task", "state = 'open' AND priority < 0"),
    ("task", "state = 'done' AND done_on_behalf <> ''"),
    ("delegation", "task_id IS NULL"),
    ("delegation", "task_id IS NOT NULL"),
    ("expected", "state = 'open'"),
    ("expected", "state = 'excused'"),
    ("event", "kind = 'task.taken_back'"),
    ("instance_before", "true"),
    ("draft", "true"),
    ("appointment", "ended_at IS NOT NULL"),
    ("account_proposal", "state = 'waiting' AND kind = 'link'"),
    ("account_proposal", "state = 'waiting' AND kind = 'appointment'"),
    ("undo", "true"),
    ("snooze", "true"),
    ("mention", "seen_at IS NULL"),
    ("reminder", "state = 'planned'"),
    ("mail", "state = 'waiting'"),
    *(("register_entry", f"state = '{state}'") for state in ("reserved", "used", "cancelled")),
    ("agency_number", "true"),
    ("case_", "extended <> '{}'"),
    ("document", "true"),
    ("duty", "true"),
    ("milestone", "true"),
    ("receipt", "true"),
)


def test_whoever_verifies_an_export_finds_nothing_wrong(archived: Archived) -> None:
    answer = verified(archived.begin, auditor=AUDITOR, at=archived.header.now)
    assert answer.findings == []
    taken = {agrees for _, what, agrees in answer.results if what.startswith("taken ")}
    told = {agrees for _, what, agrees in answer.results if not what.startswith("taken ")}
    assert told <= ({True, None} if archived.header.product == "0.1.0" else {True})
    assert taken <= {True, None}  # the bloc-year's own table is in no export: it is not compared
