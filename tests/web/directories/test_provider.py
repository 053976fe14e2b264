"""Signing in at a real OpenID provider, page by page, and what of its answers is refused."""

import base64
import json
import secrets

import pytest
import requests
from flask.testing import FlaskClient
from sqlalchemy import text

from server.domain.identity.directories import Directory
from tests.web.directories.conftest import ADDRESS
from tests.worlds.accounts import HEAD, OFFICER, Accounts
from tests.worlds.directories.glewlwyd import Glewlwyd
from tests.worlds.web.outside import (
    ANSWER,
    BEGIN,
    linked,
    phone_of,
    renewed,
    through_provider,
    told,
    tries,
)
from tests.worlds.web.outside import (
    at_provider as through,
)
from tests.worlds.web.phone import CODE_PAGE, code_given


@pytest.fixture(scope="module")
def browser(provider: Glewlwyd) -> requests.Session:
    return provider.browser()


@pytest.fixture
def client(at_provider: Accounts, browser: requests.Session) -> FlaskClient:
    """Answer a browser whose person at the provider is linked with the head."""
    made = at_provider.app.test_client()
    linked(at_provider, HEAD, Directory.OPENID, said_subject(made, browser))
    return made


def subject_of(office: Accounts) -> str:
    """Read what the provider calls the head."""
    with office.world.engine.connect() as connection:
        found: str = connection.execute(text("SELECT subject FROM directory_link")).scalar_one()
    return found


def said_subject(client: FlaskClient, browser: requests.Session) -> str:
    page = through_provider(client, browser)
    assert page.status_code == 403, page.text
    return page.text.partition('<span class="hash">')[2].partition("<")[0]


def ended_sessions(office: Accounts) -> list[str]:
    """Return what security events of the head's own province tell of sessions that were ended."""
    asked = text(
        "SELECT s.details FROM security_event s JOIN person p USING (province)"
        " WHERE s.kind = 'sessions.ended_by_provider' AND p.login = :head AND p.id = s.person_id"
    )
    with office.world.engine.connect() as connection:
        return [*connection.execute(asked, {"head": HEAD}).scalars()]


def test_the_page_offers_what_is_switched_on(at_provider: Accounts) -> None:
    page = at_provider.app.test_client().get("/sign-in").text
    assert "Đăng nhập bằng Cổng của tỉnh" in page
    assert 'href="/sign-in/provider"' in page
    assert 'id="by-account"' in page
    assert 'id="by-directory"' not in page


def test_an_account_without_a_person_gets_a_page_and_no_account(
    at_provider: Accounts, browser: requests.Session
) -> None:
    client = at_provider.app.test_client()
    people = len(at_provider.world.people)
    subject = said_subject(client, browser)
    assert subject
    assert client.get("/tasks").status_code == 303
    assert tries(at_provider) == ["unlinked"]
    assert len(at_provider.world.people) == people


def test_a_linked_person_signs_in_and_goes_where_they_wanted(
    client: FlaskClient, at_provider: Accounts, browser: requests.Session
) -> None:
    answer = through_provider(client, browser, to="/tasks?scope=done")
    assert (answer.status_code, answer.location) == (303, "/tasks?scope=done")
    assert client.get("/tasks").status_code == 200
    assert client.get(BEGIN).location == "/tasks"
    assert tries(at_provider) == ["unlinked", "signed_in"]


def test_an_answer_counts_once_and_for_the_browser_that_began_alone(
    client: FlaskClient, at_provider: Accounts, browser: requests.Session
) -> None:
    thief = at_provider.app.test_client()
    back = through(browser, client.get(BEGIN).location)
    assert thief.get(back).status_code == 400
    cookies = client.get_cookie("binhxet-begun")
    assert cookies is not None
    assert client.get(back).status_code == 303
    assert client.get_cookie("binhxet-begun") is None
    thief.set_cookie("binhxet-begun", cookies.value)  # of the browser that was answered already
    assert thief.get(back).status_code == 400
    assert thief.get(f"{ANSWER}?code=c&state=khac").status_code == 400
    assert thief.get(ANSWER).status_code == 400


