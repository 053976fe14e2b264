"""A report that came back and was signed anew keeps the number it was first signed with."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from server.domain.mistakes import MistakeCode, Mistakes
from tests.actions.refused import refused
from tests.processes.case_pages import app, page
from tests.processes.report.conftest import AD_HOC, RETURN, drafted, sent
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]


def signed_anew(year: Year, number: int) -> Year:
    """Have the leader return a report of the school's, and the school mend and sign it."""
    year.do("leader_accept", RETURN, key=SCHOOL)
    return sent(year, SCHOOL, number)


@pytest.mark.parametrize("number", [12, 13])
def test_it_is_signed_anew_under_the_same_number_or_a_new_one(delivered: Year, number: int) -> None:
    signed_anew(delivered, number)
    assert delivered.task("leader_accept", SCHOOL).key == SCHOOL


def test_neither_number_is_another_reports_and_the_first_names_what_replaced_it(
    delivered: Year, session: Session
) -> None:
    signed_anew(delivered, 13).open("report", opening=AD_HOC)
    drafted(delivered, SCHOOL)
    codes = (MistakeCode.NUMBER_TAKEN_AND_REPLACED, MistakeCode.NUMBER_TAKEN)
    for number, code in zip((12, 13), codes, strict=True):
        typed = {"verdict": "sign", "number": f"{number}/BC-SGDĐT", "date": "2024-11-04"}
        with refused(session, Mistakes) as found:
            delivered.do("sign", typed, key=SCHOOL)
        assert isinstance(found.value, Mistakes)
        (mistake,) = found.value.mistakes
        assert mistake.code is code
        assert mistake.params.get("number", "13/BC-SGDĐT") == "13/BC-SGDĐT"


def test_the_documents_of_the_case_say_by_which_number_the_first_was_replaced(
    app: Flask, committed: Year
) -> None:
    committed.open("report", opening=AD_HOC)
    signed_anew(sent(committed, SCHOOL), 13)
    _, shown = page(app, f"{LEADER}/head", f"/cases/{committed.case_id}?tab=documents")
    row = shown.partition("12/BC-SGDĐT")[2].partition("</tr>")[0]
    assert "Đã thay" in row
    assert "Bằng 13/BC-SGDĐT" in row
