"""Work that came back says so in the list and on its page: by whom and why."""

from flask import Flask

from tests.processes.case_pages import app, page, task_of
from tests.worlds.year import RADIO, SCHOOL, Year

__all__ = ["app"]
WHY = "Tiêu chí 1.2 chưa khớp báo cáo."


def test_work_that_came_back_says_by_whom_and_why_in_the_list_and_on_its_page(
    app: Flask, committed: Year
) -> None:
    year, officer = committed, f"{SCHOOL}/officer"
    year.open("evaluation")
    _status, before = page(app, officer, "/tasks")
    assert "Bị trả lại" not in before
    year.do("score", key=SCHOOL)
    year.do("approve", {"verdict": "return", "comment": WHY}, key=SCHOOL)
    _status, listed = page(app, officer, "/tasks")
    assert '<span class="tag tag-back">Bị trả lại</span>' in listed
    assert f"Giám đốc Sở GD&amp;ĐT trả lại: “{WHY}”" in listed
    _status, shown = page(app, officer, task_of(year, "score", SCHOOL))
    said = shown.partition('id="sent-back"')[2].partition("</div>")[0]
    assert "Bị trả lại" in said
    assert "Giám đốc Sở GD&amp;ĐT" in said
    assert WHY in said
    _status, other = page(app, f"{RADIO}/officer", "/tasks")
    assert "Bị trả lại" not in other
    year.do("score", key=SCHOOL)
    _status, approving = page(app, f"{SCHOOL}/head", "/tasks")
    assert "Bị trả lại" not in approving, "it comes up again to be approved; nobody sent it back"
