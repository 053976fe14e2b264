"""What history keeps of a person is erased by two administrators; every proof and check holds."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.installation.check_invariants import check
from server.actions.people import deactivate
from server.actions.tasks import add_comment, attach_file
from server.config import PROPOSALS_HOLD
from server.domain.history import erasure_refusals as refusals
from server.domain.history.erasable_kinds import Bar
from server.domain.history.erasing import ERASED
from server.domain.history.erasure_refusals import Ground
from server.domain.people.actors import Actor
from server.domain.people.appointments import NotAdministrator
from server.domain.people.lineage import Reach
from server.domain.people.second_person import OwnProposal, ProposalExpired
from server.store.history import history_pages
from server.store.history.event_questions import EventFilter
from tests.actions.refused import refused
from tests.processes.difficulty.test_difficulty import ANSWERED, CLOSED, OPENER, OPENING, RAISED
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.year import Year

GROUND = Ground(law="Điều 1 Luật mẫu", document="Đơn số 1, ngày 02/12/2024", stays="Kết quả.")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def closed(year: Year) -> Year:
    """Answer a year whose difficulty was raised, with a file and a remark, answered and closed."""
    year.open("difficulty", post=OPENER, opening=OPENING)
    task = year.task("raise_difficulty")
    actor = year.holder(OPENER)
    with year.begin() as session:
        add_comment.add(session, task.id, actor=actor, text="Xem lại.", now=year.tick())
        attach_file.attach(
            session, task.id, actor=actor, kind="difficulty", subject="", file_name="đơn.pdf",
            data=PDF, now=year.tick(),
        )  # fmt: skip
    year.do("raise_difficulty", RAISED)
    year.do("leader_answer", ANSWERED)
    year.do("reporter_close", CLOSED)
    return year


@pytest.fixture
def raised(closed: Year, session: Session) -> UUID:
    """Answer the event by which it was raised."""
    assert closed.cases
    return completed(session, "raise_difficulty")


def completed(session: Session, element: str) -> UUID:
    ((found,),) = rows(
        session,
        "SELECT event_id FROM event_payload p JOIN event e ON e.id = p.event_id"
        " WHERE p.element = :element AND e.kind = 'task.completed'",
        element=element,
    )
    assert isinstance(found, UUID)
    return found


def propose(year: Year, admin: Actor, asked: ErasureAsked) -> UUID:
    with year.begin() as session:
        seen = erasures.reach_of(session, asked, actor=admin).seal
        return erasures.propose(session, asked, GROUND, seen=seen, actor=admin, now=year.tick())


def confirm(year: Year, admin: Actor, erasure_id: UUID) -> None:
    with year.begin() as session:
        row = erasures.seen_by(session, erasure_id, actor=admin)
        asked = erasures.asked_of(session, row)
        seen = erasures.reach_of(session, asked, actor=admin).seal
        confirm_erasure.confirm(session, erasure_id, seen=seen, actor=admin, now=year.tick())


def erase(year: Year, admins: tuple[Actor, Actor], asked: ErasureAsked) -> UUID:
    erasure_id = propose(year, admins[0], asked)
    confirm(year, admins[1], erasure_id)
    return erasure_id


def test_an_erased_event_keeps_its_hash_and_the_check_finds_nothing(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    before = rows(session, "SELECT hash FROM event ORDER BY stream, seq")
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    assert rows(session, "SELECT * FROM event_payload WHERE event_id = :id", id=raised) == []
    assert before == [
        row for row in rows(session, "SELECT hash FROM event ORDER BY stream, seq") if row in before
    ]
    assert check(session, now=closed.now) == []


def test_what_was_typed_is_gone_from_rows_and_files(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    task = rows(
        session, "SELECT done_name, result, files FROM task WHERE element = 'raise_difficulty'"
    )
    assert task == [(ERASED, "{}", 0)]
    assert rows(session, "SELECT * FROM attachment") == []
    assert rows(session, "SELECT * FROM blob") == []
    everything = rows(session, "SELECT payload FROM event_payload UNION SELECT result FROM task")
    assert RAISED["text"] not in str(everything)


def test_no_digest_of_what_the_row_held_can_be_tried_out(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    salts = rows(
        session,
        "SELECT k.salt FROM change c CROSS JOIN unnest(c.keys, c.salts) k(key, salt) JOIN task t"
        " ON k.key = '[\"' || t.id || '\"]' WHERE c.table_name = 'task'"
        " AND t.element = 'raise_difficulty' ORDER BY c.n DESC",
    )
    assert len(salts) > 1
    assert [bool(salt) for (salt,) in salts] == [True] + [False] * (len(salts) - 1)


def test_the_audit_list_still_tells_kind_time_and_case_and_the_ground(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    wanted = EventFilter(reach=Reach(("bac-giang",)))
    (found,) = (
        each
        for each in history_pages.page(session, wanted, before=None, limit=100)
        if each.id == raised
    )
    assert found.erased is not None
    assert found.erased.law == GROUND.law
    assert (found.row["kind"], found.row["case_id"]) == ("task.completed", closed.case_id)
    assert found.row["element"] == "raise_difficulty"
    assert not found.missing
    assert found.fits


def test_one_administrator_alone_erases_nothing(
    closed: Year, admin: Actor, raised: UUID, session: Session
) -> None:
    erasure_id = propose(closed, admin, ErasureAsked(events=frozenset({raised})))
    with refused(session, OwnProposal):
        confirm(closed, admin, erasure_id)
    assert rows(session, "SELECT 1 FROM event_payload WHERE event_id = :id", id=raised)


def test_the_database_erases_nothing_without_the_second_persons_event(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erasure_id = propose(closed, admins[0], ErasureAsked(events=frozenset({raised})))
    told = rows(session, "SELECT id FROM event WHERE object = :o", o=f"erasure/{erasure_id}")
    with pytest.raises(DBAPIError, match="no second person"), session.begin_nested():
        session.execute(text("SELECT erase(:id)"), {"id": told[0][0]})


def test_an_erasure_is_done_once(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erasure_id = erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    with refused(session, refusals.ErasureSettled):
        confirm(closed, admins[1], erasure_id)


def test_only_an_administrator_proposes(closed: Year, raised: UUID, session: Session) -> None:
    with refused(session, NotAdministrator):
        propose(closed, closed.holder(OPENER), ErasureAsked(events=frozenset({raised})))


def test_an_approval_stays_with_its_reason(
    closed: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    asked = ErasureAsked(events=frozenset({completed(session, "leader_answer")}))
    reach = erasures.reach_of(session, asked, actor=admins[0])
    assert [bar for _, bar in reach.stays] == [Bar.RELIED_ON]
    with refused(session, refusals.NothingToErase):
        propose(closed, admins[0], asked)


def test_of_an_open_case_nothing_is_erased(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    year.open("difficulty", post=OPENER, opening=OPENING)
    year.do("raise_difficulty", RAISED)
    asked = ErasureAsked(events=frozenset({completed(session, "raise_difficulty")}))
    reach = erasures.reach_of(session, asked, actor=admins[0])
    assert [bar for _, bar in reach.stays] == [Bar.OPEN_CASE]


def test_by_person_the_closed_account_and_its_remarks_name_nobody(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    person = closed.holder(OPENER)
    with closed.begin() as begun:
        deactivate.deactivate(begun, person.person_id, actor=admins[0], now=closed.tick())
    erase(closed, admins, ErasureAsked(person_id=person.person_id))
    assert rows(session, "SELECT text, person_name FROM comment") == [(ERASED, ERASED)]
    account = "SELECT name, email FROM person WHERE id = :id"
    assert rows(session, account, id=person.person_id) == [(ERASED, "")]
    assert rows(session, "SELECT 1 FROM event_payload WHERE event_id = :id", id=raised) == []
    assert check(session, now=closed.now) == []


def test_an_account_that_was_told_of_is_erased_with_its_events_and_the_check_holds(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    gone = another_holder(session, year.holder(OPENER), "Người đã nghỉ")
    with year.begin() as begun:
        deactivate.deactivate(begun, gone.person_id, actor=admins[0], now=year.tick())
    erase(year, admins, ErasureAsked(person_id=gone.person_id))
    told = rows(session, "SELECT payload FROM event_payload WHERE payload LIKE '%Người đã nghỉ%'")
    assert told == []
    kinds = rows(session, "SELECT e.kind FROM erased x JOIN event e ON e.id = x.event_id")
    assert {("person.added",), ("person.appointed",), ("person.deactivated",)} <= set(kinds)
    assert check(session, now=year.now) == []


def test_what_nobody_confirmed_in_time_is_not_erased(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erasure_id = propose(closed, admins[0], ErasureAsked(events=frozenset({raised})))
    closed.now += PROPOSALS_HOLD
    with refused(session, ProposalExpired):
        confirm(closed, admins[1], erasure_id)
    assert rows(session, "SELECT 1 FROM event_payload WHERE event_id = :id", id=raised)
