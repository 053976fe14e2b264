"""What nobody confirms in time is shown as such and does nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from server.config import PROPOSALS_HOLD, Settings, SettingsRefused
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import CONFIRMATIONS, FIRST, HEAD, SECOND, Accounts, settle
from tests.worlds.web.posting import send


def grown_old(office: Accounts, *, by: timedelta = PROPOSALS_HOLD) -> None:
    """Move every proposal back in time, as if it had been made so long ago."""
    moved = text("UPDATE account_proposal SET proposed_at = proposed_at - :by,"
                 " expires_at = expires_at - :by")  # fmt: skip
    with office.world.engine.begin() as connection:
        connection.execute(moved, {"by": by})


def test_an_old_proposal_is_shown_as_such_and_does_nothing(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    grown_old(office)
    admin = office.administrator(SECOND)
    assert "Quá hạn xác nhận" in admin.get(CONFIRMATIONS).text
    answer = settle(admin, proposal)
    assert answer.status_code == 409
    assert "quá hạn" in answer.text
    assert "/invite/" not in answer.text
    assert "Quá hạn xác nhận" in admin.get(office.page(HEAD)).text
    head = office.signed_in(HEAD)
    assert "đường dẫn đặt lại mật khẩu của bạn" not in head.get("/tasks").text
    assert "Quá hạn xác nhận" in head.get("/account").text
    assert settle(admin, proposal, "decline").status_code == 303
    assert "Quá hạn" not in admin.get(CONFIRMATIONS).text


def test_what_is_over_is_proposed_anew_and_confirmed(office: Accounts) -> None:
    office.propose_link(HEAD)
    grown_old(office)
    again = office.propose_link(HEAD)
    assert settle(office.administrator(SECOND), again).status_code == 200


def test_a_proposal_holds_until_its_last_moment(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    grown_old(office, by=PROPOSALS_HOLD - timedelta(minutes=1))
    assert settle(office.administrator(SECOND), proposal).status_code == 200


def test_an_appointment_that_is_over_keeps_nobody_from_the_post(office: Accounts) -> None:
    with office.world.engine.begin() as connection:
        connection.execute(
            text("UPDATE appointment SET valid_to = '2024-11-30' WHERE post_id = :p"), {"p": HEAD}
        )
    office.person("nguoi.moi")
    office.propose_post("nguoi.moi", HEAD)
    grown_old(office)
    office.person("nguoi.khac")
    page = office.page("nguoi.khac")
    fields = {"post": HEAD, "first": "2024-12-01"}
    admin = office.administrator(FIRST)
    assert send(admin, f"{page}/appointments", fields, at=page).status_code == 303


def test_days_are_the_installations_to_choose() -> None:
    told = Settings.from_environment({"BINHXET_PROPOSALS_HOLD": "3"})
    assert told.proposals_hold == timedelta(days=3)
    assert told.to_environment()["BINHXET_PROPOSALS_HOLD"] == "3"
    assert Settings.from_environment({}).proposals_hold == PROPOSALS_HOLD == timedelta(days=14)
    for wrong in ("0", "366", "x"):
        with pytest.raises(SettingsRefused):
            Settings.from_environment({"BINHXET_PROPOSALS_HOLD": wrong})


def test_the_setting_reaches_what_is_proposed(office: Accounts) -> None:
    made = office.app.extensions[EXTENSION]
    made.settings = replace(made.settings, proposals_hold=timedelta(days=3))
    office.propose_link(HEAD)
    page = office.page(HEAD)
    assert send(office.administrator(FIRST), f"{page}/link", {}, at=page).status_code == 409
    with office.world.engine.connect() as connection:
        held = connection.execute(
            text("SELECT expires_at - proposed_at FROM account_proposal")
        ).scalar_one()
    assert held == timedelta(days=3)


def test_the_overview_counts_what_waits_until_it_is_over(office: Accounts) -> None:
    admin = office.administrator(SECOND)
    nothing = "Không có gì cần xử lý."
    assert nothing in admin.get("/").text
    office.propose_link(HEAD)
    waits = admin.get("/").text
    assert "Tài khoản và chức vụ: 1 đề nghị" in waits
    assert nothing not in waits
    grown_old(office)
    assert nothing in admin.get("/").text
