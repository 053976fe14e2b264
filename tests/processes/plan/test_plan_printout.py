"""The plan on paper: laid out from its records as a draft, and again with its number and day."""

import pypdfium2
import pytest
from flask import Flask

from tests.processes.case_pages import app, page
from tests.processes.plan.handing_in import OPENING, hand_in, revised
from tests.processes.plan.test_plan import AGREED, DRAFTED, HEAD, ISSUED, SECRETARY
from tests.worlds.web.pages import sign_in
from tests.worlds.year import SCHOOL, Year

__all__ = ["app"]


@pytest.fixture
def revised_plan(committed: Year) -> str:
    """Answer where the printouts are of a plan that waits to be issued."""
    case = committed.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(committed, "draft_plan", DRAFTED, "draft")
    for task in committed.tasks():
        committed.complete(task, AGREED)
    hand_in(committed, "revise", revised(SCHOOL, "bac-giang/so-noi-vu"), "plan")
    return f"/cases/{case}"


def text_of(app: Flask, post: str, address: str) -> str:
    """Answer what stands on a PDF, its lines joined."""
    answer = sign_in(app, post.partition("/")[2].replace("/", ".")).get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(answer.data)
    told = [each.get_textpage().get_text_bounded() for each in document]
    return " ".join(" ".join(told).split())


def test_a_plan_that_is_not_issued_is_a_draft_without_number(app: Flask, revised_plan: str) -> None:
    status, shown = page(app, SECRETARY, f"{revised_plan}?tab=printouts")
    assert (status, "/printouts/plan.pdf" in shown) == (200, True)
    status, shown = page(app, SECRETARY, f"{revised_plan}/printouts/plan")
    assert (status, "Dự thảo" in shown) == (200, True)
    told = text_of(app, SECRETARY, f"{revised_plan}/printouts/plan.pdf")
    assert "KẾ HOẠCH" in told
    assert "Hai đợt thi đua và đợt cao điểm." in told
    assert "KH-KTĐVHXH1" in told
    assert "DỰ THẢO" in told.upper()


def test_an_issued_plan_bears_its_number_and_day(
    app: Flask, committed: Year, revised_plan: str
) -> None:
    hand_in(committed, "issue_plan", ISSUED, "issued")
    told = text_of(app, SECRETARY, f"{revised_plan}/printouts/plan.pdf")
    assert "01/KH-KTĐVHXH1" in told
    assert "Đợt thứ nhất" in told
    assert "TRƯỞNG KHỐI" in told
    assert "Sở Giáo dục và Đào tạo;" in told


def test_who_does_not_see_the_plan_has_no_printout_of_it(
    app: Flask, committed: Year, revised_plan: str
) -> None:
    for post, there in ((f"{SCHOOL}/officer", 404), (HEAD, 200)):
        for form in ("plan", "plan.pdf", "plan.docx"):
            login = post.partition("/")[2].replace("/", ".")
            answer = sign_in(app, login).get(f"{revised_plan}/printouts/{form}")
            assert answer.status_code == there, (post, form)
    hand_in(committed, "issue_plan", ISSUED, "issued")
    assert page(app, f"{SCHOOL}/officer", f"{revised_plan}/printouts/plan")[0] == 200
    assert page(app, HEAD, f"{revised_plan}/printouts/nothing")[0] == 404
    assert page(app, HEAD, f"{revised_plan}/printouts/plan?key={SCHOOL}")[0] == 404
