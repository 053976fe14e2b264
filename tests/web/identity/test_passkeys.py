"""Passkeys as the second step of a sign-in: signed once, here, by their person, or refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from server.domain.identity.passkeys import CHALLENGE_HOLDS
from tests.worlds.accounts import HEAD, OFFICER, Accounts
from tests.worlds.web.passkey import (
    SoftPasskey,
    beside_an_app,
    challenged,
    kept,
    made_passkey,
    passkey_given,
    results,
    signed_in_by,
)
from tests.worlds.web.phone import (
    ACCOUNT,
    CODE_PAGE,
    begun,
    code_given,
    confirmed,
    offered,
    told,
)
from tests.worlds.web.posting import token_on

pytestmark = pytest.mark.usefixtures("still_phones")


def older(office: Accounts, by: timedelta) -> None:
    with office.world.engine.begin() as connection:
        moved = text("UPDATE passkey_challenge SET made_at = made_at - :by")
        connection.execute(moved, {"by": by})


def test_a_passkey_signs_in_after_the_password(office: Accounts, passkey: SoftPasskey) -> None:
    client = begun(office)
    assert client.get("/tasks").status_code == 303
    page = client.get(CODE_PAGE).text
    assert "Dùng khóa truy cập" in page
    assert "Mã 6 số trong ứng dụng" not in page
    assert passkey_given(client, passkey.sign(challenged(client))).status_code == 303
    assert client.get("/tasks").status_code == 200
    assert "dùng gần nhất" in client.get(ACCOUNT).text


def test_the_first_factor_brings_recovery_codes_and_the_next_keeps_them(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    _, codes = made_passkey(client)
    assert len(codes) == 10
    assert made_passkey(client, name="Điện thoại")[1] == ()
    app = beside_an_app(client)
    assert code_given(begun(office), codes[0], recovery=True).status_code == 303
    assert code_given(begun(office), app.code()).status_code == 303
    assert told(office) == ["factor.added"] * 3 + ["recovery_code.used"]


def test_a_challenge_is_signed_once(office: Accounts, passkey: SoftPasskey) -> None:
    client, other = begun(office), begun(office)
    answer = passkey.sign(challenged(client))
    assert passkey_given(other, answer).status_code == 422  # another sign-in's
    challenged(other)
    assert passkey_given(other, answer).status_code == 422
    passkey.verified = False
    assert passkey_given(client, passkey.sign(challenged(client))).status_code == 422
    assert passkey_given(client, answer).status_code == 422  # a newer one stands in its place
    assert results(office).count("wrong_passkey") == 4


def test_of_two_answers_at_once_one_signs_in(office: Accounts, passkey: SoftPasskey) -> None:
    client = begun(office)
    answer = passkey.sign(challenged(client))
    token, cookie = token_on(client.get(CODE_PAGE)), client.get_cookie("binhxet")
    assert cookie is not None

    def sent(_: int) -> int:
        each = office.app.test_client()
        each.set_cookie("binhxet", cookie.value)
        fields = {"csrf_token": token, "passkey_answer": answer}
        return each.post("/sign-in/passkey", data=fields).status_code

    with ThreadPoolExecutor(4) as threads:
        codes = sorted(threads.map(sent, range(4)))
    assert codes[0] == 303
    assert set(codes[1:]) <= {409, 422}
    assert kept(office, "SELECT count(*) FROM sign_in_try WHERE result = 'signed_in'") == 2


def test_a_challenge_holds_five_minutes(office: Accounts, passkey: SoftPasskey) -> None:
    client = begun(office)
    answer = passkey.sign(challenged(client))
    older(office, CHALLENGE_HOLDS)
    refused = passkey_given(client, answer)
    assert refused.status_code == 422
    assert "quá 5 phút" in refused.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origin", "http://localhost:8025"),
        ("origin", "https://localhost:8024"),
        ("origin", "http://localhost.example:8024"),
        ("party", "example.vn"),
        ("verified", False),
        ("user", "AAAA"),
        ("id", b"of somebody else"),
    ],
)
def test_what_was_signed_elsewhere_or_unverified_is_refused(
    office: Accounts, passkey: SoftPasskey, name: str, value: object
) -> None:
    client = begun(office)
    setattr(passkey, name, value)
    assert passkey_given(client, passkey.sign(challenged(client))).status_code == 422
    assert client.get("/tasks").status_code == 303


def test_a_passkey_signs_its_own_person_in_alone(office: Accounts, passkey: SoftPasskey) -> None:
    theirs, _ = made_passkey(office.signed_in(OFFICER))
    client = begun(office, OFFICER)
    assert passkey_given(client, passkey.sign(challenged(client))).status_code == 422
    assert passkey_given(client, theirs.sign(challenged(client))).status_code == 303


def test_another_key_does_not_sign_for_it(office: Accounts, passkey: SoftPasskey) -> None:
    client, forged = begun(office), SoftPasskey(id=passkey.id, user=passkey.user)
    assert passkey_given(client, forged.sign(challenged(client))).status_code == 422


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "1", "x" * 30_000, '{"id": 1}', "[" * 9000, '{"rawId":"\\u0000"}'],
)
@pytest.mark.usefixtures("passkey")
def test_what_is_no_answer_is_refused(office: Accounts, answer: str) -> None:
    client = begun(office)
    challenged(client)
    assert passkey_given(client, answer).status_code == 422


def test_a_count_that_goes_back_is_refused_and_told(office: Accounts, passkey: SoftPasskey) -> None:
    addressed = text("UPDATE person SET email = 'gd@skhcn.example' WHERE login = :login")
    with office.world.engine.begin() as connection:
        connection.execute(addressed, {"login": HEAD})
    signed_in_by(office, passkey)
    passkey.count = 1
    client = begun(office)
    refused = passkey_given(client, passkey.sign(challenged(client)))
    assert refused.status_code == 403
    assert "có thể đã bị sao chép" in refused.text
    assert client.get("/tasks").status_code == 303
    assert results(office)[-1] == "copied_passkey"
    assert kept(office, "SELECT count(*) FROM mail WHERE key LIKE 'factor/copied/%'") == 1


def test_what_counts_nothing_is_taken_each_time(office: Accounts) -> None:
    passkey, _ = made_passkey(office.signed_in(HEAD), SoftPasskey(counts=False))
    for _ in range(2):
        signed_in_by(office, passkey)


def test_who_has_no_factor_is_asked_for_no_passkey(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    confirmed(client, offered(client))
    client = begun(office)
    token = token_on(client.get(CODE_PAGE))
    assert client.post("/sign-in/passkey/challenge", data={"csrf_token": token}).status_code == 422
