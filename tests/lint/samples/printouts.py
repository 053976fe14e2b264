"""Printouts that are laid out from records, and what breaks a rule about them."""

import json
from collections.abc import Mapping
from typing import Final

from tests.lint.samples.manifest_report import GOOD, MANIFEST, TEXT, ManifestSample
from tests.lint.samples.taken_rows import rows_of

PRINTED: Final = """\
[printouts.summary]
name = "Tổng hợp"
of = "accept"
see = "receipt"
layout = "sheet"
subject = "{subject} năm {year}: {accept.text}"
body = [
  { heading = "KẾT QUẢ" },
  { field = "accept.text", title = "Nhận xét" },
  { rows = "accept.present", columns = ["note"] },
  { table = "sign", columns = ["number"] },
  { record = "accept" },
  { panel = "figures" },
  { say = "Trên đây là báo cáo của {bloc}./." },
  { field = "opening.period", title = "Kỳ" },
]
signed = [{ task = "accept", power = "Trưởng khối" }]
recipients = ["{home_affairs}"]

[printouts.single]
name = "Báo cáo"
of = "sign"
see = "report"
issuer = "unit"
document = "BC"
to = ["{leader}", "{home_affairs}"]
body = [{ field = "sign.number" }, { record = "draft" }]
signed = [{ task = "sign" }]

[printouts.begun]
name = "Giấy mời"
of = "opening"
see = "report"
body = [{ say = "{subject}" }]
signed = [{ power = "Thủ trưởng" }]
"""
_SIGHT = 'receipt = ["bodies", "role:leader"]'
_SEEN = 'report = ["own_unit", "organiser after signed", "bodies after plan.issued", "role:leader"]'
_ROW: Final[Mapping[str, object]] = {"properties": {"note": {**TEXT, "maxLength": 100}}}


def printout(place: str, old: str = "", new: str = "") -> ManifestSample:
    """Print what the leader and the heads hand in, with a piece replaced."""
    manifest = MANIFEST.replace(
        'report = ["own_unit", "organiser after signed", "bodies after plan.issued"]', _SEEN
    )
    whole = f"{manifest}\n{PRINTED}"
    assert old in whole, old
    form = json.dumps({"properties": {"present": rows_of(_ROW), "text": TEXT}}).encode()
    toml = (whole.replace(old, new, 1) if old else whole).encode()
    return ManifestSample(place, {**GOOD, "report.toml": toml, "form.json": form})


SAMPLES: Final[Mapping[str, ManifestSample]] = {
    "PRINTOUT-TASK": printout("printouts.summary.of", 'of = "accept"', 'of = "acept"'),
    "PRINTOUT-KEY": printout("printouts.summary.body[4]", 'table = "sign"', 'record = "sign"'),
    "PRINTOUT-ROWS": printout("printouts.summary.body[3].rows", "accept.present", "accept.text"),
    "PRINTOUT-COLUMN": printout("printouts.summary.body[3].columns", '"note"', '"nte"'),
    "PRINTOUT-DOCUMENT": printout("printouts.single.document", '"BC"', '"CB"'),
    "PRINTOUT-HOLE": printout("printouts.summary", "{bloc}", "{block}"),
    "PRINTOUT-HIDDEN": printout("printouts.summary.see", ', "role:leader"]', "]"),
}
_GROUPED = printout("printouts.summary.body[3].grouped", '["note"]', '["note"], grouped = "nte"')
_OPENING = printout(
    "printouts.summary.see", "[tasks]\n", '[tasks]\nopening = { see = "known_to_bloc" }\n'
)
MORE: Final[tuple[tuple[str, ManifestSample], ...]] = (
    ("PRINTOUT-HIDDEN", _OPENING),
    (
        "PRINTOUT-TASK",
        printout("printouts.single.signed[1].task", '{ task = "sign" }', '{ task = "sgn" }'),
    ),
    (
        "PRINTOUT-TASK",
        printout("printouts.single.body[2].record", 'record = "draft"', 'record = "daft"'),
    ),
    (
        "PRINTOUT-KEY",
        printout("printouts.single.body[2]", '{ record = "draft" }', '{ table = "accept" }'),
    ),
    ("PRINTOUT-COLUMN", _GROUPED),
    ("PRINTOUT-COLUMN", printout("printouts.summary.body[4].columns", '["number"]', '["numbers"]')),
    (
        "PRINTOUT-DOCUMENT",
        printout("printouts.summary.document", 'layout = "sheet"', 'document = "BC"'),
    ),
    ("PRINTOUT-HOLE", printout("printouts.summary", "{accept.text}", "{sign.number}")),
    (
        "FIELD",
        printout(
            "printouts.single.body[1].field", 'field = "sign.number"', 'field = "sign.numbers"'
        ),
    ),
    ("CIRCLE", printout("printouts.single.see", 'see = "report"\nissuer', 'see = "reprt"\nissuer')),
)
