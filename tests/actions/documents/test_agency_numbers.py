"""A number typed from an agency's register is of that form, and of one document."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case
from server.domain.mistakes import MistakeCode, Mistakes
from tests.worlds.processes.agency_papers import REPORT, AgencyPapers
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, PRESS, SCHOOL, Year


@pytest.fixture
def papers(year: Year) -> AgencyPapers:
    return AgencyPapers(year).deploy()


def file(papers: AgencyPapers, unit: str, number: int, **more: str) -> None:
    papers.year.complete(papers.open(unit), papers.value(number, **more))


def refused(papers: AgencyPapers, unit: str, number: int, **more: str) -> MistakeCode:
    with pytest.raises(Mistakes) as found:
        file(papers, unit, number, **more)
    (mistake,) = found.value.mistakes
    assert mistake.path == "number"
    return mistake.code


def test_a_number_that_another_document_has_is_refused_and_names_it(papers: AgencyPapers) -> None:
    file(papers, SCHOOL, 12)
    task = papers.open(SCHOOL)
    with pytest.raises(Mistakes) as found:
        papers.year.complete(task, papers.value(12))
    (mistake,) = found.value.mistakes
    assert mistake.code is MistakeCode.NUMBER_TAKEN
    assert mistake.params["document"] == "Báo cáo"
    assert mistake.params["case"].startswith(papers.process.short)


def test_the_same_number_of_another_year_type_or_agency_is_another_number(
    papers: AgencyPapers,
) -> None:
    file(papers, SCHOOL, 12)
    file(papers, SCHOOL, 13)
    file(papers, SCHOOL, 12, day="2023-12-30")
    file(papers, PRESS, 12, symbol="BC-STTTT")


def test_a_number_is_taken_however_it_is_written(papers: AgencyPapers) -> None:
    file(papers, SCHOOL, 7)
    task = papers.open(SCHOOL)
    with pytest.raises(Mistakes):
        papers.year.complete(task, {**papers.value(7), "number": "7/BC-SGDĐT"})


@pytest.mark.parametrize("typed", ["12", "BC-SGDĐT", "12/TTr-SGDĐT", "12/BC-", "12 / BC-SGDĐT"])
def test_a_number_of_another_form_is_refused(papers: AgencyPapers, typed: str) -> None:
    task = papers.open(SCHOOL)
    with pytest.raises(Mistakes) as found:
        papers.year.complete(task, {**papers.value(12), "number": typed})
    assert found.value.mistakes[0].code is MistakeCode.NUMBER_NOT_OF_AGENCY


def test_a_unit_files_nothing_under_another_agency_s_symbol(
    papers: AgencyPapers, session: Session
) -> None:
    assert refused(papers, PRESS, 12) is MistakeCode.NUMBER_NOT_OF_AGENCY
    assert rows(session, "SELECT 1 FROM document") == []


def test_two_units_cannot_have_one_number(year: Year) -> None:
    papers = AgencyPapers(year)
    documents = REPORT.replace('"BC-*"', '"BC-*", agency = "any"')
    papers.process = replace(papers.process, documents=documents)
    papers.deploy()
    file(papers, SCHOOL, 12)
    assert refused(papers, PRESS, 12) is MistakeCode.NUMBER_TAKEN


def test_a_cancelled_case_has_no_number_any_longer(papers: AgencyPapers, session: Session) -> None:
    file(papers, SCHOOL, 12)
    admin, now = papers.year.holder(ADMINISTRATOR), papers.year.tick()
    cancel_case.cancel(session, papers.year.case_id, reason="Mở nhầm", actor=admin, now=now)
    file(papers, SCHOOL, 12)
    assert refused(papers, SCHOOL, 12) is MistakeCode.NUMBER_TAKEN
    assert len(rows(session, "SELECT 1 FROM agency_number")) == 1
