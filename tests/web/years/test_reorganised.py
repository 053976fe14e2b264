"""What pages say of a unit that became part of another: on the bloc's page, and over the years."""

from datetime import date, timedelta
from html import unescape

import pytest

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.transaction import transactions
from server.domain.bloc_draft import document
from tests.actions.reorganised import NEXT, next_year
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.year import LEADER, PRESS, RADIO
from tests.worlds.year_end import NOW

OFFICER = "so-khcn.officer"
MOVED = "Sở TT&TT nhập vào Sở KH&CN từ 01/03/2025, theo 01/NQ-HĐND."
COUNTED = "Danh hiệu các năm trước của Sở TT&TT tính cho Sở KH&CN."
LEFT = "Đài PT&TH không còn trong Khối từ 01/03/2025, theo 02/NQ-HĐND."


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def two_years(module_database: Database) -> Played:
    """Serve the demonstration in the year after, when two of its five units are gone."""
    values = document.read(next_year(effective_from=date(2025, 3, 1)))
    gone = {"day": date(2025, 3, 1)}
    values["reorganised"] = [
        {**gone, "unit": PRESS, "into": LEADER, "decision": "01/NQ-HĐND", "awards": True},
        {**gone, "unit": RADIO, "decision": "02/NQ-HĐND"},
    ]
    law = {"symbol": "98/2023/NĐ-CP", "name": "Nghị định về thi đua, khen thưởng"}
    values["legal_bases"] = [
        {**law, "id": "old", "until": date(2025, 2, 28)},
        {**law, "id": "new", "symbol": "152/2025/NĐ-CP", "in_force": date(2025, 3, 1)},
    ]
    today = NOW + timedelta(days=120)
    with transactions(module_database.url)() as session:
        done = import_bloc_year(session, document.write(values), actor=None, now=today)
    assert isinstance(done, Imported), done
    set_clock(module_database, today)
    return Played.of(module_database)


def test_the_blocs_page_says_where_units_went(two_years: Played) -> None:
    page = unescape(two_years.as_post(OFFICER).get(f"/blocs/{NEXT}").text)
    assert f"{MOVED} {COUNTED}" in page
    assert LEFT in page


def test_a_units_years_lead_to_those_of_who_became_part_of_it(two_years: Played) -> None:
    reader = two_years.as_post("thanh-tra.auditor")
    of_leader, of_press, of_radio = (
        unescape(reader.get(f"/years?unit={unit}").text) for unit in (LEADER, PRESS, RADIO)
    )
    assert MOVED in of_leader
    assert LEFT not in of_leader
    assert "Xem các năm của Sở TT&TT" in of_leader
    assert "Xem các năm của Sở KH&CN" in of_press
    assert LEFT in of_radio


def test_the_blocs_page_marks_what_is_not_in_force_today(two_years: Played) -> None:
    page = unescape(two_years.as_post(OFFICER).get(f"/blocs/{NEXT}").text)
    old, new = (page.partition(f"<b>{law}</b>")[2] for law in ("98/2023/NĐ-CP", "152/2025/NĐ-CP"))
    assert "hết hiệu lực 28/02/2025" in old
    assert "Hiện không có hiệu lực" in old.partition("</li>")[0]
    assert "có hiệu lực từ 01/03/2025" in new
    assert "Hiện không có hiệu lực" not in new.partition("</li>")[0]
