"""The steps of a report say who has signed and what each waits for, as it is."""

import re

import pytest
from flask import Flask

from tests.processes.case_pages import app
from tests.processes.report.conftest import AD_HOC, RETURN, drafted, sent
from tests.worlds.web.pages import sign_in
from tests.worlds.year import PRESS, SCHOOL, Year

__all__ = ["app"]
SIGN, AFFAIRS, BLOC_LEADER, LATE = "sign", "affairs_accept", "leader_accept", "late"
STEPS = ("write_report", SIGN, AFFAIRS, BLOC_LEADER, LATE)


@pytest.fixture
def asked(committed: Year) -> Year:
    """Answer a year, each act of it committed, in which two units were asked for a report."""
    committed.open("report", opening=AD_HOC)
    return committed


def steps(app: Flask, year: Year) -> dict[str, str]:
    """Read the steps as the bloc's secretary does: the text of each by its name."""
    shown = sign_in(app, "so-khcn.secretary").get(f"/cases/{year.case_id}").text
    listed = shown.partition('<ol class="steplist">')[2].partition("</ol>")[0]
    texts = [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in listed.split("<li")[1:]]
    return dict(zip(STEPS, texts, strict=True))


def test_a_report_that_was_sent_back_is_not_counted_as_signed(app: Flask, asked: Year) -> None:
    drafted(asked, SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    sent(asked, PRESS)
    found = steps(app, asked)[SIGN]
    assert "1 trên 2 xong" in found
    assert "đã xong" not in found


def test_who_has_signed_is_counted_of_all_that_were_asked(app: Flask, asked: Year) -> None:
    sent(asked, PRESS)
    assert "1 trên 2 xong" in steps(app, asked)[SIGN]


def test_what_is_done_side_by_side_waits_for_the_same_step(app: Flask, asked: Year) -> None:
    found = steps(app, asked)
    for name in (AFFAIRS, BLOC_LEADER):
        assert "Chờ bước 2: Ký, gửi báo cáo" in found[name]
    assert "Chờ bước" not in found[LATE]
