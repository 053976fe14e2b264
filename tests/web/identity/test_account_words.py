"""What the pages of an account say to whom they can do nothing for, and where time ran out."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from server.domain.identity.second_factors import HALF_HOLDS, OFFER_HOLDS, FactorMissing
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds.accounts import HEAD, Accounts
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.phone import CODE_PAGE, Phone, begun, offered
from tests.worlds.web.posting import send, token_on

LABEL = re.compile(r'<label class="strong" for="([a-z_]+)">([^<]+)</label>')
TITLE = re.compile(r"<h1[^>]*>\s*([^<]+?)\s*</h1>")


def passed(office: Accounts, table: str, column: str, by: timedelta) -> None:
    with office.world.engine.begin() as connection:
        moved = f"UPDATE {table} SET {column} = {column} - :by"  # noqa: S608 - a test's own names
        connection.execute(text(moved), {"by": by})


def test_a_demonstration_account_is_offered_no_change_that_always_fails(
    world: World, as_post: SignIn
) -> None:
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    page = as_post(HEAD).get("/account").text
    assert page.count("Tài khoản trình diễn để mọi người cùng thử") == 1
    assert 'type="password"' not in page


def test_no_two_fields_of_the_account_page_are_labelled_alike(office: Accounts) -> None:
    page = office.signed_in(HEAD).get("/account").text
    labels = dict(LABEL.findall(page))
    assert {"factor_password", "old", "password", "again"} <= labels.keys()
    assert len(set(labels.values())) == len(labels)
    assert page.count('autocomplete="username"') == 3  # a manager of passwords asks whose


@pytest.mark.usefixtures("still_phones")
def test_a_key_that_waited_too_long_is_said_where_a_new_one_is_made(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    offered(client)
    token = token_on(client.get("/account/authenticator"))
    passed(office, "offered_factor", "made_at", OFFER_HOLDS)
    typed = {"csrf_token": token, "code": "123456"}
    for answer in (
        client.get("/account/authenticator"),
        client.post("/account/authenticator/confirm", data=typed),
    ):
        assert answer.status_code == 409
        assert TITLE.findall(answer.text) == ["Tài khoản của tôi"]
        assert '<li><a href="#factor_password">Khóa này đã quá 15 phút' in answer.text


def test_a_sign_in_that_waited_too_long_gives_back_what_it_carried(
    office: Accounts, phone: Phone
) -> None:
    client = begun(office)
    typed = {"csrf_token": token_on(client.get(CODE_PAGE)), "code": phone.code()}
    passed(office, "web_session", "created_at", HALF_HOLDS)
    answer = client.post(f"{CODE_PAGE}?next=/blocs", data=typed | {"_sealed": "what was typed"})
    assert answer.status_code == 409
    assert TITLE.findall(answer.text) == ["Đăng nhập Bình Xét"]
    assert "đã chờ mã quá lâu" in answer.text
    assert 'name="_sealed" value="what was typed"' in answer.text
    assert "next=/blocs" in answer.text


@pytest.mark.parametrize("act", ["authenticator", "password", "recovery-codes"])
def test_a_change_that_is_sent_all_the_same_leads_to_no_field(
    world: World, as_post: SignIn, act: str
) -> None:
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    words = {"factor_password": DEMONSTRATION_PASSWORD, "old": DEMONSTRATION_PASSWORD}
    answer = send(as_post(HEAD), f"/account/{act}", words, at="/account")
    assert answer.status_code == 409
    assert 'class="errors"' in answer.text
    assert "<li><a" not in answer.text


def test_a_refusal_that_says_why_does_not_say_that_somebody_was_faster(office: Accounts) -> None:
    with office.app.test_request_context("/account", method="POST"):
        answer = office.app.make_response(office.app.handle_user_exception(FactorMissing()))
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "không có cách xác nhận lần hai" in page
    assert TITLE.findall(page) == ["Chưa làm được"]
