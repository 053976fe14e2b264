"""An auditor reads remarks and adds none: no working post, and no hand in what others may undo."""

from tests.web.year.test_remarks import OFFICER, say
from tests.worlds.year_end import YearEnd

AUDITOR = "bac-giang/thanh-tra/auditor"


def test_an_auditor_reads_the_remarks_of_a_sheet_and_adds_none(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    assert say(year.as_post(OFFICER), task, "số liệu quý 4 còn thiếu") == 303
    auditor = year.as_post(AUDITOR)
    page = auditor.get(f"/tasks/{task.id}?tab=comments").text
    assert "số liệu quý 4 còn thiếu" in page
    assert f"/tasks/{task.id}/comments" not in page
    assert say(auditor, task, "hãy sửa điểm") == 403
    assert year.value("SELECT count(*) FROM comment") == 1
