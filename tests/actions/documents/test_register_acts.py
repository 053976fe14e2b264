"""The bloc's leader and secretary reserve numbers and cancel them, each with its reason."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation
from server.actions.installation.demonstration import add_accounts
from server.domain.documents.registers import (
    NoSuchType,
    NotYoursToNumber,
    NumberCancelled,
    NumberDayAhead,
    NumberDayTooEarly,
    NumberReasonMissing,
    NumberReasonTooLong,
    NumberReserved,
)
from server.domain.people.actors import Actor
from server.domain.people.delegations import Scope
from server.domain.refusals import Refusal
from server.domain.tasks.work import KeyUsed, NotThere
from server.store.tasks.acts import Act
from tests.domain import bloc_years
from tests.worlds.processes.numbered import SECRETARY, Numbered
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, DEPUTY, LEADER, SCHOOL, Year, new_act

BLOC = "bac-giang/khoi-vhxh1"
TODAY = date(2024, 11, 4)
WANTED = Reservation(bloc_id=BLOC, day=TODAY, reason="Công văn giấy", type="KH")

NEXT_YEAR = (
    bloc_years.PLAN.replace("year = 2024", "year = 2025")
    .replace("= 2024-05-01", "= 2025-01-01")
    .replace(LEADER, "bac-giang/x")
    .replace(DEPUTY, LEADER)
    .replace("bac-giang/x", DEPUTY)
)
"""The leader and the deputy of 2024 have changed places."""


@pytest.fixture
def numbered(year: Year) -> Numbered:
    return Numbered(year).deploy()


def reserve(  # noqa: PLR0913 - one act, named part by part
    numbered: Numbered,
    session: Session,
    wanted: Reservation = WANTED,
    *,
    post: str = SECRETARY,
    actor: Actor | None = None,
    act: Act | None = None,
) -> str:
    year = numbered.year
    who = actor or year.holder(post)
    return register_acts.reserve(session, wanted, actor=who, now=year.now, act=act)


def of_case(numbered: Numbered, **more: Any) -> Reservation:  # noqa: ANN401 - a part of it
    return replace(WANTED, type="", case_id=numbered.year.case_id, **{"kind": "KH", **more})


def cancel(numbered: Numbered, session: Session, entry: UUID, reason: str = "Ghi nhầm") -> None:
    actor = numbered.year.holder(SECRETARY)
    register_acts.cancel(session, entry, reason=reason, actor=actor, now=numbered.year.tick())


def entries(session: Session, columns: str) -> list[tuple[str, ...]]:
    found = rows(session, f"SELECT {columns} FROM register_entry ORDER BY sequence")  # noqa: S608
    return [tuple(map(str, row)) for row in found]


def test_a_reserved_number_is_left_out_by_the_next_document(
    numbered: Numbered, session: Session
) -> None:
    assert reserve(numbered, session) == "01/KH-KTĐVHXH1"
    numbered.open().first()
    assert entries(session, "sequence, state, reason") == [
        ("1", "reserved", "Công văn giấy"),
        ("2", "used", ""),
    ]


def test_the_document_of_a_case_takes_the_number_reserved_for_it_and_its_day(
    numbered: Numbered, session: Session
) -> None:
    numbered.open()
    day = date(2024, 10, 28)
    assert reserve(numbered, session, of_case(numbered, day=day)) == "01/KH-KTĐVHXH1"
    waiting = numbered.year.case_id
    numbered.open().first()
    numbered.year.take_up(numbered.process.key, waiting)
    numbered.first()
    assert entries(session, "sequence, state, dated, back_dated") == [
        ("1", "used", "2024-10-28", "True"),
        ("2", "used", "2024-11-04", "False"),
    ]


def test_a_number_for_an_earlier_year_is_of_that_years_register(
    numbered: Numbered, session: Session
) -> None:
    numbered.open().first()
    numbered.year.now = datetime(2025, 1, 3, 2, 0, tzinfo=UTC)
    assert reserve(numbered, session, replace(WANTED, day=date(2024, 12, 31))) == "02/KH-KTĐVHXH1"
    assert reserve(numbered, session, replace(WANTED, day=date(2025, 1, 3))) == "01/KH-KTĐVHXH1"


def test_a_cancelled_number_is_never_given_again(numbered: Numbered, session: Session) -> None:
    numbered.open()
    reserve(numbered, session, of_case(numbered))
    ((entry,),) = rows(session, "SELECT id FROM register_entry")
    cancel(numbered, session, entry)
    numbered.first()
    assert entries(session, "sequence, state, cancelled_reason") == [
        ("1", "cancelled", "Ghi nhầm"),
        ("2", "used", ""),
    ]
    with pytest.raises(NumberCancelled) as found:
        cancel(numbered, session, entry)
    assert found.value.by == numbered.year.holder(SECRETARY).name
    assert found.value.at is not None


def test_the_number_of_a_document_is_cancelled_and_the_document_stays(
    numbered: Numbered, session: Session
) -> None:
    numbered.open().first()
    ((entry,),) = rows(session, "SELECT id FROM register_entry")
    cancel(numbered, session, entry)
    assert rows(session, "SELECT number FROM document") == [("01/KH-KTĐVHXH1",)]
    kinds = rows(session, "SELECT kind FROM event WHERE stream LIKE 'case/%' ORDER BY seq")
    assert kinds[-1] == ("number.cancelled",)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (replace(WANTED, reason="  "), NumberReasonMissing),
        (replace(WANTED, reason="x" * 501), NumberReasonTooLong),
        (replace(WANTED, day=date(2024, 11, 5)), NumberDayAhead),
        (replace(WANTED, day=date(2023, 12, 31)), NumberDayTooEarly),
        (replace(WANTED, type="K H"), NoSuchType),
        (replace(WANTED, type="=KH"), NoSuchType),
        (replace(WANTED, bloc_id="bac-giang/khoi-khac"), NotThere),
    ],
)
def test_what_may_not_be_reserved_takes_no_number(
    numbered: Numbered, session: Session, wanted: Reservation, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        reserve(numbered, session, wanted)
    assert entries(session, "sequence") == []


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2023, 12, 31)])
def test_a_document_of_a_case_is_of_no_year_before_the_case(
    numbered: Numbered, session: Session, day: date
) -> None:
    numbered.open()
    with pytest.raises(NumberDayTooEarly):
        reserve(numbered, session, of_case(numbered, day=day))
    assert entries(session, "sequence") == []


@pytest.mark.parametrize(
    "post", [f"{SCHOOL}/head", f"{DEPUTY}/head", f"{LEADER}/officer", ADMINISTRATOR]
)
def test_nobody_but_leader_and_secretary_reserves_or_cancels(
    numbered: Numbered, session: Session, post: str
) -> None:
    with pytest.raises(NotYoursToNumber):
        reserve(numbered, session, post=post)
    numbered.open().first()
    ((entry,),) = rows(session, "SELECT id FROM register_entry")
    other, now = numbered.year.holder(post), numbered.year.now
    with pytest.raises(NotYoursToNumber):
        register_acts.cancel(session, entry, reason="x", actor=other, now=now)


def test_a_post_lent_for_some_kinds_of_case_has_no_hand_in_the_registers(
    numbered: Numbered, session: Session
) -> None:
    scope = Scope(kinds=frozenset({numbered.process.key}))
    lent = numbered.year.lent(f"{LEADER}/head", to=f"{SCHOOL}/officer", scope=scope)
    with pytest.raises(NotYoursToNumber):
        reserve(numbered, session, actor=lent)


def test_one_document_has_one_number_reserved(numbered: Numbered, session: Session) -> None:
    numbered.open()
    reserve(numbered, session, of_case(numbered))
    with pytest.raises(NumberReserved):
        reserve(numbered, session, of_case(numbered))
    with pytest.raises(NoSuchType):
        reserve(numbered, session, of_case(numbered, kind="BC"))
    assert entries(session, "sequence") == [("1",)]


def test_the_same_post_again_reserves_no_second_number(
    numbered: Numbered, session: Session
) -> None:
    act = new_act()
    assert reserve(numbered, session, act=act) == reserve(numbered, session, act=act)
    with pytest.raises(KeyUsed):
        reserve(numbered, session, act=new_act(key=act.key, body_hash="b"))
    assert entries(session, "sequence") == [("1",)]


def test_the_leader_of_the_year_acts_on_its_registers_and_the_one_before_on_its_own_cases(
    numbered: Numbered, session: Session
) -> None:
    numbered.open()
    numbered.year.imported(NEXT_YEAR)
    add_accounts(session, now=numbered.year.now)
    numbered.year.now = datetime(2025, 2, 3, 2, 0, tzinfo=UTC)
    wanted = replace(WANTED, day=date(2025, 2, 3))
    assert reserve(numbered, session, wanted, post=f"{DEPUTY}/secretary") == "01/KH-KTĐVHXH1"
    with pytest.raises(NotYoursToNumber):
        reserve(numbered, session, wanted)
    own = of_case(numbered, day=date(2025, 2, 3))
    assert reserve(numbered, session, own) == "02/KH-KTĐVHXH1"
    with pytest.raises(NotYoursToNumber):
        reserve(numbered, session, own, post=f"{DEPUTY}/secretary")
