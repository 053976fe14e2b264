"""What a definition is, and which files are refused: every problem with its rule and element."""

import pytest

from server.engine import Definition, DefinitionRefused, Kind
from tests.engine.drawings import FORMS, HEAD, Pool, drawn
from tests.engine.worlds import bloc_pool, evaluation, sheet_pool

FLOWS = {
    "request": ("requested",),
    "send_back": ("requested",),
    "tell_out": ("pool_unit",),
    "closed": ("sheets_in",),
}
GOOD = drawn(bloc_pool(), sheet_pool(), flows=FLOWS).decode()


def problems_of(data: bytes) -> set[tuple[str, str]]:
    """Give each rule that refuses this file, with the element it is about."""
    with pytest.raises(DefinitionRefused) as refusal:
        Definition.read("t", {"t.bpmn": data, **FORMS})
    return {(problem.rule, problem.element) for problem in refusal.value.problems}


def rules_of(data: bytes) -> set[str]:
    return {rule for rule, _ in problems_of(data)}


def test_a_definition_tells_what_it_draws() -> None:
    definition = evaluation()
    assert definition.main == "bloc"
    assert (definition.processes["unit"].each, definition.processes["bloc"].each) == ("units", None)
    assert definition.processes["unit"].pool == "pool_unit"
    appraise = definition.elements["appraise"]
    assert (appraise.kind, appraise.role, appraise.form) == (Kind.USER, "appraiser", "form")
    assert (appraise.due, appraise.title) == ("appraise_1", "Thẩm định điểm của {unit}")
    assert definition.elements["approve"].approves == "score"
    assert definition.elements["deadline"].timer
    assert (
        definition.elements["deadline"].due == "late.until if has(late) else deadlines.self_score"
    )


def test_messages_are_followed_from_element_to_element_and_to_pools() -> None:
    definition = evaluation()
    assert definition.targets("request") == ("requested",)
    assert definition.targets("tell_out") == ("pool_unit",)
    assert definition.elements["pool_unit"].process == "unit"
    assert definition.senders("requested") == {"bloc"}
    assert definition.senders("sheets_in") == {"unit"}


def test_a_lane_counts_though_its_reference_holds_white_space() -> None:
    assert " score\n" in GOOD
    assert evaluation().elements["score"].role == "officer"


def test_the_hash_covers_diagram_and_forms_and_nothing_else() -> None:
    files = {"t.bpmn": GOOD.encode(), **FORMS}
    same = Definition.read("t", dict(reversed(files.items())))
    other = Definition.read("t", {**files, "form.json": b"{ }"})
    assert Definition.read("t", files).hash == same.hash != other.hash


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(DefinitionRefused):
        Definition.read("u", {"t.bpmn": GOOD.encode()})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><l>&i;</l>"
)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + GOOD.split("?>")[1].encode(), "XML-DOCTYPE"),
        (LAUGHS.encode(), "XML-DOCTYPE"),
        (LAUGHS.encode("utf-16"), "XML-ENCODING"),
        (GOOD.replace("UTF-8", "UTF-7").encode(), "XML-ENCODING"),
        (GOOD.encode() + b" " * 3 * 1024 * 1024, "XML-SIZE"),
        (b"<a>" * 100_000, "XML-SYNTAX"),
        (b"", "XML-SYNTAX"),
        (GOOD.encode()[:-20], "XML-SYNTAX"),
        (GOOD.replace("bloc", "&bloc;", 1).encode(), "XML-SYNTAX"),
        (b"<x/>", "ROOT"),
        (f"{HEAD}</bpmn:definitions>".encode(), "MAIN"),
    ],
)
def test_a_hostile_file_is_refused(data: bytes, rule: str) -> None:
    assert rule in rules_of(data)


def test_a_drawing_beyond_all_measure_is_refused() -> None:
    pool = Pool("p").start()
    names = [f"step_{number}" for number in range(600)]
    for name in names:
        pool.user(name)
    assert problems_of(drawn(pool.end().flow("begin", *names, "done"))) == {("SIZE", "t")}