def test_who_is_in_and_comes_back_to_an_old_answer_is_led_on(
    client: FlaskClient, browser: requests.Session
) -> None:
    back = through(browser, client.get(BEGIN).location)
    assert client.get(back).status_code == 303
    for old in (back, ANSWER):
        answer = client.get(old)
        assert (answer.status_code, answer.location) == (303, "/tasks")


def test_each_tab_has_a_sign_in_of_its_own(client: FlaskClient, browser: requests.Session) -> None:
    first, second = (client.get(f"{BEGIN}?next=/notices?tab={n}").location for n in (1, 2))
    answer = client.get(through(browser, first))
    assert (answer.status_code, answer.location) == (303, "/notices?tab=1")
    answer = client.get(through(browser, second))
    assert (answer.status_code, answer.location) == (303, "/notices?tab=2")
    assert client.get_cookie("binhxet-begun") is None


def test_the_way_on_is_given_up_before_the_sign_in_where_it_is_too_long(
    client: FlaskClient, browser: requests.Session
) -> None:
    """Browsers keep no cookie beyond 4,096 bytes."""
    wanted = [f"/search?q={secrets.token_urlsafe(1500)}" for _ in range(3)]
    begun = [client.get(BEGIN, query_string={"next": each}) for each in wanted]
    kept = client.get_cookie("binhxet-begun")
    assert kept is not None
    assert len(kept.value) < 4000
    assert client.get(through(browser, begun[-1].location)).location == wanted[-1]
    client.delete_cookie("binhxet")
    begun = [client.get(BEGIN, query_string={"next": f"/search?q={secrets.token_urlsafe(4000)}"})]
    assert client.get(through(browser, begun[0].location)).location == "/tasks"


def test_what_the_browser_keeps_tells_nobody_a_secret(at_provider: Accounts) -> None:
    client = at_provider.app.test_client()
    begun = client.get(BEGIN)
    state = begun.location.partition("state=")[2].partition("&")[0]
    kept = client.get_cookie("binhxet-begun")
    assert kept is not None
    assert kept.http_only
    assert kept.same_site == "Lax"
    assert state not in kept.value
    assert b"verifier" not in base64.urlsafe_b64decode(kept.value + "==")
    assert client.get_cookie("binhxet") is None or "state" not in str(client.get_cookie("binhxet"))


def test_what_a_provider_says_of_an_error_is_shown_to_nobody(at_provider: Accounts) -> None:
    client = at_provider.app.test_client()
    begun = client.get(BEGIN)
    state = begun.location.partition("state=")[2].partition("&")[0]
    said = "error=access_denied&error_description=%3Cb%3Egoi%20so%200900%3C/b%3E"
    page = client.get(f"{ANSWER}?{said}&state={state}")
    assert page.status_code == 400
    assert "0900" not in page.text
    assert "đã hủy ở đó" in page.text
    assert "Hãy làm lại" in page.text
    assert tries(at_provider) == ["answer_refused"]


def test_a_provider_that_is_away_is_told_in_words(office: Accounts, provider: Glewlwyd) -> None:
    away = {**provider.told, "BINHXET_OIDC_ISSUER": "http://localhost:1/x"}
    told(office.app, away)
    page = office.app.test_client().get(BEGIN)
    assert page.status_code == 503
    assert "không trả lời" in page.text


def test_the_pages_are_not_there_without_a_provider(office: Accounts) -> None:
    client = office.app.test_client()
    for path in (BEGIN, ANSWER, "/sign-out/provider"):
        assert client.get(path).status_code == 404
    assert client.post("/sign-in/provider/ended").status_code == 404


