"""A revocation on paper: proposed and decided among the province's bodies, then told to all."""

import pytest
from flask import Flask

from tests.processes.case_pages import app
from tests.processes.printed import printed
from tests.processes.revocation.awarded import OFFICER, Awarded, award
from tests.worlds.year import LEADER, Year

__all__ = ["app"]
SECRETARY = f"{LEADER}/secretary"


@pytest.fixture
def looked_into(committed: Year) -> Awarded:
    """Answer a year in which the revocation of a unit's awards was proposed and signed."""
    with committed.begin() as session:
        made = award(committed, session)
    made.proposed()
    return made


def test_a_revocation_is_printed_for_the_provinces_bodies(
    app: Flask, looked_into: Awarded, elsewhere: str
) -> None:
    where = f"/cases/{looked_into.year.case_id}/printouts"
    told = printed(app, OFFICER, f"{where}/proposal.pdf")
    assert "Xem xét hủy bỏ khen thưởng: " in told
    assert "Số liệu không có căn cứ." in told
    assert "Số liệu theo thống kê." in told
    first = looked_into.nominees[0]
    decision = f"{where}/decision.pdf?key={first}"
    assert printed(app, OFFICER, decision) == "404"
    looked_into.year.do("decide", {"verdict": "revoke"}, key=first)
    assert "Điều 1. Hủy bỏ" in printed(app, OFFICER, decision)
    for paper in (f"{where}/proposal.pdf", decision):
        for post in (SECRETARY, elsewhere):
            assert printed(app, post, paper) == "404", (paper, post)


def test_a_revocation_is_told_on_paper_once_it_is_announced(app: Flask, committed: Year) -> None:
    with committed.begin() as session:
        made = award(committed, session)
    made.revoked()
    notice = f"/cases/{committed.case_id}/printouts/revocation_notice.pdf"
    assert printed(app, OFFICER, notice) == "404"
    committed.do("announce", {"text": "Hủy bỏ, đã thu hồi."})
    told = printed(app, OFFICER, notice)
    assert "THÔNG BÁO Hủy bỏ khen thưởng: " in told
    assert "Hủy bỏ, đã thu hồi." in told
    decided = f"/cases/{committed.case_id}/printouts/decision.pdf?key={made.nominees[0]}"
    told = printed(app, OFFICER, decided)
    assert "Số: 77/QĐ-UBND" in told
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẮC GIANG" in told
