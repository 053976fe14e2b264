"""A manifest without fault, and ways to spoil it."""

from server.domain.manifest import Manifest, parse_manifest

GOOD = """\
name = "Báo cáo {subject} năm {year}"
short = "Báo cáo"
order = 20
bodies = ["home_affairs"]

[open]
act = "Yêu cầu báo cáo"
by = ["leader", "secretary"]
form = "report_open"
subject = "opening.title"
one = "opening.period if opening.period != 'ad_hoc' else None"
after = { plan = "issued" }
refused = "Chưa ban hành kế hoạch."

[[open.timed]]
at = "deadlines.six_month_report"
values = { period = "six_month", title = "Báo cáo sơ kết", units = ["a", "b"], last_day = "x" }

[sets]
asked = { chosen = "opening.units", from = ["units"] }

[milestones]
signed = { task = "sign", outcome = "sign", due = "opening.last_day" }
accepted = { every = ["accept:accept", "affairs:accept"] }
collected = { passed = "all_in", repeats = true }

[sight]
report = ["own_unit", "organiser after signed", "bodies after plan.issued", "role:secretary"]
receipt = ["workers", "no auditor"]
whole = ["everyone after closed", "auditor after opened"]

[tasks]
draft = { see = "report", recall = true }
sign = { see = "report", history = "whole", act = "sign", shows = ["record:draft", "papers"] }
accept = { see = "receipt", act = "approve", shows = ["table:draft"], receipt = true }
affairs = { see = "receipt", act = "approve", confidential = true, if = "mode == 'open'" }

[files]
report = "whole"

[documents]
BC = { task = "sign", number = "number", date = "date", see = "report", name = "Báo cáo" }

[retention]
years = 10

[[rows]]
of = "draft.figures"
"""


def read(text: str = GOOD) -> Manifest:
    """Read a manifest that must have no mistakes."""
    found = parse_manifest("report", text)
    assert isinstance(found, Manifest), found
    return found
