"""The bloc's own documents take their numbers from its registers."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import open_case
from server.domain.documents.registers import RegisterMissing
from server.store.database.sessions import statements
from tests.worlds.numbered import BEFORE_SIGNING, Numbered
from tests.worlds.rows import rows
from tests.worlds.unknown_process import UnknownProcess
from tests.worlds.year import SECOND, Year

NUMBERS = """SELECT d.number, d.dated, d.agency, e.state FROM document d
JOIN register_entry e ON e.document_id = d.id ORDER BY d.at, d.id"""


@pytest.fixture
def numbered(year: Year) -> Numbered:
    return Numbered(year).deploy()


def numbers(session: Session) -> list[str]:
    return [str(row[0]) for row in rows(session, NUMBERS)]


def test_a_document_of_the_bloc_takes_the_next_number_of_its_type_and_its_day(
    numbered: Numbered, session: Session
) -> None:
    numbered.open().first()
    numbered.open().first()
    numbered.second()
    assert [tuple(map(str, row)) for row in rows(session, NUMBERS)] == [
        ("01/KH-KTĐVHXH1", "2024-11-04", "bac-giang/khoi-vhxh1", "used"),
        ("02/KH-KTĐVHXH1", "2024-11-04", "bac-giang/khoi-vhxh1", "used"),
        ("01/QĐ-KTĐVHXH1", "2024-11-04", "bac-giang/khoi-vhxh1", "used"),
    ]


def test_the_numbers_of_a_calendar_year_begin_at_one(numbered: Numbered, session: Session) -> None:
    numbered.open().first()
    numbered.open()
    numbered.year.now = datetime(2025, 1, 2, 2, 0, tzinfo=UTC)
    numbered.first()
    assert numbers(session) == ["01/KH-KTĐVHXH1", "01/KH-KTĐVHXH1"]


def test_what_is_simulated_takes_no_number_of_the_bloc(
    numbered: Numbered, session: Session
) -> None:
    numbered.open(simulated=True).first()
    numbered.open().first()
    assert numbers(session) == ["01/KH-KTĐVHXH1", "01/KH-KTĐVHXH1"]


def test_before_the_signature_the_number_is_there_when_the_task_opens(
    numbered: Numbered, session: Session
) -> None:
    numbered.year.imported(BEFORE_SIGNING)
    numbered.open()
    waiting = numbered.year.case_id
    numbered.open().first()
    numbered.year.take_up(numbered.process.key, waiting)
    numbered.year.now = datetime(2024, 11, 20, 2, 0, tzinfo=UTC)
    numbered.first()
    found = [(row[0], str(row[1])) for row in rows(session, NUMBERS)]
    assert found == [("02/KH-KTĐVHXH1", "2024-11-04"), ("01/KH-KTĐVHXH1", "2024-11-04")]


def test_a_process_that_needs_a_register_is_not_opened_where_the_bloc_has_none(
    second: Year,
) -> None:
    numbered = Numbered(second).deploy()
    with second.begin() as session:
        leader = open_case.leader_post(session, SECOND, now=second.now)
        with pytest.raises(RegisterMissing):
            open_case.open_case(
                session,
                bloc_year_id=SECOND,
                kind=numbered.process.key,
                actor=second.holder(leader),
                now=second.now,
                opening=numbered.process.typed(),
            )


def test_a_number_costs_one_statement(committed: Year) -> None:
    numbered = Numbered(committed).deploy()
    plain = Numbered(committed, UnknownProcess(one=False)).deploy()

    def cost(of: Numbered) -> int:
        of.open()
        task = of.year.task(of.process.first)
        statements.reset()
        of.year.complete(task, {"note": ""})
        return statements.count

    for each in (plain, numbered):
        cost(each)  # what is read once a process
    assert cost(numbered) == cost(plain) + 1
