"""A year whose rules have every kind there is, played so that each of them decides something."""

from collections.abc import Callable

from server.demo.answers import Value
from server.demo.roles import PLAYS
from server.demo.scene import TaskTurn
from server.domain.canonical import Json
from server.processes.submission import readings as dossier_read
from tests.processes.evaluation.scored_by_others import (
    DEDUCTED,
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.processes.revocation.awarded import awarded_in
from tests.worlds.web.attaching import attach
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, Year

INVERSE, EXCESS, BY_RECORDS = "c1-5", "c2-1", "c5-1"
DISCIPLINE, COMPLAINT, UNSIGNED, LATE, LOW = "discipline", "complaint", "unsigned", "late", "low"
_CHANGES = (
    (
        "max_points = 4,",
        (
            'max_points = 4, target = { formula = "inverse", at_target = 3, '
            'of = "conference.attended", out_of = "conference.listed" },'
        ),
    ),
    ("max_points = 7,", 'max_points = 7, target = { formula = "excess", at_target = 5 },'),
    (
        '"2.1", max_points = 7,',
        '"2.1", max_points = 7, target = { formula = "excess", at_target = 5, value = 100 },',
    ),
    (
        '"5.1", max_points = 4,',
        '"5.1", max_points = 4, days_late = { per_day = 0.5, of = "pledge.signed" },',
    ),
    ("max_rank = 2, min_percent = 90", 'max_rank = 5, grade = "excellent"'),
    ("max_rank = 4, min_percent = 80", 'grade = "fair", max_rank = 5'),
    (
        "members = 15\n",
        'members = 15\nwritten = true\nrecusal = "leaves"\n',
    ),
    (
        'threshold = { percent = 50, base = "all", inclusive = false }',
        'threshold = { share = "60%", base = "present", inclusive = true }',
    ),
)
_CONDITIONS = """
[[conditions]]
id = "discipline"
name = { vi = "Có người bị kỷ luật", en = "Somebody was disciplined" }
effect = "exclude"
fact = { evidence = "required" }

[[conditions]]
id = "complaint"
name = { vi = "Có khiếu nại đúng", en = "A complaint was right" }
effect = "downgrade"
fact = { evidence = "optional" }

[[conditions]]
id = "unsigned"
name = { vi = "Không ký giao ước", en = "The pledge was not signed" }
effect = "exclude"
record = { of = "pledge.signed", state = "missing" }

[[conditions]]
id = "late"
name = { vi = "Ký giao ước chậm", en = "The pledge was signed late" }
effect = "downgrade"
record = { of = "pledge.signed", state = "late" }

[[conditions]]
id = "low"
name = { vi = "Mục III dưới một nửa", en = "Section III below half" }
effect = "downgrade"
least = [{ of = ["s3"], share = "50%", strict = true }]

[[grades]]
id = "excellent"
name = { vi = "Xuất sắc", en = "Excellent" }
min = { share = "75%", base = "scale" }

[[grades]]
id = "good"
name = { vi = "Tốt", en = "Good" }
min = { share = "70%", base = "scale" }

[[grades]]
id = "fair"
name = { vi = "Khá", en = "Fair" }
min = { points = 10 }

[[voting.awards]]
award = "merit"
mode = "paper"
"""
PLEDGE: dict[str, Json] = {"for_year": 2025, "last_day": "2024-11-06"}
_TARGETS = {"targets": [{"name": "Thủ tục trực tuyến", "level": "95 %"}], "note": ""}
_FIGURES = {LEADER: "130", DEPUTY: "110", SCHOOL: "100", PRESS: "80", RADIO: "60"}
_LATE = {DEPUTY: "2", RADIO: "4"}


def source() -> str:
    """Write the bloc-year's file."""
    text = plan_scored_by_others()
    for old, new in _CHANGES:
        assert old in text, old
        # the last of several: the Council's threshold stands after that of votes
        before, _, after = text.rpartition(old) if "members" in old else text.partition(old)
        text = f"{before}{new}{after}"
    return text + _CONDITIONS


def play(year: Year, meanwhile: Callable[[Year], object] = Year.play) -> Year:
    """Play it all: the pledge that some sign late or not at all, the year-end, a revocation.

    `meanwhile` is what happens once the units are ranked.
    """
    year.answers |= {"score": _score, "council_vote": _council}
    year.imported(source())
    _pledge(year)
    year.open("evaluation")
    year.play("give", "late", "rank")
    _others(year)
    year.play("rank")
    task = year.task("rank")
    attach(year, task, "fact", f"{DISCIPLINE}/{PRESS}")
    year.complete(task, facts())
    meanwhile(year)
    year.play()
    year.through("submission")
    with year.begin() as session:
        found = awarded_in(year, session)
    found.revoked()
    return year.play()


def _pledge(year: Year) -> None:
    """Have three units sign in time, one late, one never."""
    year.open("pledge", opening=PLEDGE)
    year.do("draft_pledge", {"text": "Các đơn vị cam kết.", "criteria": ""})
    year.do("approve_text", {"verdict": "approve"})
    for unit in (LEADER, SCHOOL, PRESS):
        _sign(year, unit)
    year.fire_due(year.now.replace(day=8))
    _sign(year, DEPUTY)


def _sign(year: Year, unit: str) -> None:
    year.do("targets", _TARGETS, key=unit)
    year.do("sign", {"verdict": "sign"}, key=unit)


def _others(year: Year) -> None:
    """Let Home Affairs take points off, and go on without Finance."""
    task = year.task("give", HOME_AFFAIRS)
    value = year.value(task)
    value["scores"][f"{SCHOOL}:{DEDUCTED}"] |= {"points": "1.5", "ground": "Chậm báo cáo."}
    year.complete(task, value)
    for other in year.tasks("give"):
        if other.key != FINANCE:
            year.complete(other)
    year.play("give", "late")
    year.fire_due(year.after("self_score"))
    leave = {"decision": "leave_out", "reason": "Không có số liệu."}
    year.do("late", {"units": {}, "parties": {FINANCE: leave}})


def facts() -> Value:
    paper = {
        "declared": True,
        "number": "12/QĐ-UBND",
        "dated": "2024-11-01",
        "note": "Khiển trách.",
    }
    return {"facts": {DISCIPLINE: {PRESS: paper}, COMPLAINT: {SCHOOL: {**paper, "number": "9/KL"}}}}


def _score(turn: TaskTurn) -> Value:
    value, unit = PLAYS["score"](turn), turn.task.key or ""
    scores = value["scores"]
    scores[INVERSE] |= {"actual": _FIGURES[unit], "target": "100"}
    scores[EXCESS] |= {"actual": _FIGURES[unit]}
    scores[BY_RECORDS] |= {"actual": _LATE.get(unit, "0")}
    return value


def _council(turn: TaskTurn) -> Value:
    """Ten of fifteen are there, three write, one stands aside; the last nominee is dropped."""
    value = PLAYS["council_vote"](turn)
    ids = [row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id)]
    votes = {
        each: {
            "yes": 2 if each == ids[-1] else 6,
            "written": 3,
            "written_yes": 2,
            "recused": 1,
            "reason": "Không đủ phiếu." if each == ids[-1] else "",
        }
        for each in ids
    }
    return {**value, "present": 10, "votes": votes}
