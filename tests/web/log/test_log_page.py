"""The administrator's page of the log: lag, last checkpoint, witnesses, and what is wrong."""

from dataclasses import replace

import pytest
from flask import Flask

from server.actions.log.sequence import sequence
from server.actions.transaction import Begin, transactions
from server.domain.log.signing import WhyUnsigned
from server.store.jobs import chores
from server.web.requests.installation import EXTENSION
from tests.actions.log.events import written
from tests.worlds.accounts import FIRST, HEAD, Accounts
from tests.worlds.databases import Database, as_log


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)


def page(office: Accounts) -> str:
    return office.administrator(FIRST).get("/operations/log").text


def test_not_witnessed_is_said_where_nobody_witnesses(office: Accounts) -> None:
    assert "Chưa có ai chứng kiến" in page(office)


@pytest.mark.parametrize("why", WhyUnsigned)
def test_what_keeps_the_log_from_being_signed_is_said_with_what_to_do(
    office: Accounts, begin: Begin, why: WhyUnsigned
) -> None:
    with begin() as session:
        chores.tell(session, "log", error=why)
    said = page(office)
    assert "Nhật ký chưa được ký tiếp" in said
    assert f"<code>{why}</code>" in said
    assert "xem nhật ký của tiến trình nền" not in said


def test_a_late_event_is_an_alarm_until_it_is_under_a_checkpoint(
    office: Accounts, begin: Begin
) -> None:
    written(begin, 1, minutes=2)
    assert "quá 60 giây đã cam kết" in page(office)
    sequence(as_log(begin))
    assert "quá 60 giây đã cam kết" in page(office)


def test_who_does_not_administer_does_not_see_it(office: Accounts) -> None:
    assert office.signed_in(HEAD).get("/operations/log").status_code == 404


def test_a_demonstration_says_that_its_key_is_in_reach(app: Flask, office: Accounts) -> None:
    process = app.extensions[EXTENSION]
    process.settings = replace(process.settings, demonstration=True)
    assert "Bản trình diễn: khóa ký nằm trên cùng tài khoản" in page(office)
    process.settings = replace(process.settings, demonstration=False)
    assert "Chỉ tiến trình nền có khóa" in page(office)


def test_before_there_is_a_key_the_page_of_it_says_so(office: Accounts) -> None:
    said = office.administrator(FIRST).get("/log/key").text
    assert "Nhật ký chưa có khóa" in said
    assert "<pre" not in said
