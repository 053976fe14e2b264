"""Openings on a day, and days of one year: what breaks a rule about them."""

from collections.abc import Mapping
from typing import Final

from tests.lint.samples.manifest_report import (
    FIELDS,
    GOOD,
    MANIFEST,
    ManifestSample,
    opened_with,
    spoilt,
)

assert isinstance(FIELDS, dict)
DAY: Final = {"title": "Hạn", "type": "string", "format": "date", "x-route": True}
TIMED: Final = (
    '[[open.timed]]\nat = "deadlines.annual_report"\n'
    'values = { period = "annual", title = "Báo cáo khác", last_day = "{year}-12-01" }\n'
)
SAMPLES: Final[Mapping[str, ManifestSample]] = {
    "TIMED": spoilt("open.timed[1].values", ', last_day = "{year}-12-01"', ""),
    "TIMED-NOTHING": spoilt(
        "open.timed[1].computed.last_day",
        ', last_day = "{year}-12-01" }',
        ' }\ncomputed = { last_day = "deadlines.six_month_report" }',
    ),
    "TIMED-LATE": opened_with("open.timed[1].values.last_day",
        properties={**FIELDS, "last_day": {**DAY, "x-min": "today"}}),
    "TIMED-OVERDUE": ManifestSample("open.timed[1].at", {**GOOD, "report.toml": MANIFEST
        .replace("deadlines.annual_report", "workdays(deadlines.annual_report, 3)")
        .replace("opening.last_day", "deadlines.annual_report").encode()}),
    "TIMED-TWICE": spoilt("open.timed[2]", "[sets]", f"{TIMED}\n[sets]"),
    "DAY-FIXED": spoilt("open.timed[1].at", "deadlines.annual_report", "date(2024, 5, 1)"),
}  # fmt: skip
_AT: Final = 'at = "deadlines.annual_report"'
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("OPEN-AFTER", spoilt("open.timed[1].after.plan", _AT, f'{_AT}\nafter = {{ plan = "x" }}')),
    ("OPEN-IDLE", spoilt("open.timed[1].where", _AT, f'{_AT}\nwhere = "source.day != None"')),
    ("TIMED-NOTHING", spoilt(
        "open.timed[1].computed.last_day",
        ', last_day = "{year}-12-01" }',
        ' }\nafter = { plan = "issued" }\ncomputed = { last_day = "deadlines.annual_report" }',
    )),
    ("TIMED-TWICE", spoilt("open.timed[3]", "[sets]", TIMED.replace("Báo cáo khác", "Báo cáo")
        .replace("annual_report", "six_month_report").replace('"annual"', '"ad_hoc"')
        + TIMED.replace('"annual"', '"ad_hoc"').replace(" khác", "") + "\n[sets]")),
    ("DAY-FIXED", spoilt("open.timed[1].at", "deadlines.annual_report",
        "'2024-05-01' if deadlines.annual_report != None else None")),
    ("DAY-FIXED", spoilt("milestones.signed.due", "opening.last_day", "date(2024, 5, 1)")),
    ("DAY-FIXED", spoilt("open.timed[1].values.last_day", "{year}-12-01", "2024-12-01")),
    ("DAY-FIXED", spoilt("open.timed[1].computed.last_day", ', last_day = "{year}-12-01" }',
        ' }\ncomputed = { last_day = "date(2024, 12, 1)" }')),
    ("TIMED-OVERDUE", ManifestSample("open.timed[1].at", {**GOOD, "report.toml": MANIFEST
        .replace('"deadlines.annual_report"', '"max(date(year, 12, 1), deadlines.annual_report) '
            'if deadlines.annual_report != None else None"')
        .replace("opening.last_day", "deadlines.annual_report").encode()})),
    ("TIMED-OVERDUE", spoilt("open.timed[1].at", 'due = "opening.last_day"',
        'due = "date(year - 1, 11, 1)"')),
    ("TIMED", spoilt("open.timed[1].values.day", '"{year}-12-01"', '"{year}-12-01", day = "y"')),
    ("TIMED", spoilt("open.timed[1].values.last_day", "{year}-12-01", "{year}-13-01")),
    ("TIMED", spoilt("open.timed[1].values.period", '"annual", title', '"yearly", title')),
    ("TIMED", spoilt(
        "open.timed[1].computed.last_day",
        'last_day = "{year}-12-01" }',
        'last_day = "{year}-12-01" }\ncomputed = { last_day = "deadlines.annual_report" }',
    )),
)  # fmt: skip
_FIRST: Final = 'at = "deadlines.annual_report"'
_EITHER: Final = 'at = "deadlines.annual_report if deadlines.approve {} None else None"'
FINE: Final[tuple[tuple[str, str], ...]] = (
    ("[sets]", TIMED.replace('period = "annual", ', "")
        + """computed = { period = "'annual' if deadlines.approve != None else 'ad_hoc'" }\n"""
        "[sets]"),
    ("[sets]", TIMED.replace("annual", "ad_hoc", 2).replace("ad_hoc_r", "annual_r") + "[sets]"),
    (_FIRST, _EITHER.format("!=") + "\n" + TIMED.splitlines()[2] + "\n[[open.timed]]\n"
        + _EITHER.format("==")),
    ('due = "opening.last_day"', 'due = "deadlines.approve"'),
    ('due = "opening.last_day"', 'due = "date(year, 12, 1)"'),
    ('outcome = "sign", due', "due"),
    ('task = "sign", outcome', 'task = ["sign", "draft:done"], outcome'),
)  # fmt: skip
"""What looks like one of these mistakes and is none."""
