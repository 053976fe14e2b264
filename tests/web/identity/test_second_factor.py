"""An authenticator app as the second factor: set up, asked for at the sign-in, removed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.identity.second_factors import HALF_HOLDS, OFFER_HOLDS, TRIES
from server.store.identity import second_factors
from server.store.identity.second_factors import SecondFactor
from tests.worlds.accounts import (
    FIRST,
    HEAD,
    OFFICER,
    OLD,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.web.phone import (
    ACCOUNT,
    CODE_PAGE,
    Phone,
    begun,
    code_given,
    confirmed,
    offered,
    password_given,
    told,
)
from tests.worlds.web.posting import send, token_on

pytestmark = pytest.mark.usefixtures("still_phones")


def shift(office: Accounts, table: str, by: timedelta) -> None:
    with office.world.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE {table} SET {_MADE[table]} = {_MADE[table]} - :by"),  # noqa: S608
            {"by": by},
        )


_MADE = {"offered_factor": "made_at", "web_session": "created_at"}


def test_a_right_password_alone_no_longer_signs_in(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    assert client.get("/tasks").status_code == 303
    assert client.get("/account").status_code == 303
    page = client.get(CODE_PAGE).text
    assert "mật khẩu đã đúng" in page
    assert code_given(client, phone.code()).status_code == 303
    assert client.get("/tasks").status_code == 200


def test_the_code_leads_on_to_where_one_wanted(office: Accounts, phone: Phone) -> None:
    client = office.app.test_client()
    fields = {"username": HEAD, "password": OLD, "next": "/tasks?scope=done"}
    answer = send(client, "/sign-in", fields, at="/sign-in?next=/tasks?scope%3Ddone")
    assert answer.location == "/sign-in/code?next=/tasks?scope%3Ddone"
    token = token_on(client.get(answer.location))
    answer = client.post(answer.location, data={"csrf_token": token, "code": phone.code()})
    assert answer.location == "/tasks?scope=done"


def test_a_code_is_taken_once(office: Accounts, phone: Phone) -> None:
    code = phone.code()
    assert code_given(begun(office), code).status_code == 303
    second = code_given(begun(office), code)
    assert second.status_code == 422
    assert "Mã không đúng, đã dùng" in second.text
    assert code_given(begun(office), phone.code(1)).status_code == 303
    assert code_given(begun(office), phone.code()).status_code == 422  # older than the last used


def test_the_code_that_set_the_app_up_is_used_up(office: Accounts, phone: Phone) -> None:
    assert code_given(begun(office), phone.code(-1)).status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "١٢٣٤٥٦", "+12345", "000000"]
)
@pytest.mark.usefixtures("phone")
def test_what_is_no_code_of_now_signs_nobody_in(office: Accounts, typed: str) -> None:
    client = begun(office)
    assert code_given(client, typed).status_code == 422
    assert client.get("/tasks").status_code == 303


def test_a_code_may_be_typed_in_groups(office: Accounts, phone: Phone) -> None:
    code = phone.code()
    assert code_given(begun(office), f" {code[:3]} {code[3:]} ").status_code == 303


@pytest.mark.parametrize("away", [-3, 3])
def test_codes_of_other_minutes_are_refused(office: Accounts, phone: Phone, away: int) -> None:
    assert code_given(begun(office), phone.code(away)).status_code == 422


def test_codes_are_throttled_whoever_tries(office: Accounts, phone: Phone) -> None:
    for _ in range(TRIES):
        assert code_given(begun(office), "000000").status_code == 422
    refused = code_given(begun(office), phone.code())
    assert refused.status_code == 429
    assert "Hãy thử lại sau" in refused.text


def test_a_sign_in_that_waited_too_long_begins_anew(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    token = token_on(client.get(CODE_PAGE))
    shift(office, "web_session", HALF_HOLDS)
    answer = client.post(CODE_PAGE, data={"csrf_token": token, "code": phone.code()})
    assert answer.status_code == 409
    assert client.get(CODE_PAGE).location == "/sign-in"
    assert client.get("/tasks").status_code == 303


def test_a_waiting_sign_in_serves_once(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    waiting = client.get_cookie("binhxet")
    assert waiting is not None
    code_given(client, phone.code())
    other = office.app.test_client()
    other.set_cookie("binhxet", waiting.value)
    assert other.get(CODE_PAGE).location == "/sign-in"


def test_a_sign_in_that_is_ended_while_its_code_is_looked_at_lets_nobody_in(
    office: Accounts, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = begun(office)

    def meanwhile(session: Session, person_id: UUID) -> Sequence[SecondFactor]:
        with office.world.engine.begin() as connection:
            connection.execute(text("UPDATE web_session SET ended_at = now() WHERE waits"))
        return listed(session, person_id)

    listed = second_factors.listed
    monkeypatch.setattr(second_factors, "listed", meanwhile)
    answer = code_given(client, phone.code())
    assert answer.status_code == 409
    assert "chờ mã quá lâu" in answer.text
    assert client.get("/tasks").status_code == 303


def test_nothing_of_the_factor_is_changed_without_the_password(
    office: Accounts, phone: Phone
) -> None:
    client = begun(office)
    code_given(client, phone.code())
    for address in ("authenticator", "authenticator/remove", "recovery-codes"):
        answer = send(client, f"/account/{address}", {"factor_password": "sai rồi"}, at=ACCOUNT)
        assert answer.status_code == 422
        assert '<li><a href="#factor_password">' in answer.text
    assert told(office) == ["factor.added"]


def test_a_key_without_its_first_code_changes_nothing(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    offered(client)
    wrong = send(
        client, "/account/authenticator/confirm", {"code": "000000"}, at="/account/authenticator"
    )
    assert wrong.status_code == 422
    assert office.signed_in(HEAD).get("/tasks").status_code == 200


def test_a_key_waits_for_its_own_session_and_not_long(office: Accounts) -> None:
    client, other = office.signed_in(HEAD), office.signed_in(HEAD)
    offered(client)
    assert other.get("/account/authenticator").status_code == 409
    shift(office, "offered_factor", OFFER_HOLDS)
    assert client.get("/account/authenticator").status_code == 409


def test_setting_the_app_up_ends_the_other_sessions(office: Accounts) -> None:
    other, client = office.signed_in(HEAD), office.signed_in(HEAD)
    theirs = offered(other)
    confirmed(client, offered(client))
    token = {"csrf_token": token_on(client.get(ACCOUNT)), "code": theirs.code()}
    assert other.post("/account/authenticator/confirm", data=token).status_code != 200
    assert other.get("/tasks").status_code == 303
    assert client.get("/tasks").status_code == 200
    assert told(office) == ["factor.added"]


def test_another_phone_takes_the_place_of_the_first(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    code_given(client, phone.code())
    new = offered(client)
    confirmed(client, new)
    assert code_given(begun(office), phone.code(1)).status_code == 422
    assert code_given(begun(office), new.code()).status_code == 303
    assert told(office) == ["factor.added", "factor.removed", "factor.added"]


def test_the_app_is_removed_and_told(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    code_given(client, phone.code())
    answer = send(client, "/account/authenticator/remove", {"factor_password": OLD}, at=ACCOUNT)
    assert "Từ nay chỉ cần mật khẩu" in client.get(answer.location).text
    assert office.signed_in(HEAD).get("/tasks").status_code == 200
    assert told(office) == ["factor.added", "factor.removed"]


def test_the_database_holds_neither_key_nor_codes(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    app = offered(client)
    codes = confirmed(client, app)
    with office.world.engine.connect() as connection:
        kept = "SELECT secret FROM second_factor UNION ALL SELECT secret FROM offered_factor"
        secrets = b"".join(connection.execute(text(kept)).scalars())
        hashes = "".join(connection.execute(text("SELECT code_hash FROM recovery_code")).scalars())
        events = "".join(connection.execute(text("SELECT payload FROM event_payload")).scalars())
    assert app.key.encode() not in secrets
    assert app.key not in events
    for code in codes:
        assert code.replace("-", "") not in hashes + events


def test_a_new_password_by_a_link_leaves_the_factor(office: Accounts, phone: Phone) -> None:
    office.accept(office.handed(HEAD), "quả bưởi vườn bà ngoại")
    client = office.app.test_client()
    password_given(client, HEAD, "quả bưởi vườn bà ngoại")
    assert code_given(client, phone.code()).status_code == 303


def test_who_gets_an_approving_post_loses_what_others_may_have_set_up(office: Accounts) -> None:
    client = office.signed_in(OFFICER)
    confirmed(client, offered(client))
    post = office.world.post(office.world.unit("so-y-te", "Sở Y tế"), "head", held=False)
    settle(office.administrator(SECOND), office.propose_post(OFFICER, post, by=FIRST))
    assert told(office) == ["factor.added", "factor.removed"]


@pytest.mark.usefixtures("phone")
def test_a_closed_account_keeps_no_factor(office: Accounts) -> None:
    admin, page = office.administrator(FIRST), office.page(HEAD)
    assert send(admin, f"{page}/deactivate", {}, at=page).status_code == 303
    assert told(office) == ["factor.added", "factor.removed"]
    kept = "SELECT (SELECT count(*) FROM second_factor) + (SELECT count(*) FROM recovery_code)"
    with office.world.engine.connect() as connection:
        assert connection.execute(text(kept)).scalar_one() == 0
