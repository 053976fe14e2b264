"""The auditor's questions are answered by an index that has the list's order, also far back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from server.domain.people.lineage import Reach
from server.embedded import Cluster
from server.store.history import history_pages
from server.store.history.event_questions import Acts, EventFilter
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.history.many_events import (
    COMMON_POST,
    COMMON_UNIT,
    FIRST_PERSON,
    OLD_KIND,
    OLD_POST,
    grow,
)

EVENTS = 30_000
OURS = "bac-giang"
FAR_BACK = (datetime(2000, 2, 1, tzinfo=UTC), 1, UUID(int=0))
QUESTIONS = {
    "nothing": EventFilter(reach=Reach((OURS,))),
    "a person": EventFilter(reach=Reach((OURS,)), person_id=UUID(FIRST_PERSON)),
    "a post": EventFilter(reach=Reach((OURS,)), post_id=COMMON_POST),
    "a post that acted long ago": EventFilter(reach=Reach((OURS,)), post_id=OLD_POST),
    "on behalf of a post": EventFilter(reach=Reach((OURS,)), behalf_post_id=COMMON_POST),
    "about a unit": EventFilter(reach=Reach((OURS,)), subject_unit_id=COMMON_UNIT),
    "a class of act": EventFilter(
        reach=Reach((OURS,)), acts=(Acts(classes=frozenset({"return"})),)
    ),
    "a kind of case": EventFilter(reach=Reach((OURS,)), case_kind="evaluation"),
    "a kind of case that is over": EventFilter(reach=Reach((OURS,)), case_kind=OLD_KIND),
    "signs": EventFilter(reach=Reach((OURS,)), oddities=("hasty",)),
    "a post and a class": EventFilter(
        reach=Reach((OURS,)), post_id=COMMON_POST, acts=(Acts(classes=frozenset({"return"})),)
    ),
}
ACTUAL = re.compile(r"actual (?:time=\S+ )?rows=(\d+(?:\.\d+)?) loops=(\d+)")
MOST_ROWS = 3_000
"""A page has 51 rows; a plan that goes over a tenth of all is none that knows its place."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.EMPTY


@pytest.fixture(scope="module")
def engine(cluster: Cluster, module_database: Database) -> Iterator[Engine]:
    grow(cluster, module_database.name, EVENTS)
    made = create_engine(module_database.url)
    yield made
    made.dispose()


def plan(engine: Engine, wanted: EventFilter, *, far: bool) -> str:
    """Answer how the database went about a page."""
    told: list[tuple[str, object]] = []

    def keep(*call: object) -> None:
        told.append((str(call[2]), call[3]))

    with Session(engine) as session:
        event.listen(engine, "before_cursor_execute", keep)
        before = FAR_BACK if far else None
        rows = history_pages.page(session, wanted, before=before, limit=51)
        event.remove(engine, "before_cursor_execute", keep)
        assert rows
        statement, values = told[-1]
        explained = session.connection().exec_driver_sql(
            f"EXPLAIN (ANALYZE, TIMING OFF) {statement}",
            values,  # type: ignore[arg-type]
        )
        return "\n".join(str(row[0]) for row in explained)


@pytest.mark.parametrize("far", [False, True], ids=["first page", "a page far back"])
@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_page_is_found_by_an_index(engine: Engine, asked: str, *, far: bool) -> None:
    found = plan(engine, QUESTIONS[asked], far=far)
    assert "Seq Scan on event" not in found, found
    assert "Seq Scan on oddity" not in found, found
    read = "\n".join(each for each in found.splitlines() if "Bitmap Index Scan" not in each)
    rows = [float(rows) * int(loops) for rows, loops in ACTUAL.findall(read)]
    assert max(rows) < MOST_ROWS, found
    removed = [int(each) for each in re.findall(r"Rows Removed by Filter: (\d+)", found)]
    assert sum(removed) < MOST_ROWS, found


def test_the_world_has_what_is_rare_and_old(engine: Engine) -> None:
    with Session(engine) as session:
        old = text("SELECT count(*) FROM event_payload WHERE actor_post = :p")
        assert 0 < session.execute(old, {"p": OLD_POST}).scalar_one() < EVENTS / 100


@pytest.mark.parametrize("asked", QUESTIONS)
def test_nothing_of_another_province_is_found(engine: Engine, asked: str) -> None:
    with Session(engine) as session:
        rows = history_pages.page(session, QUESTIONS[asked], before=None, limit=500)
    assert {row.row["province"] for row in rows} <= {OURS, ""}


def stream_of(session: Session, province: str) -> tuple[UUID, str]:
    """Return a case of a province that has more events than a page, and its stream."""
    longest = text(
        "SELECT stream FROM event WHERE province = :p AND stream LIKE 'case/%'"
        " GROUP BY stream ORDER BY count(*) DESC LIMIT 1"
    )
    stream = str(session.execute(longest, {"p": province}).scalar_one())
    return UUID(stream.removeprefix("case/")), stream


@pytest.mark.parametrize("further", [False, True], ids=["first page", "the page after it"])
def test_a_page_of_a_case_is_that_of_its_stream(engine: Engine, *, further: bool) -> None:
    with Session(engine) as session:
        case_id, stream = stream_of(session, OURS)
        wanted = EventFilter(reach=Reach((OURS,)), streams=frozenset({stream}))
        last = history_pages.page(session, wanted, before=None, limit=2)[-1].row
        before = (last["act_time"], last["seq"], last["id"]) if further else None
        rows = history_pages.page_of_case(session, case_id, province=OURS, before=before, limit=40)
        assert rows
        assert rows == history_pages.page(session, wanted, before=before, limit=40)


def test_a_page_of_a_case_has_nothing_of_another_province(engine: Engine) -> None:
    with Session(engine) as session:
        case_id, _stream = stream_of(session, OURS)
        rows = history_pages.page_of_case(
            session, case_id, province="somewhere-else", before=None, limit=40
        )
    assert {row.row["province"] for row in rows} <= {""}
