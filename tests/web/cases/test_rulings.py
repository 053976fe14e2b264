"""What a decision table was asked and answered, for those to whom the manifest tells it."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Final

import pytest
from sqlalchemy import text

from server.actions.deployment import deploy
from server.actions.tasks.recall_task import take_back
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, table
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.unknown_process import a_name
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import BEGINS, Year

KEY: Final = "evaluation"
LEADER, MEMBER, AUDITOR = (
    "bac-giang/so-khcn/head", "bac-giang/so-gddt/head", "bac-giang/thanh-tra/auditor",
)  # fmt: skip
ASK, CLASS, LOOK, FORM, TABLE = (a_name() for _ in range(5))
WHY: Final = "Từ hai mươi triệu đồng trở lên"


def schema(**fields: object) -> str:
    """Give a form with these fields, all of them required and routed."""
    button = {"field": None, "value": None, "label": "Gửi", "style": "primary"}
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Biểu mẫu", "type": "object", "additionalProperties": False,
        "required": [*fields], "properties": fields, "x-actions": [button],
    })  # fmt: skip


def files(told: str) -> dict[str, str]:
    """Give a process: the leader asks for an amount, a table classes it, the leader looks."""
    pool = Pool("main_").start().user(ASK, "leader", form=FORM).rule(CLASS, TABLE).xor("q")
    pool.user(LOOK, "leader", form=f"{FORM}_look").end()
    pool.flow("begin", ASK, CLASS, "q").flow("q", LOOK, when=f"{CLASS}.quota == 'much'")
    pool.flow("q", "done", default=True).flow(LOOK, "done")
    drawing = diagram(pool).replace(f' id="{CLASS}"', f' id="{CLASS}" name="Phân loại kinh phí"')
    inputs = ((f"{ASK}.amount", "integer", ""), (f"{ASK}.kind", "string", ""))
    lines = ((">= 20000000", "-", "'much'"), ("-", "-", "'little'"))
    dmn = table(*lines, policy="FIRST", inputs=inputs, name=TABLE).decode()
    reason = f"<ns0:description>{WHY}</ns0:description>"
    manifest = f"""
name = "Kinh phí"
short = "Kinh phí"
[open]
act = "Mở"
by = ["leader"]
[sight]
all = ["everyone"]
told = [{told}]
[tasks]
{ASK} = {{ see = "all", recall = true }}
{CLASS} = {{ see = "told" }}
{LOOK} = {{ see = "all" }}
"""
    kinds = {"enum": ["a", "b"], "x-labels": {"a": "Thường xuyên", "b": "Đột xuất"}}
    return {
        f"{KEY}.bpmn": laid_out(drawing).decode(),
        f"{KEY}.toml": manifest,
        f"{TABLE}.dmn": dmn.replace('id="line_1">', f'id="line_1">{reason}'),
        f"{FORM}.json": schema(
            amount={"type": "integer", "title": "Số tiền", "x-widget": "amount", "x-route": True},
            kind={"type": "string", "title": "Loại", "x-route": True, **kinds},
        ),
        f"{FORM}_look.json": schema(),
    }


class Pages:
    """A case of the process, and the pages of its readers."""

    def __init__(self, year: Year, http: OverHttp, told: str) -> None:
        self.year, self.http = year, http
        with year.begin() as session:
            deploy.deploy(session, KEY, files(told), actor=None, now=BEGINS)
        year.open(KEY)
        year.complete(year.task(ASK), {"amount": 25_000_000, "kind": "b"})

    def case(self, post: str, tab: str = "") -> str:
        """Answer what a page of the case says."""
        client, _ = self.http.signed_in(post)
        answer = client.get(f"/cases/{self.year.case_id}" + (f"?tab={tab}" if tab else ""))
        assert answer.status_code == 200, answer.text[-2000:]
        return unescape(answer.text)


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.fixture
def told() -> str:
    """Who is told of the answer: the circle of the task."""
    return '"everyone"'


@pytest.fixture
def pages(committed: Year, database: Database, told: str) -> Iterator[Pages]:
    """Serve a case in which the table has answered."""
    http = OverHttp.on(database)
    yield Pages(committed, http, told)
    http.close()


@pytest.mark.parametrize("tab", ["", "history"])
def test_the_steps_and_the_history_say_what_was_asked_why_and_what_came_of_it(
    pages: Pages, tab: str
) -> None:
    page = pages.case(MEMBER, tab)
    for said in ("Phân loại kinh phí", WHY, "Số tiền", "25.000.000 đồng", "Đột xuất", "much"):
        assert said in page
    assert pages.year.task(LOOK).element == LOOK


@pytest.mark.parametrize("told", ['"organiser"'])
def test_who_is_outside_the_circle_is_not_told_of_it(pages: Pages, told: str) -> None:
    for tab in ("", "history"):
        assert told
        assert WHY in pages.case(LEADER, tab)
        assert WHY not in pages.case(MEMBER, tab)


def test_an_answer_that_was_taken_back_stands_in_the_history_alone(pages: Pages) -> None:
    year = pages.year
    with year.begin() as session:
        query = text("SELECT id FROM task WHERE element = :ask AND state = 'done'")
        (done,) = session.execute(query, {"ask": ASK}).scalars()
        take_back(session, done, actor=year.holder(LEADER), now=year.tick())
    assert "Phân loại kinh phí" not in listed(pages.case(MEMBER))
    assert WHY in pages.case(MEMBER, "history")
    year.complete(year.task(ASK), {"amount": 1, "kind": "a"})
    assert "Thường xuyên" in listed(pages.case(MEMBER))


def listed(page: str) -> str:
    """Give the part of a case's page that tells what the tables have answered."""
    return page.partition("Bảng quyết định đã trả lời")[2].partition("</section>")[0]


def test_the_auditor_reads_it_with_the_event(pages: Pages) -> None:
    client, _ = pages.http.signed_in(AUDITOR)
    address = f"/audit?case={pages.year.case_id}"
    events = [part.split("&")[0] for part in client.get(address).text.split("open=")[1:]]
    shown = [unescape(client.get(f"{address}&open={each}").text) for each in dict.fromkeys(events)]
    assert any(WHY in page and "25.000.000" in page for page in shown)
