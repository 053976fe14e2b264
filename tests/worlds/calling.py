"""Two processes of data alone: a request is written, checked by a process of its own, and signed.

The check takes an amount, and asks a second person where that is large; it says what came of it.
"""

import json
from collections.abc import Mapping
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named

CALLER, CALLED = "request", "check"
LABELS: Final = {"approve": "Đạt", "refuse": "Không đạt"}
NAMES: Final[Mapping[str, str]] = {
    "ask": "Viết đề nghị",
    "examine": "Kiểm tra đề nghị",
    "again": "Kiểm tra lần hai",
    "hurry": "Đôn đốc",
    "sign": "Ký đề nghị",
    "look": "Xem số tiền",
    "confirm": "Xác nhận số tiền lớn",
}
MEANT: Final = {"approve": "approve", "refuse": "refuse"}


def form(fields: Mapping[str, object], *, required: tuple[str, ...] = (), verdict: bool) -> str:
    """Write a form; with a `verdict` it says how the task came out."""
    chosen = {
        "type": "string",
        "title": "Kết luận",
        "enum": [*LABELS],
        "x-labels": LABELS,
        "x-route": True,
        "x-outcome": MEANT,
    }
    why = {"type": "string", "title": "Lý do", "maxLength": 200, "x-reason": True}
    own = {"verdict": chosen, "why": why} if verdict else {}
    buttons = [
        {"field": "verdict", "value": value, "label": label, "style": "primary"}
        for value, label in LABELS.items()
    ]
    plain = [{"field": None, "value": None, "label": "Gửi", "style": "primary"}]
    return json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Kết quả",
            "type": "object",
            "additionalProperties": False,
            "required": [*required, *(["verdict"] if verdict else [])],
            "properties": {**fields, **own},
            "x-actions": buttons if verdict else plain,
        },
        ensure_ascii=False,
    )


def amount(most: int) -> Mapping[str, object]:
    """Give the field of an amount that enters the process."""
    return {
        "amount": {
            "type": "integer",
            "title": "Số tiền",
            "minimum": 0,
            "maximum": most,
            "x-route": True,
        }
    }


URGENT: Final = {"urgent": {"type": "boolean", "title": "Gấp", "x-route": True}}


def drawn(pool: Pool) -> str:
    """Draw one process, its elements named."""
    return laid_out(named(diagram(pool), NAMES)).decode()


def called_pool(amount: str = "opening.amount", pool: Pool | None = None) -> Pool:
    """Draw the check: a large amount is confirmed by somebody else.

    It stands in a pool of its own, or in one that begins `within`.
    """
    begins, ends = ("begin", "done") if pool is None else ("within", "checked_it")
    pool = Pool("checking").start() if pool is None else pool
    pool.user("look", "secretary", form="look", title=f"Xem {{{amount}}} đồng")
    pool.xor("large").user("confirm", "deputy", form="confirm").xor("met").end(ends)
    pool.flow(begins, "look", "large").flow("large", "met", default=True)
    pool.flow("large", "confirm", when=f"{amount} > 100 and look.verdict == 'approve'")
    return pool.flow("confirm", "met", ends)


CALLED_FILES: Final[Mapping[str, str]] = {
    f"{CALLED}.bpmn": drawn(called_pool()),
    f"{CALLED}.toml": """name = "Kiểm tra số {number}/{year}"
short = "Kiểm tra"
known = ["organiser", "role:deputy"]
[open]
act = "Kiểm tra"
by = ["secretary"]
form = "check_open"
[milestones]
looked = { task = ["look:approve", "look:refuse"] }
[sight]
own = ["workers"]
told = ["role:deputy after looked", "workers"]
[tasks]
opening = { see = "own" }
look = { see = "own" }
confirm = { see = "told", shows = ["record:look"] }
""",
    f"{CALLED}.en.json": json.dumps(
        {
            "Xem số tiền": "Look at the amount",
            "Xem {opening.amount} đồng": "Look at {opening.amount} dong",
        },
        ensure_ascii=False,
    ),
    "check_open.json": form({**amount(1000), **URGENT}, required=("amount",), verdict=False),
    "look.json": form({}, verdict=True),
    "confirm.json": form({}, verdict=True),
}
OUT: Final = {
    "in_amount": "ask.amount",
    "out_verdict": "confirm.verdict if has(confirm) else look.verdict",
    "out_large": "has(confirm)",
}


def caller_pool(*, timed: bool = True, **data: str) -> Pool:
    """Draw the request: it is checked, anew where that fails, and signed.

    A day calls the check off, unless it is not `timed`.
    """
    pool = Pool("requesting").start().user("ask", "leader", form="ask")
    pool.call("examine", CALLED, **{**OUT, **data})
    pool.xor("fine").user("sign", "leader", form="done").end()
    pool.flow("begin", "ask", "examine", "fine").flow("fine", "sign", default=True)
    pool.flow("fine", "ask", when="examine.verdict == 'refuse'")
    pool.flow("sign", "done")
    if timed:
        pool.boundary("late", "examine", due="deadlines.self_score")
        pool.user("hurry", "deputy", form="done").flow("late", "hurry", "sign")
    return pool


CALLER_TOML: Final = """name = "Đề nghị số {number}/{year}"
short = "Đề nghị"
[open]
act = "Đề nghị"
by = ["leader"]
[milestones]
checked = { passed = "examine" }
[sight]
all = ["everyone"]
[tasks]
ask = { see = "all" }
sign = { see = "all", shows = ["record:ask"] }
"""


def caller_files(pool: Pool | None = None, *, toml: str = CALLER_TOML) -> dict[str, str]:
    """Give the caller's own files."""
    diagram_ = drawn(pool or caller_pool())
    hurries = 'hurry = { see = "all" }\n' if '"hurry"' in diagram_ else ""
    return {
        f"{CALLER}.bpmn": diagram_,
        f"{CALLER}.toml": toml.replace("[tasks]\n", f"[tasks]\n{hurries}"),
        "ask.json": form(amount(500), required=("amount",), verdict=False),
        "done.json": form({}, verdict=False),
    }


def files(pool: Pool | None = None, *, toml: str = CALLER_TOML) -> dict[str, str]:
    """Give the files of a version of the caller: its own, and what it calls."""
    frozen = {f"calls/{CALLED}/{name}": text for name, text in CALLED_FILES.items()}
    return {**caller_files(pool, toml=toml), **frozen}
