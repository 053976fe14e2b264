"""The bloc of a province that followed another: its units take over those of the former one."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import text

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.definitions.deployed import rules_of
from server.actions.people import follow_province
from server.actions.transaction import transactions
from server.domain.bloc_draft import document
from server.domain.people.lineage import Succession
from server.processes.award_review.rules.eligibility import whose_awards
from server.store import engine_for
from tests.actions.reorganised import next_year
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.province import World
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL
from tests.worlds.year_end import NOW

FORMER, AFTER = "bac-giang", "bac-ninh"
DAY = date(2025, 7, 1)
PAPER = "Nghị quyết 202/2025/QH15"
BLOC = f"{AFTER}/khoi-vhxh1/2025"
HEIRS = {LEADER: LEADER, PRESS: LEADER, SCHOOL: SCHOOL, DEPUTY: DEPUTY}
READER, STRANGER = f"{AFTER}/thanh-tra/auditor", "ha-giang/thanh-tra/auditor"


def of_successor(unit: str) -> str:
    return unit.replace(FORMER, AFTER, 1)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


def written() -> str:
    """Write the successor's file of 2025: units of its own, each told whom it took over."""
    values = document.read(next_year(effective_from=DAY).replace(FORMER, AFTER))
    values["reorganised"] = [
        {"unit": unit, "into": of_successor(heir), "day": DAY, "decision": PAPER, "awards": True}
        for unit, heir in HEIRS.items()
    ]
    return document.write(values)


@pytest.fixture(scope="module")
def followed(module_database: Database) -> Played:
    """Serve the demonstration some days after the other province began its first bloc-year."""
    year = Played.of(module_database)
    world = World(engine_for(module_database.url))
    for reader in (READER, STRANGER):
        province, code, position = reader.split("/")
        unit = world.unit(code, f"Thanh tra {province}", province=province)
        world.write(
            "post", id=reader, unit_id=unit, position=position, title_vi=reader, title_en="",
            sort_key=position, search=reader,
        )  # fmt: skip
        world.person(reader, reader)
    today = NOW + timedelta(days=230)
    said = Succession(province=FORMER, successor=AFTER, day=DAY, units=())
    with transactions(module_database.url)() as session:
        follow_province.follow(session, said, decision=PAPER, now=today)
        done = import_bloc_year(session, written(), actor=None, now=today)
    assert isinstance(done, Imported), done
    set_clock(module_database, today)
    return year


def test_the_successors_bloc_says_whom_it_took_over(followed: Played) -> None:
    page = unescape(followed.as_post(READER).get(f"/blocs/{BLOC}").text)
    assert f"Sở TT&TT nhập vào Sở KH&CN từ 01/07/2025, theo {PAPER}." in page
    assert "Danh hiệu các năm trước của Sở TT&TT tính cho Sở KH&CN." in page


def test_years_of_the_former_are_read_beside_ones_own(followed: Played) -> None:
    own = unescape(followed.as_post(READER).get(f"/years?bloc={AFTER}/khoi-vhxh1").text)
    ways = set(re.findall(r'href="(/years[^"]*)">Xem các năm của Sở KH&CN', own))
    assert ways == {f"/years?bloc={FORMER}/khoi-vhxh1&unit={LEADER}"}
    former = unescape(followed.as_post(READER).get(ways.pop()).text)
    assert "Sở KH&CN cũ nhập vào Sở KH&CN từ 01/07/2025" in former
    assert re.search(r'<th scope="col">2024', former)
    assert "Lĩnh vực Văn hóa - Xã hội 1 (2024)".casefold() in former.casefold()
    assert FORMER not in followed.as_post(STRANGER).get("/years").text


def test_awards_of_the_former_units_count(followed: Played) -> None:
    with transactions(followed.database.url)() as session:
        asked = text("SELECT rules_digest FROM bloc_year_version WHERE bloc_year_id = :id")
        rules = rules_of(session, session.execute(asked, {"id": BLOC}).scalar_one())
    assert whose_awards(rules, of_successor(LEADER)) == {of_successor(LEADER), LEADER, PRESS}
