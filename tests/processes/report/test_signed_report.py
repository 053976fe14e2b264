"""A report's file beside its number: signed by who signed the report, or by somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from server.actions.signatures.read_signatures import read_waiting
from server.signatures import trust
from server.web.signatures.file_signatures import AskedSigner
from tests.processes.case_pages import app, page
from tests.processes.report.conftest import AD_HOC, DRAFT
from tests.signatures import signing
from tests.signatures.authority import Authority
from tests.worlds.web.attaching import attach
from tests.worlds.year import SCHOOL, Year

__all__ = ["app"]
SIGNED = {"verdict": "sign", "number": "12/BC-SGDĐT", "date": "2024-11-04"}


@pytest.mark.parametrize(
    ("called", "theirs"), [("GIÁM ĐỐC  SỞ GD&ĐT", True), ("Phó Giám đốc Sở GD&ĐT", False)]
)
def test_a_file_says_whether_who_signed_the_report_signed_it_digitally(
    app: Flask, committed: Year, called: str, *, theirs: bool
) -> None:
    case = committed.open("report", opening=AD_HOC)
    signer = Authority().signer(called, begins=committed.now - timedelta(days=30))
    data = signing.signed(signing.plain(), signer)
    attach(committed, committed.task("write_report", SCHOOL), "report", data=data)
    committed.do("write_report", DRAFT, key=SCHOOL)
    committed.do("sign", SIGNED, key=SCHOOL)
    while read_waiting(committed.begin, trust.NONE, now=committed.now, stopping=lambda: False):
        pass
    _, shown = page(app, f"{SCHOOL}/officer", f"/cases/{case}?tab=documents")
    lacking = "Không có chữ ký số của Giám đốc Sở GD&amp;ĐT"
    assert ("tệp có chữ ký số ghi tên này, chưa xác minh được là của ai" in shown) is theirs
    assert "tệp có chữ ký số mang tên này" not in shown  # nobody here trusts who certified it
    assert ("tệp không có chữ ký số nào mang tên này" in shown) is not theirs
    assert (lacking in shown) is not theirs


def test_whose_signature_is_asked_for_is_told_with_whom_they_stood_in_for(app: Flask) -> None:
    deputy = AskedSigner(name="Phó Giám đốc", post="Phó Giám đốc", on_behalf="Giám đốc")
    with app.test_request_context():
        assert deputy.who == "Phó Giám đốc, thay mặt Giám đốc"
        assert replace(deputy, on_behalf="", name="T. K.").who == "T. K., Phó Giám đốc"
