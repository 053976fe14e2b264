"""A report's manifest that is right, and how samples of the linter's rules spoil it.

Officers draft, heads sign, the leader and the Department accept.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.domain.manifest import Manifest, parse_manifest
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, table

MANIFEST: Final = """\
name = "Báo cáo {opening.period}: {subject}"
short = "Báo cáo"
package = "report"
panels = ["figures"]
bodies = ["home_affairs"]

[open]
act = "Yêu cầu báo cáo"
by = ["leader", "member"]
form = "report_open"
subject = "opening.title"
one = "opening.period if opening.period != 'ad_hoc' else None"
after = { plan = "issued" }

[[open.timed]]
at = "deadlines.annual_report"
values = { period = "annual", title = "Báo cáo", last_day = "{year}-12-01" }

[sets]
asked = { chosen = "draft.units" }

[milestones]
signed = { task = "sign", outcome = "sign", due = "opening.last_day" }
collected = { passed = "all_in" }

[sight]
report = ["own_unit", "organiser after signed", "bodies after plan.issued"]
receipt = ["bodies", "role:leader"]
known_to_bloc = ["bloc"]

[tasks]
draft = { see = "report", recall = true }
sign = { see = "report", act = "sign", shows = ["record:draft"] }
accept = { see = "receipt", history = "known_to_bloc", shows = ["panel:figures", "table:sign"] }
affairs = { see = "receipt", if = "mode == 'open'", shows = ["record:accept"] }

[files]
scan = "report"

[documents]
BC = { task = "sign", when = "sign", number = "number", file = "scan", see = "report", name = "B" }
"""
PLAN: Final = """\
name = "Kế hoạch"
short = "Kế hoạch"
[open]
by = ["leader"]
[milestones]
issued = { passed = "x" }
"""
TEXT: Final = {"type": "string", "title": "Chữ"}
OPEN: Final[Mapping[str, object]] = {
    "required": ["period", "title", "last_day"],
    "properties": {
        "period": {"type": "string", "title": "Kỳ", "enum": ["annual", "ad_hoc"], "x-route": True},
        "title": TEXT,
        "last_day": {"type": "string", "title": "Hạn", "format": "date", "x-route": True},
    },
}
SIGN: Final[Mapping[str, object]] = {
    "properties": {
        "verdict": {"title": "Kết luận", "enum": ["sign", "return"], "x-outcome": True},
        "number": TEXT,
    },
    "required": ["number"],
    "x-files": [{"kind": "scan", "title": "Bản quét"}],
}
DRAFT: Final[Mapping[str, object]] = {
    "properties": {
        "units": {"type": "array", "title": "Đơn vị", "items": TEXT, "x-widget": "units"}
    }
}


def _drawing(decision: str = "", title: str = "", *, either: bool = False) -> bytes:
    main = Pool("main").start().throw("ask", "asked").catch("all_in", "sent")
    main.user("accept", "leader", title=title or "accept").user(
        "affairs", "home_affairs_officer"
    ).end()
    if either:
        main.xor("open_q").flow("begin", "ask", "all_in", "open_q").flow("affairs", "done")
        main.flow("open_q", "accept", when="mode == 'open'").flow("accept", "done")
        main.flow("open_q", "affairs", default=True)
    else:
        main.flow("begin", "ask", "all_in", "accept", "affairs", "done")
    unit = Pool("unit", each="asked").start("on", "asked").user("draft", form="draft")
    unit.user("sign", "head", form="sign").end("off", "sent")
    if decision:
        unit.rule(decision, decision)
    unit.flow("on", "draft", *([decision] if decision else []), "sign", "off")
    return laid_out(diagram(main, unit, flows={"ask": ("on",), "off": ("all_in",)}))


GOOD: Final[Mapping[str, bytes]] = {
    "report.bpmn": _drawing(),
    "report.toml": MANIFEST.encode(),
    "report_open.json": json.dumps(OPEN).encode(),
    "sign.json": json.dumps(SIGN).encode(),
    "draft.json": json.dumps(DRAFT).encode(),
    "form.json": b"{}",
}


@dataclass(frozen=True, slots=True)
class ManifestSample:
    """Files that break one rule at one field; `plan` is the manifest beside them.

    `keyed` are milestones of what is deployed that single units alone reach.
    """

    place: str
    files: Mapping[str, bytes]
    plan: str = PLAN
    keyed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def others(self) -> dict[str, Manifest]:
        """The manifests beside it."""
        plan = parse_manifest("plan", self.plan)
        assert isinstance(plan, Manifest), plan
        return {"plan": plan}


def spoilt(place: str, old: str, new: str, *, plan: str = PLAN) -> ManifestSample:
    """Replace a piece of the manifest."""
    assert old in MANIFEST, old
    return ManifestSample(
        place, {**GOOD, "report.toml": MANIFEST.replace(old, new, 1).encode()}, plan
    )


def titled(place: str, title: str) -> ManifestSample:
    """Give the leader's task a title."""
    return ManifestSample(place, {**GOOD, "report.bpmn": _drawing(title=title)})


def decided(row: str) -> ManifestSample:
    """Let a decision table be asked before the head signs, with a row of its own."""
    files = {
        "report.bpmn": _drawing(decision="size"),
        "report.toml": MANIFEST.replace("\n[files]", f"{row}\n[files]", 1).encode(),
        "size.dmn": table(("-", "1"), inputs=(("round", "integer", ""),), name="size"),
    }
    return ManifestSample("tasks.size", {**GOOD, **files})


def either(place: str, old: str, new: str) -> ManifestSample:
    """Let a case come to the leader or to the Department, and replace a piece of the manifest."""
    files = spoilt(place, old, new).files
    return ManifestSample(place, {**files, "report.bpmn": _drawing(either=True)})


def opened_with(place: str, **changes: object) -> ManifestSample:
    """Give the opening form other keywords."""
    form = json.dumps({**OPEN, **changes}).encode()
    return ManifestSample(place, {**GOOD, "report_open.json": form})


def without(place: str, name: str) -> ManifestSample:
    """Leave a file out."""
    return ManifestSample(place, {file: data for file, data in GOOD.items() if file != name})


FIELDS: Final = OPEN["properties"]
