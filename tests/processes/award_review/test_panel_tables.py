"""What a task shows above its form as a workbook: sheet, appraisal, ranking, candidates, votes."""

import io
from decimal import Decimal
from typing import Any

from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from tests.processes.case_pages import app, page, task_of
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
SECRETARY, HEAD = f"{LEADER}/secretary", f"{SCHOOL}/head"


def download(app: Flask, post: str, task: str, of: str) -> TestResponse:
    client = sign_in(app, post.partition("/")[2].replace("/", "."))
    return send(client, f"{task}/table?of={of}", {}, at="/tasks")


def table(app: Flask, post: str, task: str, of: str) -> list[list[Any]]:
    """Answer the rows of a panel's only table, from its headings on."""
    answer = download(app, post, task, of)
    assert answer.status_code == 200, answer.text[-2000:]
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    head = int("".join(filter(str.isdigit, str(sheet.print_title_rows).partition(":")[0])))
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head)]


def holder(year: Year, element: str, unit: str = "") -> str:
    return next(task.post_id for task in year.tasks(element) if unit in {"", task.key})


def test_what_the_evaluation_shows_is_a_workbook_for_who_is_shown_it(
    app: Flask, committed: Year
) -> None:
    committed.open("evaluation")
    committed.play("approve")
    approving = task_of(committed, "approve", SCHOOL)
    rows = table(app, HEAD, approving, "sheet")
    assert rows[0][:4] == ["TT", "Tiêu chí", "Tối đa", "Tự chấm"]
    assert rows[1][0] == "I"
    assert rows[-1][1] == "Tổng cộng"
    claimed = [row[3] for row in rows[1:-1] if row[0] and "." in row[0]]
    assert all(isinstance(points, int | float) for points in claimed)
    for post in (f"{SCHOOL}/officer", "bac-giang/so-tttt/head", "bac-giang/thanh-tra/auditor"):
        assert download(app, post, approving, "ranking").status_code == 404, post
    assert download(app, "bac-giang/so-tttt/head", approving, "sheet").status_code == 404
    committed.play("appraise")
    task = next(each for each in committed.tasks("appraise") if each.key == SCHOOL)
    rows = table(app, task.post_id, task_of(committed, "appraise", SCHOOL), "scores")
    assert rows[0][3:6] == ["Tự chấm", "Thẩm định lần 1", "Chênh lệch"]
    assert Decimal(str(rows[-1][3])) == sum(Decimal(str(points)) for points in claimed)
    committed.play("rank")
    rows = table(app, holder(committed, "rank"), task_of(committed, "rank"), "ranking")
    assert rows[0][0] == "Hạng"
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


def test_votes_are_a_workbook_for_who_writes_the_minutes(app: Flask, committed: Year) -> None:
    committed.through("award_review", "minutes")
    task, post = task_of(committed, "minutes"), holder(committed, "minutes")
    rows = table(app, post, task, "tallies")
    assert rows[0] == [
        "Vòng", "Hình thức khen thưởng", "Đơn vị", "Số phiếu đồng ý", "Trên tổng số", "Kết quả"
    ]  # fmt: skip
    assert all(row[0] >= 1 and row[3] <= row[4] for row in rows[1:])
    assert len(rows) > 1
    others = ("so-gddt/officer", "so-noi-vu/head", "thanh-tra/auditor", "quan-tri/administrator")
    for other in others:
        shown = "Kết quả biểu quyết" in page(app, f"bac-giang/{other}", task)[1]
        status = download(app, f"bac-giang/{other}", task, "tallies").status_code
        assert status == (200 if shown else 404), other
