"""A process the code does not know: deployed while pages are served, offered, checked, opened."""

import argparse
import html
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.cli import definitions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.pages import SignIn, pages, settings_of
from tests.worlds.web.posting import send
from tests.worlds.year import PLAN

LEADER, SECRETARY, OFFICER = "so-khcn.head", "so-khcn.secretary", "so-gddt.officer"
KEY = re.compile(r'name="_key" value="([^"]+)"')


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def leader(as_post: SignIn) -> FlaskClient:
    return as_post(LEADER)


def deploy(database: Database, folder: Path) -> None:
    """Run `binhxet deploy FOLDER` beside the pages that are served."""
    arguments = argparse.Namespace(what=[str(folder)], json=False, lang="vi")
    assert definitions.handle(arguments, settings_of(database)) == 0


@pytest.fixture
def unknown(leader: FlaskClient, database: Database, tmp_path: Path) -> UnknownProcess:
    """Answer a process that was deployed after its pages had been read."""
    made = UnknownProcess()
    assert made.short not in leader.get("/cases/new").text
    deploy(database, made.write(tmp_path / "elsewhere"))
    return made


def address(process: UnknownProcess) -> str:
    return f"/cases/open?bloc_year={PLAN}&kind={process.key}"


def opened(
    client: FlaskClient, process: UnknownProcess, *, subject: str = "Việc gấp", value: int = 0
) -> str:
    """Fill in the form, check it, confirm it; answer where that led."""
    fields = process.typed(subject, value)
    checked = send(client, address(process), fields, at=address(process))
    assert checked.status_code == 200, checked.text
    found = KEY.search(checked.text)
    assert found is not None
    assert 'name="_confirm"' in checked.text
    confirmed = {**fields, "_key": found[1], "_confirm": "1"}
    answer = send(client, address(process), confirmed, at=address(process))
    assert answer.status_code == 303, answer.text
    assert (
        send(client, address(process), confirmed, at=address(process)).location == answer.location
    )
    return str(answer.location)


def cases_of(database: Database, kind: str) -> list[tuple[object, ...]]:
    engine = create_engine(database.url)
    with engine.connect() as connection:
        query = "SELECT title_vi, title_en, short_vi, slot, opening FROM case_ WHERE kind = :k"
        rows = [tuple(row) for row in connection.execute(text(query), {"k": kind})]
    engine.dispose()
    return rows


def test_it_is_in_the_catalogue_without_a_restart(
    leader: FlaskClient, unknown: UnknownProcess
) -> None:
    page = leader.get("/cases/new").text
    assert unknown.act in page[page.index("Mở được ngay") : page.index("Chưa mở được")]
    assert html.escape(address(unknown)) in page


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (True, "Trong năm mở được mấy lần là tùy nội dung chọn khi mở"),
        (False, "Mở được nhiều lần trong năm"),
    ],
)
def test_the_catalogue_says_how_often_it_may_be_opened(
    leader: FlaskClient, database: Database, tmp_path: Path, *, one: bool, said: str
) -> None:
    made = UnknownProcess(one=one)
    deploy(database, made.write(tmp_path / "elsewhere"))
    row = leader.get("/cases/new").text.partition(made.short)[2].partition("</tr>")[0]
    assert said in row


def test_it_opens_with_what_was_typed_and_is_called_after_it(
    leader: FlaskClient, unknown: UnknownProcess, database: Database
) -> None:
    way = opened(leader, unknown, subject="{year} & “việc”")
    title = f"{unknown.short} 2024, số 1: {{year}} & “việc” ({unknown.label})"
    ((vi, en, short, slot, kept),) = cases_of(database, unknown.key)
    assert (vi, short, slot) == (title, unknown.short, unknown.values[0])
    assert "Choice one" in str(en)
    assert "{year} & “việc”" in str(kept)
    for place in (way, "/cases", f"/blocs/{PLAN}"):
        assert html.escape(title, quote=False) in html.unescape(leader.get(place).text).replace(
            title, html.escape(title, quote=False)
        ), place
    inbox = leader.get("/tasks").text
    assert f"Làm {unknown.short}" in inbox
    assert f"{unknown.short} 2024" in inbox


def test_every_list_of_kinds_knows_it(leader: FlaskClient, unknown: UnknownProcess) -> None:
    assert f'name="kind" value="{unknown.key}"' in leader.get("/tasks").text
    assert f'name="kinds" value="{unknown.key}"' in leader.get("/delegations").text
    opened(leader, unknown)
    assert f"Làm {unknown.short}" in leader.get(f"/tasks?kind={unknown.key}").text
    assert f"Làm {unknown.short}" not in leader.get("/tasks?kind=evaluation").text


def test_it_reads_in_english(leader: FlaskClient, unknown: UnknownProcess) -> None:
    leader.set_cookie("lang", "en")
    page = leader.get("/cases/new").text
    assert "Can be opened now" in page
    assert "Kind in English" in page
    assert "Choice one" in leader.get(address(unknown)).text


def test_what_stands_once_is_refused_twice_and_another_value_opens(
    leader: FlaskClient, unknown: UnknownProcess, database: Database
) -> None:
    opened(leader, unknown)
    again = send(leader, address(unknown), unknown.typed("Lại"), at=address(unknown))
    assert again.status_code == 409
    assert 'value="Lại"' in again.text, "nothing that was typed is lost"
    opened(leader, unknown, value=1)
    assert len(cases_of(database, unknown.key)) == 2


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    leader: FlaskClient, unknown: UnknownProcess, database: Database
) -> None:
    fields = {unknown.subject: "Việc gấp"}
    answer = send(leader, address(unknown), fields, at=address(unknown))
    assert answer.status_code == 422
    assert 'value="Việc gấp"' in answer.text
    assert f'href="#f-{unknown.choice}"' in answer.text
    invented = {**unknown.typed(), unknown.choice: "x", "_confirm": "1"}
    assert send(leader, address(unknown), invented, at=address(unknown)).status_code == 422
    strange = {**unknown.typed(), "x": "1"}
    assert send(leader, address(unknown), strange, at=address(unknown)).status_code == 400
    assert cases_of(database, unknown.key) == []


