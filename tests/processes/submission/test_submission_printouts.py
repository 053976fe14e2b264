"""A dossier on paper: proposed by the bloc, put by Home Affairs, decided by the Chairman."""

import re
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import text

from server.processes.submission.tables import nominees
from server.processes.submission.tables.nominees import NomineeRow
from tests.processes.case_pages import app, page
from tests.processes.printed import printed, taken
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
OFFICER, SECRETARY = f"{SCHOOL}/officer", f"{LEADER}/secretary"
HOME_AFFAIRS, CHAIRMAN = "bac-giang/so-noi-vu/officer", "bac-giang/ubnd-tinh/chairman"


@pytest.fixture
def submitting(committed: Year) -> Year:
    """Answer a year whose dossier was opened."""
    committed.answers |= {"vote": vote_for_the_quota, "council_vote": pass_all}
    return committed.through("submission", "dossier")


def nominees_of(year: Year) -> list[NomineeRow]:
    with year.begin() as session:
        return nominees.nominees(session, year.case_id)


def test_the_proposal_is_the_organisers_until_it_is_signed(
    app: Flask, submitting: Year, elsewhere: str
) -> None:
    paper = f"/cases/{submitting.case_id}/printouts/submission.pdf"
    told = printed(app, SECRETARY, paper)
    assert "TỜ TRÌNH" in told
    assert "DỰ THẢO" in told.upper()
    assert "Điểm Tỷ lệ phiếu" in told
    assert "Báo cáo thành tích của" in told
    for post in (OFFICER, HOME_AFFAIRS, elsewhere):
        assert printed(app, post, paper) == "404", post
    submitting.play("check")
    assert "/TTr-KTĐVHXH1" in printed(app, HOME_AFFAIRS, paper)


def test_two_papers_of_one_name_are_two_files(app: Flask, submitting: Year) -> None:
    """The bloc's proposal and the Department's own are both called Tờ trình."""
    paper = f"/cases/{submitting.case_id}/printouts/submission.pdf"
    named = unquote(taken(app, SECRETARY, paper).headers["Content-Disposition"])
    called = r"Tờ trình 2024 Khối thi đua [^/]+ Đề nghị khen thưởng[^/]*\.pdf"
    assert re.search(called, named), named


def test_a_nominees_report_begins_with_what_the_case_knows(
    app: Flask, submitting: Year, elsewhere: str
) -> None:
    where = f"/cases/{submitting.case_id}/printouts/achievements.pdf"
    for nominee in nominees_of(submitting):
        told = printed(app, OFFICER, f"{where}?key={nominee.id}")
        assert "BÁO CÁO THÀNH TÍCH" in told
        assert "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG" in told
        assert "%." in told
        for post in (HOME_AFFAIRS, elsewhere):
            assert printed(app, post, f"{where}?key={nominee.id}") == "404", post
    assert printed(app, OFFICER, f"{where}?key=nobody") == "404"


def test_the_provinces_papers_stay_with_its_bodies(
    app: Flask, submitting: Year, elsewhere: str
) -> None:
    submitting.play("decide")
    where = f"/cases/{submitting.case_id}/printouts"
    assert "SỞ NỘI VỤ" in printed(app, HOME_AFFAIRS, f"{where}/home_affairs_submission.pdf")
    council = printed(app, HOME_AFFAIRS, f"{where}/council_minutes.pdf")
    for row in nominees_of(submitting):
        assert f"{row.council_yes} {row.council_base}" in council
    first = nominees_of(submitting)[0].id
    decision = f"{where}/decision.pdf?key={first}"
    assert printed(app, HOME_AFFAIRS, decision) == "404"
    submitting.do("decide", {"verdict": "approve"}, key=first)
    told = printed(app, HOME_AFFAIRS, decision)
    assert "Điều 1. Tặng" in told
    assert "Tiền thưởng kèm theo là …… đồng" in told
    for paper in (
        "home_affairs_submission.pdf",
        "council_minutes.pdf",
        f"decision.pdf?key={first}",
    ):
        for post in (SECRETARY, OFFICER, elsewhere):
            assert printed(app, post, f"{where}/{paper}") == "404", (paper, post)


def test_a_refusal_is_told_on_paper_with_its_reason(app: Flask, submitting: Year) -> None:
    submitting.play("decide")
    refused = nominees_of(submitting)[0].id
    submitting.do("decide", {"verdict": "refuse", "reason": "Chưa đủ thời gian."}, key=refused)
    notice = f"/cases/{submitting.case_id}/printouts/refusal_notice.pdf?key={refused}"
    assert printed(app, HOME_AFFAIRS, notice) == "404"
    numbered = {"number": "9/TB-SNV", "date": "2024-11-04"}
    reason = {"reason": "Chưa đủ thời gian công tác."}
    submitting.do("notify_refusal", reason | numbered, key=refused)
    told = printed(app, HOME_AFFAIRS, notice)
    assert "THÔNG BÁO" in told
    assert "Không khen thưởng năm 2024" in told
    assert "Chưa đủ thời gian công tác." in told


def test_printouts_of_one_name_are_told_apart_by_their_subjects(
    app: Flask, submitting: Year
) -> None:
    submitting.play("decide")
    _, shown = page(app, HOME_AFFAIRS, f"/cases/{submitting.case_id}?tab=printouts")
    rows = re.findall(r"<tr>.*?</tr>", shown, re.DOTALL)
    first, second = (row for row in rows if ">Tờ trình<" in row)
    assert "Đề nghị khen thưởng năm 2024 của" in first
    assert "Xét khen thưởng năm 2024 đối với các đơn vị của" in second
    assert all("Họp xét khen thưởng" not in row for row in rows)


def test_the_list_tells_when_the_newest_of_what_is_printed_was_handed_in(
    app: Flask, submitting: Year
) -> None:
    address = f"/cases/{submitting.case_id}?tab=printouts"
    _, before = page(app, SECRETARY, address)
    submitting.play("check")
    _, after = page(app, SECRETARY, address)
    told = [re.search(r'class="nowrap">(\d[^<]+)<', each) for each in (before, after)]
    assert None not in told
    assert len({each[1] for each in told if each}) == 2


def test_who_took_a_printout_is_told_with_what_it_is_called(app: Flask, submitting: Year) -> None:
    assert "TỜ TRÌNH" in printed(
        app, SECRETARY, f"/cases/{submitting.case_id}/printouts/submission.pdf"
    )
    with submitting.begin() as session:
        taken_out = session.execute(text("SELECT id FROM event WHERE kind = 'printout.exported'"))
        event = taken_out.scalar_one()
    _, shown = page(app, "bac-giang/thanh-tra/auditor", f"/audit?open={event}")
    said = re.findall(r"<dt>([^<]+)</dt>\s*<dd[^>]*>\s*([^<]+?)\s*<", shown)
    assert ("Bản in", "Tờ trình") in said, said
