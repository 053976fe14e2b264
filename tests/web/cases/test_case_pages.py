"""The pages of a case: who sees what of it, in which words, and how lean they are."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from server.store import statements
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.pages import seen
from tests.worlds.web.posting import send

TABS = ("overview", "scores", "awards", "documents", "history", "discussion")
MOST_STATEMENTS = 15
NEXT = re.compile(r'href="(/tasks/[^"]+)">Làm tiếp')


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("case", ["open", "evaluation", "award_review", "submission"])
def test_every_part_of_every_case_takes_few_statements(year: Played, case: str, tab: str) -> None:
    client = year.as_post("thanh-tra.auditor")
    address = f"{year.cases()[case]}?tab={tab}"
    client.get(address)
    statements.reset()
    assert client.get(address).status_code == 200
    assert statements.count <= MOST_STATEMENTS


def test_a_case_one_may_not_see_looks_like_one_that_is_not_there(year: Played) -> None:
    client = year.as_post("quan-tri.administrator")
    audit = client.get("/audit")
    missing = client.get(f"/cases/{uuid4()}")
    assert audit.status_code == missing.status_code == 404
    assert seen(audit) == seen(missing)


def test_before_adoption_a_unit_sees_its_own_points_alone(year: Played) -> None:
    member = year.as_post("so-gddt.officer")
    address = year.cases()["open"]
    own = member.get(f"{address}?tab=scores&unit=bac-giang/so-gddt").text
    other = member.get(f"{address}?tab=scores&unit=bac-giang/so-tttt").text
    assert "Từng tiêu chí" not in other
    assert own.count("Chưa hiện điểm") >= 4


def test_from_adoption_every_member_sees_all_points_and_the_ranking(year: Played) -> None:
    member = year.as_post("so-gddt.officer")
    page = member.get(f"{year.cases()['evaluation']}?tab=scores&unit=bac-giang/so-tttt").text
    assert "Từng tiêu chí: Sở Thông tin và Truyền thông" in page
    assert "đồng hạng" in page


def test_the_steps_say_whom_a_step_waits_for(year: Played) -> None:
    page = year.as_post("so-gddt.head").get(year.cases()["open"]).text
    assert 'aria-current="step"' in page
    assert "0 trên 5 xong" in page
    assert "Chờ bước 1: Tự chấm điểm" in page


def test_the_steps_lead_whoever_has_one_to_the_task_itself(year: Played) -> None:
    address = year.cases()["open"]
    ours = year.as_post("so-gddt.officer")
    (task,) = NEXT.findall(ours.get(address).text)
    assert "Tự chấm điểm thi đua năm 2024 của Sở GD&amp;ĐT" in ours.get(task).text
    assert not NEXT.findall(year.as_post("so-gddt.head").get(address).text)


def test_who_is_told_neither_points_nor_history_reads_that_and_not_that_there_are_none(
    year: Played,
) -> None:
    administrator, address = year.as_post("quan-tri.administrator"), year.cases()["evaluation"]
    page = administrator.get(address).text
    assert "Lịch sử không mở cho bạn" in page
    assert "Điểm không mở cho bạn" in page
    assert "Chưa có" not in page
    history = administrator.get(f"{address}?tab=history").text
    assert "Lịch sử không mở cho bạn" in history
    assert "sự kiện trong chuỗi" not in history


def test_the_diagram_comes_with_names_in_the_readers_language(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    address = f"{year.cases()['open']}/diagram.xml"
    assert 'name="Tự chấm điểm"' in client.get(address).text
    client.set_cookie("lang", "en")
    english = client.get(address).text
    client.delete_cookie("lang")
    assert 'name="Tự chấm điểm"' not in english


def test_a_simulated_case_is_marked_on_its_page(year: Played) -> None:
    client = year.as_post("so-khcn.head")
    assert "Mô phỏng" in client.get(year.cases()["evaluation"]).text
    assert "Mô phỏng" not in client.get(year.cases()["open"]).text


def test_a_member_reads_no_opinion_of_home_affairs(year: Played) -> None:
    address = f"{year.cases()['submission']}?tab=awards"
    assert "15 trên 15 phiếu" in year.as_post("thanh-tra.auditor").get(address).text
    assert "15 trên 15 phiếu" not in year.as_post("so-gddt.head").get(address).text


def test_an_unknown_part_of_a_case_is_not_there(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    assert client.get(f"{year.cases()['open']}?tab=nothing").status_code == 404


def test_a_bloc_page_marks_what_is_a_sample(year: Played) -> None:
    page = year.as_post("so-gddt.head").get("/blocs/bac-giang/khoi-vhxh1/2024").text
    assert '<span class="sample">mẫu</span>' in page
    assert "Đúng bản đã ban hành" in page
    assert "Sở Khoa học và Công nghệ" in page
    assert "Hội đồng: ngưỡng thông qua" in page
    assert "trên 50% của tổng số thành viên" in page
    assert "từ 2/3 của tổng số đơn vị" in page


def test_only_the_leader_is_offered_to_open_and_nobody_opens_twice(year: Played) -> None:
    opening = "/cases/open?bloc_year=bac-giang/khoi-vhxh1/2024&kind=evaluation"
    assert year.as_post("so-gddt.head").get(opening).status_code == 404
    leader = year.as_post("so-khcn.head")
    fields = {"bloc_year": "bac-giang/khoi-vhxh1/2024", "kind": "evaluation"}
    assert send(leader, "/cases/open", fields, at=opening).status_code == 409


def test_a_vote_is_not_opened_before_the_scores_are_adopted(year: Played) -> None:
    leader = year.as_post("so-khcn.head")
    fields = {"bloc_year": "bac-giang/khoi-vhxh1/2024", "kind": "award_review"}
    answer = send(leader, "/cases/open", fields)
    assert answer.status_code == 409


def test_the_papers_list_the_minutes_of_meetings_and_the_decisions(year: Played) -> None:
    auditor = year.as_post("thanh-tra.auditor")
    adopted = auditor.get(f"{year.cases()['evaluation']}?tab=documents").text
    assert "Biên bản hội nghị thông qua điểm" in adopted
    assert re.search(r"\b0\d/BB-\w+", adopted)
    submitted = auditor.get(f"{year.cases()['submission']}?tab=documents").text
    assert "Biên bản họp Hội đồng" in submitted
    assert "01/QĐ-UBND-MP" in submitted


def test_a_member_reads_the_published_decisions_number_but_not_the_councils_minutes(
    year: Played,
) -> None:
    unit = year.as_post("dai-ptth.officer")
    submitted = unit.get(f"{year.cases()['submission']}?tab=documents").text
    assert "01/QĐ-UBND-MP" in submitted
    assert "03/BB-HĐTĐKT-MP" not in submitted


def test_what_was_said_about_a_criterion_stands_in_no_cell_of_numbers(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    page = client.get(f"{year.cases()['evaluation']}?tab=scores&unit=bac-giang/so-gddt").text
    assert page.count('<tr class="why') > 10
    cells = re.findall(r'<td class="num[^>]*>(.*?)</td>', page, re.DOTALL)
    assert not [cell for cell in cells if "mô phỏng" in cell]


def test_the_check_before_opening_names_the_posts_that_nobody_holds(year: Played) -> None:
    opening = "/cases/open?bloc_year=bac-giang/khoi-vhxh1/2024&kind=evaluation"
    leader, warned = year.as_post("so-khcn.head"), "Chưa ai giữ các chức vụ sau"
    assert warned not in leader.get(opening).text
    away = "UPDATE appointment SET valid_from = valid_from {} 9000 WHERE post_id LIKE '%%gddt/head'"
    engine = create_engine(year.database.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(away.format("+"))
    page = leader.get(opening).text
    with engine.begin() as connection:
        connection.exec_driver_sql(away.format("-"))
    engine.dispose()
    assert warned in page
    assert "Giám đốc Sở GD&amp;ĐT" in page[page.index(warned) :]
