"""For each rule about manifests: a manifest, form or neighbour that breaks it. The good one is one.

The world is a report: officers draft, heads sign, the leader and the Department accept.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.domain.manifest import Manifest, parse_manifest
from tests.engine.drawings import Pool
from tests.lint.material import diagram, laid_out, table

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
values = { period = "annual", title = "Báo cáo", last_day = "2024-12-01" }

[sets]
asked = { chosen = "draft.units" }

[milestones]
signed = { task = "sign", outcome = "sign", due = "opening.last_day" }
collected = { passed = "all_in" }

[sight]
report = ["own_unit", "organiser after signed", "bodies after plan.issued"]
receipt = ["bodies", "role:leader"]
known_to_unit = ["own_unit"]

[tasks]
draft = { see = "report", recall = true }
sign = { see = "report", act = "sign", shows = ["record:draft"] }
accept = { see = "receipt", history = "known_to_unit", shows = ["panel:figures", "table:sign"] }
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
_TEXT: Final = {"type": "string"}
_OPEN: Final[Mapping[str, object]] = {
    "required": ["period", "title", "last_day"],
    "properties": {
        "period": {"type": "string", "enum": ["annual", "ad_hoc"], "x-route": True},
        "title": _TEXT,
        "last_day": {"type": "string", "format": "date", "x-route": True},
    },
}
_SIGN: Final[Mapping[str, object]] = {
    "properties": {"verdict": {"enum": ["sign", "return"], "x-outcome": True}, "number": _TEXT},
    "x-files": [{"kind": "scan", "title": "Bản quét"}],
}
_DRAFT: Final[Mapping[str, object]] = {
    "properties": {"units": {"type": "array", "items": _TEXT, "x-widget": "units"}}
}


def _drawing(decision: str = "", title: str = "") -> bytes:
    main = Pool("main").start().throw("ask", "asked").catch("all_in", "sent")
    main.user("accept", "leader", title=title or "accept").user(
        "affairs", "home_affairs_officer"
    ).end()
    main.flow("begin", "ask", "all_in", "accept", "affairs", "done")
    unit = Pool("unit", each="units").start("on", "asked").user("draft", form="draft")
    unit.user("sign", "head", form="sign").end("off", "sent")
    if decision:
        unit.rule(decision, decision)
    unit.flow("on", "draft", *([decision] if decision else []), "sign", "off")
    return laid_out(diagram(main, unit, flows={"ask": ("on",), "off": ("all_in",)}))


GOOD: Final[Mapping[str, bytes]] = {
    "report.bpmn": _drawing(),
    "report.toml": MANIFEST.encode(),
    "report_open.json": json.dumps(_OPEN).encode(),
    "sign.json": json.dumps(_SIGN).encode(),
    "draft.json": json.dumps(_DRAFT).encode(),
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


def opened_with(place: str, **changes: object) -> ManifestSample:
    """Give the opening form other keywords."""
    form = json.dumps({**_OPEN, **changes}).encode()
    return ManifestSample(place, {**GOOD, "report_open.json": form})


def without(place: str, name: str) -> ManifestSample:
    """Leave a file out."""
    return ManifestSample(place, {file: data for file, data in GOOD.items() if file != name})


_FIELDS = _OPEN["properties"]
assert isinstance(_FIELDS, dict)
SAMPLES: Final[Mapping[str, ManifestSample]] = {
    "MANIFEST": without("report", "report.toml"),
    "MANIFEST-TOML": spoilt("", "short =", "short"),
    "KEY": spoilt("open.who", "act =", 'who = "x"\nact ='),
    "VALUE": spoilt("tasks.draft.recall", "recall = true", 'recall = "true"'),
    "NAME": spoilt("short", 'short = "Báo cáo"\n', ""),
    "HOLE": spoilt("name", "{opening.period}", "{period}"),
    "KNOWN": spoilt("known", "[tasks]\n", '[tasks]\nopening = { see = "receipt" }\n'),
    "PACKAGE": spoilt("panels", 'package = "report"\n', ""),
    "PACKAGE-OWN": spoilt("package", 'package = "report"', 'package = "reports"'),
    "MILESTONE-KEY": spoilt("known", "package =", 'known = ["everyone after signed"]\npackage ='),
    "KNOWN-WORKERS": spoilt("known", "package =", 'known = ["bloc after collected"]\npackage ='),
    "BARS": spoilt("tasks.draft.bars", "recall = true", 'recall = true, bars = "decide"'),
    "SET-CHOSEN": spoilt("sets.asked.chosen", "draft.units", "opening.title"),
    "SET-FROM": spoilt("sets.asked.from", 'units" }', 'units", from = ["units", "bodies"] }'),
    "SET-HOLE": spoilt("sets.asked.holes[1]", 'units" }', 'units", holes = ["sign.number"] }'),
    "DOCUMENT-FIELD": spoilt("documents.BC.number", 'number = "number"', 'number = "verdict"'),
    "DOCUMENT-TWICE": spoilt("documents.TT.number", 'name = "B" }', 'name = "B" }\n'
        'TT = { task = "sign", number = "number", see = "report", name = "T" }'),
    "TEXT-HOLE": spoilt("short", 'short = "Báo cáo"', 'short = "Báo cáo {year}"'),
    "BODIES": spoilt("bodies", '["home_affairs"]', "[]"),
    "OPEN-WHO": ManifestSample(
        "open.by", {**GOOD, "report.toml": b'name = "a"\nshort = "b"\n[open]\nact = "c"\n'}
    ),
    "OPEN-ROLE": spoilt("open.by[2]", '"member"', '"officer"'),
    "OPEN-AFTER": spoilt("open.after.plan", '{ plan = "issued" }', '{ plan = "sent" }'),
    "OPEN-RECALL": spoilt(
        "open.after.plan", "name =", "name =",
        plan=PLAN.replace('passed = "x"', 'task = "x"') + "[tasks]\nx = { recall = true }\n",
    ),
    "OPEN-CYCLE": spoilt(
        "open.after", "name =", "name =",
        plan=PLAN.replace("[open]", '[open]\nafter = { report = "signed" }'),
    ),
    "OPEN-FORM": without("open.form", "report_open.json"),
    "OPEN-SUBJECT": spoilt("open.subject", "opening.title", "opening.titel"),
    "OPEN-FILES": opened_with("open.form", **{"x-files": [{"kind": "k", "title": "K"}]}),
    "OPEN-FIELD": opened_with("open.form", properties={**_FIELDS, "note": _TEXT}),
    "TIMED": spoilt("open.timed[1].values", ', last_day = "2024-12-01"', ""),
    "TIMED-NOTHING": spoilt(
        "open.timed[1].computed.last_day",
        ', last_day = "2024-12-01" }',
        ' }\ncomputed = { last_day = "deadlines.six_month_report" }',
    ),
    "OPEN-IDLE": spoilt("open.refused", 'after = { plan = "issued" }', 'refused = "Chưa có"'),
    "ONE": spoilt("open.one", "opening.period if opening.period != 'ad_hoc' else None", "2024"),
    "GRANT": spoilt("sight.report[2]", "organiser after signed", "organiser once signed"),
    "LEVEL": spoilt("sight.receipt", "role:leader", "role:boss"),
    "CIRCLE": spoilt("tasks.draft.see", 'draft = { see = "report"', 'draft = { see = "reports"'),
    "CIRCLE-UNUSED": spoilt("sight.known_to_unit", ' history = "known_to_unit",', ""),
    "SIGHT-MISSING": spoilt("tasks.draft", 'draft = { see = "report", recall = true }\n', ""),
    "SIGHT-MILESTONE": spoilt("sight.report", "plan.issued", "plan.sent"),
    "TASK-UNKNOWN": spoilt("tasks.drafft", "draft = {", 'drafft = { see = "report" }\ndraft = {'),
    "TASK-DECISION": decided('size = { see = "report", recall = true }\n'),
    "ACT": spoilt("tasks.sign.act", 'act = "sign"', 'act = "seal"'),
    "SHOWS": spoilt("tasks.sign.shows[1]", "record:draft", "record:drafft"),
    "SHOWS-PANEL": spoilt("tasks.accept.shows[1]", 'package = "report"\n', ""),
    "SHOWS-HIDDEN": spoilt("tasks.accept.shows[2]", '"organiser after signed", ', ""),
    "RECALL": spoilt("tasks.sign.recall", 'act = "sign"', 'act = "sign", recall = true'),
    "IF": spoilt("tasks.affairs.if", "mode == 'open'", "1 == 1"),
    "MILESTONE": spoilt("milestones.collected", 'passed = "all_in"', "repeats = true"),
    "MILESTONE-TASK": spoilt("milestones.signed.task", 'task = "sign", out', 'task = "seal", out'),
    "MILESTONE-OUTCOME": spoilt("milestones.signed.task", 'outcome = "sign"', 'outcome = "seal"'),
    "MILESTONE-PASSED": spoilt("milestones.collected.passed", '"all_in"', '"draft"'),
    "DUE": spoilt("milestones.signed.due", "opening.last_day", "opening.period"),
    "FILE-KIND": spoilt("files.scam", "scan = ", "scam = "),
    "DOCUMENT-TASK": spoilt("documents.BC.task", 'BC = { task = "sign"', 'BC = { task = "seal"'),
    "DOCUMENT-OUTCOME": spoilt("documents.BC.task", 'when = "sign"', 'when = "seal"'),
    "TITLE-HIDDEN": titled("tasks.accept", "Nhận {draft.units}"),
    "ROWS-DAY": spoilt("rows[1].of", "[files]", '[[rows]]\nof = "draft.units"\n\n[files]'),
    "FIELD": spoilt("documents.BC.number", '"number"', '"no"'),
    "REGISTER-FIELD": spoilt("documents.BC.number", 'file = "scan"', "register = true"),
    "DOCUMENT-SYMBOL": spoilt("documents.BC.symbol", 'file = "scan"', 'symbol = "BC SGDĐT"'),
    "DOCUMENT-DAY": spoilt("documents.BC.date", 'file = "scan"', 'symbol = "BC-*"'),
    "DOCUMENT-AGENCY": spoilt("documents.BC.agency", 'file = "scan"', 'agency = "any"'),
}  # fmt: skip
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("MILESTONE", spoilt("milestones.closed", "collected =", "closed =")),
    ("MILESTONE-KEY", spoilt("sight.receipt", '"role:leader"', '"role:leader after signed"')),
    ("MILESTONE-KEY", spoilt(
        "milestones.collected.every", 'passed = "all_in"', 'every = ["sign:sign", "accept:done"]'
    )),
    ("MILESTONE-KEY", ManifestSample(
        "open.after.plan", GOOD, keyed={"plan": frozenset({"issued"})}
    )),
    ("MILESTONE-KEY", spoilt(
        "milestones.signed", "name =", "name =",
        plan=PLAN.replace("[open]", '[open]\nafter = { report = "signed" }'),
    )),
    ("KNOWN-WORKERS", spoilt("known", "package =", 'known = ["bloc"]\npackage =')),
    ("SIGHT-MILESTONE", spoilt("sight.report", 'after = { plan = "issued" }\n', "")),
    ("RECALL", spoilt(
        "tasks.draft.recall", 'BC = { task = "sign", when = "sign", number = "number"',
        'BC = { task = "draft", register = true',
    )),
    ("SHOWS", ManifestSample("tasks.sign", {
        **GOOD, "sign.json": json.dumps({**_SIGN, "x-shows": ["record:drafft"]}).encode()
    })),
    ("TEXT-HOLE", spoilt(
        "open.timed[1].values.title", 'title = "Báo cáo"', 'title = "Báo cáo {bloc}"'
    )),
    ("MANIFEST-TOML", ManifestSample("", {**GOOD, "report.toml": b'name = "\xff"'})),
    ("BODIES", spoilt("bodies[2]", '"home_affairs"]', '"home_affairs", "court"]')),
    ("OPEN-AFTER", spoilt("open.after.plans", "{ plan =", "{ plans =")),
    ("OPEN-AFTER", spoilt("open.after.report", '{ plan = "issued" }', '{ report = "signed" }')),
    ("TIMED", spoilt("open.timed[1].values.day", '"2024-12-01"', '"2024-12-01", day = "y"')),
    ("TIMED", spoilt("open.timed[1].values.last_day", "2024-12-01", "2024-13-01")),
    ("TIMED", spoilt("open.timed[1].values.period", '"annual", title', '"yearly", title')),
    ("TIMED", spoilt(
        "open.timed[1].computed.last_day",
        'last_day = "2024-12-01" }',
        'last_day = "2024-12-01" }\ncomputed = { last_day = "deadlines.annual_report" }',
    )),
    ("TYPE-RESULT", spoilt(
        "open.timed[1].computed.last_day",
        ', last_day = "2024-12-01" }',
        ' }\ncomputed = { last_day = "units" }',
    )),
    ("OPEN-IDLE", spoilt(
        "open.act", 'by = ["leader", "member"]\n', "by = []\n"
    )),
    *(
        ("OPEN-IDLE", opened_with("open.form", **{word: said}))
        for word, said in {"x-sign": True, "x-shows": ["record:draft"]}.items()
    ),
    ("CIRCLE", spoilt("files.scan", 'scan = "report"', 'scan = "scans"')),
    ("CIRCLE", spoilt("documents.BC.see", 'scan", see = "report"', 'scan", see = "B"')),
    ("SIGHT-MISSING", spoilt("tasks.draft", 'draft = { see = "report", ', "draft = { ")),
    ("SIGHT-MILESTONE", spoilt("known", "package =", 'known = ["bloc after sent"]\npackage =')),
    ("SIGHT-MILESTONE", spoilt(
        "known", "package =", 'known = ["bloc after plan.issued"]\npackage ='
    )),
    ("REGISTER-FIELD", spoilt(
        "documents.BC.date", 'number = "number", file = "scan"',
        'date = "number", register = true',
    )),
    ("DOCUMENT-SYMBOL", spoilt(
        "documents.BC.symbol", 'number = "number", file = "scan"',
        'register = true, symbol = "BC-X"',
    )),
    ("RECALL", spoilt(
        "tasks.draft.recall", "collected = {", 'collected = { task = "draft" }\nother = {',
        plan=PLAN.replace("[open]", '[open]\nafter = { report = "collected" }'),
    )),
    ("RECALL", spoilt("tasks.affairs.recall", "if =", "recall = true, confidential = true, if =")),
    ("SHOWS-PANEL", ManifestSample("tasks.accept.shows[1]", {**GOOD, "report.toml": MANIFEST
        .replace('package = "report"\n', "").replace("panel:figures", "papers").encode()})),
    ("SHOWS-HIDDEN", spoilt("tasks.accept.shows[1]", "panel:figures", "record:opening")),
    ("EXPRESSION", spoilt("open.one", "opening.period if", "period( if")),
    ("EXPRESSION", spoilt("open.timed[1].at", "deadlines.annual_report", "open('x')")),
    ("VARIABLE-UNSET", spoilt("tasks.affairs.if", "mode == ", "mood == ")),
    ("VARIABLE-FIELD", spoilt("open.one", "opening.period if", "opening.title if")),
    ("TYPE-VALUE", spoilt("open.one", "'ad_hoc'", "'adhoc'")),
    ("TYPE-VALUE", spoilt("tasks.affairs.if", "'open'", "'opened'")),
    ("TYPE-RESULT", spoilt("tasks.affairs.if", "mode == 'open'", "mode")),
    ("TYPE-COMPARED", spoilt("tasks.affairs.if", "mode == 'open'", "opened_on == year")),
    ("DEADLINE", spoilt("open.timed[1].at", "annual_report", "anual_report")),
    ("DUE", spoilt("milestones.signed.due", "opening.last_day", "units")),
    ("FILE-KIND", spoilt("documents.BC.file", 'file = "scan"', 'file = "scam"')),
    ("FIELD", spoilt("sets.asked.chosen", "draft.units", "draft.bodies")),
    ("FIELD", spoilt("sets.asked.chosen", "draft.units", "nobody.units")),
    ("FIELD", spoilt("rows[1].of", "[files]", '[[rows]]\nof = "sign.w"\n\n[files]')),
)  # fmt: skip
"""Other ways to break a rule, and the rules of expressions."""
