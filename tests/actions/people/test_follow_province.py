"""A province that follows another is entered by the operator, told, and can be taken back."""

import datetime as dt
import json

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.people.follow_province import follow, take_back
from server.actions.people.name_province import name_province
from server.cli import main
from server.domain.people.lineage import Lineage, Succession
from server.domain.people.province_names import ProvinceNameMissing
from server.domain.people.successions import (
    FollowedAlready,
    FollowsItself,
    NoSuchProvince,
    NotFollowed,
    SuccessionDecisionMissing,
    SuccessionReasonMissing,
    UnitOfNeither,
    UnitTwice,
)
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.invariants import people
from server.store.people import lineage, province_names
from server.web.names.content_names import NAMES
from tests.actions.refused import refused
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year

FORMER, AFTER, DAY = "bac-giang", "bac-ninh", dt.date(2025, 7, 1)
DECISION = "Nghị quyết 202/2025/QH15"
SAID = Succession(province=FORMER, successor=AFTER, day=DAY, units=((SCHOOL, f"{AFTER}/so-gddt"),))
RULE = "P6 province's successor differs from history"
TOLD = "SELECT kind, province, object FROM event WHERE stream = 'provinces' ORDER BY seq"
CONTENT = """
SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = 'provinces'
"""


@pytest.fixture
def said(year: Year, session: Session) -> Succession:
    """Have a unit in the other province, and enter that it follows this one."""
    session.execute(text("INSERT INTO unit(id, province) VALUES ('bac-ninh/so-gddt', 'bac-ninh')"))
    follow(session, SAID, decision=DECISION, now=year.now)
    return SAID


def breaches(session: Session) -> list[tuple[object, ...]]:
    return rows(session, people.BREACHES[RULE], ruined=[])


def test_it_holds_from_its_day_on_and_is_told_to_every_auditor(
    session: Session, said: Succession
) -> None:
    assert lineage.in_force(session, today=DAY - dt.timedelta(days=1)) == Lineage()
    assert lineage.in_force(session, today=DAY) == Lineage((said,))
    assert rows(session, TOLD) == [("province.followed", "", f"province/{FORMER}")]
    assert breaches(session) == []


def test_auditors_read_each_part_of_it_in_words(
    year: Year, session: Session, said: Succession
) -> None:
    take_back(session, said.province, reason="Ghi nhầm ngày.", now=year.now)
    told = {part for (payload,) in rows(session, CONTENT) for part in json.loads(payload)}
    assert {"day", "decision", "reason", "units"} <= told
    assert told - {"actor", *NAMES} == set()


def test_taken_back_it_says_nothing_and_may_be_entered_anew(
    year: Year, session: Session, said: Succession
) -> None:
    assert take_back(session, FORMER, reason="Ghi nhầm ngày.", now=year.now) == said
    assert lineage.in_force(session, today=DAY) == Lineage()
    follow(session, said, decision=DECISION, now=year.now)
    assert lineage.in_force(session, today=DAY) == Lineage((said,))
    assert breaches(session) == []


@pytest.mark.parametrize(
    "change",
    [
        "day = day - 1",
        "successor = 'ha-giang'",
        "province = 'ha-giang'",
        "decision = 'x'",
        "units = '{}'",
        "taken_back_at = entered_at",
        "entered_at = entered_at - interval '1 day'",
    ],
)
@pytest.mark.usefixtures("said", "unsound")
def test_a_row_that_history_did_not_tell_is_found(session: Session, change: str) -> None:
    session.execute(text(f"UPDATE province_succession SET {change}"))  # noqa: S608 - a constant
    assert len(breaches(session)) == 1


@pytest.mark.parametrize(
    ("asked", "decision", "why"),
    [
        ((FORMER, "ha-giang"), DECISION, FollowedAlready),
        ((AFTER, FORMER), DECISION, FollowsItself),
        ((AFTER, AFTER), DECISION, FollowsItself),
        (("ha-giang", AFTER), DECISION, NoSuchProvince),
        ((AFTER, "Hà Giang"), DECISION, NoSuchProvince),
        ((AFTER, "ha-giang"), " ", SuccessionDecisionMissing),
        ((AFTER, "ha-giang"), "x" * 301, SuccessionDecisionMissing),
    ],
)
@pytest.mark.usefixtures("said")
def test_what_names_nothing_or_leads_back_is_refused(
    year: Year, session: Session, asked: tuple[str, str], decision: str, why: type[Refusal]
) -> None:
    said = Succession(province=asked[0], successor=asked[1], day=DAY)
    with refused(session, why):
        follow(session, said, decision=decision, now=year.now)


