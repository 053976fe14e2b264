"""For each rule about people's tasks, operations and expressions: a bad file and a good one."""

import json
from collections.abc import Mapping

from tests.engine.drawings import Pool
from tests.lint.samples.material import GOOD, Sample, changed, diagram, with_diagram, with_field


def approved(*, boundary: bool = False, way_round: bool = False, role: str = "head") -> str:
    """Draw a task and its approval, perhaps with a way that leaves the approval out."""
    pool = Pool("p").start().user("write").xor("q").user("approve", role, approves="write").end()
    pool.flow("begin", "write", "q").flow("q", "approve", default=True).flow("approve", "done")
    if way_round:
        pool.end("off").flow("q", "off", when="round > 1")
    if boundary:
        pool.boundary("late", "approve", due="deadlines.approve").end("off").flow("late", "off")
    return diagram(pool)


def asked(source: str) -> dict[str, bytes]:
    """Ask a condition behind a task that not every way passes."""
    pool = Pool("p").start().xor("q").user("one").xor("r").user("two").end()
    pool.flow("begin", "q").flow("q", "one", when="round > 1").flow("q", "r", default=True)
    pool.flow("one", "r").flow("r", "two", when=source).flow("r", "done", default=True)
    return with_diagram(diagram(pool.flow("two", "done")))


def reckoned(
    of: str = "'one'", when: str = "added.total > 5", field: Mapping[str, object] | None = None
) -> dict[str, bytes]:
    """Reckon with what was handed in for a task, and read the answer."""
    named = {"field": "'amount'"} if field else {"outcome": "'adopt'"}
    pool = Pool("p").start().user("one").service("added", "total", of=of, **named).xor("q")
    pool.user("two").end().flow("begin", "one", "added", "q")
    pool.flow("q", "two", when=when if field else "round > 1").flow("q", "done", default=True)
    files = with_field("amount", **{"type": "integer", **field}) if field else GOOD
    return {
        **files,
        **with_diagram(diagram(pool.flow("two", "done"))),
        "form.json": files["form.json"],
    }


def waiting_for(**bound: str) -> dict[str, bytes]:
    """Let the timer wait for a day of the late task's form."""
    form = with_field("held", **{"type": "string", "format": "date", "x-route": True}, **bound)
    held = json.loads(form["form.json"])
    until = changed("late.until if has(late)", "late.held if has(late)")
    needed = json.dumps({**held, "required": ["verdict", "held"]})
    return {**until, "form.json": needed.encode()}


BOUNDS = {"minimum": 0, "maximum": 9_000_000_000_000}
BYPASSED = {
    "by a gateway": approved(way_round=True),
    "by a timer on the approving task": approved(boundary=True),
}

BEFORE = "deadlines.approve < '2024-01-01'"
"""A deadline may have no date."""
IDLE = {
    "a day of reminding twice": (
        "REMIND",
        'value="appraise_1"',
        'value="appraise_1"/><spiffworkflow:property name="remind" value="5,5"',
    ),
    "an approval of nothing": (
        "PROPERTY-EMPTY",
        'name="approves" value="score"',
        'name="approves" value=""',
    ),
    "no form": ("PROPERTY-EMPTY", 'name="form" value="form"', 'name="form" value=""'),
    "no title": (
        "PROPERTY-EMPTY",
        'name="title" value="Thẩm định điểm của {unit}"',
        'name="title" value=" "',
    ),
    "an open brace in a title": ("TITLE", "của {unit}", "của {unit"),
    "a brace in a title that closes nothing": ("TITLE", "của {unit}", "của unit}"),
}
"""Rule, what stands in the good diagram, what is written instead."""
MISTYPED = {
    "a choice in a list": ("TYPE-VALUE", "has(one) and one.verdict in ['adopted', 'send_back']"),
    "a mode": ("TYPE-VALUE", "mode != 'papers'"),
    "another's payload": ("TYPE-VALUE", "has(two) and two.verdict == 'sendback'"),
    "a choice and a number": ("TYPE-COMPARED", "round == '1'"),
    "a choice in order": ("TYPE-COMPARED", "mode > 'open'"),
    "a number among texts": ("TYPE-COMPARED", "1 in units"),
    "a sum of a text and a number": ("TYPE-COMPARED", "len('a' + round) > 1"),
    "more working days than are counted": ("DAY-CALL", "workdays(key, 501) == key"),
    "a thirteenth month": ("DAY-CALL", "date(round, 13, round) == key"),
    "a list as an answer": ("TYPE-RESULT", "units"),
    "a name of a deadline": ("DEADLINE", "deadlines.aprove == None"),
    "a date that may not be there, after an or": ("TYPE-NOTHING", f"deadlines.approve or {BEFORE}"),
}
"""Conditions with values that never fit, and the rule each breaks."""

MISNAMED = {
    "a task that is not drawn": ("RECORDS", reckoned("'ones'")),
    "a task that is reckoned": ("RECORDS", reckoned("'o' + 'ne'")),
    "an outcome the form does not have": (
        "RECORDS",
        {**reckoned(), "t.bpmn": reckoned()["t.bpmn"].replace(b"'adopt'", b"'adopted'")},
    ),
    "a field that is no number": ("RECORDS", reckoned(field={"type": "string", "maxLength": 9})),
    "a field without a most": ("RECORDS-BOUND", reckoned(field={"minimum": 0})),
    "a field whose most is more than a sum holds": (
        "RECORDS-BOUND", reckoned(field={**BOUNDS, "maximum": 9_000_000_000_001}),
    ),
    "a sum compared with a text": (
        "TYPE-COMPARED", reckoned(when="added.total == 'a'", field=BOUNDS),
    ),
    "a sum of decimals equal to a whole number": (
        "TYPE-COMPARED",
        reckoned(
            when="added.total == 5", field={"type": "string", "format": "decimal", **BOUNDS}
        ),
    ),
}  # fmt: skip
"""Operations over records that name what is not there, and the rule each breaks."""

