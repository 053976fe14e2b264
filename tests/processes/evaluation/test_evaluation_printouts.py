"""The evaluation on paper: a unit's sheets are its own first, the ranking is the organiser's."""

from collections.abc import Callable

import pytest
from flask import Flask

from server.forms.readings import number_text
from server.processes.evaluation.tables import scores
from tests.processes.case_pages import app, page
from tests.processes.printed import printed
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

__all__ = ["app"]
OFFICER, OTHERS, SECRETARY = f"{SCHOOL}/officer", f"{PRESS}/officer", f"{LEADER}/secretary"
UNSETTLED = "Điểm thẩm định (chưa chốt)"
Paper = Callable[[str, str], str]


@pytest.fixture
def paper(app: Flask, committed: Year) -> Paper:
    """Answer how somebody reads a printout of the year's evaluation, after its first sheet."""
    case = committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    return lambda post, address: printed(app, post, f"/cases/{case}/printouts/{address}")


def test_a_self_score_is_printed_for_its_own_unit(
    paper: Paper, committed: Year, elsewhere: str
) -> None:
    told = paper(OFFICER, f"self_scores.pdf?key={SCHOOL}")
    assert "PHIẾU TỰ CHẤM ĐIỂM" in told
    assert "SỞ GIÁO DỤC VÀ ĐÀO TẠO" in told
    with committed.begin() as session:
        sheet = scores.sheets_of(session, committed.case_id)[SCHOOL]
    assert sheet.self_total is not None
    assert f"Tổng cộng 100 {number_text(sheet.self_total, 'vi')}" in told
    assert "NGƯỜI TỰ CHẤM" in told
    for post in (OTHERS, SECRETARY, elsewhere):
        assert paper(post, f"self_scores.pdf?key={SCHOOL}") == "404", post
    assert paper(OFFICER, f"appraised_sheet.pdf?key={SCHOOL}") == "404"
    assert paper(OFFICER, f"self_scores.pdf?key={PRESS}") == "404"


def test_the_ranking_is_printed_for_who_sees_it(
    app: Flask, paper: Paper, committed: Year, elsewhere: str
) -> None:
    committed.play("adopt")
    told = paper(SECRETARY, "collated_points.pdf")
    assert "BẢNG TỔNG HỢP ĐIỂM" in told
    with committed.begin() as session:
        sheets = scores.sheets_of(session, committed.case_id)
    for sheet in sheets.values():
        assert sheet.final_total is not None
        assert number_text(sheet.final_total, "vi") in told
    appraised = paper(OFFICER, f"appraised_sheet.pdf?key={SCHOOL}")
    assert "Thẩm định lần 2" in appraised
    for post in (OFFICER, elsewhere):
        assert paper(post, "collated_points.pdf") == "404", post
    committed.do("adopt")
    told = paper(OFFICER, "adoption.pdf")
    assert "BIÊN BẢN HỘI NGHỊ THÔNG QUA ĐIỂM" in told.upper()
    assert f"Có mặt {len(sheets)}/{len(sheets)} đơn vị" in told
    assert paper(OTHERS, "collated_points.pdf") != "404"
    assert paper(elsewhere, "adoption.pdf") == "404"
    _, shown = page(app, OFFICER, f"/cases/{committed.case_id}?tab=printouts")
    assert shown.count("adoption.pdf") == 1


@pytest.fixture
def explained(committed: Year) -> str:
    """Answer the address of a case in which a unit is asked to explain."""
    committed.open("evaluation")
    committed.play("appraise")
    task = committed.task("appraise", SCHOOL)
    value = committed.value(task)
    value["scores"]["c1-1"] = {"points": "1", "reason": "Không có minh chứng."}
    committed.complete(task, value)
    with committed.begin() as session:
        assert scores.sheets_of(session, committed.case_id)[SCHOOL].state == "explaining"
    return f"/cases/{committed.case_id}"


def test_points_that_a_unit_still_explains_are_not_called_final(
    app: Flask, committed: Year, explained: str
) -> None:
    _, shown = page(app, OFFICER, f"{explained}?tab=scores&unit={SCHOOL}")
    assert "<small>chưa chốt</small>" in shown
    assert f'<th scope="col" class="num">{UNSETTLED}</th>' in shown
    _, why = page(app, OFFICER, f"{explained}/results/{SCHOOL}")
    assert "Điểm này chưa chốt" in why
    committed.play("adopt")
    _, shown = page(app, OFFICER, f"{explained}?tab=scores&unit={SCHOOL}")
    assert "chưa chốt" not in shown
    assert shown.count('<th scope="col" class="num">Điểm cuối</th>') == 2


def test_the_paper_of_an_unsettled_sheet_is_a_draft(
    app: Flask, committed: Year, explained: str
) -> None:
    address = f"{explained}/printouts/appraised_sheet.pdf?key={SCHOOL}"
    told = printed(app, OFFICER, address)
    assert "DỰ THẢO" in told
    assert UNSETTLED in told
    committed.play("adopt")
    told = printed(app, OFFICER, address)
    assert "DỰ THẢO" not in told
    assert "Điểm cuối" in told
