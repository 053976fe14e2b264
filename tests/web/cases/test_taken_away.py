"""Tasks that a message to a pool's edge takes away are told: in the case, and to an auditor."""

from collections.abc import Iterator
from html import unescape

import pytest

from server.actions.deployment import deploy
from tests.actions.cases.drawn import files
from tests.engine.drawings import Pool
from tests.lint.samples.material import named
from tests.worlds import states
from tests.worlds.accounts import AUDITOR
from tests.worlds.databases import Database, State
from tests.worlds.web.over_http import OverHttp
from tests.worlds.worker import sound
from tests.worlds.year import BEGINS, LEADER, UNITS, Year

NAMES = {"work": "Góp ý kiến", "stop": "Gọi bỏ phiếu góp ý", "halt": "Dừng góp ý"}


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


def drawn_with_names() -> dict[str, str]:
    pool = Pool("main_").start().send("ask", "m_ask").user("stop", "leader").send("halt", "m_halt")
    pool.end().flow("begin", "ask", "stop", "halt", "done")
    unit = Pool("unit_", each="units").start("asked", "m_ask").user("work").end("worked")
    unit.flow("asked", "work", "worked")
    given = files(pool, unit, flows={"ask": ("asked",), "halt": ("pool_unit_",)})
    return given | {"evaluation.bpmn": named(given["evaluation.bpmn"], NAMES)}


@pytest.fixture
def http(committed: Year, database: Database) -> Iterator[OverHttp]:
    """Serve a case whose units were asked and called off, with a word of why."""
    with committed.begin() as session:
        deploy.deploy(session, "evaluation", drawn_with_names(), actor=None, now=BEGINS)
    committed.open("evaluation")
    committed.complete(committed.task("stop"), {"verdict": "go"})
    served = OverHttp.on(database)
    yield served
    served.close()


def page(http: OverHttp, post: str, address: str) -> str:
    client, _ = http.signed_in(post)
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[-2000:]
    return " ".join(unescape(answer.text).split())


def test_the_case_tells_each_task_and_the_message_that_took_it(
    committed: Year, http: OverHttp
) -> None:
    told = page(http, f"{LEADER}/head", f"/cases/{committed.case_id}?tab=history")
    assert f"Rút lại: {NAMES['work']} ({NAMES['halt']})" in told
    assert sound(committed)


def test_so_does_the_page_of_who_audits(http: OverHttp) -> None:
    told = page(http, AUDITOR, "/audit")
    assert f"Rút lại: {NAMES['work']} ({NAMES['halt']}) × {len(UNITS)}" in told
    assert told.count("Rút lại:") == 1
