"""The plan on paper: laid out from its records as a draft, and again with its number and day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from server.domain.cases import sight
from server.domain.manifest import Circle, Manifest, PrintoutEntry
from server.web.cases.case_access import Sight
from tests.domain import bloc_years
from tests.processes.case_pages import app, page
from tests.processes.plan.handing_in import OPENING, hand_in, revised
from tests.processes.plan.test_plan import AGREED, DRAFTED, HEAD, ISSUED, SECRETARY
from tests.processes.printed import printed
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import SCHOOL, Year

__all__ = ["app"]
OfTask = Callable[[Manifest, str], Circle]
REPLACED = """
[[legal_bases]]
id = "nd-cu"
symbol = "98/2023/NĐ-CP"
until = 2024-11-07
name = "Nghị định cũ"

[[legal_bases]]
id = "nd-moi"
symbol = "152/2025/NĐ-CP"
in_force = 2024-11-08
name = "Nghị định mới"
"""
"""One decree takes the place of another a few days after the case is opened."""


@pytest.fixture
def revised_plan(committed: Year) -> str:
    """Answer where the case is of a plan that waits to be issued."""
    case = committed.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(committed, "draft_plan", DRAFTED, "draft")
    for task in committed.tasks():
        committed.complete(task, AGREED)
    hand_in(committed, "revise", revised(SCHOOL, "bac-giang/so-noi-vu"), "plan")
    return f"/cases/{case}"


def test_a_plan_that_is_not_issued_is_a_draft_without_number(app: Flask, revised_plan: str) -> None:
    status, shown = page(app, SECRETARY, f"{revised_plan}?tab=printouts")
    assert (status, "/printouts/plan.pdf" in shown) == (200, True)
    status, shown = page(app, SECRETARY, f"{revised_plan}/printouts/plan")
    assert (status, "Dự thảo" in shown) == (200, True)
    told = printed(app, SECRETARY, f"{revised_plan}/printouts/plan.pdf")
    assert "KẾ HOẠCH Hoạt động năm 2024" in told
    assert "Hai đợt thi đua và đợt cao điểm." in told
    assert "/KH-KTĐVHXH1" in told
    assert "01/KH-KTĐVHXH1" not in told
    assert "DỰ THẢO" in told.upper()


def test_an_issued_plan_bears_its_number_and_day(
    app: Flask, committed: Year, revised_plan: str
) -> None:
    hand_in(committed, "issue_plan", ISSUED, "issued")
    told = printed(app, SECRETARY, f"{revised_plan}/printouts/plan.pdf")
    assert "Số: 01/KH-KTĐVHXH1" in told
    assert "Bắc Giang, ngày 04 tháng 11 năm 2024" in told
    assert "Căn cứ Chỉ thị số 34-CT/TW ngày 07 tháng 4 năm 2014 của Bộ Chính trị" in told
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in told
    assert "Đợt thứ nhất 01/01/2024 30/06/2024" in told
    assert "TRƯỞNG KHỐI GIÁM ĐỐC SỞ KH&CN" in told
    assert "- Sở Giáo dục và Đào tạo; - Sở Nội vụ;" in told
    assert "DỰ THẢO" not in told.upper()


def test_a_number_that_may_not_be_seen_is_not_printed(
    app: Flask, committed: Year, revised_plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(committed, "issue_plan", ISSUED, "issued")
    monkeypatch.setattr(Sight, "document", lambda *_of, **_what: False)
    assert "01/KH" not in printed(app, SECRETARY, f"{revised_plan}/printouts/plan.pdf")


def test_what_was_typed_at_the_opening_is_printed_for_who_sees_it(
    app: Flask, revised_plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrintoutEntry, "opening_fields", lambda _entry: {"opening.issue_by"})
    address = f"{revised_plan}/printouts/plan.pdf"
    assert "KẾ HOẠCH" in printed(app, SECRETARY, address)
    monkeypatch.setattr(sight, "of_task", closed_opening(sight.of_task))
    assert printed(app, SECRETARY, address) == "404"


def closed_opening(of_task: OfTask) -> OfTask:
    """Close the circle of the opening form alone."""
    return lambda manifest, element: () if element == "opening" else of_task(manifest, element)


def test_who_does_not_see_the_plan_has_no_printout_of_it(
    app: Flask, committed: Year, revised_plan: str
) -> None:
    for login, there in (("so-gddt.officer", 404), ("so-khcn.head", 200)):
        client = sign_in(app, login)
        assert client.get(f"{revised_plan}/printouts/plan").status_code == there, login
        for form in ("pdf", "docx"):
            answer = send(client, f"{revised_plan}/printouts/plan.{form}", {})
            assert answer.status_code == there, (login, form)
    hand_in(committed, "issue_plan", ISSUED, "issued")
    assert page(app, f"{SCHOOL}/officer", f"{revised_plan}/printouts/plan")[0] == 200
    assert page(app, HEAD, f"{revised_plan}/printouts/nothing")[0] == 404
    assert page(app, HEAD, f"{revised_plan}/printouts/plan?key={SCHOOL}")[0] == 404


def test_a_plan_cites_what_is_in_force_on_its_own_day(app: Flask, committed: Year) -> None:
    committed.imported(f"{bloc_years.PLAN}\n{REPLACED}")
    case = committed.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(committed, "draft_plan", DRAFTED, "draft")
    for task in committed.tasks():
        committed.complete(task, AGREED)
    committed.now += timedelta(days=7)
    hand_in(committed, "revise", revised(SCHOOL, "bac-giang/so-noi-vu"), "plan")
    hand_in(committed, "issue_plan", ISSUED, "issued")
    told = printed(app, SECRETARY, f"/cases/{case}/printouts/plan.pdf")
    assert "Căn cứ Nghị định mới" in told
    assert "Căn cứ Nghị định cũ" not in told
