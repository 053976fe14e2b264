"""A lost phone: recovery codes, and two administrators who take the factor away."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.factors import reset
from server.cli import main
from server.domain.identity.second_factors import FactorEnd
from server.web.names.content_names import VALUES
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
from tests.worlds.province import NOW
from tests.worlds.web.phone import (
    ACCOUNT,
    CODE_PAGE,
    Phone,
    begun,
    code_given,
    confirmed,
    offered,
    told,
)
from tests.worlds.web.posting import send

pytestmark = pytest.mark.usefixtures("still_phones")


def test_a_recovery_code_signs_in_once_and_is_told(office: Accounts) -> None:
    addressed = text("UPDATE person SET email = 'gd@skhcn.example' WHERE login = :login")
    with office.world.engine.begin() as connection:
        connection.execute(addressed, {"login": HEAD})
    client = office.signed_in(HEAD)
    codes = confirmed(client, offered(client))
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    assert code_given(begun(office), typed, recovery=True).status_code == 303
    again = begun(office)
    assert "còn 9 trên 10" in again.get(CODE_PAGE).text
    assert code_given(again, codes[0], recovery=True).status_code == 422
    assert told(office) == ["factor.added", "recovery_code.used"]
    mail = text("SELECT body_vi FROM mail WHERE key LIKE 'factor/code_used/%'")
    with office.world.engine.connect() as connection:
        (body,) = connection.execute(mail).scalars()
    assert "mã dự phòng vừa được dùng" in body


def test_nobodys_recovery_code_is_anothers(office: Accounts) -> None:
    client, officer = office.signed_in(HEAD), office.signed_in(OFFICER)
    codes = confirmed(client, offered(client))
    confirmed(officer, offered(officer))
    assert code_given(begun(office, OFFICER), codes[0], recovery=True).status_code == 422


def test_new_recovery_codes_void_those_before(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    codes = confirmed(client, offered(client))
    page = send(client, "/account/recovery-codes", {"factor_password": OLD}, at=ACCOUNT)
    assert page.status_code == 200
    assert codes[1] not in page.text
    assert code_given(begun(office), codes[1], recovery=True).status_code == 422
    assert told(office)[-1] == "recovery_codes.made"


def asked_to_reset(office: Accounts, *, by: str = FIRST) -> str:
    admin, page = office.administrator(by), office.page(HEAD)
    assert send(admin, f"{page}/reset-factor", {}, at=page).status_code == 303
    (proposal,) = PROPOSAL.findall(admin.get(CONFIRMATIONS).text)
    return str(proposal)


def test_two_administrators_take_a_lost_factor_away(office: Accounts, phone: Phone) -> None:
    client = begun(office)
    code_given(client, phone.code())
    proposal = asked_to_reset(office)
    begun(office)
    assert settle(office.administrator(FIRST), proposal).status_code == 403
    begun(office)
    assert settle(office.administrator(SECOND), proposal).status_code == 303
    assert client.get("/tasks").status_code == 303
    assert office.signed_in(HEAD).get("/tasks").status_code == 200
    assert told(office) == ["factor.added", "factor.removed"]


@pytest.mark.usefixtures("phone")
def test_the_desk_of_administrators_tells_a_reset_as_what_it_is(office: Accounts) -> None:
    settle(office.administrator(SECOND), asked_to_reset(office))
    desk = office.administrator(FIRST).get("/").text
    assert "Gỡ xác nhận lần hai của " in desk
    assert "Đường dẫn đặt mật khẩu cho" not in desk


@pytest.mark.usefixtures("phone")
def test_a_reset_waits_once_and_may_be_declined(office: Accounts) -> None:
    proposal = asked_to_reset(office)
    admin, page = office.administrator(SECOND), office.page(HEAD)
    assert send(admin, f"{page}/reset-factor", {}, at=page).status_code == 409
    assert settle(admin, proposal, "decline").status_code == 303
    begun(office)


def test_nothing_is_reset_where_nothing_is_set_up(office: Accounts) -> None:
    admin, page = office.administrator(FIRST), office.page(HEAD)
    assert send(admin, f"{page}/reset-factor", {}, at=page).status_code == 409


def test_the_operator_resets_an_administrators_factor_and_only_proposes_others(
    office: Accounts, phone: Phone
) -> None:
    admin = office.administrator(FIRST)
    confirmed(admin, offered(admin))
    with Session(office.world.engine) as session:
        for login in (FIRST, HEAD):
            reset.propose(session, office.world.people[login], actor=None, now=NOW)
        session.commit()
    assert office.signed_in(FIRST).get("/people").status_code == 200
    code_given(begun(office), phone.code())


@pytest.mark.usefixtures("at_a_terminal")
def test_the_operator_is_told_at_a_terminal_what_waits_and_what_is_done(
    office: Accounts, capsys: pytest.CaptureFixture[str]
) -> None:
    for login in (FIRST, HEAD):
        client = office.signed_in(login)
        confirmed(client, offered(client))
    assert main(["person", "reset-factor", FIRST]) == 0
    assert "done" in capsys.readouterr().out
    assert main(["person", "reset-factor", HEAD]) == 0
    assert "an administrator confirms" in capsys.readouterr().out
    assert main(["person", "reset-factor", OFFICER]) == 1
    assert "no second factor" in capsys.readouterr().err


def test_why_a_factor_went_does_not_say_that_two_did_it() -> None:
    assert not [each for each in FactorEnd if "quản trị" in str(VALUES["end", each])]
