"""A process of pure data whose tasks and forms are called as those of shipped processes are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from server.actions.cases import open_case
from server.actions.deployment import deploy
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named
from tests.worlds.processes.unknown_process import a_name
from tests.worlds.year import PLAN, SCHOOL, Year

OPENER = f"{SCHOOL}/officer"
NAMES = {
    "begin": "Có việc",
    "score": "Nêu việc",
    "vote": "Cấp trên có ý kiến",
    "decide": "Kết luận",
    "way": "Đã rõ chưa?",
    "ended": "Xong",
    "pool_ask": "Khối",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowedNames:
    """A unit's officer asks, their superior votes on it, the leader decides; who refuses says why.

    `conditions` are what the manifest says under `if`, by task.
    """

    key: str = field(default_factory=lambda: a_name("q"))
    short: str = field(default_factory=lambda: a_name("Việc "))
    conditions: Mapping[str, str] = field(default_factory=dict)
    retention: int = 0
    bars: str = ""
    """What nobody decides for a unit of their own; then Home Affairs' head decides, and no unit."""

    @property
    def files(self) -> dict[str, str]:
        """Its folder."""
        return {
            f"{self.key}.bpmn": self._drawing().decode(),
            f"{self.key}.toml": self._manifest(),
            f"{self.key}.en.json": json.dumps(
                {"Không nhận": "Not taken", self.short: "Matter", "Nêu việc": "Ask"}
            ),
            "score.json": _form({"note": _text("Nội dung")}),
            "vote.json": _form({"choice": _choice("Chọn", {"yes": "Tán thành", "no": "Phản đối"})}),
            "decide.json": _form(
                {
                    "said": {
                        **_choice(
                            "Kết luận", {"take": "Nhận", "back": "Hỏi lại", "no": "Không nhận"}
                        ),
                        "x-outcome": {"back": "return", "no": "refuse"},
                        "x-route": True,
                    },
                    "why": {**_text("Lý do"), "x-reason": True},
                }
            ),
        }

    def open(self, year: Year, *, by: str = OPENER) -> UUID:
        """Deploy it and open a case of it, which is the one that is played next."""
        opener = year.holder(by)
        with year.begin() as session:
            deploy.deploy(session, self.key, self.files, actor=None, now=year.now)
            case_id = open_case.open_case(
                session, bloc_year_id=PLAN, kind=self.key, actor=opener, now=year.tick()
            )
        year.take_up(self.key, case_id)
        return case_id

    def _manifest(self) -> str:
        said = {element: f', if = "{source}"' for element, source in self.conditions.items()}
        barred = f', bars = "{self.bars}"' if self.bars else ""
        bodies, knowing = ("home_affairs", ', "bodies"') if self.bars else ("", "")
        kept = f"[retention]\nyears = {self.retention}" if self.retention else ""
        return f"""
name = "{self.short} {{year}}, số {{number}}"
short = "{self.short}"
known = ["opener", "organiser"{knowing}]
{f'bodies = ["{bodies}"]' if bodies else ""}
[open]
act = "Mở {self.short}"
by = ["member"]
about = "opener"
{kept}
[sight]
asked = ["opener", "organiser"]
[tasks]
score = {{ see = "asked", act = "other", recall = true{said.get("score", "")} }}
vote = {{ see = "asked", act = "vote"{said.get("vote", "")} }}
decide = {{ see = "asked", act = "decide"{barred}{said.get("decide", "")} }}
"""

    def _drawing(self) -> bytes:
        pool = Pool("ask").start("begin")
        pool.user("score", "opener", form="score", title="Nêu việc")
        pool.user("vote", "superior", form="vote", title="Cấp trên có ý kiến")
        decides = "home_affairs_head" if self.bars else "leader"
        pool.user("decide", decides, form="decide", title="Kết luận")
        pool.xor("way").end("ended")
        pool.flow("begin", "score", "vote", "decide", "way").flow("way", "ended", default=True)
        pool.flow("way", "score", when="decide.said == 'back'")
        return laid_out(named(diagram(pool), NAMES))


def _text(title: str) -> dict[str, object]:
    return {"type": "string", "title": title, "maxLength": 500}


def _choice(title: str, labels: Mapping[str, str]) -> dict[str, object]:
    return {"type": "string", "title": title, "enum": [*labels], "x-labels": {**labels}}


def _form(fields: Mapping[str, Mapping[str, object]]) -> str:
    form = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Việc",
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, each in fields.items() if "enum" in each],
        "properties": fields,
        "x-actions": [{"field": None, "value": None, "label": "Gửi", "style": "primary"}],
    }
    return json.dumps(form, ensure_ascii=False)
