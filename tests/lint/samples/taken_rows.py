"""Rows that a form takes over from an earlier record, and what breaks a rule about them."""

import json
from collections.abc import Mapping
from typing import Final

from tests.lint.samples.manifest_report import (
    DRAFT,
    GOOD,
    MANIFEST,
    PLAN,
    SIGN,
    TEXT,
    ManifestSample,
    spoilt,
)

TAKEN: Final = """\
[[taken]]
into = "sign.figures"
task = "draft"
rows = "figures"
"""
FROM_CASES: Final = '[[taken]]\ninto = "sign.figures"\ntask = "x"\n'
TABLE: Final = """\
[[taken]]
into = "sign.figures"
table = "score_table"
"""
_ROW: Final[Mapping[str, object]] = {
    "required": ["name"],
    "properties": {
        "name": {**TEXT, "maxLength": 100},
        "day": {"title": "Ngày", "type": "string", "format": "date"},
    },
}


def rows_of(row: Mapping[str, object], **words: object) -> dict[str, object]:
    """Give a field of rows."""
    return {"type": "array", "title": "Các dòng", "items": {"type": "object", **row}, **words}


def taken(  # noqa: PLR0913 - one field, told part by part
    place: str,
    said: str,
    *,
    most: int = 300,
    least: int = 0,
    given: Mapping[str, object] = TEXT,
    manifest: str = MANIFEST,
    **changes: object,
) -> ManifestSample:
    """Let the head's form take rows over from the officer's, `least` and `most` of them.

    `given` is the column that nobody types, `changes` are the form's own keywords.
    """
    assert isinstance(DRAFT["properties"], dict)
    assert isinstance(SIGN["properties"], dict)
    columns = {"name": {**given, "maxLength": 100, "x-given": True}, "note": TEXT}
    figures = rows_of({"required": ["name"], "properties": columns}, minItems=least, maxItems=most)
    files = {
        "report.toml": f"{manifest}\n{said}".encode(),
        "draft.json": json.dumps(
            {"properties": {**DRAFT["properties"], "figures": rows_of(_ROW)}}
        ).encode(),
        "sign.json": json.dumps(
            {**SIGN, "properties": {**SIGN["properties"], "figures": figures}, **changes}
        ).encode(),
    }
    return ManifestSample(place, {**GOOD, **files})


def taken_by_plan(place: str, said: str = "") -> ManifestSample:
    """Let another process take rows over from this one, which has none of that name."""
    taken = '[[taken]]\ninto = "write.rows"\nprocess = "report"\n'
    task = "" if "task" in said else 'task = "sign"\n'
    return ManifestSample(place, GOOD, f"{PLAN}{taken}{task}{said}\n")


SAMPLES: Final[Mapping[str, ManifestSample]] = {
    "SET-ROWS": spoilt("sets.asked.rows", 'chosen = "draft.units"', 'rows = "draft.units"'),
    "TAKEN-FROM": taken("taken[1].task", TAKEN.replace('task = "draft"', 'task = "draff"')),
    "TAKEN-INTO": taken("taken[1].into", TAKEN.replace("sign.figures", "sign.number")),
    "TAKEN-NEEDED": taken("taken[1].into", TAKEN, required=["figures"]),
    "TAKEN-MANY": taken("taken[1].into", TAKEN, most=99),
    "TAKEN-COLUMN": taken("taken[1].columns.nam", f'{TAKEN}columns = {{ nam = "name" }}'),
    "TAKEN-EMPTY": taken("taken[1].into", f'{TAKEN}columns = {{ name = "nam", note = "no" }}'),
    "TAKEN-GONE": taken_by_plan("tasks", 'task = "decide"'),
    "TAKEN-NOWHERE": taken("tasks.sign", ""),
}
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("TAKEN-FROM", taken("taken[1].process", f'{TAKEN}process = "pla"')),
    ("TAKEN-FROM", taken("taken[1].task", f'{TAKEN}process = "plan"')),
    ("TAKEN-FROM", taken("taken[1].after[1]", f'{TAKEN}after = ["sent"]')),
    ("TAKEN-FROM", taken("taken[1].rows", TAKEN.replace('= "figures', '= "units'))),
    ("TAKEN-FROM", taken("taken[1].task", TAKEN.replace('rows = "figures"\n', ""))),
    ("TAKEN-FROM", taken("taken[1].rows", f'{TABLE}rows = "figures"')),
    ("TAKEN-FROM", taken("taken[1].table", TABLE.replace("_table", "_table_changes"))),
    ("TAKEN-FROM", taken("taken[1].binds", f'{TAKEN}binds = "signed"')),
    ("TAKEN-FROM", taken("taken[1].binds", f'{TABLE}file = "kept"\nbinds = "signet"')),
    ("TAKEN-COLUMN", taken("taken[1].columns.note", f'{TABLE}columns = {{ note = "day" }}')),
    ("TAKEN-FROM", taken("taken[1].each_since", f'{TAKEN}each_since = "drafd"')),
    ("TAKEN-FROM", taken("taken[1].filled", f'{TAKEN}filled = "nam"')),
    ("TAKEN-INTO", taken("taken[2].into", TAKEN + TAKEN)),
    ("TAKEN-COLUMN", taken("taken[1].columns.name", f'{TAKEN}columns = {{ name = "day" }}')),
    ("TAKEN-COLUMN", taken("taken[1].columns.note", f'{TAKEN}columns = {{ note = "no" }}')),
    ("TAKEN-COLUMN", taken("taken[1].into", TAKEN, given={**TEXT, "pattern": "^[a-z]+$"})),
    ("TAKEN-COLUMN", taken("taken[1].into", TAKEN, given={**TEXT, "enum": ["a"]})),
    ("TAKEN-FROM", taken("taken[1].task", TAKEN.replace('"draft"', '"opening"'))),
    (
        "TAKEN-FROM",
        taken(
            "taken[1].task",
            TAKEN,
            manifest=MANIFEST.replace(
                'draft = { see = "report", recall = true',
                'draft = { see = "report", confidential = true',
            ),
        ),
    ),
    ("TAKEN-NEEDED", taken("taken[1].into", TAKEN, least=1)),
    ("TAKEN-MANY", taken("taken[1].into", f'{FROM_CASES}process = "plan"\n', most=99)),
    ("TAKEN-EMPTY", taken("taken[1].into", f'{TABLE}columns = {{ name = "day" }}')),
    ("TAKEN-GONE", taken_by_plan("tasks.sign", 'rows = "figures"')),
    ("TAKEN-GONE", taken_by_plan("tasks.sign", 'filled = "said"')),
    ("TAKEN-GONE", taken_by_plan("tasks.sign", 'columns = { no = "no" }')),
    ("TAKEN-GONE", taken_by_plan("milestones", 'after = ["sent"]')),
    ("FORM-TITLE", taken("tasks.sign", TAKEN, given={"type": "string"})),
    ("IF", taken("taken[1].where", f'{TAKEN}where = "1 == 1"')),
    (
        "IF",
        taken(
            "taken[1].where",
            f"{TAKEN}where = \"source.period == 'annual' and source.period == 'ad_hoc'\"",
        ),
    ),
    ("TYPE-RESULT", taken("taken[1].where", f'{TAKEN}where = "source.period"')),
    ("TYPE-VALUE", taken("taken[1].where", f"{TAKEN}where = \"source.period == 'anual'\"")),
    ("VARIABLE-FIELD", taken("taken[1].where", f"{TAKEN}where = \"source.perod == 'annual'\"")),
)
