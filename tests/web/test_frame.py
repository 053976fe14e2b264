"""What holds for every page: headers, tokens, languages, refusals, read-only GETs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from server.app import web_application
from server.config import Settings
from server.web.requests import transaction
from server.web.requests.installation import EXTENSION
from tests.worlds.databases import Database
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, seen
from tests.worlds.web.posting import send, token_on


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


def test_every_answer_forbids_foreign_and_inline_code(officer: str, as_post: SignIn) -> None:
    client = as_post(officer)
    for address in ("/tasks", "/no-such-page", "/static/css/style.css"):
        with client.get(address) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_signed_in_page_is_kept_by_no_browser(officer: str, as_post: SignIn) -> None:
    assert as_post(officer).get("/tasks").headers["Cache-Control"] == "no-store"


def test_a_versioned_static_file_is_kept_and_compressed(officer: str, client: FlaskClient) -> None:
    del officer
    page = client.get("/sign-in").text
    address = page.partition('href="/static/css/style.css')[2].partition('"')[0]
    answer = client.get(f"/static/css/style.css{address}", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("query", ["", "?v=1", "?v=missing"])
@pytest.mark.parametrize("packed", ["gzip", ""])
def test_a_static_file_under_another_fingerprint_is_asked_for_each_time(
    officer: str, client: FlaskClient, query: str, packed: str
) -> None:
    del officer
    address, headers = f"/static/css/style.css{query}", {"Accept-Encoding": packed}
    with client.get(address, headers=headers) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        mark = answer.headers["ETag"]
    with client.get(address, headers=headers | {"If-None-Match": mark}) as again:
        assert again.status_code == 304
        assert again.headers["Cache-Control"] == "no-cache"
        assert again.data == b""
    with client.get(address, headers=headers | {"If-None-Match": '"other"'}) as other:
        assert other.status_code == 200


def test_https_is_remembered_where_it_is_served(database: Database) -> None:
    made = web_application(Settings(database_url=database.url, secret_key="k" * 40))
    answer = made.test_client().get("/no-such-page", base_url="https://localhost")
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    made.extensions[EXTENSION].engine.dispose()


def test_a_form_without_its_token_is_refused(officer: str, as_post: SignIn) -> None:
    answer = as_post(officer).post("/sign-out")
    assert answer.status_code == 400
    assert "Biểu mẫu đã cũ" in answer.text


def test_a_post_after_the_session_ended_offers_to_sign_in(
    officer: str, client: FlaskClient
) -> None:
    del officer
    answer = client.post("/tasks/00000000-0000-7000-8000-000000000000/claim")
    assert answer.status_code == 401
    assert "Phiên làm việc đã hết. Đăng nhập lại để làm tiếp." in answer.text


def test_the_language_is_chosen_on_the_page_and_remembered(officer: str, as_post: SignIn) -> None:
    client = as_post(officer)
    assert '<html lang="vi">' in client.get("/tasks").text
    send(client, "/language", {"language": "en", "next": "/tasks"})
    page = client.get("/tasks").text
    assert '<html lang="en">' in page
    assert "My tasks" in page
    assert "Emulation officer" in page


def test_a_get_cannot_write(app: Flask, officer: str) -> None:
    del officer
    with app.test_request_context("/tasks"), pytest.raises(InternalError, match="read-only"):
        transaction.session().execute(text("DELETE FROM throttle"))


def test_an_error_page_says_nothing_of_the_person(officer: str, as_post: SignIn) -> None:
    stranger, known = as_post(officer).get("/nowhere"), as_post(officer).get("/no/where")
    assert stranger.status_code == 404
    assert seen(stranger) == seen(known)
    assert officer not in stranger.text


def test_no_other_host_can_set_a_cookie_of_a_browser_that_comes_by_https(
    database: Database,
) -> None:
    made = web_application(Settings(database_url=database.url, secret_key="k" * 40))
    client, site = made.test_client(), "https://localhost"
    for path, field, value in (("/language", "language", "en"), ("/theme", "theme", "dark")):
        token = token_on(client.get("/sign-in", base_url=site))
        sent = {field: value, "csrf_token": token}
        client.post(path, data=sent, base_url=site, headers={"Referer": f"{site}/sign-in"})
    page = client.get("/sign-in", base_url=site).text
    assert '<html lang="en">' in page
    assert '<meta name="color-scheme" content="dark">' in page
    names = {name for _domain, _path, name in client._cookies or ()}  # noqa: SLF001 - all
    assert names == {"__Host-binhxet", "__Host-lang", "__Host-theme"}
    made.extensions[EXTENSION].engine.dispose()
