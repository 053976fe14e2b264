"""Operations over records, in a process of another author: who hands in last counts, too."""

import json
from typing import Final

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server import engine
from server.actions.deployment import deploy
from server.actions.steps.aggregates import OPERATIONS
from server.actions.steps.process_code import handed_in
from server.domain.canonical import Json
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out
from tests.worlds.processes.unknown_process import a_name
from tests.worlds.year import BEGINS, Year

KEY: Final = "evaluation"
WRITE, KEEP, LOOK, LATE, FORM = (a_name() for _ in range(5))
SHARE: Final = {"part": "agreed.count", "whole": "len(units)"}
MANIFEST: Final = f"""
name = "Đăng ký"
short = "Đăng ký"
[open]
act = "Mở"
by = ["leader"]
[sight]
all = ["everyone"]
[tasks]
{WRITE} = {{ see = "all" }}
{KEEP} = {{ see = "all" }}
{LOOK} = {{ see = "all" }}
{LATE} = {{ see = "all" }}
"""


def schema(*required: str, **fields: object) -> str:
    """Give a form of one button."""
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Biểu mẫu", "type": "object", "additionalProperties": False,
        "required": required, "properties": fields,
        "x-actions": [{"field": None, "value": None, "label": "Gửi", "style": "primary"}],
    })  # fmt: skip


def drawing() -> str:
    """Every unit registers an amount and points; the leader may take some out; all is reckoned."""
    main = Pool("main_").start().throw("ask", "m_ask").events("wait").catch("all_in", "m_in")
    main.timer("until", "deadlines.self_score").user(LATE, "leader", form=f"{FORM}_late")
    main.throw("out", "m_out", to=f"{LATE}.missing")
    main.service("agreed", "count", of=f"'{WRITE}'", outcome="'agree'")
    main.service("total", "sum", of=f"'{WRITE}'", field="'amount'")
    main.service("points", "sum", of=f"'{WRITE}'", field="'points'")
    main.service("share", "percent", **SHARE)
    main.service("places", "rank", of=f"'{WRITE}'", field="'amount'")
    main.user(LOOK, "leader", form=f"{FORM}_look").end()
    reckoned = ("all_in", "agreed", "total", "points", "share", "places", LOOK, "done")
    main.flow("begin", "ask", "wait").flow("wait", *reckoned).flow("wait", "until", LATE, "out")
    main.flow("out", "wait")
    unit = Pool("unit_", each="units").start("asked", "m_ask").user(WRITE, form=FORM)
    unit.xor("fine").user(KEEP, "head", form=f"{FORM}_look").end("sent", "m_in")
    unit.flow("asked", WRITE, "fine").flow("fine", KEEP, when=f"{WRITE}.says == 'refuse'")
    unit.flow("fine", "sent", default=True).flow(KEEP, "sent")
    flows = {"ask": ("asked",), "sent": ("all_in",), "out": ("pool_unit_",)}
    text = diagram(main, unit, flows=flows)
    return text.replace('id="all_in">', f'id="all_in">{AWAIT}', 1)


def files() -> dict[str, str]:
    """Give the files of the process."""
    bounds = {"minimum": 0, "maximum": 1_000_000_000}
    labels = {"agree": "Đồng ý", "refuse": "Không đồng ý"}
    agree = {"enum": [*labels], "x-labels": labels, "x-outcome": {"refuse": "other"}}
    parties = {"items": {"type": "string"}, "x-widget": "units", "x-route": True, "minItems": 1}
    return {
        f"{KEY}.bpmn": laid_out(drawing()).decode(),
        f"{KEY}.toml": MANIFEST,
        f"{FORM}.json": schema(
            "says",
            says={"type": "string", "title": "Kết luận", "x-route": True, **agree},
            amount={"type": "integer", "title": "Số tiền", "x-widget": "amount", **bounds},
            points={"type": "string", "format": "decimal", "title": "Điểm", **bounds},
        ),
        f"{FORM}_look.json": schema(),
        f"{FORM}_late.json": schema("missing", missing={"type": "array", "title": "Ai", **parties}),
    }


AWAIT: Final = (
    "<bpmn:extensionElements><spiffworkflow:properties>"
    '<spiffworkflow:property name="await" value="all"/>'
    "</spiffworkflow:properties></bpmn:extensionElements>"
)
AMOUNTS: Final = (30, 50, 50, 10, None)


@pytest.fixture
def asked(year: Year) -> Year:
    """Open a case in which every unit is asked."""
    with year.begin() as session:
        deploy.deploy(session, KEY, files(), actor=None, now=BEGINS)
    year.open(KEY)
    return year


def reckoned(year: Year, session: Session) -> dict[str, Json]:
    """Answer what the operations have left."""
    query = "SELECT doc, process FROM instance WHERE case_id = :case AND key = ''"
    row = session.execute(text(query), {"case": year.case_id}).one()
    names = ("agreed", "total", "points", "share", "places")
    return {name: engine.noted(row.doc, name) for name in names}


def test_all_who_handed_in_are_counted_added_up_and_ranked(asked: Year, session: Session) -> None:
    tasks = sorted(asked.tasks(WRITE), key=lambda task: task.key)
    values = dict(zip((task.key for task in tasks), AMOUNTS, strict=True))
    for task in reversed(tasks):
        amount = values[task.key]
        typed: dict[str, Json] = {"says": "refuse"} if amount is None else {"amount": amount}
        asked.complete(task, {"says": "agree", "points": "0.1", **typed})
        for refused in asked.tasks(KEEP):
            asked.complete(refused, {})
    found = reckoned(asked, session)
    a, b, c, d, _ = values
    assert found["agreed"] == {"count": 4, "records": 5}
    assert found["total"] == {"total": 140, "records": 4}
    assert found["points"] == {"total": "0.5", "records": 5}
    assert found["share"] == {"percent": "80"}
    assert found["places"] == {
        "first": [b, c],
        "records": 4,
        "ranks": [
            {"key": b, "value": 50, "rank": 1},
            {"key": c, "value": 50, "rank": 1},
            {"key": a, "value": 30, "rank": 3},
            {"key": d, "value": 10, "rank": 4},
        ],
    }


def test_of_nobody_all_is_nought(asked: Year, session: Session) -> None:
    asked.fire_due(asked.after("self_score"))
    keys: list[Json] = [task.key for task in asked.tasks(WRITE)]
    asked.complete(asked.task(LATE), {"missing": keys})
    found = reckoned(asked, session)
    assert found["agreed"] == {"count": 0, "records": 0}
    assert (found["total"], found["points"]) == (
        {"total": 0, "records": 0}, {"total": "0", "records": 0},
    )  # fmt: skip
    assert (found["share"], found["places"]) == (
        {"percent": "0"}, {"ranks": [], "first": [], "records": 0},
    )  # fmt: skip


def test_what_a_withdrawn_unit_handed_in_does_not_count(asked: Year, session: Session) -> None:
    first, second, *others = asked.tasks(WRITE)
    asked.complete(first, {"says": "agree", "amount": 7})
    asked.complete(second, {"says": "refuse", "amount": 9})
    asked.fire_due(asked.after("self_score"))
    keys: list[Json] = [second.key, *(task.key for task in others)]
    asked.complete(asked.task(LATE), {"missing": keys})
    found = reckoned(asked, session)
    assert (found["agreed"], found["total"]) == (
        {"count": 1, "records": 1}, {"total": 7, "records": 1},
    )  # fmt: skip


def test_no_operation_of_a_process_has_the_name_of_one_that_all_have() -> None:
    for code in handed_in():
        assert not code.operations.keys() & OPERATIONS.keys(), code.key
