"""The bloc's own documents take their numbers from its registers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import offers, open_case
from server.actions.inbox import approve_many
from server.actions.tasks import recall_task
from server.domain.documents.registers import RegisterMissing
from server.domain.tasks.bulk import NotInBulk
from server.store.database.sessions import statements
from tests.domain import bloc_years
from tests.worlds.processes.numbered import BEFORE_SIGNING, DECISION, PLAN_OF_WORK, Numbered
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
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


def test_a_number_is_never_of_a_day_before_the_newest_of_its_register(
    numbered: Numbered, session: Session
) -> None:
    """Two take one at midnight, and the one whose clock was behind comes second."""
    numbered.open()
    waiting = numbered.year.case_id
    numbered.open()
    numbered.year.now = midnight = datetime(2024, 11, 5, 17, 0, tzinfo=UTC)
    numbered.first()
    numbered.year.take_up(numbered.process.key, waiting)
    numbered.year.now = midnight - timedelta(minutes=20)
    numbered.first()
    found = [(row[0], str(row[1])) for row in rows(session, NUMBERS)]
    assert sorted(found) == [("01/KH-KTĐVHXH1", "2024-11-06"), ("02/KH-KTĐVHXH1", "2024-11-06")]


def test_a_step_taken_back_keeps_the_number_reserved_for_its_case(
    numbered: Numbered, session: Session
) -> None:
    numbered.process = UnknownProcess(one=False, recall=True, documents=DECISION)
    numbered.year.imported(BEFORE_SIGNING)
    numbered.deploy().open()
    for _ in range(2):
        task = numbered.year.task(numbered.process.first)
        numbered.first()
        if not rows(session, "SELECT 1 FROM event WHERE kind = 'task.taken_back'"):
            actor = numbered.year.holder(task.post_id)
            recall_task.take_back(session, task.id, actor=actor, now=numbered.year.tick())
    numbered.second()
    assert numbers(session) == ["01/QĐ-KTĐVHXH1"]


def test_what_takes_a_number_is_not_approved_among_others(
    numbered: Numbered, session: Session
) -> None:
    verdict = {
        "verdict": {
            "type": "string",
            "title": "Kết luận",
            "enum": ["approve"],
            "x-labels": {"approve": "Duyệt"},
        }
    }
    action = {"field": "verdict", "value": "approve", "label": "Duyệt", "style": "primary"}
    plain = UnknownProcess(one=False, fields=verdict, action=action)
    for process, refusal in ((plain, None), (replace(plain, documents=PLAN_OF_WORK), NotInBulk)):
        numbered.process = process
        task = numbered.deploy().open().year.task(process.first)
        actor, now = numbered.year.holder(task.post_id), numbered.year.now
        (found,) = approve_many.candidates(session, [task.id], actor=actor, now=now)
        assert isinstance(found.refused, refusal or type(None))


def test_the_catalogue_says_that_the_bloc_has_no_register(second: Year) -> None:
    numbered = Numbered(second).deploy()
    with second.begin() as session:
        leader = second.holder(open_case.leader_post(session, SECOND, now=second.now))
        rules = bloc_years.rules(bloc_years.SECOND)
        found = offers.offers(session, SECOND, rules=rules, actor=leader)
        (offer,) = (each for each in found if each.model.key == numbered.process.key)
    assert isinstance(offer.refusal, RegisterMissing)


def test_a_case_that_follows_one_of_before_the_register_is_not_opened(
    year: Year, session: Session
) -> None:
    before = UnknownProcess()
    follower = UnknownProcess(
        after=f'{{ {before.key} = "{before.milestone}" }}', documents=PLAN_OF_WORK
    )
    year.imported(bloc_years.WITHOUT_REGISTER)
    first = Numbered(year, before).deploy().open()
    first.first()
    year.imported(bloc_years.PLAN.replace("= 2024-05-01", "= 2024-05-02"))
    with pytest.raises(RegisterMissing):
        Numbered(year, follower).deploy().open()
    assert numbers(session) == []
