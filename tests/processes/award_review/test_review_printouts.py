"""A review on paper: its minutes, a count once it is agreed, and an open vote by name."""

import pytest
from flask import Flask

from server.actions.transaction import transactions
from server.processes.award_review.tables import case_votes
from tests.processes.case_pages import app, page
from tests.processes.printed import printed
from tests.worlds.databases import Database
from tests.worlds.votes import vote_for_the_quota
from tests.worlds.year import LEADER, SCHOOL, SECOND, Year

__all__ = ["app"]
OFFICER, SECRETARY = f"{SCHOOL}/officer", f"{LEADER}/secretary"
HOME_AFFAIRS = "bac-giang/so-noi-vu/officer"
ON_PAPER, BYSTANDER = "bac-giang/vp-ubnd/secretary", "bac-giang/so-y-te/officer"


def test_an_open_vote_and_the_minutes_are_printed_for_the_bloc(
    app: Flask, committed: Year, elsewhere: str
) -> None:
    committed.answers["vote"] = vote_for_the_quota
    committed.through("award_review", "vote")
    where = f"/cases/{committed.case_id}/printouts"
    assert printed(app, SECRETARY, f"{where}/open_vote.pdf?key=round-1") == "404"
    committed.play("sign")
    told = printed(app, OFFICER, f"{where}/open_vote.pdf?key=round-1")
    assert "BIÊN BẢN BIỂU QUYẾT" in told
    with committed.begin() as session:
        got = case_votes.tallies(session, committed.case_id)
    assert got
    minutes = printed(app, OFFICER, f"{where}/minutes.pdf")
    assert "I. THÀNH PHẦN Có mặt 5/5 đơn vị" in minutes
    for row in got:
        assert f"{row.yes} {row.base}" in minutes
    assert minutes.count("Sở Giáo dục và Đào tạo") >= 2
    assert printed(app, OFFICER, f"{where}/count.pdf?key=round-1") == "404"
    assert "count.pdf" not in page(app, OFFICER, f"/cases/{committed.case_id}?tab=printouts")[1]
    for post in (HOME_AFFAIRS, elsewhere):
        assert printed(app, post, f"{where}/minutes.pdf") == "404", post
        assert printed(app, post, f"{where}/open_vote.pdf?key=round-1") == "404", post


@pytest.mark.slow
def test_a_count_is_printed_once_both_counts_agree(
    app: Flask, database: Database, elsewhere: str
) -> None:
    year = Year(begin=transactions(database.url), bloc_year_id=SECOND)
    year.through("award_review", "count")
    where = f"/cases/{year.case_id}/printouts"
    paper = f"{where}/count.pdf?key=round-1"
    first, _other = year.tasks("count")
    value = year.value(first)
    for post in (ON_PAPER, BYSTANDER):
        assert printed(app, post, paper) == "404", post
    year.play("minutes")
    told = printed(app, BYSTANDER, paper)
    assert "BIÊN BẢN KIỂM PHIẾU" in told
    names = ("issued", "collected", "valid", "invalid")
    words = ("phát ra", "thu về", "hợp lệ", "không hợp lệ")
    at = [
        told.index(f"{place} Số phiếu {word} {value[name]}")
        for place, (name, word) in enumerate(zip(names, words, strict=True), 1)
    ]
    assert at == sorted(at)
    assert "TỔ KIỂM PHIẾU" in told
    assert "CHỦ TỌA" in told
    for post in (HOME_AFFAIRS, elsewhere, OFFICER):
        assert printed(app, post, paper) == "404", post
    assert printed(app, BYSTANDER, f"{where}/open_vote.pdf?key=round-1") == "404"
