"""The operations pages of one province tell nothing of another's cases, and move none of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.actions.deployment.deploy import collect, deploy
from server.cli import main
from server.config import ROOT
from tests.worlds.province import World
from tests.worlds.web.pages import seen
from tests.worlds.year_end import NOW, Person, YearEnd

OURS, THEIRS = "bac-giang/quan-tri/administrator", "ha-giang/quan-tri/administrator"
PAGES = ("/operations", "/operations/faults", "/operations/jobs", "/operations/versions")
CASE = "SELECT id FROM case_"
WHY = "Nhập nhầm chỉ tiêu."
RUNNING = "6 quy trình đang chạy"
TROUBLES = (
    "UPDATE instance SET doc = left(doc, 90) WHERE key LIKE '%so-gddt'",
    "UPDATE timer SET due = :late",
    """INSERT INTO token_move (id, case_id, task_id, element, target, reason, proposed_by,
         proposed_name, proposed_at, state)
       SELECT gen_random_uuid(), case_id, id, 'approve', 'score', :why, :who, 'Quản trị', :late,
         'proposed' FROM task WHERE state = 'open' LIMIT 1""",
    """INSERT INTO instance_before (instance_id, case_id, definition_hash, case_definition_hash,
         engine_version, version, doc)
       SELECT id, case_id, definition_hash, definition_hash, engine_version, version - 1, doc
       FROM instance""",
)
"""A state nobody can read, late timers, a step to be taken back, a move that can be undone."""


@pytest.fixture
def newest(year: YearEnd) -> str:
    """Deploy a newer version of the evaluation; return its hash."""
    files = collect("evaluation", ROOT / "workflows", ROOT / "forms")
    files["evaluation.bpmn"] += "\n"
    with year.begin() as session:
        version, _ = deploy(session, "evaluation", files, actor=None, now=NOW)
    return version.hash


@pytest.fixture
def ours(year: YearEnd, newest: str) -> Person:
    """Answer the administrator of a case in trouble."""
    assert newest
    who = year.value("SELECT person_id FROM appointment WHERE post_id = :post", post=OURS)
    with year.begin() as session:
        for trouble in TROUBLES:
            values = {"late": NOW - timedelta(days=1), "why": WHY, "who": who}
            named = {name: value for name, value in values.items() if f":{name}" in trouble}
            session.execute(text(trouble), named)
    return year.as_post(OURS)


@pytest.fixture
def theirs(year: YearEnd) -> Person:
    """Answer the administrator of another province."""
    world = World(year.engine)
    world.post(world.unit("quan-tri", "Quản trị", province="ha-giang"), "administrator")
    return year.as_post(THEIRS)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_the_cases_of_the_own_province_only(
    year: YearEnd, ours: Person, theirs: Person, page: str
) -> None:
    case = f"/operations/cases/{year.value(CASE)}"
    assert case in ours.get(page).text
    elsewhere = theirs.get(page)
    assert elsewhere.status_code == 200
    assert case not in elsewhere.text
    assert WHY not in elsewhere.text


def test_instances_that_run_are_counted_in_the_own_province(ours: Person, theirs: Person) -> None:
    assert RUNNING in ours.get("/operations/versions").text
    assert RUNNING not in theirs.get("/operations/versions").text


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(
    ("path", "table"), [("timers/{}/retry", "timer"), ("cases/{}/undo-migration", "case_")]
)
def test_another_provinces_case_is_mended_as_if_it_were_absent(
    year: YearEnd, theirs: Person, path: str, table: str
) -> None:
    there = year.value(f"SELECT id FROM {table} LIMIT 1")  # noqa: S608
    answers = [
        theirs.post(f"/operations/{path.format(key)}", {}, at="/people/posts")
        for key in (there, uuid4())
    ]
    assert answers[0].status_code == 404
    assert seen(answers[0]) == seen(answers[1])


def test_moving_cases_to_a_version_moves_those_of_the_own_province(
    year: YearEnd, theirs: Person, newest: str
) -> None:
    page, fields = "/operations/versions", {"to": newest}
    moved = "SELECT count(*) FROM instance WHERE definition_hash = :to"
    for admin, count in ((theirs, 0), (year.as_post(OURS), 6)):
        answer = admin.post(f"{page}/evaluation/move", fields, at=page)
        assert answer.status_code == 303, answer.text
        assert year.value(moved, to=newest) == count


@pytest.mark.usefixtures("theirs", "at_a_terminal")
def test_who_moves_cases_at_a_terminal_moves_those_of_their_province(
    year: YearEnd, newest: str
) -> None:
    assert main(["migrate-instances", "evaluation", "--by", THEIRS, "--move"]) == 0
    moved = "SELECT count(*) FROM instance WHERE definition_hash = :to"
    assert year.value(moved, to=newest) == 0