@pytest.mark.parametrize(
    ("units", "why"),
    [
        (((SCHOOL, f"{AFTER}/khong-co"),), UnitOfNeither),
        (((f"{FORMER}/khong-co", f"{AFTER}/so-gddt"),), UnitOfNeither),
        (((SCHOOL, SCHOOL),), UnitOfNeither),
        (((SCHOOL, f"{AFTER}/so-gddt"), (SCHOOL, f"{AFTER}/so-gddt")), UnitTwice),
    ],
)
@pytest.mark.usefixtures("said")
def test_units_are_of_the_two_provinces_and_taken_over_once(
    year: Year, session: Session, units: tuple[tuple[str, str], ...], why: type[Refusal]
) -> None:
    take_back(session, FORMER, reason="x", now=year.now)
    asked = Succession(province=FORMER, successor=AFTER, day=DAY, units=units)
    with refused(session, why):
        follow(session, asked, decision=DECISION, now=year.now)


@pytest.mark.usefixtures("said")
def test_taking_back_names_what_is_there_and_says_why(year: Year, session: Session) -> None:
    with refused(session, NotFollowed):
        take_back(session, AFTER, reason="x", now=year.now)
    with refused(session, SuccessionReasonMissing):
        take_back(session, FORMER, reason=" ", now=year.now)


NAME = Words("tỉnh Bắc Ninh", "Bac Ninh province")
CALLED = "P6 province called otherwise than told"


def test_a_province_is_called_as_the_operator_says_and_history_tells_it(
    year: Year, session: Session, said: Succession
) -> None:
    assert province_names.unnamed(session) == [FORMER, AFTER]
    for name in (Words("Bắc Ninh", "Bac Ninh"), NAME, NAME):
        name_province(session, said.successor, name, now=year.now)
    assert province_names.names(session, [FORMER, AFTER]) == {AFTER: NAME}
    assert rows(session, TOLD)[1:] == [("province.named", AFTER, f"province/{AFTER}")] * 2
    assert rows(session, people.BREACHES[CALLED], ruined=[]) == []


@pytest.mark.parametrize(
    ("province", "name", "why"),
    [
        ("ha-giang", NAME, NoSuchProvince),
        (AFTER, Words("", "Bac Ninh province"), ProvinceNameMissing),
        (AFTER, Words("tỉnh Bắc Ninh"), ProvinceNameMissing),
        (AFTER, Words("x" * 101, "Bac Ninh province"), ProvinceNameMissing),
    ],
)
@pytest.mark.usefixtures("said")
def test_what_is_no_name_or_of_no_province_is_refused(
    year: Year, session: Session, province: str, name: Words, why: type[Refusal]
) -> None:
    with refused(session, why):
        name_province(session, province, name, now=year.now)


@pytest.mark.parametrize("change", ["name_vi = 'x'", "name_en = 'x'", "province = 'ha-giang'"])
@pytest.mark.usefixtures("unsound")
def test_a_name_that_history_did_not_tell_is_found(
    year: Year, session: Session, said: Succession, change: str
) -> None:
    name_province(session, said.successor, NAME, now=year.now)
    session.execute(text(f"UPDATE province_name SET {change}"))  # noqa: S608 - a constant
    assert rows(session, people.BREACHES[CALLED], ruined=[])


@pytest.mark.usefixtures("at_a_terminal", "year")
def test_the_check_asks_for_a_name_until_the_operator_enters_it(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.url
    wanted = f"{FORMER}: tỉnh chưa có tên"
    main(["check"])
    assert wanted in capsys.readouterr().out
    named = ["province", "name", FORMER, "--vi", "tỉnh Bắc Giang", "--en", "Bac Giang province"]
    assert main(named) == 0
    assert main(["province", "list"]) == 0
    assert f"{FORMER}: tỉnh Bắc Giang / Bac Giang province" in capsys.readouterr().out
    main(["check"])
    assert wanted not in capsys.readouterr().out


@pytest.mark.usefixtures("at_a_terminal", "year")
def test_the_operator_enters_lists_and_takes_back(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.url
    asked = ["province", "follow", FORMER, AFTER, "--from", "2025-07-01", "--decision", DECISION]
    assert main(asked) == 0
    assert main(["province", "list"]) == 0
    assert f"{FORMER}  {AFTER}  2025-07-01  {DECISION}" in capsys.readouterr().out
    assert main(asked) == 1
    assert "followed already" in capsys.readouterr().err
    assert main(["province", "take-back", FORMER, "--reason", "Ghi nhầm."]) == 0
    assert main(["province", "list", "--json"]) == 0
    assert capsys.readouterr().out.endswith("[]\n")
