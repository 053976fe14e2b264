"""A post that wants a second factor: who lacks one sets it up before anything else."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.config import Settings, SettingsRefused
from server.config.factor_posts import POSITIONS
from server.domain.people.posts import Position
from server.web.requests import access
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import ELSEWHERE, FIRST, HEAD, OFFICER, SECOND, Accounts
from tests.worlds.web.passkey import made_passkey
from tests.worlds.web.phone import ACCOUNT, confirmed, offered
from tests.worlds.web.posting import send, token_on

pytestmark = pytest.mark.usefixtures("still_phones")


@pytest.fixture
def wanting(office: Accounts) -> Accounts:
    """Answer the office, whose administrators and heads must have a second factor."""
    wants(office.app, "administrator", "head")
    return office


def wants(app: Flask, *positions: str) -> None:
    installed = app.extensions[EXTENSION]
    installed.settings = replace(installed.settings, factor_posts=frozenset(positions))


def set_up(client: FlaskClient) -> None:
    confirmed(client, offered(client))


def test_who_lacks_the_factor_is_led_to_their_account(wanting: Accounts) -> None:
    client = wanting.signed_in(HEAD)
    for path in ("/", "/tasks", "/board", "/notices", "/help"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, ACCOUNT), path
    page = client.get(ACCOUNT).text
    assert "Chức vụ bạn đang dùng cần xác nhận lần hai khi đăng nhập." in page


def test_with_the_factor_everything_is_open(wanting: Accounts) -> None:
    client = wanting.signed_in(HEAD)
    set_up(client)
    assert client.get("/tasks").status_code == 200
    assert "cần xác nhận lần hai" not in client.get(ACCOUNT).text


def test_a_passkey_is_such_a_factor(wanting: Accounts) -> None:
    client = wanting.signed_in(HEAD)
    made_passkey(client)
    assert client.get("/tasks").status_code == 200
    assert "cần xác nhận lần hai" not in client.get(ACCOUNT).text


def test_what_is_sent_without_the_factor_is_refused_and_given_back(wanting: Accounts) -> None:
    client = wanting.signed_in(FIRST)
    fields = {"login": "nguoi.moi", "name": "Người mới", "email": ""}
    token = token_on(client.get(ACCOUNT))
    answer = client.post("/people", data={**fields, "csrf_token": token})
    assert answer.status_code == 403
    assert "Chức vụ này cần xác nhận lần hai khi đăng nhập, và bạn chưa bật." in answer.text
    set_up(client)
    assert "nguoi.moi" not in client.get("/people").text


def test_another_post_that_wants_none_is_free(wanting: Accounts) -> None:
    wanting.person("hai.chuc.vu", HEAD, OFFICER)
    client = wanting.signed_in("hai.chuc.vu")
    assert client.get("/tasks").status_code == 303
    send(client, "/act-as", {"post": f"{OFFICER}|"}, at=ACCOUNT)
    assert client.get("/tasks").status_code == 200
    send(client, "/act-as", {"post": f"{HEAD}|"}, at=ACCOUNT)
    assert client.get("/tasks").status_code == 303


def test_one_may_leave_without_a_factor(wanting: Accounts) -> None:
    client = wanting.signed_in(HEAD)
    assert send(client, "/sign-out", {}, at=ACCOUNT).location == "/sign-in"


def test_a_post_that_is_lent_wants_it_too(wanting: Accounts) -> None:
    wanting.person("nguoi.nhan", OFFICER)
    lent = wanting.world.lend(HEAD, wanting.world.people["nguoi.nhan"])
    client = wanting.signed_in("nguoi.nhan")
    assert client.get("/tasks").status_code == 200
    assert send(client, "/act-as", {"post": f"{HEAD}|{lent}"}, at=ACCOUNT).status_code == 303
    assert client.get("/tasks").location == ACCOUNT
    admin = wanting.signed_in(FIRST)
    set_up(admin)
    assert "phải có; chưa bật" in admin.get(wanting.page("nguoi.nhan")).text


def test_every_page_behind_the_sign_in_asks_for_it(wanting: Accounts) -> None:
    client = wanting.signed_in(FIRST)
    open_pages = {"account", "factors", "passkeys", "choices"}
    for rule in wanting.app.url_map.iter_rules():
        view = wanting.app.view_functions[rule.endpoint]
        told = getattr(view, access.MARK)
        if told is access.PUBLIC or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(rule.rule)
        led = (answer.status_code, answer.location) == (303, ACCOUNT)
        free = rule.endpoint.partition(".")[0] in open_pages
        assert led != free or answer.status_code == 404, rule.rule


def test_an_administrator_sees_who_still_lacks_one(wanting: Accounts) -> None:
    client = wanting.signed_in(FIRST)
    set_up(client)
    page = client.get("/people").text
    assert "2 người phải có xác nhận lần hai mà chưa bật" in page
    lacking = page.partition("phải có xác nhận lần hai")[2].partition("</details>")[0]
    assert wanting.page(SECOND) in lacking
    assert wanting.page(HEAD) in lacking
    assert wanting.page(FIRST) not in lacking
    assert wanting.page(OFFICER) not in lacking
    assert wanting.page(ELSEWHERE) not in lacking
    assert "phải có; chưa bật" in client.get(wanting.page(HEAD)).text
    assert "phải có; chưa bật" not in client.get(wanting.page(OFFICER)).text


def test_a_real_installation_wants_it_of_who_decides_unless_told_otherwise() -> None:
    usual = {"administrator", "chairman", "head"}
    assert Settings.from_environment({}).factor_posts == usual
    assert not Settings.from_environment({"BINHXET_DEMONSTRATION": "1"}).factor_posts
    assert not Settings.from_environment({"BINHXET_FACTOR_POSTS": "none"}).factor_posts
    told = Settings.from_environment({"BINHXET_FACTOR_POSTS": "auditor, secretary"})
    assert told.factor_posts == {"auditor", "secretary"}


def test_a_misspelt_position_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsRefused, match=r"chairmann; .*administrator, appraiser, auditor"):
        Settings.from_environment({"BINHXET_FACTOR_POSTS": "head,chairmann"})
    assert set(POSITIONS) == set(Position)
