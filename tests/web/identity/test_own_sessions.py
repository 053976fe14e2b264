"""What one sees of one's own sessions, and ends of them; nobody else's are there."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.accounts import HEAD, OFFICER, OLD, Accounts
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send, token_on

EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"
KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')
ENDED = text("SELECT count(*) FROM event WHERE kind = 'sessions.ended'")


def signed_in(office: Accounts, login: str, browser: str) -> FlaskClient:
    client = office.app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = browser
    fields = {"username": login, "password": OLD}
    assert send(client, "/sign-in", fields, at="/sign-in").status_code == 303
    return client


def told(office: Accounts) -> int:
    with office.world.engine.connect() as connection:
        return int(connection.execute(ENDED).scalar_one())


def test_a_session_says_where_it_was_begun_and_which_is_this(office: Accounts) -> None:
    signed_in(office, HEAD, PHONE)
    page = signed_in(office, HEAD, EDGE).get("/account").text
    assert "2 phiên" in page
    this, other = (part.partition("</tr>")[0] for part in page.split('<th scope="row">')[1:3])
    assert ("Edge, Windows" in this, "Phiên này" in this, "127.0.0.1" in this) == (True,) * 3
    assert ("Chrome, Android" in other, "Phiên này" in other) == (True, False)


def test_one_session_is_ended_and_told(office: Accounts) -> None:
    left, here = signed_in(office, HEAD, PHONE), signed_in(office, HEAD, EDGE)
    (key,) = KEY.findall(here.get("/account").text)
    before = told(office)
    answer = send(here, "/account/sessions/end", {"key": key}, at="/account")
    assert "Đã kết thúc phiên đó." in here.get(answer.location).text
    assert left.get("/tasks").status_code == 303
    assert here.get("/tasks").status_code == 200
    assert told(office) == before + 1
    send(here, "/account/sessions/end", {"key": key}, at="/account")
    assert told(office) == before + 1


def test_all_others_are_ended_and_this_one_stays(office: Accounts) -> None:
    left = [signed_in(office, HEAD, PHONE) for _ in range(2)]
    here = signed_in(office, HEAD, EDGE)
    send(here, "/account/sessions/end-others", {}, at="/account")
    assert [each.get("/tasks").status_code for each in left] == [303, 303]
    page = here.get("/account").text
    assert "1 phiên" in page
    assert "/account/sessions/end-others" not in page


def test_nobody_ends_the_session_of_another(office: Accounts) -> None:
    officer = signed_in(office, OFFICER, PHONE)
    other = signed_in(office, OFFICER, EDGE)
    (key,) = KEY.findall(officer.get("/account").text)
    send(office.signed_in(HEAD), "/account/sessions/end", {"key": key}, at="/account")
    assert other.get("/tasks").status_code == 200


def test_the_page_tells_of_the_sign_in_before_and_of_what_failed_since(office: Accounts) -> None:
    first = signed_in(office, HEAD, PHONE)
    assert "Không còn ghi nhận lần đăng nhập nào" in first.get("/account").text
    for _ in range(2):
        wrong = {"username": HEAD, "password": "sai hẳn rồi"}
        send(office.app.test_client(), "/sign-in", wrong, at="/sign-in")
    page = signed_in(office, HEAD, EDGE).get("/account").text
    assert "Lần đăng nhập trước" in page
    assert "Chrome, Android, từ 127.0.0.1" in page
    assert "Từ đó có 2 lần thử không vào được." in page


def test_a_session_that_is_too_old_is_not_listed(office: Accounts) -> None:
    signed_in(office, HEAD, PHONE)
    here = signed_in(office, HEAD, EDGE)
    old = text(
        "UPDATE web_session SET seen_at = seen_at - interval '2 hours' WHERE browser = :browser"
    )
    with office.world.engine.begin() as connection:
        connection.execute(old, {"browser": PHONE})
    assert "1 phiên" in here.get("/account").text


@pytest.mark.parametrize(
    ("told_by", "named"),
    [
        (EDGE, "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari",
            "Chrome, iOS",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("<b>curl</b>", "Trình duyệt không rõ"),
    ],
)
def test_a_browser_is_named_by_family_and_system(
    office: Accounts, told_by: str, named: str
) -> None:
    page = signed_in(office, HEAD, told_by).get("/account").text
    assert f'<th scope="row">{named} ' in page
    assert "<b>curl" not in page


def test_a_clock_that_was_moved_keeps_where_the_session_was_begun(office: Accounts) -> None:
    client = sign_in(office.app, HEAD, OLD)
    with office.world.engine.begin() as connection:
        connection.execute(text("UPDATE web_session SET address = '192.0.2.7'"))
    token = token_on(client.get("/clock"))
    client.post("/clock", data={"csrf_token": token, "to": "20/12/2024"})
    assert "192.0.2.7" in client.get("/account").text


def test_who_signs_in_leaves_no_session_behind_in_this_browser(office: Accounts) -> None:
    client = signed_in(office, HEAD, EDGE)
    page = client.get("/account")
    before = client.get_cookie("binhxet")
    assert before is not None
    fields = {"csrf_token": token_on(page), "username": OFFICER, "password": OLD}
    assert client.post("/sign-in", data=fields).status_code == 303
    assert client.get("/tasks").status_code == 200
    kept = office.app.test_client()
    kept.set_cookie("binhxet", before.value)
    assert kept.get("/tasks").status_code == 303
