"""What the pages of a report show to each: what is signed, what was returned, and no scores."""

import pytest
from flask import Flask

from tests.processes.board_states import board_states
from tests.processes.case_pages import app, page, task_of
from tests.processes.report.conftest import AD_HOC, DRAFT, HOME_AFFAIRS, RETURN, drafted, sent
from tests.worlds.clocks import over, set_clock
from tests.worlds.databases import Database
from tests.worlds.processes.scoreless import OF_SCORES
from tests.worlds.web.attaching import attach
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import BEGINS, LEADER, PLAN, PRESS, RADIO, SCHOOL, Year

__all__ = ["app"]
FILE = "report.pdf"
EMPTY = {"summary": "", "shortcomings": "", "_key": "k"}
READERS = [
    f"{SCHOOL}/officer",
    f"{SCHOOL}/head",
    f"{LEADER}/secretary",
    f"{LEADER}/appraiser",
    f"{HOME_AFFAIRS}/officer",
    f"{PRESS}/head",
    f"{RADIO}/officer",
]


@pytest.fixture
def asked(committed: Year) -> Year:
    """Answer a year, each act of it committed, in which two units were asked for a report."""
    committed.open("report", opening=AD_HOC)
    return committed


def test_before_it_is_opened_only_the_officers_of_the_chosen_units_are_named(
    app: Flask, database: Database
) -> None:
    set_clock(database, BEGINS)
    client = sign_in(app, "so-khcn.secretary")
    address = f"/cases/open?bloc_year={PLAN}&kind=report"
    typed = {**AD_HOC, "last_day": "29/11/2024"}
    checked = send(client, address, typed, at=address).text
    assert "Cán bộ TĐKT – Sở GD&amp;ĐT; Cán bộ TĐKT – Sở TT&amp;TT" in " ".join(checked.split())
    assert "Cán bộ TĐKT – Ban Dân tộc" not in checked


def test_the_head_sees_the_file_that_stayed_when_the_report_was_mended(
    app: Flask, asked: Year
) -> None:
    drafted(asked, SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    asked.do("write_report", {**DRAFT, "summary": "Đã sửa mục 2."}, key=SCHOOL)
    _, shown = page(app, f"{SCHOOL}/head", task_of(asked, "sign", SCHOOL))
    assert "Đã sửa mục 2." in shown
    assert shown.count(FILE) == 1


def test_a_signed_report_is_seen_by_who_receives_it_and_by_no_other_unit(
    app: Flask, asked: Year
) -> None:
    drafted(asked, SCHOOL)
    written = task_of(asked, "write_report", SCHOOL)
    reads = {post: page(app, post, written)[0] for post in READERS}
    assert [post for post, status in reads.items() if status == 200] == READERS[:2]
    sent(drafted_again(asked), SCHOOL)
    written = task_of(asked, "write_report", SCHOOL)
    reads = {post: page(app, post, written)[0] for post in READERS}
    assert [post for post, status in reads.items() if status == 404] == READERS[-2:]


def drafted_again(year: Year) -> Year:
    year.do("sign", RETURN, key=SCHOOL)
    return year


def test_what_is_mended_after_a_return_is_the_units_own_until_it_is_signed_again(
    app: Flask, asked: Year
) -> None:
    sent(asked, SCHOOL).do("affairs_accept", RETURN, key=SCHOOL)
    drafted(asked, SCHOOL)
    mended = task_of(asked, "write_report", SCHOOL)
    assert [page(app, post, mended)[0] for post in READERS] == [200, 200, 404, 404, 404, 404, 404]


def test_history_keeps_a_units_own_corrections_to_itself(app: Flask, asked: Year) -> None:
    sent(drafted_again(drafted(asked, SCHOOL)), SCHOOL)
    history = f"/cases/{asked.case_id}?tab=history"
    assert RETURN["reason"] in page(app, f"{SCHOOL}/officer", history)[1]
    for post in (f"{HOME_AFFAIRS}/officer", f"{LEADER}/head", f"{PRESS}/head"):
        assert RETURN["reason"] not in page(app, post, history)[1]


def test_who_receives_it_sees_its_number_and_file_and_the_unit_why_it_came_back(
    app: Flask, asked: Year
) -> None:
    sent(asked, SCHOOL)
    receipt = task_of(asked, "affairs_accept", SCHOOL)
    _, shown = page(app, f"{HOME_AFFAIRS}/officer", receipt)
    assert "12/BC-SGDĐT" in shown
    assert DRAFT["summary"] in shown
    assert FILE in shown
    asked.do("affairs_accept", RETURN, key=SCHOOL)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(asked, "write_report", SCHOOL))
    assert shown.count(RETURN["reason"]) == 1
    assert DRAFT["summary"] in shown