CHANGES = [
    ('id="score"', 'id="End"', "ID-RESERVED", "End"),
    ('id="requested"', 'id="Start"', "ID-RESERVED", "Start"),
    ('id="score"', 'id="from"', "ID-NAME", "from"),
    ('id="score"', 'id="len"', "ID-NAME", "len"),
    ('id="score"', 'id="điểm"', "ID-NAME", "điểm"),
    ('id="score"', 'id="sc ore"', "ID-NAME", "sc ore"),
    ('id="score"', 'id="approve"', "ID-UNIQUE", "approve"),
    ("exclusiveGateway", "parallelGateway", "PARALLEL", "adopted_q"),
    ("exclusiveGateway", "inclusiveGateway", "INCLUSIVE", "adopted_q"),
    ("exclusiveGateway", "complexGateway", "COMPLEX", "adopted_q"),
    ("userTask", "task", "TASK-UNTYPED", "late"),
    ("userTask", "manualTask", "TASK-KIND", "late"),
    ("serviceTask", "scriptTask", "SCRIPT", "collate"),
    ("userTask", "transaction", "SUBPROCESS", "late"),
    ("userTask", "callActivity", "CALL", "late"),
    ("bpmn:timeDate", "bpmn:timeCycle", "TIMER-CYCLE", "deadline"),
    ("</bpmn:timeDate>", "</bpmn:timeDate><bpmn:timeDuration/>", "EVENT-ONE", "deadline"),
    ("spiffworkflow:messagePayload", "spiffworkflow:preScript", "SCRIPT", "send_back"),
    ("<bpmn:userTask ", '<bpmn:userTask isForCompensation="true" ', "COMPENSATION", "late"),
    ('name="approves"', 'name="aproves"', "PROPERTY", "approve"),
    ('value="score"', 'value="nothing"', "APPROVES", "approve"),
    ('name="role" value="head"', 'name="role" value=""', "ROLE", "approve"),
    ("<bpmn:flowNodeRef> score\n</bpmn:flowNodeRef>", "", "ROLE", "score"),
    ('name="form" value="form"', 'name="form" value="none"', "FORM", "late"),
    ('name="form" value="form"', 'name="form" value=""', "FORM", "late"),
    ('id="op.collate"', 'id="collate_rows"', "OPERATION-ID", "collate"),
    ('id="op.collate"', 'id="op."', "OPERATION", "collate"),
    ('id="p.units"', 'id="units"', "OPERATION-ID", "collate"),
    ('value="len(units)"', 'value="open(units)"', "EXPRESSION", "collate"),
    ("{'at': 'appraise'}", "{'at': ", "EXPRESSION", "send_back"),
    ("has(late) else", "has(late) or else", "EXPRESSION", "deadline"),
    ("adopt.verdict == 'send_back'", "__import__('os')", "EXPRESSION", "bloc_adopted_q_send_back"),
    (' default="bloc_adopted_q', ' default="nothing_', "XOR-DEFAULT", "adopted_q"),
    ('targetRef="send_back"', 'targetRef="score"', "FLOW-ENDS", "bloc_adopted_q_send_back"),
    ('targetRef="sheets_in"', 'targetRef="late"', "EVENTS", "wait"),
    ('sourceRef="score"', 'sourceRef="approve"', "FLOW-OUT", "score"),
    ('id="sheet_closed"', 'id="renamed"', "MESSAGE", "closed"),
    ('sourceRef="closed"', 'sourceRef="score"', "MESSAGE-FLOW", "closed"),
    ('<bpmn:participant id="pool_unit"', '<bpmn:participant id="x"', "MESSAGE-FLOW", "pool_unit"),
    ('processRef="unit"', 'processRef="none"', "POOL", "none"),
    ("bpmn:endEvent", "bpmn:startEvent", "START-ONE", "unit"),
]


@pytest.mark.parametrize(("old", "new", "rule", "element"), CHANGES)
def test_a_drawing_the_engine_is_not_safe_with_is_refused(
    old: str, new: str, rule: str, element: str
) -> None:
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new).encode())
    assert any(rule == each and name.startswith(element) for each, name in found)


def test_a_condition_on_a_flow_that_leaves_a_task_is_refused() -> None:
    pool = Pool("p").start().user("one").end().flow("begin", "one").flow("one", "done", when="True")
    assert rules_of(drawn(pool)) == {"CONDITION"}


def test_two_flows_out_of_a_task_are_refused() -> None:
    pool = Pool("p").start().user("one").end().end("off")
    pool.flow("begin", "one", "done").flow("one", "off")
    assert problems_of(drawn(pool)) == {("FLOW-OUT", "one")}


def test_an_element_no_flow_leads_to_is_refused() -> None:
    pool = Pool("p").start().user("one").user("lost").end().flow("begin", "one", "done")
    assert problems_of(drawn(pool.flow("lost", "done"))) == {("REACHABLE", "lost")}


def test_a_boundary_event_that_does_not_interrupt_is_refused() -> None:
    pool = Pool("p").start().user("one").boundary("on", "one", due="'2024-01-01'").end().end("off")
    text = drawn(pool.flow("begin", "one", "done").flow("on", "off")).decode()
    text = text.replace("attachedToRef", 'cancelActivity="false" attachedToRef')
    assert problems_of(text.encode()) == {("BOUNDARY-INTERRUPTS", "on")}


def test_all_problems_are_told_at_once() -> None:
    text = GOOD.replace('id="op.collate"', 'id="op."').replace('value="score"', 'value="x"')
    assert {"OPERATION", "APPROVES"} <= rules_of(text.encode())
