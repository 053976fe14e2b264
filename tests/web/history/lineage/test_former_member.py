"""A member of a province that another follows, in a bloc of that one: who sees and does what."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation.demonstration import add_accounts
from server.actions.people import follow_province
from server.actions.transaction import transactions
from server.domain.people.lineage import Succession
from server.store import engine_for
from tests.actions.test_former_units import AFTER, DAY, FORMER, MIXED
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.posting import send
from tests.worlds.year import BEGINS, SCHOOL, Year

BLOC = f"{AFTER}/khoi-vhxh1"
MEMBER, OWN = "so-gddt.officer", f"{AFTER}.so-khcn.officer"
LISTS = ("/tasks", "/cases", "/blocs", "/board", "/search?q=đánh+giá", "/registers")


@dataclass
class Mixed:
    """The application, the case of the mixed bloc, and the member's task in it."""

    pages: Played
    case: str
    task: str
    now: dt.datetime

    def status(self, who: str, address: str) -> int:
        return self.pages.as_post(who).get(address).status_code

    def value(self, query: str, **values: object) -> object:
        with engine_for(self.pages.database.url).connect() as connection:
            return connection.execute(text(query), values).scalar_one()


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture(scope="module")
def mixed(module_database: Database) -> Iterator[Mixed]:
    begin = transactions(module_database.url)
    said = Succession(province=FORMER, successor=AFTER, day=DAY)
    with begin() as session:
        follow_province.follow(session, said, decision="NQ 202/2025/QH15", now=BEGINS)
        found = import_bloc_year(session, MIXED, actor=None, now=BEGINS)
        assert isinstance(found, Imported), found
        add_accounts(session, now=BEGINS)
        states.sign_in_easily(session)
    year = Year(begin=begin, bloc_year_id=found.bloc_year_id)
    case = year.open("evaluation")
    task = next(each for each in year.tasks() if each.post_id == f"{SCHOOL}/officer")
    set_clock(module_database, year.now)
    yield Mixed(Played.of(module_database), f"/cases/{case}", f"/tasks/{task.id}", year.now)
    engine_for(module_database.url).dispose()


def test_the_member_works_in_it_as_every_other(mixed: Mixed) -> None:
    for page in (mixed.case, mixed.task):
        assert mixed.status(MEMBER, page) == 200, page
    for page in LISTS:
        member, own = (mixed.pages.as_post(who).get(page) for who in (MEMBER, OWN))
        assert (member.status_code, own.status_code) == (200, 200), page
        asked = re.compile(f"{mixed.case}|{mixed.task}|{BLOC}|/tasks/[0-9a-f-]{{36}}")
        assert bool(asked.search(member.text)) is bool(asked.search(own.text)), page
    assert mixed.task in mixed.pages.as_post(MEMBER).get("/tasks").text


def test_offices_of_the_former_have_no_part_in_it(mixed: Mixed) -> None:
    """An unpaired unit of the former is of no bloc but its own."""
    repairs = f"/operations{mixed.case}"
    for who in ("thanh-tra.auditor", "so-noi-vu.officer", "quan-tri.administrator"):
        assert mixed.status(who, mixed.case) == 404, who
    assert mixed.status("quan-tri.administrator", repairs) == 404
    assert mixed.status(f"{AFTER}.quan-tri.administrator", repairs) == 200
    assert mixed.status(f"{AFTER}.thanh-tra.auditor", f"/audit{mixed.case}") == 200


def test_the_successors_administrator_keeps_the_members_persons(mixed: Mixed) -> None:
    admin = f"{AFTER}.quan-tri.administrator"
    person = mixed.value("SELECT id FROM person WHERE login = :login", login=MEMBER)
    assert mixed.status(admin, f"/people/{person}") == 200
    faults = mixed.pages.as_post(admin).get("/operations/faults")
    assert faults.status_code == 200


def test_its_work_goes_on_after_the_succession_was_taken_back(mixed: Mixed) -> None:
    with transactions(mixed.pages.database.url)() as session:
        follow_province.take_back(session, FORMER, reason="Ghi nhầm.", now=mixed.now)
    member = mixed.pages.as_post(MEMBER)
    for page in (mixed.case, mixed.task, *LISTS):
        assert member.get(page).status_code == 200, page
    assert mixed.task in member.get("/tasks").text
    assert send(member, f"{mixed.task}/claim", {}, at=mixed.task).status_code == 303
    admin = f"{AFTER}.quan-tri.administrator"
    person = mixed.value("SELECT id FROM person WHERE login = :login", login=MEMBER)
    assert mixed.status(admin, f"/people/{person}") == 404
    assert mixed.status(admin, f"/operations{mixed.case}") == 200
