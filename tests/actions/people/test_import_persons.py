"""The persons of a bloc-year file: the rules of the pages, at line and field, all or nothing."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.people import add_person, appoint
from server.config import ROOT
from server.domain.bloc_file import Code, FileMistakes
from server.domain.people.appointments import (
    AuditorApart,
    Held,
    Period,
)
from server.store import tables
from tests.actions import refused
from tests.domain import bloc_years
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, BEGINS

HEAD = "bac-giang/so-gddt/head"
OFFICER = "bac-giang/so-gddt/officer"
AUDITOR = "bac-giang/thanh-tra/auditor"
BEFORE = bloc_years.PLAN.count("\n") + 1


def state(session: Session) -> tuple[object, ...]:
    """Take down accounts and appointments beside what any refused act leaves alone."""
    query = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM appointment)"
    return (*refused.state(session), *rows(session, query))


def person(login: str, *posts: str, since: str = "2030-01-01") -> str:
    held = ", ".join(f'{{ post = "{post}", from = {since} }}' for post in posts)
    return f'\n[[persons]]\nlogin = "{login}"\nname = "Tên"\nappointments = [{held}]\n'


def imported(session: Session, *persons: str) -> Imported | FileMistakes:
    text = bloc_years.PLAN.replace("max_points = 15", "max_points = 14") + "".join(persons)
    return import_bloc_year(session, text, actor=None, now=BEGINS)


def vacate(session: Session) -> None:
    """End what the fixtures' accounts hold, so that the file's persons may follow."""
    rows(session, "UPDATE appointment SET valid_to = '2024-12-31' RETURNING 1")


@pytest.mark.parametrize(
    ("code", "field", "persons"),
    [
        (Code.POST_TAKEN, "persons[2].appointments[1].post", (("mot", HEAD), ("hai", HEAD))),
        (
            Code.ADMINISTRATOR_APART,
            "persons[1].appointments[2].post",
            (("mot", ADMINISTRATOR, OFFICER),),
        ),
        (Code.AUDITOR_APART, "persons[1].appointments[2].post", (("mot", OFFICER, AUDITOR),)),
        (Code.HELD_ALREADY, "persons[1].appointments[2].post", (("mot", OFFICER, OFFICER),)),
        (Code.BAD_LOGIN, "persons[1].login", (("mo", OFFICER),)),
    ],
)
def test_a_file_appoints_by_the_rules_of_the_pages(
    session: Session, code: Code, field: str, persons: tuple[tuple[str, ...], ...]
) -> None:
    vacate(session)
    before = state(session)
    text = [person(*each, since=f"2030-01-0{n}") for n, each in enumerate(persons, 1)]
    if code is Code.HELD_ALREADY:
        text = [text[0].replace("2030-01-01 }]", "2030-02-01 }]")]
    found = imported(session, *text)
    assert isinstance(found, FileMistakes)
    (mistake,) = found.items
    assert (mistake.code, mistake.field) == (code, field)
    assert mistake.line > BEFORE
    assert mistake.message("vi")
    assert mistake.message("en")
    assert state(session) == before


def test_what_is_held_already_counts(session: Session) -> None:
    before = state(session)
    found = imported(session, person("nguoi.moi", HEAD))
    assert isinstance(found, FileMistakes)
    assert [item.code for item in found.items] == [Code.POST_TAKEN]
    assert state(session) == before


def test_all_mistakes_of_persons_come_at_once(session: Session) -> None:
    found = imported(session, person("mot", HEAD), person("hai", ADMINISTRATOR, AUDITOR))
    assert isinstance(found, FileMistakes)
    assert [item.code for item in found.items] == [Code.POST_TAKEN, Code.ADMINISTRATOR_APART]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"province": "ha-giang"}, Code.PERSON_ELSEWHERE),
        ({"province": ""}, Code.PERSON_ELSEWHERE),
        ({"deactivated_at": BEGINS}, Code.PERSON_CLOSED),
    ],
)
def test_an_account_elsewhere_or_closed_is_not_taken_over(
    session: Session, change: dict[str, object], code: Code
) -> None:
    add_person.add(
        session, login="co.san", name="Tên", province="bac-giang", actor=None, now=BEGINS
    )
    session.execute(update(tables.person).where(tables.person.c.login == "co.san").values(change))
    found = imported(session, person("co.san", OFFICER))
    assert isinstance(found, FileMistakes)
    assert [(item.code, item.field) for item in found.items] == [(code, "persons[1].login")]


def test_a_file_makes_accounts_of_its_province_each_with_its_events(session: Session) -> None:
    assert isinstance(imported(session, person("nguoi.moi", OFFICER)), Imported)
    query = "SELECT province FROM person WHERE login = 'nguoi.moi'"
    assert rows(session, query) == [("bac-giang",)]
    kinds = rows(
        session,
        "SELECT kind, province FROM event WHERE stream = 'people' ORDER BY seq DESC LIMIT 2",
    )
    assert kinds == [("person.appointed", "bac-giang"), ("person.added", "bac-giang")]
    held = rows(session, "SELECT count(*) FROM appointment")
    assert isinstance(imported(session, person("nguoi.moi", OFFICER), "\n"), Imported)
    assert rows(session, "SELECT count(*) FROM appointment") == held


def test_an_auditor_gets_no_working_post_nor_the_reverse(session: Session) -> None:
    made = add_person.add(
        session, login="mot.nguoi", name="Tên", province="bac-giang", actor=None, now=BEGINS
    )
    since = Period(first=date(2024, 11, 4), last=None)
    first = Held(person_id=made, post_id=OFFICER, period=since)
    appoint.appoint(session, first, decision="", actor=None, now=BEGINS)
    second = Held(person_id=made, post_id=AUDITOR, period=since)
    with pytest.raises(AuditorApart):
        appoint.appoint(session, second, decision="", actor=None, now=BEGINS)


def test_appointments_are_written_at_one_gate() -> None:
    """Whoever writes an appointment asks the rules: there is one caller of the insert."""
    callers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "server").rglob("*.py")
        if "people_admin.add_appointment(" in path.read_text()
    ]
    assert callers == ["server/actions/people/appoint.py"]
