"""Two processes that hold what none of the shipped ones does: calls, subprocesses, their events."""

import json
from collections.abc import Mapping
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, table
from tests.worlds.calling import CALLER, amount, form
from tests.worlds.calling import files as caller_files

NESTED: Final = "errand"
_NAMES: Final[Mapping[str, str]] = {
    "draft": "Dự thảo",
    "look": "Kiểm tra",
    "hurry": "Đôn đốc",
    "first": "Ý kiến thứ nhất",
    "second": "Ý kiến thứ hai",
    "sign": "Ký",
    "reply": "Trả lời",
}


def _preparing() -> Pool:
    """Draw two tasks side by side, of which one may fail the other."""
    inner = Pool("preparing").start("prepare_begin").parallel("split").user("draft", "leader")
    inner.user("look", "secretary", form="verdict", title="Kiểm tra {opening.amount} đồng")
    inner.xor("look_q").fail("look_failed", "e_unfit").parallel("join").end("prepared")
    inner.flow("prepare_begin", "split", "draft", "join", "prepared")
    inner.flow("split", "look", "look_q").flow("look_q", "join", default=True)
    return inner.flow("look_q", "look_failed", when="look.verdict == 'refuse'")


def _working() -> Pool:
    """Draw a decision, a preparation in time, a question and its answer, opinions in laps."""
    pool = Pool("working").start().rule("rate", "price_class").subprocess("prepare", _preparing())
    pool.boundary("late", "prepare", due="P5D").caught("unfit", "prepare", "e_unfit")
    pool.xor("amiss").user("hurry", "deputy").send("pass_on", "passed_on", "{'n': opening.amount}")
    pool.receive("answered", "answer").timer("pause", "workdays(entered_on, 1)")
    pool.xor("round").parallel("split_2").user("first", "leader", form="verdict")
    pool.user("second", "deputy", form="verdict").parallel("join_2").xor("again_q")
    pool.user("sign", "leader", form="number").boundary("unsigned", "sign", due="PT48H")
    pool.xor("small_q").terminate("dropped").end()
    pool.flow("begin", "rate", "prepare", "pass_on", "answered", "pause", "round", "split_2")
    pool.flow("late", "amiss").flow("unfit", "amiss", "hurry", "pass_on")
    pool.flow("split_2", "first", "join_2", "again_q").flow("split_2", "second", "join_2")
    pool.flow("again_q", "round", when="first.verdict == 'refuse' or second.verdict == 'refuse'")
    pool.flow("again_q", "small_q", default=True).flow("small_q", "sign", "done", default=True)
    pool.flow("unsigned", "dropped")
    return pool.flow("small_q", "dropped", when="rate.level == 'small' or answered.n < 3")


def _answering() -> Pool:
    pool = Pool("answering").start("asked", "passed_on").user("reply", "secretary", form="amount")
    return pool.end("replied", "answer", "{'n': reply.amount + asked.n}").flow(
        *("asked", "reply", "replied")
    )


def _drawing() -> bytes:
    flows = {"pass_on": ("asked",), "replied": ("answered",)}
    text = diagram(_working(), _answering(), flows=flows)
    for name, words in _NAMES.items():
        text = text.replace(f' id="{name}" name="{name}"', f' id="{name}" name="{words}"')
    return laid_out(text)


def _number() -> str:
    plain = json.loads(form({}, verdict=False))
    words = {"number": "Số", "date": "Ngày"}
    plain["properties"] = {
        name: {"type": "string", "title": title, "x-without-register": True}
        for name, title in words.items()
    }
    plain["properties"]["number"]["maxLength"] = 30
    plain["properties"]["date"]["format"] = "date"
    plain["required"] = [*words]
    return json.dumps(plain)


_TABLE: Final = table(
    *(("<= 100", '"small"'), ("(100..400]", '"middle"'), ("> 400", '"large"')),
    inputs=(("opening.amount", "number", ""),),
    name="price_class",
    gives="string",
    said='"small","middle","large"',
).replace(b'name="quota"', b'name="level"')
_MANIFEST: Final = """name = "Việc {year}"
short = "Việc"
[open]
act = "Mở việc"
by = ["leader"]
form = "amount"
[milestones]
ready = { passed = "prepare" }
asked = { passed = "pass_on" }
signed = { task = "sign" }
[sight]
all = ["everyone"]
[tasks]
opening = { see = "all" }
rate = { see = "all" }
draft = { see = "all", recall = true }
look = { see = "all" }
hurry = { see = "all" }
reply = { see = "all" }
first = { see = "all", shows = ["record:reply"] }
second = { see = "all", shows = ["record:reply"] }
sign = { see = "all", act = "sign", shows = ["record:first", "record:second"] }
[documents.GM]
task = "sign"
number = "number"
date = "date"
register = true
see = "all"
name = "Giấy mời"
"""


def _nested() -> dict[str, bytes]:
    texts = {
        f"{NESTED}.toml": _MANIFEST,
        "form.json": form({}, verdict=False),
        "verdict.json": form({}, verdict=True),
        "amount.json": form(amount(500), required=("amount",), verdict=False),
        "number.json": _number(),
    }
    files = {name: text.encode() for name, text in texts.items()}
    return {**files, f"{NESTED}.bpmn": _drawing(), "price_class.dmn": _TABLE}


DRAWN: Final[Mapping[str, Mapping[str, bytes]]] = {
    CALLER: {name: text.encode() for name, text in caller_files().items()},
    NESTED: _nested(),
}
"""Their files, by key."""
