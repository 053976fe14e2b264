"""What the pages of a pledge show to each: the text, the targets, and no scores."""

import pytest
from flask import Flask

from tests.processes.board_states import board_states
from tests.processes.case_pages import app, page, task_of
from tests.processes.pledge.conftest import FOR_2025, RETURN, TARGETS, TEXT, signed
from tests.worlds.clocks import over
from tests.worlds.databases import Database
from tests.worlds.processes.scoreless import OF_SCORES
from tests.worlds.year import LEADER, PRESS, SCHOOL, UNITS, Year

__all__ = ["app"]
LEVEL = "95 %"
MEMBERS = [f"{PRESS}/officer", f"{LEADER}/secretary", f"{LEADER}/head"]


@pytest.fixture
def opened(committed: Year) -> Year:
    """Answer a year, each act of it committed, in which next year's pledge is drafted."""
    committed.open("pledge", opening=FOR_2025)
    return committed


@pytest.fixture
def asked(opened: Year) -> Year:
    """Answer a year in which every unit was sent the pledge."""
    opened.do("draft_pledge", TEXT)
    opened.do("approve_text", {"verdict": "approve"})
    return opened


def test_the_text_is_the_leading_units_until_it_is_sent(app: Flask, opened: Year) -> None:
    opened.do("draft_pledge", TEXT)
    draft = task_of(opened, "draft_pledge")
    assert [page(app, post, draft)[0] for post in MEMBERS] == [404, 200, 200]
    opened.do("approve_text", {"verdict": "approve"})
    assert [page(app, post, draft)[0] for post in MEMBERS] == [200, 200, 200]


def test_a_head_sees_the_text_and_the_targets_that_are_signed(app: Flask, asked: Year) -> None:
    asked.do("targets", TARGETS, key=SCHOOL)
    _, shown = page(app, f"{SCHOOL}/head", task_of(asked, "sign", SCHOOL))
    assert TEXT["text"] in shown
    assert LEVEL in shown


def test_an_officer_sees_why_and_what_they_had_written(app: Flask, asked: Year) -> None:
    asked.do("targets", TARGETS, key=SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(asked, "targets", SCHOOL))
    assert shown.count(RETURN["reason"]) == 1
    assert f'value="{LEVEL}"' in shown


def test_targets_are_a_units_own_then_the_organisers_then_the_blocs(
    app: Flask, asked: Year
) -> None:
    asked.do("targets", TARGETS, key=SCHOOL)
    targets = task_of(asked, "targets", SCHOOL)
    assert [page(app, post, targets)[0] for post in MEMBERS] == [404, 404, 404]
    asked.do("sign", {"verdict": "sign"}, key=SCHOOL)
    assert [page(app, post, targets)[0] for post in MEMBERS] == [404, 200, 200]
    signed(asked, *(unit for unit in UNITS if unit != SCHOOL))
    asked.do("publish", {"note": ""})
    assert [page(app, post, targets)[0] for post in MEMBERS] == [200, 200, 200]


def test_who_publishes_sees_what_every_unit_signed(app: Flask, asked: Year) -> None:
    signed(asked, *UNITS)
    _, shown = page(app, f"{LEADER}/head", task_of(asked, "publish"))
    assert shown.count(LEVEL) == len(UNITS)


def test_the_board_tells_who_has_signed_who_is_late_and_who_never_did(
    app: Flask, asked: Year, database: Database
) -> None:
    signed(asked, SCHOOL)
    asked.fire_due(over("2024-11-29"))
    asked.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    signed(asked, PRESS)
    leader = f"{LEADER}/head"
    found = board_states(app, database, leader, at=asked.now)
    assert (found["Sở GD&ĐT"], found["Sở TT&TT"]) == ("Xong", "Xong, trễ 1 ngày")
    assert found["Đài PT&TH"] == "Quá hạn 1 ngày"
    asked.fire_due(over("2024-12-06"))
    asked.do("late", {"verdict": "close", "reason": "Đài PT&TH không ký."})
    assert board_states(app, database, leader, at=asked.now)["Đài PT&TH"] == "Thiếu"


def test_history_names_no_step_that_the_list_of_steps_keeps_silent_about(
    app: Flask, asked: Year
) -> None:
    signed(asked, SCHOOL)
    asked.fire_due(over("2024-11-29"))
    asked.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    way, named = f"/cases/{asked.case_id}?tab=history", "Xử lý đơn vị chưa ký"
    told = page(app, f"{SCHOOL}/officer", way)[1]
    assert named not in told
    assert "không kể các bước chỉ làm khi cần mà không mở cho bạn" in told
    for number in ("sự kiện trong chuỗi", "Lịch sử ("):
        assert number not in told, "it would tell that there was one more"
    leaders = page(app, f"{LEADER}/head", way)[1]
    assert named in leaders
    assert "không kể các bước" not in leaders


def test_no_page_of_a_pledge_speaks_of_scores_or_awards(app: Flask, asked: Year) -> None:
    signed(asked, *UNITS)
    tabs = ("overview", "documents", "history", "discussion")
    pages = [f"/cases/{asked.case_id}?tab={tab}" for tab in tabs]
    pages += [task_of(asked, "publish"), task_of(asked, "targets", PRESS)]
    for post in (f"{LEADER}/head", f"{PRESS}/officer", "bac-giang/thanh-tra/auditor"):
        for address in pages:
            assert not OF_SCORES.search(page(app, post, address)[1]), address
    for tab in ("scores", "awards"):
        assert page(app, f"{LEADER}/head", f"/cases/{asked.case_id}?tab={tab}")[0] == 404
