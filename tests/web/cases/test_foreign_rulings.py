"""Decisions as others draw them, behind one another: what a case and its history tell of them."""

from collections.abc import Iterator
from html import unescape

import pytest

from server.actions.deployment import deploy
from tests.engine.expressions import feel_tables as dmn
from tests.web.cases.test_rulings import ASK, CLASS, KEY, LOOK, MEMBER, TABLE, files
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import BEGINS, Year


def foreign() -> dict[str, str]:
    """Give the process of the rulings with a table in FEEL, and a decision behind it."""
    levels = dmn.table(
        TABLE, {"Mỗi tháng": ("number", "")}, {"": ("string", '"cao", "vừa"')},
        ("> 2000000.5", '"vừa"'), ("[2083333..3000000)", '"cao"'),
        policy="OUTPUT ORDER", requires=["monthly"],
    )  # fmt: skip
    monthly = dmn.alone("monthly", f"{ASK}.amount / 12", name="Mỗi tháng", kind="number")
    drawn = files('"everyone"')
    flows = drawn[f"{KEY}.bpmn"].replace(f"{CLASS}.quota == 'much'", f"'cao' in {CLASS}.answer")
    tables = dmn.file(monthly, levels).decode().replace('name="monthly"', 'name="Tiền mỗi tháng"')
    tables = tables.replace(f'name="{TABLE}"', 'name="Mức kinh phí"')
    return {**drawn, f"{KEY}.bpmn": flows, f"{TABLE}.dmn": tables}


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.fixture
def http(committed: Year, database: Database) -> Iterator[OverHttp]:
    """Serve a case in which the table has answered."""
    with committed.begin() as session:
        deploy.deploy(session, KEY, foreign(), actor=None, now=BEGINS)
    committed.open(KEY)
    committed.complete(committed.task(ASK), {"amount": 25_000_000, "kind": "b"})
    served = OverHttp.on(database)
    yield served
    served.close()


def test_the_case_tells_the_answer_and_the_history_what_came_before_it(
    committed: Year, http: OverHttp
) -> None:
    assert committed.task(LOOK).element == LOOK
    pages = {}
    for tab in ("", "?tab=history"):
        client, _ = http.signed_in(MEMBER)
        answer = client.get(f"/cases/{committed.case_id}{tab}")
        assert answer.status_code == 200
        pages[tab] = unescape(answer.text)
    for page in pages.values():
        assert "Mức kinh phí" in page
        assert "cao" in page
        assert "2.083.333,333333333333333" in page
    assert "Tiền mỗi tháng" in pages["?tab=history"]
