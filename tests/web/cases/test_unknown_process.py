"""A process the code does not know, from its folder to its closed case, by all its roles.

At each stage everybody asks for every record: it is there for whom the manifest declares it, from
the milestone it says on, and for nobody else.
"""

import re
from datetime import UTC, datetime

import pytest

from server.actions.installation.check_invariants import check
from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.inquiry_case import (
    AUDITOR,
    BLOC,
    BODIES,
    EVERYBODY,
    HEAD,
    LEADER,
    OFFICER,
    ORGANISER,
    OTHER_HEAD,
    OTHER_OFFICER,
    STAGES,
    Inquiry,
    Stage,
    deploy,
    deploy_by_page,
    work,
)
from tests.worlds.processes.unknown_inquiry import RULING
from tests.worlds.web.pages import pages
from tests.worlds.web.posting import send
from tests.worlds.year import PRESS, SCHOOL


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture(scope="module")
def case(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Inquiry:
    made = Inquiry(pages(module_database), module_database)
    deploy(made, tmp_path_factory.mktemp("unknown"))
    return work(made)


def expected(case: Inquiry, stage: str) -> Stage:
    """Say who sees what, as the manifest of the unknown process has it."""
    made, own = case.process, {OFFICER, HEAD}
    passed = STAGES.index(stage)
    asked, signed, sent, ruled = (passed >= n for n in (1, 3, 4, 5))
    found: dict[str, set[str]] = {
        "": BLOC | (BODIES if sent else set()),
        made.ask: BLOC if asked else ORGANISER,
    }
    sheet = own | (ORGANISER if signed else set()) | (BODIES if sent else set())
    if asked:
        found[made.answer] = sheet
    if passed >= 2:
        found[made.sign] = sheet
    if sent:
        found[made.opinion] = BODIES | (ORGANISER if ruled else set())
    if ruled:
        found[RULING] = BLOC
    return {element: {*who, AUDITOR} for element, who in found.items()}


@pytest.mark.parametrize("stage", STAGES)
def test_a_record_is_seen_by_whom_its_manifest_declares_and_nobody_else(
    case: Inquiry, stage: str
) -> None:
    assert case.stages[stage] == expected(case, stage)


@pytest.mark.parametrize("stage", STAGES[1:])
def test_what_was_handed_in_stands_on_a_cases_page_for_nobody_else(
    case: Inquiry, stage: str
) -> None:
    for name, readers in case.told[stage].items():
        element = name.removesuffix(SCHOOL).removesuffix(PRESS)
        if name.endswith(PRESS):
            assert readers <= {OTHER_OFFICER, OTHER_HEAD, AUDITOR} | ORGANISER | BODIES
        else:
            assert readers <= expected(case, stage)[element], name
            assert OFFICER not in readers or element != case.process.opinion


def test_its_case_is_closed_and_the_installation_sound(case: Inquiry) -> None:
    assert case.rows("SELECT state FROM case_") == [("closed",)]
    assert case.rows("SELECT count(*) FROM task WHERE state = 'open'") == [(0,)]
    with transactions(case.database.url)() as session:
        assert check(session, now=datetime.now(UTC)) == []  # noqa: TID251 - pages wrote by the real clock


def test_none_of_our_tables_holds_anything_of_it(case: Inquiry) -> None:
    for table in ("sheet", "score", "candidate", "vote", "poll", "nominee"):
        assert case.rows(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608


def test_its_pages_speak_of_no_scores_and_awards(case: Inquiry) -> None:
    for login in EVERYBODY:
        for tab in ("overview", "scores", "awards", "documents", "history", "discussion"):
            page = case.as_post(login).get(f"{case.address}?tab={tab}").text
            main = page.partition("<main")[2].partition("</main>")[0]
            assert not re.search("Bảng điểm|[Kk]hen thưởng|điểm số", main), (login, tab)


def test_every_list_names_it(case: Inquiry) -> None:
    made, leader = case.process, case.as_post(LEADER)
    assert f'name="kind" value="{made.key}"' in leader.get("/tasks").text
    assert "Định Một việc" in leader.get(f"/tasks?scope=done&kind={made.key}").text
    assert f"{made.short} 2024: Một việc" in leader.get("/cases").text
    assert f'name="kinds" value="{made.key}"' in leader.get("/delegations").text
    assert f"{made.short} 2024: Một việc" in case.as_post(AUDITOR).get("/audit").text
    leader.set_cookie("lang", "en")
    assert f"Kind {made.key}" in leader.get("/tasks").text
    leader.set_cookie("lang", "vi")


@pytest.mark.parametrize(
    ("act", "count"), [("approve", 3), ("return", 1), ("other", 5), ("score", 0), ("vote", 0)]
)
def test_the_auditor_finds_its_acts_by_what_they_mean(case: Inquiry, act: str, count: int) -> None:
    page = case.as_post(AUDITOR).get(f"/audit?act={act}&case={case.address.rpartition('/')[2]}")
    assert page.text.count('id="e-') == count


def test_the_auditors_download_has_all_that_was_handed_in(case: Inquiry) -> None:
    auditor, case_id = case.as_post(AUDITOR), case.address.rpartition("/")[2]
    answer = send(auditor, "/audit/export", {"case": case_id, "form": "ndjson"}, at="/audit")
    assert answer.status_code == 200
    for words in case.secrets.values():
        assert words in answer.text


def test_it_works_the_same_where_administrators_deploy_it_by_page(database: Database) -> None:
    case = Inquiry(pages(database), database, watched=("ruled",))
    deploy_by_page(case)
    work(case)
    assert case.stages == {"ruled": expected(case, "ruled")}
    assert case.rows("SELECT state FROM case_") == [("closed",)]
