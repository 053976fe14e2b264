"""Every search finds what is meant: without accents, in capitals, in parted letters, by letters."""

from unicodedata import normalize

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

FORMS = ["Đặng Thị Đào", "ĐẶNG THỊ", "đặng", "dang thi", "dao dang", normalize("NFD", "Đào"), "Ðào"]


@pytest.fixture
def admin(world: World, as_post: SignIn) -> FlaskClient:
    return as_post(world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator"))


def added(admin: FlaskClient, name: str) -> None:
    fields = {"login": "nguoi.moi", "name": name}
    assert send(admin, "/people", fields, at="/people").status_code == 303


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("kept_as", ["Đặng Thị Đào", normalize("NFD", "Đặng Thị Đào")])
def test_a_person_is_found_however_the_name_is_typed(
    admin: FlaskClient, typed: str, kept_as: str
) -> None:
    added(admin, kept_as)
    assert "nguoi.moi" in admin.get("/people", query_string={"q": typed}).text


@pytest.mark.parametrize("typed", ["Đặng Sen", "%", "_", "&"])
def test_who_is_not_meant_is_not_found(admin: FlaskClient, typed: str) -> None:
    added(admin, "Đặng Thị Đào")
    assert "nguoi.moi" not in admin.get("/people", query_string={"q": typed}).text


@pytest.mark.parametrize(
    "typed", ["QUẢN TRỊ", "quan tri", normalize("NFD", "Quản trị"), "Quản trị nội vụ", "SO-NOI-VU"]
)
def test_an_auditor_finds_acts_by_post_however_it_is_typed(
    world: World, admin: FlaskClient, as_post: SignIn, typed: str
) -> None:
    added(admin, "Đặng Thị Đào")
    auditor = as_post(world.post(world.unit("thanh-tra", "Thanh tra tỉnh"), "auditor"))
    assert "Quản trị – so-noi-vu" in auditor.get("/audit", query_string={"who": typed}).text
    other = auditor.get("/audit", query_string={"who": "giám đốc"}).text
    assert "Quản trị – so-noi-vu" not in other


@pytest.mark.parametrize(
    "typed", ["Sở GD&ĐT", "gddt", "GDĐT", "so gd-dt", normalize("NFD", "tự chấm")]
)
def test_a_task_is_found_by_full_and_short_name_of_its_unit(
    world: World, as_post: SignIn, typed: str
) -> None:
    officer = world.post(world.unit("so-gddt", "Sở GD&ĐT"), "officer")
    world.task(world.case("bac-giang/so-gddt"), officer, "Tự chấm điểm của Sở GD&ĐT")
    client = as_post(officer)
    title = "Tự chấm điểm của Sở GD&amp;ĐT"
    assert title in client.get("/tasks", query_string={"q": typed}).text
    assert title not in client.get("/tasks", query_string={"q": "&"}).text


@pytest.mark.parametrize(
    "typed", ["KHOA HỌC", "khoa hoc va", normalize("NFD", "Khoa học"), "so-khcn", "khcn"]
)
def test_operations_find_a_case_by_its_units(
    world: World, admin: FlaskClient, app: Flask, typed: str
) -> None:
    del app
    case_id = world.case(world.unit("so-khcn", "Sở Khoa học và Công nghệ"))
    assert str(case_id) in admin.get("/operations", query_string={"q": typed}).text
    assert str(case_id) not in admin.get("/operations", query_string={"q": "giáo dục"}).text
