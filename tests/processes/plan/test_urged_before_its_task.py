"""A duty that is urged before its task is open is told by a notice to whom it will come to."""

import pytest
from flask import Flask

from server.actions.urging import urge
from tests.processes.case_pages import app
from tests.processes.plan.handing_in import OPENING, hand_in, revised
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, SCHOOL, UNITS, Year

__all__ = ["app"]
SECRETARY = f"{LEADER}/secretary"
HEAD, OTHER = "so-khcn.head", "so-gddt.head"
AGREED = {"verdict": "agree"}
TOLD = "Được đôn đốc"


@pytest.fixture
def urged(committed: Year, database: Database) -> Year:
    """Answer a plan that waits for the units' comments, and whose issuing was urged."""
    year = committed
    year.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(year, "draft_plan", {"text": "Hai đợt.", "comments_until": "2024-11-15"}, "draft")
    year.do("deputy_comment", AGREED)
    with year.begin() as session:
        actor, now = year.holder(SECRETARY), year.tick()
        (duty,) = urge.urge(session, year.case_id, {("issued", "")}, actor=actor, now=now)
    assert (duty.refusal, duty.tasks, [*duty.posts]) == (None, [], [f"{LEADER}/head"])
    set_clock(database, year.now)
    return year


def test_whom_the_duty_will_come_to_is_told_who_pressed_and_led_to_the_case(
    app: Flask, urged: Year
) -> None:
    client = sign_in(app, HEAD)
    page = client.get("/notices")
    assert TOLD in page.text
    assert "Thông báo: 1 mới" in page.text
    assert "Thư ký Khối" in page.text
    key = page.text.partition('name="key" value="urged/')[2].partition('"')[0]
    answer = send(client, "/notices/read", {"key": f"urged/{key}"}, at="/notices")
    assert answer.headers["Location"] == f"/cases/{urged.case_id}"
    assert "Thông báo: 1 mới" not in client.get("/notices").text
    for login in ("so-khcn.secretary", OTHER):
        assert TOLD not in sign_in(app, login).get("/notices").text


def test_the_notice_ends_when_the_duty_is_done(app: Flask, urged: Year) -> None:
    for unit in UNITS:
        urged.do("unit_comment", AGREED, key=unit)
    assert TOLD in sign_in(app, HEAD).get("/notices").text
    hand_in(urged, "revise", revised(SCHOOL), "plan")
    hand_in(urged, "issue_plan", {"verdict": "issue"})
    assert TOLD not in sign_in(app, HEAD).get("/notices").text
