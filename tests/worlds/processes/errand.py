"""A process of data alone with an element of each kind that the shipped ones do without.

A decision table, send and receive tasks, a subprocess and a call in branches, a loop around them, a
duration, a terminate end, and an opening on a day to come.
"""

import json
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named, table
from tests.worlds.calling import CALLED, CALLED_FILES, NAMES, OUT, amount, form

KEY: Final = "errand"
_NAMES: Final = {
    "price": "Xếp loại đề nghị",
    "watches": "Nhờ theo dõi",
    "write": "Viết tờ trình",
    "gather": "Thu thập hồ sơ",
    "prepare": "Chuẩn bị",
    "hears": "Nghe báo",
    "warn": "Theo dõi",
    "tells": "Báo lại",
    "remind": "Nhắc",
}
_FLOWS: Final = {"watches": ("on",), "tells": ("hears",)}


def main_pool() -> Pool:
    """Draw the errand itself."""
    pool = Pool("errand_").start().user("ask", "leader", form="ask").rule("price", "price_class")
    pool.send("watches", "watch").xor("anew").parallel("split")
    pool.user("write", "secretary", form="judged").xor("written").boundary(
        "slow", "write", due="P30D"
    )
    pool.user("remind", "deputy", form="done").call("examine", CALLED, **OUT)
    inner = Pool("inner_").start("inner_begin").user("gather", "secretary", form="done")
    pool.subprocess("prepare", inner.end("inner_done").flow("inner_begin", "gather", "inner_done"))
    pool.parallel("join").xor("fine").receive("hears", "noted").xor("which")
    pool.user("sign", "leader", form="done").end().terminate("off")
    pool.flow("begin", "ask", "price", "watches", "anew").flow("anew", "split", default=True)
    pool.flow("split", "write", "written").flow("slow", "remind", "written")
    pool.flow("written", "join", default=True).flow("split", "prepare", "join")
    pool.flow("split", "examine", "join", "fine").flow("fine", "hears", default=True)
    pool.flow("fine", "anew", when="has(write) and write.verdict == 'refuse'")
    pool.flow("hears", "which").flow("which", "sign", default=True).flow("sign", "done")
    return pool.flow("which", "off", when="price.level == 'small' and examine.verdict == 'refuse'")


def watching_pool() -> Pool:
    """Draw who watches it."""
    pool = Pool("watching").start("on", "watch").user("warn", "deputy", form="done")
    return pool.send("tells", "noted").end("over").flow("on", "warn", "tells", "over")


def files() -> dict[str, str]:
    """Give the files of the version."""
    drawn = diagram(main_pool(), watching_pool(), flows=_FLOWS)
    called = {f"calls/{CALLED}/{name}": text for name, text in CALLED_FILES.items()}
    inputs = (("ask.amount", "integer", ""),)
    lines = (("< 100", "'small'"), (">= 100", "'large'"))
    decided = table(*lines, inputs=inputs, name="price_class").decode()
    return called | {
        f"{KEY}.bpmn": laid_out(named(drawn, {**NAMES, **_NAMES})).decode(),
        f"{KEY}.toml": _MANIFEST,
        f"{KEY}.en.json": json.dumps({}),
        "price_class.dmn": decided.replace('name="quota"', 'name="level"'),
        "ask.json": form(amount(500), required=("amount",), verdict=False),
        "done.json": form({}, verdict=False),
        "judged.json": form({}, verdict=True),
    }


_MANIFEST: Final = """name = "Việc nhỏ {year}"
short = "Việc nhỏ"
[open]
act = "Việc nhỏ"
by = ["leader"]
[[open.timed]]
at = "date(year + 1, 11, 10)"
[milestones]
checked = { passed = "examine" }
ready = { passed = "prepare", repeats = true }
written = { task = ["write:approve", "write:refuse"], due = "date(year + 1, 11, 20)" }
[sight]
all = ["everyone"]
[tasks]
ask = { see = "all" }
price = { see = "all" }
write = { see = "all", recall = true }
gather = { see = "all", recall = true }
remind = { see = "all" }
warn = { see = "all" }
sign = { see = "all" }
"""
