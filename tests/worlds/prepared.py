"""A process of data alone: what is prepared in a subprocess, in time or not, and then signed."""

import json
from collections.abc import Mapping
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named
from tests.worlds.processes.unknown_process import a_name

KEY: Final = a_name()
DRAFT, CHECK, SIGN, HURRY, SUBPROCESS = (a_name() for _ in range(5))
LATE, UNFIT = a_name(), a_name()
NAMES: Final[Mapping[str, str]] = {
    DRAFT: "Dự thảo báo cáo",
    CHECK: "Kiểm tra số liệu",
    SIGN: "Ký báo cáo",
    HURRY: "Đôn đốc",
    SUBPROCESS: "Chuẩn bị",
    LATE: "Quá hạn chuẩn bị",
    UNFIT: "Số liệu không đạt",
}
LABELS: Final = {"approve": "Đạt", "refuse": "Không đạt"}
FORM: Final = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kết quả",
        "type": "object",
        "additionalProperties": False,
        "required": ["verdict"],
        "properties": {
            "verdict": {
                "type": "string",
                "title": "Kết luận",
                "enum": [*LABELS],
                "x-labels": LABELS,
                "x-route": True,
                "x-outcome": {"approve": "approve", "refuse": "refuse"},
            },
            "why": {"type": "string", "title": "Lý do", "maxLength": 200, "x-reason": True},
        },
        "x-actions": [
            {"field": "verdict", "value": value, "label": label, "style": "primary"}
            for value, label in LABELS.items()
        ],
    }
)


def files(*, timed: bool = True) -> dict[str, str]:
    """Give the files; on a day the preparation is broken off, unless it is not `timed`."""
    inner = Pool("inner_").start("inner_begin").parallel("split")
    inner.user(DRAFT, "leader", form=f"{KEY}_form").user(CHECK, "secretary", form=f"{KEY}_form")
    inner.xor("check_q").fail("check_failed", "unfit").parallel("join").end("prepared")
    inner.flow("inner_begin", "split", DRAFT, "join", "prepared").flow("split", CHECK, "check_q")
    inner.flow("check_q", "join", default=True)
    inner.flow("check_q", "check_failed", when=f"{CHECK}.verdict == 'refuse'")
    pool = Pool("main_").start().subprocess(SUBPROCESS, inner)
    if timed:
        pool.boundary(LATE, SUBPROCESS, due="deadlines.self_score").flow(LATE, "amiss")
    pool.caught(UNFIT, SUBPROCESS, "unfit").xor("amiss")
    pool.user(HURRY, "deputy", form=f"{KEY}_form").user(SIGN, "leader", form=f"{KEY}_form").end()
    pool.flow("begin", SUBPROCESS, SIGN, "done").flow("amiss", HURRY, SIGN)
    drawing = named(diagram(pool.flow(UNFIT, "amiss")), NAMES)
    rows = "".join(f'{each} = {{ see = "all", recall = true }}\n' for each in (DRAFT, CHECK, SIGN))
    manifest = f"""name = "Báo cáo {{number}}"
short = "Báo cáo"
[open]
act = "Mở"
by = ["leader"]
[milestones]
ready = {{ passed = "{SUBPROCESS}" }}
[sight]
all = ["everyone"]
[tasks]
{rows}{HURRY} = {{ see = "all" }}
"""
    return {
        f"{KEY}.bpmn": laid_out(drawing).decode(),
        f"{KEY}.toml": manifest,
        f"{KEY}_form.json": FORM,
    }
