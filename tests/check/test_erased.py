"""What is erased otherwise than by two administrators, or stands again, is a breach."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.people import deactivate
from server.actions.tasks import add_comment, attach_file
from server.actions.transaction import transactions
from server.domain.history.erasure_refusals import Ground
from tests.check.conftest import PDF
from tests.check.planting import CheckedYear, caught_up, planted, seen
from tests.worlds import states
from tests.worlds.databases import Database, Databases, State
from tests.worlds.holders import another_holder
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year

STANDS_AGAIN = """
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, subject, sha256, file_name, media_type,
  size, uploaded_by, uploaded_name, uploaded_at, state)
SELECT CAST(f ->> 'id' AS uuid), t.case_id, t.id, NULL, 'difficulty', '', f ->> 'sha256', 'đơn.pdf',
  'application/pdf', 1, p.id, p.name, now(), 'kept'
FROM event e JOIN event_payload y ON y.event_id = e.id
CROSS JOIN LATERAL json_array_elements(CAST(y.payload AS json) -> 'files') f
CROSS JOIN LATERAL (SELECT id, case_id FROM task WHERE element = 'raise_difficulty') t
CROSS JOIN LATERAL (SELECT id, name FROM person LIMIT 1) p WHERE e.kind = 'data.erased'
"""
OPENER = f"{SCHOOL}/officer"
GROUND = Ground(law="Điều 1 Luật mẫu", document="Đơn số 1", stays="")


def _difficulty(year: Year) -> None:
    """Let a unit's officer raise a difficulty with a remark and a file, and the case be closed."""
    opening = {"title": "Thang điểm chuyển đổi số", "field": "scoring"}
    year.open("difficulty", post=OPENER, opening=opening)
    task, officer = year.task("raise_difficulty"), year.holder(OPENER)
    with year.begin() as session:
        add_comment.add(session, task.id, actor=officer, text="Xem lại.", now=year.tick())
        attach_file.attach(
            session, task.id, actor=officer, kind="difficulty", subject="", file_name="đơn.pdf",
            data=PDF, now=year.tick(),
        )  # fmt: skip
    year.do("raise_difficulty", {"text": "Chưa có thang điểm."})
    year.do("leader_answer", {"verdict": "answer", "text": "Áp dụng thang điểm chung."})
    year.do("reporter_close", {"verdict": "close"})


def _erased(database: Database) -> None:
    year = Year(begin=transactions(database.url))
    _difficulty(year)
    first = year.holder(ADMINISTRATOR)
    with year.begin() as session:
        second = another_holder(session, first, "Quản trị viên 2")
        event = session.execute(
            text("SELECT event_id FROM event_payload WHERE element = 'raise_difficulty'")
        ).scalar_one()
    asked = ErasureAsked(events=frozenset({event}))
    with year.begin() as session:
        seal = erasures.reach_of(session, asked, actor=first).seal
        erasure_id = erasures.propose(
            session, asked, GROUND, seen=seal, actor=first, now=year.tick()
        )
        confirm_erasure.confirm(session, erasure_id, seen=seal, actor=second, now=year.tick())
    caught_up(year)


@pytest.fixture(scope="session")
def erased(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year in which two administrators have erased what a unit's officer wrote."""
    yield from seen(databases, State("check_erased", _erased, after=states.BLOCS_LOADED))


def test_what_two_administrators_erased_is_no_breach(erased: CheckedYear) -> None:
    with Session(erased.engine) as session:
        assert erased.check(session) == []


@pytest.mark.parametrize(
    ("change", "invariant"),
    [
        ("DELETE FROM erased", "P3 event without its payload"),
        ("DELETE FROM erased", "P6 case cannot be replayed"),
        ("UPDATE erased SET remains = '{}'", "P3 payload erased otherwise than told"),
        ("UPDATE erased SET element = 'sign'", "P3 payload erased otherwise than told"),
        (
            """INSERT INTO erased(event_id, erasure_id, remains) SELECT e.event_id, x.erasure_id,
            e.payload FROM event_payload e, erased x WHERE e.element = 'leader_answer'""",
            "P3 payload erased otherwise than told",
        ),
        (
            """INSERT INTO event_payload(event_id, salt, payload)
            SELECT event_id, '00', '{}' FROM erased""",
            "P3 erased payload still stands",
        ),
        ("UPDATE task SET done_name = 'A' WHERE result = '{}'", "P6 state differs from history"),
        ("UPDATE task SET result = '{\"a\"\\:1}' WHERE result = '{}'", "P6 state differs"),
        ("UPDATE erasure SET law = 'x'", "P6 erasure differs from history"),
        ("UPDATE erasure SET settled_name = 'x'", "P6 erasure differs from history"),
        ("DELETE FROM erasure_event", "P6 erasure differs from history"),
        (STANDS_AGAIN, "P3 erased file still stands"),
        (
            "DELETE FROM event_payload WHERE element = 'leader_answer'",
            "P3 event without its payload",
        ),
    ],
)
def test_what_is_erased_otherwise_is_named(
    erased: CheckedYear, change: str, invariant: str
) -> None:
    with planted(erased, change.replace("\\:", ":")) as session:
        found = erased.check(session)
    assert any(breach.invariant.startswith(invariant) for breach in found), found


def _person_erased(database: Database) -> None:
    """Have two administrators erase the account, remarks and files of a person who left."""
    year = Year(begin=transactions(database.url))
    _difficulty(year)
    first, left = year.holder(ADMINISTRATOR), year.holder(OPENER)
    with year.begin() as session:
        second = another_holder(session, first, "Quản trị viên 2")
        deactivate.deactivate(session, left.person_id, actor=first, now=year.tick())
    asked = ErasureAsked(person_id=left.person_id)
    with year.begin() as session:
        seal = erasures.reach_of(session, asked, actor=first).seal
        made = erasures.propose(session, asked, GROUND, seen=seal, actor=first, now=year.tick())
        confirm_erasure.confirm(session, made, seen=seal, actor=second, now=year.tick())
    caught_up(year)


@pytest.fixture(scope="session")
def person_erased(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year in which the account of somebody who left was erased, with what they wrote."""
    state = State("check_person_erased", _person_erased, after=states.BLOCS_LOADED)
    yield from seen(databases, state)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE person SET name = 'A' WHERE login LIKE 'erased-%'",
        "UPDATE person SET email = 'a@vi-du.vn' WHERE login LIKE 'erased-%'",
        "UPDATE person SET login = 'a' WHERE login LIKE 'erased-%'",
    ],
)
def test_an_erased_account_is_named_again_nowhere(person_erased: CheckedYear, change: str) -> None:
    with planted(person_erased, change) as session:
        found = {breach.invariant for breach in person_erased.check(session)}
    assert "P3 erased account still named" in found


def test_what_was_erased_of_a_person_is_no_breach(person_erased: CheckedYear) -> None:
    with Session(person_erased.engine) as session:
        assert person_erased.check(session) == []


@pytest.mark.parametrize(
    ("change", "invariant"),
    [
        ("UPDATE comment SET text = 'Xem lại.'", "P3 erased remark still stands"),
        ("UPDATE comment SET person_name = 'A'", "P3 erased remark still stands"),
        (STANDS_AGAIN, "P3 erased file still stands"),
    ],
)
def test_what_an_erased_person_wrote_stands_nowhere_again(
    person_erased: CheckedYear, change: str, invariant: str
) -> None:
    with planted(person_erased, change) as session:
        found = {breach.invariant for breach in person_erased.check(session)}
    assert invariant in found
