"""A unit's report on paper: in its own name, with its own number, to those who see it."""

from urllib.parse import unquote

import pytest
from flask import Flask

from tests.processes.case_pages import app, page, task_of
from tests.processes.printed import printed, taken
from tests.processes.report.conftest import AD_HOC, HOME_AFFAIRS, drafted, sent
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

__all__ = ["app"]
OFFICER, OTHERS = f"{SCHOOL}/officer", f"{PRESS}/officer"


@pytest.fixture
def written(committed: Year) -> str:
    """Answer where the printouts are of a report that one of two units has written."""
    case = committed.open("report", opening=AD_HOC)
    drafted(committed, SCHOOL)
    return f"/cases/{case}/printouts/report.pdf?key={SCHOOL}"


def test_a_report_is_its_units_until_it_is_signed(app: Flask, written: str) -> None:
    told = printed(app, OFFICER, written)
    assert "UBND TỈNH BẮC GIANG SỞ GIÁO DỤC VÀ ĐÀO TẠO" in told
    assert "BC-SGDĐT" in told
    assert "Kính gửi: - Sở Khoa học và Công nghệ; - Sở Nội vụ." in told
    assert "I. KẾT QUẢ THỰC HIỆN Đã hoàn thành 9/10 việc." in told
    assert "TỒN TẠI, HẠN CHẾ" not in told
    assert "GIÁM ĐỐC" in told
    assert "GIÁM ĐỐC SỞ" not in told, "its agency stands at the head"
    for post in (OTHERS, f"{LEADER}/secretary", f"{HOME_AFFAIRS}/officer"):
        assert printed(app, post, written) == "404", post


def test_who_takes_a_report_out_is_kept_and_who_is_refused_it_is_not(
    app: Flask, committed: Year, written: str
) -> None:
    for address in (written, written.replace(".pdf", ".docx")):
        assert taken(app, OFFICER, address).status_code == 200
    assert taken(app, OTHERS, written).status_code == 404
    assert page(app, OFFICER, written.replace(".pdf", ""))[0] == 200
    assert page(app, OFFICER, written)[0] == 404, "a link takes nothing out"
    with committed.begin() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT CAST(p.payload AS jsonb) AS told FROM event e"
            " JOIN event_payload p ON p.event_id = e.id"
            " WHERE e.kind = 'printout.exported' AND e.object = %s ORDER BY e.id",
            (f"case/{committed.case_id}",),
        )
        told = [(row.told["name"], row.told["key"], row.told["format"]) for row in rows]
    assert sorted(told) == [("report", SCHOOL, "docx"), ("report", SCHOOL, "pdf")]


def test_a_signed_report_bears_the_number_that_was_typed(
    app: Flask, committed: Year, written: str
) -> None:
    case = written.partition("/printouts")[0]
    committed.do("sign", sign_by(12), key=SCHOOL)
    for post in (OFFICER, f"{LEADER}/secretary", f"{HOME_AFFAIRS}/officer"):
        assert "Số: 12/BC-SGDĐT" in printed(app, post, written), post
    assert printed(app, OTHERS, written) == "404"
    sent(committed, PRESS, 7)
    _, shown = page(app, f"{LEADER}/secretary", f"{case}?tab=printouts")
    assert shown.count("report.pdf") == 2
    assert page(app, OTHERS, f"{case}?tab=printouts")[1].count("report.pdf") == 1


def sign_by(number: int) -> dict[str, object]:
    return {"verdict": "sign", "number": f"{number}/BC-SGDĐT", "date": "2024-11-04"}


def test_what_no_face_has_leads_to_the_page_that_names_it_and_is_not_told_as_taken(
    app: Flask, committed: Year
) -> None:
    case = committed.open("report", opening=AD_HOC)
    attach(committed, committed.task("write_report", SCHOOL), "report")
    said = {"summary": "Đã hoàn thành 🎉 hết.", "shortcomings": ""}
    committed.do("write_report", said, key=SCHOOL)
    where = f"/cases/{case}/printouts/report"
    refused = taken(app, OFFICER, f"{where}.pdf?key={SCHOOL}")
    assert (refused.status_code, unquote(refused.location)) == (303, f"{where}?key={SCHOOL}")
    _, shown = page(app, OFFICER, f"{where}?key={SCHOOL}")
    assert "Ký tự 🎉 (U+1F389) không in được" in shown
    assert "report.pdf" not in shown
    assert taken(app, OFFICER, f"{where}.docx?key={SCHOOL}").status_code == 200
    with committed.begin() as session:
        kind = "SELECT count(*) FROM event WHERE kind = 'printout.exported'"
        assert session.connection().exec_driver_sql(kind).scalar_one() == 1


def test_only_a_task_that_is_printed_leads_to_printouts(app: Flask, committed: Year) -> None:
    case = committed.open("report", opening=AD_HOC)
    sent(committed, SCHOOL)
    tabs = {
        element: f"/cases/{case}?tab=printouts" in page(app, post, task)[1]
        for element, post in (("write_report", OFFICER), ("leader_accept", f"{LEADER}/secretary"))
        for task in [task_of(committed, element, SCHOOL)]
    }
    assert tabs == {"write_report": True, "leader_accept": False}