def test_the_board_tells_leader_and_home_affairs_who_reported_in_time(
    app: Flask, asked: Year, database: Database
) -> None:
    sent(asked, SCHOOL).do("leader_accept", RETURN, key=SCHOOL)
    asked.fire_due(over("2024-11-29"))
    for post in (f"{LEADER}/secretary", f"{HOME_AFFAIRS}/officer"):
        found = board_states(app, database, post, at=asked.now)
        assert found["Sở GD&ĐT"] == "Xong"
        assert found["Sở TT&TT"] == "Quá hạn 1 ngày"


def test_the_case_itself_tells_who_was_late_and_by_how_many_working_days(
    app: Flask, asked: Year, database: Database
) -> None:
    sent(asked, SCHOOL)
    asked.fire_due(over("2024-11-29"))
    set_clock(database, over("2024-12-03"))
    where = f"/cases/{asked.case_id}?tab=duties"
    _, shown = page(app, f"{LEADER}/secretary", where)
    late, _, in_time = shown.partition("Sở GD&amp;ĐT")
    assert "Sở TT&amp;TT" in late
    assert "Quá hạn 3 ngày" in late
    assert "29/11/2024" in late
    assert "Xong" in in_time
    _, own = page(app, f"{PRESS}/head", where)
    assert "Quá hạn 3 ngày" in own
    assert "Sở GD&amp;ĐT" not in own, "another unit's record is closed to it"


REWARDED = "được khen thưởng"
"""What a report itself is asked for: how many its unit rewarded."""


def test_no_page_of_a_report_speaks_of_scores_or_awards(app: Flask, asked: Year) -> None:
    sent(asked, SCHOOL)
    tabs = ("overview", "duties", "documents", "history", "discussion")
    pages_of = [f"/cases/{asked.case_id}?tab={tab}" for tab in tabs]
    pages_of += [task_of(asked, "leader_accept", SCHOOL), task_of(asked, "write_report", PRESS)]
    for post in (f"{LEADER}/appraiser", f"{PRESS}/officer", "bac-giang/thanh-tra/auditor"):
        for address in pages_of:
            shown = page(app, post, address)[1].replace(REWARDED, "")
            assert not OF_SCORES.search(shown), address
    for tab in ("scores", "awards"):
        address = f"/cases/{asked.case_id}?tab={tab}"
        assert page(app, f"{LEADER}/head", address)[0] == 404


def test_a_missing_file_is_named_with_all_other_mistakes(app: Flask, asked: Year) -> None:
    way = task_of(asked, "write_report", SCHOOL)
    officer = sign_in(app, "so-gddt.officer")
    answer = send(officer, f"{way}/complete", {**EMPTY, "shortcomings": "a" * 6001}, at=way)
    assert answer.status_code == 422
    for field in ("summary", "shortcomings", "file.report."):
        assert f'href="#f-{field}"' in answer.text, field
    attach(asked, asked.task("write_report", PRESS), "report")
    way = task_of(asked, "write_report", PRESS)
    answer = send(sign_in(app, "so-tttt.officer"), f"{way}/complete", EMPTY, at=way)
    assert 'href="#f-summary"' in answer.text
    assert 'href="#f-file.report."' not in answer.text


def test_a_return_that_is_not_told_does_not_read_as_signed(app: Flask, asked: Year) -> None:
    drafted(asked, SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    untold = "(kết quả không mở cho bạn)"
    for tab in ("overview", "history"):
        way = f"/cases/{asked.case_id}?tab={tab}"
        shown = sign_in(app, "so-khcn.secretary").get(way).text
        assert untold in shown
        assert "Trả lại" not in shown
        told = sign_in(app, "so-gddt.officer").get(way).text
        assert untold not in told
        assert "Trả lại" in told


def test_what_was_done_leads_to_its_record_for_who_may_open_it(app: Flask, asked: Year) -> None:
    drafted(asked, SCHOOL)
    way = task_of(asked, "write_report", SCHOOL)
    history = f"/cases/{asked.case_id}?tab=history"
    assert f'href="{way}"' in sign_in(app, "so-gddt.officer").get(history).text
    assert way not in sign_in(app, "so-khcn.secretary").get(history).text


def test_the_history_beside_a_task_says_how_each_step_came_out(app: Flask, asked: Year) -> None:
    drafted(asked, SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    way = f"{task_of(asked, 'write_report', SCHOOL)}?tab=history"
    shown = sign_in(app, "so-gddt.officer").get(way).text
    assert '<span class="tag">Trả lại' in shown


def test_a_unit_sees_the_number_of_its_own_report_among_the_documents(
    app: Flask, asked: Year
) -> None:
    sent(asked, SCHOOL)
    number = "/BC-SGDĐT"
    for post in (f"{SCHOOL}/head", f"{SCHOOL}/officer"):
        _, shown = page(app, post, f"/cases/{asked.case_id}?tab=documents")
        assert number in shown, post
    _, shown = page(app, f"{PRESS}/head", f"/cases/{asked.case_id}?tab=documents")
    assert number not in shown
