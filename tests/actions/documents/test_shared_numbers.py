"""One paper of an agency about several cases has one number, and no other paper has it."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case
from server.domain.mistakes import MistakeCode, Mistakes
from tests.worlds.processes.agency_papers import NUMBER, REPORT, AgencyPapers
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import ADMINISTRATOR, PRESS, SCHOOL, Year

SHARED = REPORT.replace('symbol = "BC-*"', 'symbol = "BC-SGDĐT", shared = true')


def papers(year: Year, documents: str) -> AgencyPapers:
    process = UnknownProcess(
        one=False,
        by=("member",),
        role="opener",
        documents=documents,
        fields=NUMBER,
        required=(*NUMBER,),
    )
    return AgencyPapers(year, process).deploy()


@pytest.fixture
def shared(year: Year) -> AgencyPapers:
    return papers(year, SHARED)


def file(papers: AgencyPapers, unit: str = SCHOOL) -> None:
    papers.year.complete(papers.open(unit), papers.value(12))


def refused(papers: AgencyPapers, unit: str = SCHOOL) -> MistakeCode:
    with pytest.raises(Mistakes) as found:
        file(papers, unit)
    (mistake,) = found.value.mistakes
    return mistake.code


@pytest.mark.usefixtures("session")
def test_a_shared_paper_has_its_number_in_every_case_it_is_about(shared: AgencyPapers) -> None:
    file(shared)
    file(shared)


@pytest.mark.usefixtures("session")
def test_another_process_s_paper_takes_no_number_of_a_shared_one(shared: AgencyPapers) -> None:
    file(shared)
    other = papers(shared.year, SHARED)
    assert refused(other) is MistakeCode.NUMBER_TAKEN


@pytest.mark.usefixtures("session")
def test_another_agency_takes_no_number_of_a_shared_paper(shared: AgencyPapers) -> None:
    file(shared)
    assert refused(shared, PRESS) is MistakeCode.NUMBER_TAKEN


def test_a_number_is_held_while_a_case_of_its_paper_goes_on(
    shared: AgencyPapers, session: Session
) -> None:
    other = papers(shared.year, SHARED)
    admin = shared.year.holder(ADMINISTRATOR)
    file(shared)
    first = shared.year.case_id
    file(shared)
    second = shared.year.case_id
    for case_id, free in ((first, False), (second, True)):
        now = shared.year.tick()
        cancel_case.cancel(session, case_id, reason="Mở nhầm", actor=admin, now=now)
        if free:
            file(other)
        else:
            refused(other)
