"""A small process of another author's: names of their own for everything, as no code knows them.

The units write, their heads sign or send back, the leader publishes what all have written.
"""

import json
from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from server.actions.definitions.deployed import files_hash
from server.actions.deployment import deploy
from server.domain.canonical import Json
from server.store import Session
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out
from tests.worlds.year import BEGINS, Year

KEY: Final = "evaluation"


def name() -> str:
    """Make up a name."""
    return f"n{uuid4().hex[:10]}"


WRITE, SIGN, PUBLISH, TEXT, SUM, DAY, KIND, RULING, WHY, PAPER, GO, BACK, MONEY, PLACE = (
    name() for _ in range(14)
)
WRITE = f"{WRITE}-of-others"
"""Other tools write ids with hyphens, where no expression reads them."""
FORMS: Final = {WRITE: name(), SIGN: name(), PUBLISH: name()}
BUTTON: Final = {"field": None, "value": None, "label": "Gửi", "style": "primary"}
FIELDS: Final[Mapping[str, object]] = {
    TEXT: {"type": "string", "title": "Nội dung đăng ký", "maxLength": 4000},
    SUM: {"type": "string", "format": "decimal", "title": "Kinh phí", "minimum": 0.5},
    DAY: {"type": "string", "format": "date", "title": "Ngày họp"},
    MONEY: {"type": "integer", "x-widget": "amount", "title": "Đề nghị cấp"},
    PLACE: {"type": "string", "x-widget": "unit", "title": "Đơn vị phối hợp"},
    KIND: {
        "type": "string",
        "title": "Loại",
        "enum": ["a", "b"],
        "x-labels": {"a": "Thường xuyên", "b": "Đột xuất"},
    },
}
CHOICE: Final[Mapping[str, object]] = {
    "type": "string",
    "title": "Kết luận",
    "enum": [GO, BACK],
    "x-labels": {GO: "Ký gửi", BACK: "Chưa được"},
    "x-route": True,
    "x-outcome": {BACK: "return"},
}
ENGLISH: Final = {
    "Nội dung đăng ký": "What is registered",
    "Kinh phí": "Budget",
    "Chưa được": "Not yet",
    "Đột xuất": "Ad hoc",
}


def schema(title: str, fields: Mapping[str, object], **more: object) -> str:
    """Give a form."""
    required = [each for each in fields if each not in {WHY, SUM, MONEY, PLACE}]
    return json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title,
            "type": "object",
            "additionalProperties": False,
            "required": required,
            "properties": fields,
            "x-actions": [BUTTON],
            **more,
        }
    )


def files(fields: Mapping[str, object] = FIELDS, *, required: bool = False) -> dict[str, str]:
    """Give the files of the process; `fields` are those of what the units write."""
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .catch("all_in", "m_in", awaits="all")
        .user(PUBLISH, "leader", form=FORMS[PUBLISH])
        .end()
        .flow("begin", "ask", "all_in", PUBLISH, "done")
    )
    unit = (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user(WRITE, form=FORMS[WRITE], title="Đăng ký của {unit}")
        .user(SIGN, "head", form=FORMS[SIGN], approves=WRITE, sign="password")
        .xor("fine")
        .end("sent", "m_in")
        .flow("asked", WRITE, SIGN, "fine")
        .flow("fine", WRITE, when=f"{SIGN}.{RULING} == '{BACK}'")
        .flow("fine", "sent", default=True)
    )
    flows = {"ask": ("asked",), "sent": ("all_in",)}
    paper = {"kind": PAPER, "title": "Bản đăng ký", "required": required}
    buttons = [
        {"field": RULING, "value": GO, "label": "Ký gửi", "style": "primary"},
        {"field": RULING, "value": BACK, "label": "Chưa được", "style": "secondary"},
    ]
    why = {"type": "string", "title": "Vì sao", "maxLength": 1000, "x-reason": True}
    signed = {"x-sign": True, "x-actions": buttons}
    return {
        f"{KEY}.bpmn": laid_out(diagram(main, unit, flows=flows)).decode(),
        f"{KEY}.toml": MANIFEST,
        f"{KEY}.en.json": json.dumps(ENGLISH),
        f"{FORMS[WRITE]}.json": schema("Đăng ký", fields, **{"x-files": [paper]}),
        f"{FORMS[SIGN]}.json": schema("Ký", {RULING: CHOICE, WHY: why}, **signed),
        f"{FORMS[PUBLISH]}.json": schema("Công bố", {TEXT: FIELDS[TEXT]}),
    }


MANIFEST: Final = f"""\
name = "Đăng ký năm {{year}}"
short = "Đăng ký"
[open]
act = "Mở"
by = ["leader", "secretary"]
one = "year"
[sight]
all = ["everyone"]
few = ["own_unit", "organiser"]
[tasks]
{WRITE} = {{ see = "few" }}
{SIGN} = {{ see = "all", act = "sign" }}
{PUBLISH} = {{ see = "all", shows = ["table:{WRITE}"] }}
"""
WRITTEN: Final[Mapping[str, Json]] = {
    TEXT: "Chỉ tiêu một", SUM: "1234.5", DAY: "2024-12-05", KIND: "b",
    MONEY: 25000000, PLACE: "bac-giang/so-khcn",
}  # fmt: skip


def deployed(year: Year, **changed: bool) -> Year:
    """Publish the process and open a case of it."""
    with year.begin() as session:
        deploy.deploy(session, KEY, files(required=bool(changed)), actor=None, now=BEGINS)
    year.open(KEY)
    return year


def publish(session: Session, made: Mapping[str, str]) -> str:
    """Publish a version; return its hash."""
    deploy.deploy(session, KEY, made, actor=None, now=BEGINS)
    return files_hash(made)