SAMPLES: Mapping[str, Sample] = {
    "RECORDS": Sample("added", reckoned("round"), reckoned()),
    "RECORDS-BOUND": Sample("added", reckoned(field={"maximum": 5}), reckoned(field=BOUNDS)),
    "ROLE": Sample("score", changed("<bpmn:flowNodeRef>score</bpmn:flowNodeRef>", "")),
    "ROLE-UNKNOWN": Sample(
        "unit_head", changed('name="role" value="head"', 'name="role" value="king"')
    ),
    "ROLE-PLACE": Sample("late", changed('value="leader"', 'value="scrutineer"')),
    "LANE-REF": Sample(
        "unit_officer",
        changed("<bpmn:flowNodeRef>score</", "<bpmn:flowNodeRef> score\n</"),
    ),
    "TASK-NAME": Sample("appraise", changed(' name="appraise"', ' name=" "')),
    "TITLE": Sample("appraise", changed("của {unit}", "của {unti}")),
    "TITLE-EMPTY": Sample(
        "appraise",
        changed("của {unit}", "trước {deadlines.approve}"),
    ),
    "SIGN-HOW": Sample(
        "late",
        changed(
            'name="form" value="form"',
            'name="form" value="form"/><spiffworkflow:property name="sign" value="pin"',
        ),
    ),
    "PROPERTY-EMPTY": Sample(
        "tell_out", changed('name="to" value="late.out"', 'name="to" value=""')
    ),
    "REMIND": Sample(
        "appraise", changed('name="due" value="appraise_1"', 'name="remind" value="soon"')
    ),
    "SIGN": Sample(
        "late",
        changed(
            'name="form" value="form"',
            'name="form" value="form"/><spiffworkflow:property name="sign" value="password"',
        ),
    ),
    "APPROVES": Sample("approve", changed('value="score"', 'value="nothing"')),
    "APPROVES-LANE": Sample(
        "approve", with_diagram(approved(role="officer")), with_diagram(approved())
    ),
    "APPROVES-BYPASS": Sample(
        "approve", with_diagram(approved(way_round=True)), with_diagram(approved())
    ),
    "OPERATION": Sample("collate", changed('id="op.collate"', 'id="op."')),
    "OPERATION-ID": Sample("collate", changed('id="op.collate"', 'id="collate_all"')),
    "OPERATION-UNKNOWN": Sample("collate", changed('id="op.collate"', 'id="op.collect"')),
    "OPERATION-MEANT": Sample("collate", changed('id="op.collate"', 'id="op.abroad"')),
    "OPERATION-EARLY": Sample("collate", changed('id="op.collate"', 'id="op.later"')),
    "OPERATION-TABLE": Sample("collate", changed('id="op.collate"', 'id="op.asking"')),
    "PARAMETERS": Sample("collate", changed('id="p.units"', 'id="p.unit"')),
    "EXPRESSION": Sample("collate", changed('value="len(units)"', 'value="open(units)"')),
    "VARIABLE-UNSET": Sample("collate", changed('value="len(units)"', 'value="len(members)"')),
    "VARIABLE-EARLY": Sample(
        "p_r_two_10",
        asked("one.verdict == 'adopt'"),
        asked("has(one) and one.verdict == 'adopt'"),
    ),
    "VARIABLE-FIELD": Sample("send_back", changed('value="adopt.units"', 'value="adopt.unitts"')),
    "HAS-NEVER": Sample(
        "p_r_two_10",
        asked("has(one.verdicts) and round == 1"),
        asked("has(one.verdict) and round == 1"),
    ),
    "TYPE-VALUE": Sample(
        "p_r_two_10",
        asked("has(one) and one.verdict == 'adopted'"),
        asked("has(one) and one.verdict == 'adopt'"),
    ),
    "TYPE-COMPARED": Sample("p_r_two_10", asked("round == 'first'"), asked("round == 1")),
    "TYPE-LARGE": Sample("collate", changed('value="len(units)"', 'value="9007199254740991 + 1"')),
    "TYPE-NOTHING": Sample(
        "p_r_two_10", asked(BEFORE), asked(f"deadlines.approve != None and {BEFORE}")
    ),
    "TYPE-INDEX": Sample(
        "p_r_two_10", asked("units[0] == key"), asked("len(units) > 0 and units[0] == key")
    ),
    "DAY-CALL": Sample(
        "p_r_two_10",
        asked("key == date(2023, 2, 29)"),
        asked("key == date(2024, 2, 29)"),
    ),
    "TYPE-RESULT": Sample("p_r_two_10", asked("mode"), asked("mode == 'paper'")),
    "CONDITION-CONSTANT": Sample("p_r_two_10", asked("1 < 2"), asked("round < 2")),
    "DEADLINE": Sample(
        "appraise", changed('name="due" value="appraise_1"', 'name="due" value="apraise_1"')
    ),
    "TIMER": Sample("deadline", changed("late.until if has(late) else deadlines.self_score", "")),
    "TIMER-DATE": Sample(
        "deadline", changed("late.until if has(late) else deadlines.self_score", "'PT24H'")
    ),
    "DATE-FIXED": Sample(
        "deadline",
        changed("late.until if has(late) else deadlines.self_score", "date(2024, 12, 31)"),
        changed("late.until if has(late) else deadlines.self_score", "date(2900, 12, 31)"),
    ),
    "DAY-PAST": Sample("deadline", waiting_for(**{"x-max": "today"}), waiting_for()),
    "PAYLOAD": Sample("request", changed("{'at': 'score'}", "{'from': 'score', 'at': 'score'}")),
}
