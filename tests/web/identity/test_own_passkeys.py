"""One's own passkeys: made knowing the password, called something, removed, taken away."""

import re

import pytest

from server.domain.identity.passkeys import MOST_PASSKEYS
from tests.worlds.accounts import (
    CONFIRMATIONS,
    FIRST,
    HEAD,
    OFFICER,
    OLD,
    PROPOSAL,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.web.passkey import (
    NEW,
    SoftPasskey,
    begun_passkey,
    beside_an_app,
    kept,
    made_passkey,
    signed_in_by,
)
from tests.worlds.web.phone import ACCOUNT, told
from tests.worlds.web.posting import send, token_on

pytestmark = pytest.mark.usefixtures("still_phones")
PAGE = re.compile(r'href="(/account/passkeys/[0-9a-f-]{36})"')


def test_nothing_is_made_or_removed_without_the_password(
    office: Accounts, passkey: SoftPasskey
) -> None:
    client = signed_in_by(office, passkey)
    refused = send(client, "/account/passkeys", {"passkey_password": "sai rồi"}, at=ACCOUNT)
    assert refused.status_code == 422
    assert '<li><a href="#passkey_password">' in refused.text
    assert client.get(NEW).status_code == 409
    page = PAGE.findall(client.get(ACCOUNT).text)[0]
    assert send(client, f"{page}/remove", {"password": "sai rồi"}, at=page).status_code == 422
    assert told(office) == ["factor.added"]


def test_a_new_passkey_is_made_by_the_session_that_began_it_and_once(office: Accounts) -> None:
    client, other = office.signed_in(HEAD), office.signed_in(HEAD)
    answer = SoftPasskey().make(begun_passkey(client))
    token = token_on(other.get(ACCOUNT))
    fields = {"passkey_answer": answer, "name": "Máy"}
    assert other.post(NEW, data={"csrf_token": token, **fields}).status_code == 409
    assert send(client, NEW, fields, at=NEW).status_code == 200
    assert send(client, NEW, fields, at=ACCOUNT).status_code == 409
    assert told(office) == ["factor.added"]
    assert other.get("/tasks").status_code == 303  # the other sessions end


def test_what_was_made_unverified_or_elsewhere_is_not_kept(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    for bad in (SoftPasskey(verified=False), SoftPasskey(origin="http://localhost:8025")):
        fields = {"passkey_answer": bad.make(begun_passkey(client)), "name": "Máy"}
        assert send(client, NEW, fields, at=NEW).status_code == 422
    assert told(office) == []


def test_a_passkey_of_somebody_is_nobody_elses(office: Accounts, passkey: SoftPasskey) -> None:
    client = office.signed_in(OFFICER)
    fields = {"passkey_answer": passkey.make(begun_passkey(client)), "name": "Máy"}
    assert send(client, NEW, fields, at=NEW).status_code == 422
    assert told(office) == ["factor.added"]


def test_a_passkey_has_a_name_and_may_get_another(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    answer = SoftPasskey().make(begun_passkey(client))
    assert send(client, NEW, {"passkey_answer": answer, "name": " "}, at=NEW).status_code == 422
    assert (
        send(client, NEW, {"passkey_answer": answer, "name": "Máy  cũ"}, at=NEW).status_code == 200
    )
    page = PAGE.findall(client.get(ACCOUNT).text)[0]
    assert send(client, f"{page}/name", {"name": ""}, at=page).status_code == 422
    assert send(client, f"{page}/name", {"name": "<b>Nhà</b>"}, at=page).status_code == 303
    assert "&lt;b&gt;Nhà&lt;/b&gt;" in client.get(ACCOUNT).text


def test_a_passkey_of_another_is_not_there(office: Accounts, passkey: SoftPasskey) -> None:
    page = PAGE.findall(signed_in_by(office, passkey).get(ACCOUNT).text)[0]
    nowhere = "/account/passkeys/00000000-0000-7000-8000-000000000000"
    client = office.signed_in(OFFICER)
    assert client.get(page).status_code == 404
    assert client.get(page).text == client.get(nowhere).text
    for act, fields in (("name", {"name": "x"}), ("remove", {"password": OLD})):
        assert send(client, f"{page}/{act}", fields, at=ACCOUNT).status_code == 404


def test_the_last_one_takes_the_recovery_codes_with_it(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    made_passkey(client)
    made_passkey(client, name="Điện thoại")
    for left, codes in ((1, 10), (0, 0)):
        page = PAGE.findall(client.get(ACCOUNT).text)[0]
        answer = send(client, f"{page}/remove", {"password": OLD}, at=page)
        shown = client.get(answer.location).text
        assert ("Từ nay chỉ cần mật khẩu" in shown) is (left == 0)
        assert kept(office, "SELECT count(*) FROM passkey") == left
        assert kept(office, "SELECT count(*) FROM recovery_code") == codes
    assert office.signed_in(HEAD).get("/tasks").status_code == 200
    assert told(office) == ["factor.added"] * 2 + ["factor.removed"] * 2


def test_an_app_may_go_while_a_passkey_stays(office: Accounts, passkey: SoftPasskey) -> None:
    client = signed_in_by(office, passkey)
    beside_an_app(client)
    send(client, "/account/authenticator/remove", {"factor_password": OLD}, at=ACCOUNT)
    assert kept(office, "SELECT count(*) FROM recovery_code") == 10
    signed_in_by(office, passkey)


def test_two_administrators_take_passkeys_away_too(office: Accounts, passkey: SoftPasskey) -> None:
    beside_an_app(signed_in_by(office, passkey))
    first, page = office.administrator(FIRST), office.page(HEAD)
    assert "Khóa truy cập: 1." in first.get(page).text
    send(first, f"{page}/reset-factor", {}, at=page)
    (proposal,) = PROPOSAL.findall(first.get(CONFIRMATIONS).text)
    settle(office.administrator(SECOND), proposal)
    assert kept(office, "SELECT count(*) FROM passkey") == 0
    assert told(office) == ["factor.added"] * 2 + ["factor.removed"] * 2


@pytest.mark.usefixtures("passkey")
def test_a_closed_account_keeps_no_passkey(office: Accounts) -> None:
    admin, page = office.administrator(FIRST), office.page(HEAD)
    assert send(admin, f"{page}/deactivate", {}, at=page).status_code == 303
    assert kept(office, "SELECT count(*) FROM passkey") == 0
    assert told(office) == ["factor.added", "factor.removed"]


def test_a_person_has_so_many(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    for number in range(MOST_PASSKEYS):
        made_passkey(client, name=f"Khóa {number}")
    answer = send(client, "/account/passkeys", {"passkey_password": OLD}, at=ACCOUNT)
    assert answer.status_code == 409


def test_at_a_numbered_address_the_page_says_where_passkeys_work(office: Accounts) -> None:
    client = office.app.test_client()
    for numbered in ("http://127.0.0.1:8024", "http://[::1]:8024"):
        page = client.get("/sign-in", base_url=numbered)
        fields = {"username": HEAD, "password": OLD, "csrf_token": token_on(page)}
        client.post("/sign-in", data=fields, base_url=numbered)
        shown = client.get(ACCOUNT, base_url=numbered).text
        assert "chỉ dùng được khi mở Bình Xét ở địa chỉ http://localhost:8024" in shown
        assert "Thêm khóa truy cập" not in shown


def test_where_a_passkey_can_be_made_no_page_says_that_it_cannot(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    begun_passkey(client)
    page = client.get(NEW).text
    assert "data-passkey-old" in page
    assert "hệ thống này chưa có" not in page
