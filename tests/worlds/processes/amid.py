"""A case that stands in a call, or in an embedded subprocess of the same steps, while others act.

Beside the request somebody watches it, who may call the check off or tell that all is noted.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named
from tests.worlds.calling import (
    CALLED,
    CALLED_FILES,
    CALLER,
    NAMES,
    OUT,
    amount,
    called_pool,
    form,
)
from tests.worlds.year import Year

YES: Final = {"verdict": "approve"}
NO: Final = {"verdict": "refuse", "why": "Thiếu"}
SCAN: Final = [{"kind": "scan", "title": "Bản quét", "required": True}]
_TASKS: Final = """look = { see = "own", recall = true }
confirm = { see = "told", shows = ["record:look"] }
"""
_SIGHT: Final = """own = ["workers"]
told = ["role:deputy after looked", "workers"]
"""


@dataclass(frozen=True, slots=True)
class Amid:
    """Which of the two it is: what stands before the names of the steps inside."""

    prefix: str

    @property
    def look(self) -> str:
        """Name the first step inside, with a paper that it needs."""
        return f"{self.prefix}look"

    @property
    def confirm(self) -> str:
        """Name the second, of a large amount."""
        return f"{self.prefix}confirm"

    @property
    def scan(self) -> str:
        """Name the kind of the paper."""
        return f"{self.prefix}scan"

    def files(self, *, timed: bool = True, day: str = "deadlines.self_score") -> dict[str, str]:
        """Give the files of the version; a day breaks it off, unless it is not `timed`."""
        drawn = diagram(self._requesting(day if timed else ""), _watching(), flows=_FLOWS)
        found = {
            f"{CALLER}.bpmn": laid_out(named(drawn, NAMES)).decode(),
            f"{CALLER}.toml": self._manifest(),
            "ask.json": form(amount(500), required=("amount",), verdict=False),
            "done.json": form({}, verdict=False),
            "warn.json": form({}, verdict=True),
        }
        looked = json.dumps({**json.loads(form({}, verdict=True)), "x-files": SCAN})
        if not self.prefix:
            return {**found, "look.json": looked, "confirm.json": form({}, verdict=True)}
        manifest = CALLED_FILES[f"{CALLED}.toml"]
        begin = manifest.index("look = { see")
        called: Mapping[str, str] = {
            **CALLED_FILES,
            "look.json": looked,
            f"{CALLED}.toml": f"{manifest[:begin]}{_TASKS}",
        }
        return found | {f"calls/{CALLED}/{name}": text for name, text in called.items()}

    def _requesting(self, day: str) -> Pool:
        pool = (
            Pool("requesting").start().throw("watches", "watch").user("ask", "leader", form="ask")
        )
        if self.prefix:
            pool.call("examine", CALLED, **OUT)
        else:
            pool.subprocess("examine", called_pool("ask.amount", Pool("inside").start("within")))
        pool.catch("hears", "noted").user("sign", "leader", form="done").end()
        if day:
            pool.boundary("late", "examine", due=day).flow("late", "left")
        pool.boundary("gone", "examine", message="called_off")
        pool.xor("left").user("hurry", "deputy", form="done")
        pool.flow("begin", "watches", "ask", "examine", "hears", "sign", "done")
        pool.flow("gone", "left").flow("left", "hurry", default=True)
        return pool.flow("hurry", "sign")

    def _manifest(self) -> str:
        inside = "" if self.prefix else _TASKS
        looked = "" if self.prefix else 'looked = { task = ["look:approve", "look:refuse"] }\n'
        return f"""name = "Đề nghị {{year}}"
short = "Đề nghị"
[open]
act = "Đề nghị"
by = ["leader"]
[milestones]
checked = {{ passed = "examine" }}
{looked}[sight]
all = ["everyone"]
{"" if self.prefix else _SIGHT}[tasks]
ask = {{ see = "all", recall = true }}
sign = {{ see = "all" }}
hurry = {{ see = "all" }}
warn = {{ see = "all" }}
{inside}"""


def _watching() -> Pool:
    pool = Pool("watching").start("on", "watch").user("warn", "deputy", form="warn").xor("which")
    pool.throw("tells", "noted").throw("stops", "called_off").xor("told").end("over")
    pool.flow("on", "warn", "which").flow("which", "tells", default=True)
    pool.flow("which", "stops", when="warn.verdict == 'refuse'")
    return pool.flow("tells", "told", "over").flow("stops", "told")


_FLOWS: Final = {"watches": ("on",), "tells": ("hears",), "stops": ("gone",)}
BOTH: Final = (Amid(""), Amid("examine__"))


def open_in(year: Year) -> list[str]:
    """Name the elements whose tasks are open."""
    return sorted(task.element for task in year.tasks())
