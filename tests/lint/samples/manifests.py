"""For each rule about manifests: a manifest, form or neighbour that breaks it."""

import json
from collections.abc import Mapping
from typing import Final

from tests.lint.samples import figures, knowing, openings, printouts, taken_rows
from tests.lint.samples.manifest_report import (
    FIELDS,
    GOOD,
    MANIFEST,
    PLAN,
    SIGN,
    TEXT,
    ManifestSample,
    decided,
    either,
    opened_with,
    spoilt,
    titled,
    without,
)

assert isinstance(FIELDS, dict)
assert isinstance(SIGN["properties"], dict)
UNREGISTERED: Final = {
    **SIGN,
    "properties": {**SIGN["properties"], "number": {**TEXT, "x-without-register": True}},
}
CHOICE: Final = {"title": "Kết luận", "enum": ["sign", "return"]}
RETURNED: Final = {
    **SIGN,
    "properties": {"verdict": {**CHOICE, "x-outcome": {"return": "return"}}},
}
UNNUMBERED: Final = MANIFEST.replace('when = "sign", number = "number", ', "")
ALWAYS: Final = {
    **SIGN,
    "required": [],
    "allOf": [{"if": {"properties": {"verdict": {"const": "sign"}}, "required": ["verdict"]},
        "then": {"required": ["number"]}}],
}  # fmt: skip
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
    "MILESTONE-BACK": ManifestSample("milestones.signed.task", {
        **GOOD, "sign.json": json.dumps(RETURNED).encode(),
        "report.toml": MANIFEST.replace('outcome = "sign", due', "due").encode(),
    }),
    "MILESTONE-APART": either(
        "milestones.collected.every", 'passed = "all_in"', 'every = ["accept", "affairs"]'
    ),
    "SHOWS-LATER": spoilt("tasks.accept.shows[1]", '"panel:figures"', '"record:affairs"'),
    "SIGHT-OWN": spoilt("sight.known_to_bloc", '["bloc"]', '["bloc", "own_unit"]'),
    "KNOWN-WORKERS": spoilt("known", "package =", 'known = ["bloc after collected"]\npackage ='),
    "BARS": spoilt("tasks.draft.bars", "recall = true", 'recall = true, bars = "decide"'),
    "SET-CHOSEN": spoilt("sets.asked.chosen", "draft.units", "opening.title"),
    "SET-FROM": spoilt("sets.asked.from", 'units" }', 'units", from = ["units", "bodies"] }'),
    "SET-HOLE": spoilt("sets.asked.holes[1]", 'units" }', 'units", holes = ["sign.number"] }'),
    "SHOWS-KEY": spoilt("tasks.accept.shows[2]", '"table:sign"', '"record:sign"'),
    "FORM-TITLE": ManifestSample("tasks.sign", {
        **GOOD, "sign.json": json.dumps({**SIGN, "properties": {
            "verdict": {**CHOICE, "x-outcome": True}, "number": {**TEXT, "title": " "}
        }}).encode(),
    }),
    "ACT-OTHER": ManifestSample("tasks.sign", {
        **GOOD, "sign.json": json.dumps({**SIGN, "x-sign": True}).encode(),
        "report.toml": MANIFEST.replace('act = "sign", ', "").encode(),
    }),
    "SET-IDLE": spoilt("sets.spare", "[sets]\n", '[sets]\nspare = { chosen = "draft.units" }\n'),
    "DOCUMENT-BACK": ManifestSample("documents.BC", {
        **GOOD, "report.toml": UNNUMBERED.encode(), "sign.json": json.dumps(RETURNED).encode(),
    }),
    "DOCUMENT-NEEDED": ManifestSample("documents.BC.number", {
        **GOOD, "sign.json": json.dumps({**SIGN, "required": []}).encode(),
    }),
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
    "OPEN-FIELD": opened_with("open.form", properties={**FIELDS, "note": TEXT}),
    "OPEN-IDLE": spoilt("open.refused", 'after = { plan = "issued" }', 'refused = "Chưa có"'),
    "ONE": spoilt("open.one", "opening.period if opening.period != 'ad_hoc' else None", "2024"),
    "GRANT": spoilt("sight.report[2]", "organiser after signed", "organiser once signed"),
    "LEVEL": spoilt("sight.receipt", "role:leader", "role:boss"),
    "CIRCLE": spoilt("tasks.draft.see", 'draft = { see = "report"', 'draft = { see = "reports"'),
    "CIRCLE-UNUSED": spoilt("sight.known_to_bloc", ' history = "known_to_bloc",', ""),
    "URGE-ROLE": spoilt("milestones.signed.urged_by[1]", 'last_day" }',
        'last_day", urged_by = ["officer"] }'),
    "URGE-DUTY": spoilt("milestones.collected.urged_by", 'passed = "all_in" }',
        'passed = "all_in", urged_by = ["leader"] }'),
    "SIGHT-MISSING": spoilt("tasks.draft", 'draft = { see = "report", recall = true }\n', ""),
    "SIGHT-MILESTONE": spoilt("sight.report", "plan.issued", "plan.sent"),
    "OPENING-ROW": spoilt("tasks.opening", "draft = {",
        'opening = { see = "report", receipt = true }\ndraft = {'),
    "TWICE": spoilt("sight.report", '"own_unit", ', '"own_unit", "own_unit after signed", '),
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
    "OUTCOME-IDLE": spoilt("milestones.signed.outcome", '"sign", out', '"sign:sign", out'),
    "MILESTONE-PASSED": spoilt("milestones.collected.passed", '"all_in"', '"draft"'),
    "DUE": spoilt("milestones.signed.due", "opening.last_day", "opening.period"),
    "FILE-KIND": spoilt("files.scam", "scan = ", "scam = "),
    "DOCUMENT-TASK": spoilt("documents.BC.task", 'BC = { task = "sign"', 'BC = { task = "seal"'),
    "DOCUMENT-OUTCOME": spoilt("documents.BC.task", 'when = "sign"', 'when = "seal"'),
    "TITLE-HIDDEN": titled("tasks.accept", "Nhận {draft.units}"),
    "ROWS-DAY": spoilt("rows[1].of", "[files]", '[[rows]]\nof = "draft.units"\n\n[files]'),
    "FIELD": spoilt("documents.BC.number", '"number"', '"no"'),
    "REGISTER-FIELD": spoilt("documents.BC.number", 'file = "scan"', "register = true"),
    "REGISTER-UNSAID": ManifestSample("tasks.sign", {
        **GOOD, "sign.json": json.dumps(UNREGISTERED).encode()
    }),
    "DOCUMENT-SYMBOL": spoilt("documents.BC.symbol", 'file = "scan"', 'symbol = "BC SGDĐT"'),
    "DOCUMENT-DAY": spoilt("documents.BC.date", 'file = "scan"', 'symbol = "BC-*"'),
    "DOCUMENT-SHARED": spoilt(
        "documents.BC.shared", 'file = "scan"', 'shared = true, file = "scan"'
    ),
    "DOCUMENT-AGENCY": spoilt("documents.BC.agency", 'file = "scan"', 'agency = "any"'),
    **openings.SAMPLES,
    **figures.SAMPLES,
    **printouts.SAMPLES,
    **taken_rows.SAMPLES, **knowing.SAMPLES,
}  # fmt: skip
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("HOLE", spoilt("name", "{subject}", "{subject")),
    ("TEXT-HOLE", spoilt("open.timed[1].values.title", 'title = "Báo cáo"', 'title = "Báo {year"')),
    ("TEXT-HOLE", spoilt("open.act", '"Yêu cầu báo cáo"', '"Yêu cầu}"')),
    ("TWICE", spoilt("known", "package =", 'known = ["everyone", "bloc"]\npackage =')),
    ("TWICE", spoilt("tasks.accept.history", '"known_to_bloc", shows', '"receipt", shows')),
    ("TWICE", spoilt("milestones.signed.task", 'task = "sign", outcome = "sign"',
        'task = ["sign:sign", "sign"]')),
    ("SHOWS-KEY", spoilt("tasks.affairs.shows[1]", '"record:accept"', '"table:accept"')),
    ("DAY-PAST", opened_with("milestones.signed.due", properties={
        **FIELDS, "last_day": {**FIELDS["last_day"], "x-max": "today"}
    })),
    ("IF", spoilt("tasks.affairs.if", "mode == 'open'", "mode == 'open' and mode == 'paper'")),
    ("IF", spoilt("tasks.affairs.if", "mode == 'open'", "year > 0 or opening.period == 'annual'")),
    ("FORM-TITLE", opened_with("open.form", properties={**FIELDS, "title": {"type": "string"}})),
    ("SET-IDLE", spoilt("sets.asked.subject", 'chosen = "draft.units"',
        'package = "asked", holes = ["award"], subject = "unit"')),
    ("DOCUMENT-NEEDED", ManifestSample("documents.BC.date", {
        **GOOD, "sign.json": json.dumps({**SIGN, "properties": {
            **SIGN["properties"], "day": {**TEXT, "format": "date"}
        }}).encode(),
        "report.toml": MANIFEST.replace('number = "number"', 'number = "number", date = "day"')
            .encode(),
    })),
    ("SHOWS-KEY", spoilt("tasks.affairs.shows[1]", '"record:accept"', '"table:opening"')),
    ("SET-IDLE", spoilt("sets.asked.holes[1]", 'chosen = "draft.units"',
        'package = "asked", holes = ["award"]')),
    ("SET-IDLE", spoilt("sets.asked.subject", 'units" }', 'units", subject = "unit" }')),
    ("MILESTONE", spoilt("milestones.collected", 'passed = "all_in"', "every = []")),
    ("MILESTONE", spoilt("milestones.collected", 'passed = "all_in"', "task = []")),
    ("OUTCOME-IDLE", spoilt("milestones.collected.outcome", '"all_in"', '"all_in", outcome = "x"')),
    ("MILESTONE", spoilt("milestones.collected.every", 'passed = "all_in"',
        'every = ["sign:sign", "sign:return"]')),
    ("MILESTONE-OUTCOME", spoilt("milestones.collected.every", 'passed = "all_in"',
        'every = ["draft:done", "sign:seal"]')),
    ("MILESTONE-TASK", spoilt("milestones.collected.task", 'passed = "all_in"',
        'task = "opening"')),
    ("DOCUMENT-TASK", spoilt("documents.BC.task", 'BC = { task = "sign", when = "sign"',
        'BC = { task = "opening"')),
    ("DOCUMENT-NEEDED", ManifestSample("documents.BC.number", {
        **GOOD, "sign.json": json.dumps(ALWAYS).encode(),
        "report.toml": MANIFEST.replace('when = "sign", ', "").encode(),
    })),
    ("MILESTONE", spoilt("milestones.closed", "collected =", "closed =")),
    ("MILESTONE-BACK", ManifestSample("milestones.collected.every", {
        **GOOD, "sign.json": json.dumps(RETURNED).encode(),
        "report.toml": MANIFEST.replace('passed = "all_in"', 'every = ["draft", "sign"]').encode(),
    })),
    ("SHOWS-LATER", either("tasks.affairs.shows[1]", "name =", "name =")),
    ("SHOWS-LATER", ManifestSample("tasks.accept", {
        **GOOD, "form.json": json.dumps({"x-shows": ["record:affairs"]}).encode()
    })),
    ("SIGHT-OWN", spoilt("known", "package =", 'known = ["bloc", "own_unit"]\npackage =')),
    ("SIGHT-OWN", spoilt("sight.known_to_bloc", '["bloc"]', '["bloc", "own_unit after signed"]')),
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
    ("URGE-DUTY", ManifestSample("milestones.signed.urged_by", {
        **GOOD, "report.toml": MANIFEST.replace(
            'last_day" }', 'last_day", urged_by = ["leader"] }'
        ).replace("sign = { see", "sign = { confidential = true, see").encode()
    })),
    ("KNOWN-WORKERS", spoilt("known", "package =", 'known = ["bloc"]\npackage =')),
    ("SIGHT-MILESTONE", spoilt("sight.report", 'after = { plan = "issued" }\n', "")),
    ("RECALL", spoilt(
        "tasks.draft.recall", 'BC = { task = "sign", when = "sign", number = "number"',
        'BC = { task = "draft", register = true',
    )),
    ("SHOWS", ManifestSample("tasks.sign", {
        **GOOD, "sign.json": json.dumps({**SIGN, "x-shows": ["record:drafft"]}).encode()
    })),
    ("TEXT-HOLE", spoilt(
        "open.timed[1].values.title", 'title = "Báo cáo"', 'title = "Báo cáo {bloc}"'
    )),
    ("MANIFEST-TOML", ManifestSample("", {**GOOD, "report.toml": b'name = "\xff"'})),
    ("BODIES", spoilt("bodies[2]", '"home_affairs"]', '"home_affairs", "court"]')),
    ("OPEN-AFTER", spoilt("open.after.plans", "{ plan =", "{ plans =")),
    ("OPEN-AFTER", spoilt("open.after.report", '{ plan = "issued" }', '{ report = "signed" }')),
    ("TYPE-RESULT", spoilt(
        "open.timed[1].computed.last_day",
        ', last_day = "{year}-12-01" }',
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
    ("REGISTER-UNSAID", opened_with(
        "open.form", properties={**FIELDS, "title": {**TEXT, "x-without-register": True}}
    )),
    ("DOCUMENT-SYMBOL", spoilt(
        "documents.BC.symbol", 'number = "number", file = "scan"',
        'register = true, symbol = "BC-X"',
    )),
    ("RECALL", spoilt(
        "tasks.draft.recall", "collected = {", 'collected = { task = "draft" }\nother = {',
        plan=PLAN.replace("[open]", '[open]\nafter = { report = "collected" }'),
    )),
    *openings.MORE,
    *figures.MORE,
    *printouts.MORE,
    *taken_rows.MORE, *knowing.MORE,
    ("RECALL", spoilt("tasks.affairs.recall", "if =", "recall = true, confidential = true, if =")),
    ("SHOWS-PANEL", ManifestSample("tasks.accept.shows[1]", {**GOOD, "report.toml": MANIFEST
        .replace('package = "report"\n', "").replace("panel:figures", "papers").encode()})),
    ("SHOWS-HIDDEN", spoilt("tasks.accept.shows[1]", "panel:figures", "record:opening")),
    ("EXPRESSION", spoilt("open.one", "opening.period if", "period( if")),
    ("EXPRESSION", spoilt("open.timed[1].at", "deadlines.annual_report", "open('x')")),
    ("VARIABLE-UNSET", spoilt("tasks.affairs.if", "mode == ", "mood == ")),
    ("VARIABLE-FIELD", spoilt("open.one", "opening.period if", "opening.title if")),
    ("HAS-NEVER", spoilt("tasks.affairs.if", "mode ==", "has(opening.gone) or mode ==")),
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
