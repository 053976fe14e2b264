"""The pledge on paper: what every unit promised below each other, and a signature of each."""

from flask import Flask

from tests.processes.case_pages import app
from tests.processes.pledge.conftest import FOR_2025, TEXT, signed
from tests.processes.printed import printed
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

__all__ = ["app"]


def test_the_targets_of_all_who_signed_stand_below_one_another(app: Flask, committed: Year) -> None:
    case = committed.open("pledge", opening=FOR_2025)
    committed.do("draft_pledge", TEXT)
    committed.do("approve_text", {"verdict": "approve"})
    signed(committed, SCHOOL, PRESS)
    address = f"/cases/{case}/printouts/pledge.pdf"
    told = printed(app, f"{LEADER}/secretary", address)
    assert "BẢN GIAO ƯỚC THI ĐUA Năm 2025" in told
    assert "1 Sở Giáo dục và Đào tạo Thủ tục trực tuyến 95 %" in told
    assert "2 Sở Thông tin và Truyền thông Thủ tục trực tuyến 95 %" in told
    assert told.index("GIÁM ĐỐC SỞ GD&ĐT") < told.index("GIÁM ĐỐC SỞ TT&TT")
    assert printed(app, f"{SCHOOL}/head", address) == "404"