def test_the_provider_s_keys_may_change(
    client: FlaskClient,
    provider: Glewlwyd,
    browser: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("server.directories.published_metadata.KEYS_AGAIN", 0)
    provider.rotate()
    assert through_provider(client, browser).status_code == 303


def test_signing_out_leads_to_the_provider_s_own_page(
    client: FlaskClient, provider: Glewlwyd, browser: requests.Session
) -> None:
    through_provider(client, browser)
    token = client.get("/tasks").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    page = client.post("/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert 'href="/sign-out/provider"' in page.text
    out = client.get("/sign-out/provider")
    assert out.location.startswith(provider.base)
    hint = out.location.partition("id_token_hint=")[2].partition("&")[0]
    claims = json.loads(base64.urlsafe_b64decode(hint.split(".")[1] + "=="))
    assert claims["iss"] == provider.issuer
    assert client.get("/sign-out/provider").location == "/sign-in"


def test_the_provider_ends_the_sessions_it_began_and_no_other(
    client: FlaskClient, at_provider: Accounts, provider: Glewlwyd, browser: requests.Session
) -> None:
    own, beside = at_provider.signed_in(HEAD), at_provider.signed_in(OFFICER)
    through_provider(client, browser)
    assert client.get("/tasks").status_code == 200
    raw = provider.logout_token(subject_of(at_provider))
    ended = at_provider.app.test_client()
    assert ended.post("/sign-in/provider/ended", data={"logout_token": raw}).status_code == 200
    assert client.get("/tasks").status_code == 303
    assert own.get("/tasks").status_code == 200
    assert beside.get("/tasks").status_code == 200
    assert ended_sessions(at_provider) == ['{"sessions": 1}']
    again = ended.post("/sign-in/provider/ended", data={"logout_token": raw})
    assert (again.status_code, again.json) == (400, {"error": "invalid_request"})


def test_our_second_factor_is_asked_for_and_the_session_after_it_is_the_provider_s(
    client: FlaskClient,
    at_provider: Accounts,
    provider: Glewlwyd,
    browser: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    phone = phone_of(at_provider, HEAD, monkeypatch)
    assert through_provider(client, browser, to="/tasks?scope=done").location.startswith(CODE_PAGE)
    assert client.get("/tasks").status_code == 303
    assert code_given(client, phone.code(1)).status_code == 303
    assert client.get("/tasks").status_code == 200
    ended = {"logout_token": provider.logout_token(subject_of(at_provider))}
    assert client.post("/sign-in/provider/ended", data=ended).status_code == 200
    assert client.get("/tasks").status_code == 303


def test_a_factor_that_the_provider_asked_for_and_is_trusted_stands_for_ours(
    client: FlaskClient,
    at_provider: Accounts,
    provider: Glewlwyd,
    browser: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    phone_of(at_provider, HEAD, monkeypatch)
    told(
        at_provider.app, {**provider.told, "BINHXET_OIDC_TRUSTED": "pwd,password"}, address=ADDRESS
    )
    assert through_provider(client, browser).location == "/tasks"


def test_what_the_provider_says_of_its_sessions_holds_under_a_new_secret(
    client: FlaskClient, at_provider: Accounts, provider: Glewlwyd, browser: requests.Session
) -> None:
    other = at_provider.app.test_client()
    for each in (client, other):
        through_provider(each, browser)
    renewed(at_provider.app)
    token = client.get("/tasks").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 303
    assert client.get("/sign-out/provider").location.startswith(provider.base)
    ended = {"logout_token": provider.logout_token(subject_of(at_provider))}
    assert client.post("/sign-in/provider/ended", data=ended).status_code == 200
    assert other.get("/tasks").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_others_signs_nobody_in(at_provider: Accounts, site: str) -> None:
    client = at_provider.app.test_client()
    answer = client.get(f"{BEGIN}?next=/notices", headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/notices")
    assert client.get_cookie("binhxet-begun") is None


def test_who_is_behind_the_same_address_locks_out_no_browser_that_is_known(
    client: FlaskClient,
    at_provider: Accounts,
    browser: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    through_provider(client, browser)
    for counted in ("identity.sign_in_tries", "directories.by_provider"):
        monkeypatch.setattr(f"server.actions.{counted}.TRIES_FROM_ADDRESS", 2)  # one was unlinked
    stranger = at_provider.app.test_client()
    for status in (400, 429):
        state = stranger.get(BEGIN).location.partition("state=")[2].partition("&")[0]
        assert stranger.get(f"{ANSWER}?error=x&state={state}").status_code == status
    client.delete_cookie("binhxet")
    assert through_provider(client, browser).status_code == 303
