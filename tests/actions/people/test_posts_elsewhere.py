"""An account gives the powers of its posts: who does not look after all of them keeps off it."""

import datetime as dt
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.identity import invite
from server.actions.identity.invite import Way
from server.actions.people import deactivate, end_appointment
from server.cli import main
from server.domain.people.actors import Actor
from server.domain.people.administering import KeptElsewhere
from server.domain.people.appointments import NoSuchAppointment, OwnAccount
from server.domain.people.lineage import NO_LINEAGE, Lineage, Succession
from server.store import engine_for
from tests.actions.refused import refused
from tests.worlds.databases import Database
from tests.worlds.year import ADMINISTRATOR, PRESS, Year

pytestmark = pytest.mark.usefixtures("unsound")
AFTER = "bac-ninh"
POST = f"{AFTER}/so-vhttdl/officer"
FOLLOWED = Lineage(
    (Succession(province="bac-giang", successor=AFTER, day=dt.date(2024, 1, 1)),),
)


@pytest.fixture
def person(year: Year, session: Session) -> UUID:
    """Somebody of the former province, who works in a post of the one that follows it."""
    unit, key = POST.rpartition("/")[0], year.holder(f"{PRESS}/officer").person_id
    values = {"unit": unit, "province": AFTER, "post": POST, "id": uuid4(), "person": key}
    for table, columns, row in (
        ("unit", "id, province", ":unit, :province"),
        (
            "post",
            "id, unit_id, position, title_vi, title_en, sort_key, search",
            ":post, :unit, 'officer', 'Chuyên viên', '', 'c', 'c'",
        ),
        (
            "appointment",
            "id, person_id, post_id, valid_from, decision",
            ":id, :person, :post, '2024-01-01', 'QĐ 1'",
        ),
    ):
        query = f"INSERT INTO {table}({columns}) VALUES ({row})"  # noqa: S608 - constants
        session.execute(text(query), values)
    return key


def administrator(year: Year, province: str) -> Actor:
    """Answer an administrator of one of the two provinces, after the one has followed the other."""
    post = f"{province}/quan-tri/administrator"
    return replace(year.holder(ADMINISTRATOR), post_id=post, lineage=FOLLOWED)


def test_a_formers_administrator_gives_nobody_the_powers_of_a_successors_post(
    year: Year, session: Session, person: UUID
) -> None:
    former = administrator(year, "bac-giang")
    with refused(session, KeptElsewhere):
        invite.invite(session, person, mails=False, actor=former, now=year.now)
    with refused(session, KeptElsewhere):
        deactivate.deactivate(session, person, actor=former, now=year.now)
    asked = invite.invite(
        session, person, mails=False, actor=administrator(year, AFTER), now=year.now
    )
    assert asked.way is Way.WAITS


def appointment(session: Session, person: UUID) -> UUID:
    found: UUID = session.execute(
        text("SELECT id FROM appointment WHERE post_id = :p AND person_id = :person"),
        {"p": POST, "person": person},
    ).scalar_one()
    return found


def test_where_no_succession_stands_the_holders_administrator_ends_it_too(
    year: Year, session: Session, person: UUID
) -> None:
    """After one is taken back nobody has both the person and the post."""
    found = appointment(session, person)
    for province in ("ha-giang", "lang-son"):
        stranger = replace(administrator(year, province), lineage=NO_LINEAGE)
        with refused(session, NoSuchAppointment):
            end_appointment.end(session, found, last=None, actor=stranger, now=year.now)
    former = replace(administrator(year, "bac-giang"), lineage=NO_LINEAGE)
    own = replace(former, person_id=person)
    with refused(session, OwnAccount):
        end_appointment.end(session, found, last=None, actor=own, now=year.now)
    end_appointment.end(session, found, last=None, actor=former, now=year.now)


def test_who_looks_after_a_post_ends_an_appointment_to_it(
    year: Year, session: Session, person: UUID
) -> None:
    found = appointment(session, person)
    with refused(session, NoSuchAppointment):
        end_appointment.end(
            session, found, last=None, actor=administrator(year, "bac-giang"), now=year.now
        )
    end_appointment.end(session, found, last=None, actor=administrator(year, AFTER), now=year.now)


@pytest.mark.usefixtures("at_a_terminal", "year")
def test_the_operator_ends_an_appointment_at_a_terminal(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["person", "end", "so-tttt.officer"]
    assert main([*asked, POST]) == 1
    assert "no such appointment" in capsys.readouterr().err
    assert main([*asked, f"{PRESS}/officer"]) == 0
    assert main([*asked, f"{PRESS}/officer"]) == 1
    with engine_for(database.url).connect() as connection:
        query = text("SELECT count(*) FROM appointment WHERE ended_at IS NOT NULL")
        assert connection.execute(query).scalar_one() == 1
