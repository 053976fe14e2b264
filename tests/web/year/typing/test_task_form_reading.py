"""Forms read as people write: Enter confirms, and the lines of a text stay lines."""

import re

import pytest
from sqlalchemy import text

from tests.worlds.year_end import YearEnd

LINES = "• đạt 12/12 chỉ tiêu\n• đúng hạn"


def test_enter_in_the_password_confirms_rather_than_goes_back(year: YearEnd) -> None:
    """A browser presses the form's first button for Enter."""
    year.play("approve")
    task = year.open("approve", "so-gddt")
    head, page = year.as_post(task.post_id), f"/tasks/{task.id}"
    fields = {"verdict": "return", "comment": "thiếu", "_version": "0", "_key": "k"}
    check = head.post(f"{page}/check", fields, at=page).text
    form = re.search(rf'<form[^>]*action="{page}/complete".*?</form>', check, re.DOTALL)
    assert form
    first = re.search("<button[^>]*>", form.group())
    assert first
    assert "formaction" not in first.group()


@pytest.mark.parametrize("element", ["approve", "appraise", "explain", "appraise_2"])
def test_the_lines_of_a_text_stay_lines_for_who_judges_it(year: YearEnd, element: str) -> None:
    year.play(element)
    task = year.open(element)
    with year.begin() as session:
        session.execute(
            text("UPDATE score SET note = :said, reason_1 = :said, explanation = :said"),
            {"said": LINES},
        )
    page = year.as_post(task.post_id).get(f"/tasks/{task.id}").text
    shown = re.findall(r"<(\w+)([^>]*)>\s*" + re.escape(LINES), page)
    read = [kind for tag, kind in shown if tag != "textarea"]
    assert read
    assert all("kept-lines" in kind for kind in read)
