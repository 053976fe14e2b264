"""Work that came back says so in the list and on its page: by whom and why."""

import re

from flask import Flask

from tests.processes.case_pages import app, page, task_of
from tests.worlds.year import RADIO, SCHOOL, Year

__all__ = ["app"]
TAG = '<span class="tag tag-back">Bị trả lại</span>'
WHY = "Tiêu chí 1.2 chưa khớp báo cáo."


def returned(app: Flask, who: str) -> tuple[int, int, int]:
    """Tell how many rows are marked, how many the list counts, and how many it narrows to."""
    _status, listed = page(app, who, "/tasks")
    _status, those = page(app, who, "/tasks?scope=back")
    (counted,) = re.findall(r"Bị trả lại \((\d+)\)", listed)
    return listed.count(TAG), int(counted), those.count("data-row")


def test_work_that_came_back_says_by_whom_and_why_in_the_list_and_on_its_page(
    app: Flask, committed: Year
) -> None:
    year, officer = committed, f"{SCHOOL}/officer"
    year.open("evaluation")
    assert returned(app, officer) == (0, 0, 0)
    year.do("score", key=SCHOOL)
    year.do("approve", {"verdict": "return", "comment": WHY}, key=SCHOOL)
    assert returned(app, officer) == (1, 1, 1)
    _status, listed = page(app, officer, "/tasks?scope=back")
    assert f"Giám đốc Sở GD&amp;ĐT trả lại: “{WHY}”" in listed
    _status, shown = page(app, officer, task_of(year, "score", SCHOOL))
    said = shown.partition('id="sent-back"')[2].partition("</div>")[0]
    for words in ("Bị trả lại", "Giám đốc Sở GD&amp;ĐT", WHY):
        assert words in said
    assert returned(app, f"{RADIO}/officer") == (0, 0, 0)
    year.do("score", key=SCHOOL)
    nobody_did = "it comes up again to be approved; nobody sent it back"
    assert returned(app, f"{SCHOOL}/head") == (0, 0, 0), nobody_did
