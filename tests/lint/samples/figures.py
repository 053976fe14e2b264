"""Figures that are counted of units, and what breaks a rule about them."""

import json
from collections.abc import Mapping
from typing import Final

from tests.lint.samples.manifest_report import GOOD, MANIFEST, TEXT, ManifestSample
from tests.lint.samples.taken_rows import rows_of

COUNTED: Final = """\
[figures.attended]
name = "Số lần dự"
of = "accept.present"
unit = "unit"
only = { level = ["right"] }
"""
_ROW: Final[Mapping[str, object]] = {
    "required": ["unit", "level"],
    "properties": {
        "unit": {**TEXT, "x-widget": "unit"},
        "level": {**TEXT, "enum": ["right", "absent"], "x-labels": {"right": "R", "absent": "A"}},
        "note": {**TEXT, "maxLength": 100},
    },
}


def figure(place: str, said: str = COUNTED, *, manifest: str = MANIFEST) -> ManifestSample:
    """Let a figure be counted in the rows of the leader's form."""
    form = json.dumps({"properties": {"present": rows_of(_ROW), "text": TEXT}}).encode()
    toml = f"{manifest}\n{said}".encode()
    return ManifestSample(place, {**GOOD, "report.toml": toml, "form.json": form})


def _changed(place: str, old: str, new: str) -> ManifestSample:
    assert old in COUNTED, old
    return figure(place, COUNTED.replace(old, new))


SAMPLES: Final[Mapping[str, ManifestSample]] = {
    "FIGURE-ROWS": _changed("figures.attended.of", "accept.present", "accept.text"),
    "FIGURE-UNIT": _changed("figures.attended", 'unit = "unit"\n', ""),
    "FIGURE-ONLY": _changed("figures.attended.only.level", '"right"', '"rihgt"'),
    "FIGURE-AFTER": _changed("figures.attended.after", "only", 'after = "sined"\nonly'),
}
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("FIELD", _changed("figures.attended.of", "accept.present", "accept.presents")),
    ("FIELD", _changed("figures.attended.of", "accept.present", "acept.present")),
    (
        "FIGURE-ROWS",
        figure(
            "figures.attended.of",
            manifest=MANIFEST.replace(
                'accept = { see = "receipt",', 'accept = { see = "receipt", confidential = true,'
            ),
        ),
    ),
    ("FIGURE-UNIT", _changed("figures.attended.unit", 'unit = "unit"', 'unit = "note"')),
    ("FIGURE-UNIT", _changed("figures.attended.unit", 'unit = "unit"', 'unit = "unti"')),
    ("FIGURE-ONLY", _changed("figures.attended.only.note", "level =", "note =")),
    ("FIGURE-ONLY", _changed("figures.attended.only.levle", "level =", "levle =")),
    ("FIGURE-ONLY", _changed("figures.attended.only.level", '["right"]', "[]")),
)