def test_nothing_is_shown_as_checked_before_anything_was_typed(
    leader: FlaskClient, unknown: UnknownProcess
) -> None:
    form = leader.get(address(unknown)).text
    assert "Kiểm tra trước khi mở" not in form
    assert "Bộ quy tắc" not in form
    assert "Chưa có gì được mở" in form
    checked = send(leader, address(unknown), unknown.typed(), at=address(unknown)).text
    assert "Kiểm tra trước khi mở" in checked
    assert re.search(r'title="[0-9a-f]{64}">[0-9a-f]{12}<', checked), "a digest is for comparing"


def test_the_check_says_when_each_task_is_due(leader: FlaskClient) -> None:
    page = leader.get(f"/cases/open?bloc_year={PLAN}&kind=evaluation").text
    row = page.partition("Duyệt bảng tự chấm")[2].partition("</tr>")[0]
    assert re.search(r"\d\d/\d\d/\d{4}", row)
    assert "mẫu" in row
    assert "Đơn vị trong Khối" in page


def test_one_goes_back_from_the_check_to_the_form(
    leader: FlaskClient, unknown: UnknownProcess
) -> None:
    fields = {**unknown.typed("Sửa lại"), "_edit": "1", "_confirm": "1"}
    page = send(leader, address(unknown), fields, at=address(unknown)).text
    assert 'value="Sửa lại"' in page
    assert 'name="_confirm"' not in page


def test_who_may_not_open_it_does_not_find_it(as_post: SignIn, unknown: UnknownProcess) -> None:
    for post in (SECRETARY, OFFICER, "so-gddt.head", "thanh-tra.auditor"):
        client = as_post(post)
        assert client.get(address(unknown)).status_code == 404
        assert unknown.short not in client.get("/cases/new").text
        sent = send(client, address(unknown), {**unknown.typed(), "_confirm": "1"})
        assert sent.status_code == 404


def test_members_open_what_is_for_members(
    as_post: SignIn, leader: FlaskClient, database: Database, tmp_path: Path
) -> None:
    made = UnknownProcess(by=("member",), one=False)
    deploy(database, made.write(tmp_path / "here"))
    officer = as_post(OFFICER)
    assert opened(officer, made) != opened(officer, made), "any number of them"
    titles = sorted(str(row[0]) for row in cases_of(database, made.key))
    assert [title.split("số ")[1][0] for title in titles] == ["1", "2"]
    assert made.short in leader.get("/cases/new").text, "the leader heads a unit, too"


def test_what_has_to_wait_says_why_and_moves_up(
    leader: FlaskClient, unknown: UnknownProcess, database: Database, tmp_path: Path
) -> None:
    after = f"{{ {unknown.key} = 'opened' }}"
    later = UnknownProcess(after=after)
    deploy(database, later.write(tmp_path / "later"))
    page = leader.get("/cases/new").text
    assert later.refused in page
    refused = send(leader, address(later), later.typed(), at=address(later))
    assert refused.status_code == 409
    assert later.refused in refused.text
    way = opened(leader, unknown)
    page = leader.get("/cases/new").text
    assert later.refused not in page
    assert later.act in page
    assert later.act in leader.get(way).text, "the case offers what follows it"


def test_the_three_of_the_product_stand_in_their_order(leader: FlaskClient) -> None:
    page = leader.get("/cases/new").text
    now, later = page.index("Mở được ngay"), page.index("Chưa mở được")
    assert now < page.index("Mở đánh giá, chấm điểm cuối năm") < later
    review = page.index("Chưa bình xét được: Khối chưa thông qua điểm.")
    assert later < review < page.index("Chưa trình được: bình xét khen thưởng chưa xong.")


def test_a_long_list_is_searched_by_name(
    leader: FlaskClient, database: Database, tmp_path: Path
) -> None:
    made = [UnknownProcess() for _ in range(8)]
    for each in made:
        each.write(tmp_path / "many")
    deploy(database, tmp_path / "many")
    page = leader.get("/cases/new").text
    assert 'name="q"' in page
    found = leader.get("/cases/new", query_string={"q": made[0].short.lower()}).text
    assert made[0].act in found
    assert made[1].act not in found
    assert "Không có loại hồ sơ nào như vậy" in leader.get("/cases/new?q=zzz").text


@pytest.mark.parametrize("role", ["opener", "superior"])
@pytest.mark.usefixtures("app")
def test_the_check_names_who_does_the_first_task_also_where_only_a_case_knows(
    as_post: SignIn, database: Database, tmp_path: Path, role: str
) -> None:
    made = UnknownProcess(role=role, by=("member",), one=False)
    deploy(database, made.write(tmp_path / made.key))
    typed = made.typed("Việc gấp", 0)
    page = send(as_post(OFFICER), address(made), typed, at=address(made))
    shown = " ".join(html.unescape(page.text).split())
    first = shown.partition("Việc đầu tiên")[2].partition("</dd>")[0]
    assert {"opener": "Cán bộ TĐKT – Sở GD&ĐT", "superior": "Giám đốc Sở GD&ĐT"}[role] in first
