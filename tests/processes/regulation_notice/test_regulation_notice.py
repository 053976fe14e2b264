"""The report of the issued regulation: signed, received by Home Affairs, read by two bodies."""

from sqlalchemy.orm import Session

from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, Year

OPENING = {"title": "Quy chế và bảng điểm năm 2024"}
SUMMARY = {"summary": "Quy chế được hội nghị thông qua."}
RETURN = {"verdict": "return", "reason": "Thiếu bảng điểm."}


def sent(year: Year) -> Year:
    attach(year, year.task("write_notice"), "regulation")
    year.do("write_notice", SUMMARY)
    year.do("sign_notice", {"verdict": "sign"})
    return year


def test_home_affairs_passes_it_on_and_two_bodies_acknowledge_it(
    year: Year, session: Session
) -> None:
    year.open("regulation_notice", opening=OPENING)
    sent(year)
    year.do("affairs_receive", {"verdict": "accept"})
    assert {task.post_id for task in year.tasks()} == {
        "bac-giang/ubnd-tinh/chairman",
        "bac-giang/hd-tdkt/secretary",
    }
    year.do("council_acknowledge", {})
    year.do("chairman_acknowledge", {})
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert len(rows(session, "SELECT 1 FROM document")) == 1


def test_what_home_affairs_returns_is_written_and_signed_again(year: Year) -> None:
    year.open("regulation_notice", opening=OPENING)
    sent(year).do("affairs_receive", RETURN)
    assert year.task("write_notice").post_id == f"{LEADER}/secretary"
    year.do("write_notice", SUMMARY)
    year.do("sign_notice", {"verdict": "sign"})
    year.do("affairs_receive", {"verdict": "accept"})
    assert len(year.tasks()) == 2


def test_the_regulation_itself_goes_with_it(year: Year, session: Session) -> None:
    year.open("regulation_notice", opening=OPENING)
    with refused(session, FormRefused):
        year.do("write_notice", SUMMARY)
