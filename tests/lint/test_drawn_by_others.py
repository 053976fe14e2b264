"""What other tools draw: what means nothing is let pass, of the rest the first cause is said."""

import re

import pytest

from server.engine import Definition, findings
from tests.engine.drawings import Pool
from tests.lint.samples.diagrams import ONE, row
from tests.lint.samples.material import GOOD, KNOWN, PLAIN, changed, diagram, with_diagram

TASK = '<bpmn:userTask id="late"'
LANES = "<bpmn:laneSet"
FOREIGN = 'xmlns:tool="http://example.org/tool" '


def found(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(each.rule, each.element) for each in findings("t", files, KNOWN)]


def foreign(old: str, new: str) -> dict[str, bytes]:
    """Change a piece of the good diagram, with the namespace of some tool declared."""
    assert old in PLAIN
    text = PLAIN.replace(old, new, 1)
    return with_diagram(text.replace("<bpmn:definitions ", f"<bpmn:definitions {FOREIGN}", 1))


MEANINGLESS = {
    "a schema location": changed(
        "<bpmn:definitions ", '<bpmn:definitions xsi:schemaLocation="a b.xsd" '
    ),
    "the tool's own attribute": foreign(TASK, f'<bpmn:userTask tool:colour="red" {TASK[15:]}'),
    "the tool's own settings": foreign(
        "<bpmn:laneSet",
        '<bpmn:extensionElements><tool:grid size="8"><tool:in/></tool:grid>'
        "</bpmn:extensionElements><bpmn:laneSet",
    ),
    "values that are the standard's own": changed(
        TASK,
        '<bpmn:userTask isForCompensation="false" startQuantity="1" completionQuantity="1" '
        f'implementation="##unspecified" {TASK[15:]}',
    ),
    "an interrupting start": changed(
        '<bpmn:startEvent id="begin"',
        '<bpmn:startEvent isInterrupting="true" parallelMultiple="false" id="begin"',
    ),
    "data": changed(
        LANES,
        '<bpmn:dataObject id="data-1" isCollection="false"/><bpmn:dataObjectReference id="ref" '
        'dataObjectRef="data-1"><bpmn:dataState id="old"/></bpmn:dataObjectReference>'
        f'<bpmn:dataStoreReference id="store" dataStoreRef="s"/>{LANES}',
    ),
    "a category and its group": changed(
        "<bpmn:collaboration ",
        '<bpmn:category id="c"><bpmn:categoryValue id="v" value="Nhóm"/></bpmn:category>'
        "<bpmn:collaboration ",
    ),
    "a signal that nothing throws": changed(
        "<bpmn:collaboration ", '<bpmn:signal id="sig" name="x"/><bpmn:collaboration '
    ),
    "documentation of a process": changed(
        "<bpmn:laneSet",
        "<bpmn:documentation>Ghi chú</bpmn:documentation><bpmn:laneSet",
    ),
    "documentation of a message": changed(
        "<bpmn:collaboration ",
        '<bpmn:message id="m-x" name="m-x"><bpmn:documentation/></bpmn:message>'
        "<bpmn:collaboration ",
    ),
    "a note and its line": changed(
        LANES,
        '<bpmn:textAnnotation id="note"><bpmn:text>Lưu ý</bpmn:text></bpmn:textAnnotation>'
        f'<bpmn:association id="line" sourceRef="note" targetRef="late"/>{LANES}',
    ),
    "a pool without a process": changed(
        '<bpmn:messageFlow id="m_closed_sheets_in"',
        '<bpmn:participant id="citizen" name="Người dân"/>'
        '<bpmn:messageFlow id="to-them" sourceRef="tell_out" targetRef="citizen"/>'
        '<bpmn:messageFlow id="from-them" sourceRef="citizen" targetRef="late"/>'
        '<bpmn:messageFlow id="m_closed_sheets_in"',
    ),
    "a process without a pool": with_diagram(
        re.sub(r"<bpmn:collaboration.*</bpmn:collaboration>", "", ONE)
    ),
    "a pool whose process holds nothing": with_diagram(
        PLAIN.replace(
            '<bpmn:messageFlow id="m_closed_sheets_in"',
            '<bpmn:participant id="citizen" processRef="nothing"/>'
            '<bpmn:messageFlow id="to-them" sourceRef="tell_out" targetRef="citizen"/>'
            '<bpmn:messageFlow id="m_closed_sheets_in"',
        ).replace("<bpmn:message ", '<bpmn:process id="nothing"/><bpmn:message ', 1)
    ),
    "an event that leaves its message to the flow": with_diagram(
        re.sub(r' messageRef="\w+"', "", re.sub(r"<bpmn:message id=[^>]*/>", "", PLAIN))
    ),
    "a prefix before an id": changed('processRef="unit"', 'processRef="bpmn:unit"'),
    "an event definition beside the processes": changed(
        "<bpmn:collaboration ",
        '<bpmn:messageEventDefinition id="e1"/><bpmn:timerEventDefinition id="e2"/>'
        "<bpmn:collaboration ",
    ),
    "an id with a hyphen": with_diagram(
        ONE.replace('"one"', '"sid-1.a"').replace(">one<", ">sid-1.a<")
    ),
}


@pytest.mark.parametrize("name", MEANINGLESS)
def test_what_means_nothing_is_let_pass_and_read(name: str) -> None:
    files = MEANINGLESS[name]
    assert set(found(files)) - {("MESSAGE-UNUSED", "m-x")} == set()
    assert Definition.read("t", files).main


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ("<tool:executionListener/>", "SCRIPT"),
        ("<tool:taskListener><tool:x/></tool:taskListener>", "SCRIPT"),
        ("<tool:inputOutput><tool:script>rm()</tool:script></tool:inputOutput>", "TAG"),
    ],
)
def test_what_would_run_code_in_another_tool_is_refused(inner: str, rule: str) -> None:
    held = f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>{LANES}"
    assert rule in {each for each, _ in found(foreign(LANES, held))}


def test_a_python_word_in_a_condition_stays_refused() -> None:
    tag = "<bpmn:conditionExpression "
    files = changed(tag, f'{tag}language="python" ')
    assert {rule for rule, _ in found(files)} == {"ATTRIBUTE"}


def nested(role: str) -> str:
    """Put one lane into another; the inner one has a role or not."""
    lane = ONE[ONE.index("<bpmn:lane ") : ONE.index("</bpmn:lane>") + 12]
    inner = (
        lane
        if role
        else '<bpmn:lane id="p_officer"><bpmn:flowNodeRef>one</bpmn:flowNodeRef></bpmn:lane>'
    )
    start = lane.index(">") + 1
    around = lane[:start].replace("p_officer", "outer") + lane[start:].replace("</bpmn:lane>", "")
    if role:
        around = around.replace('"officer"', '"head"')
    return ONE.replace(lane, f"{around}<bpmn:childLaneSet>{inner}</bpmn:childLaneSet></bpmn:lane>")


@pytest.mark.parametrize(("inner", "role"), [("", "officer"), ("officer", "officer")])
def test_a_lane_in_a_lane_has_its_own_role_or_that_around_it(inner: str, role: str) -> None:
    files = with_diagram(nested(inner))
    assert found(files) == []
    assert Definition.read("t", files).elements["one"].role == role


def test_an_id_that_no_expression_can_name_is_refused_where_one_tries() -> None:
    pool = Pool("p").start().user("a-b").xor("q").user("c").end().flow("begin", "a-b", "q")
    pool.flow("q", "c", when="a-b.verdict == 'adopt'").flow("q", "done", default=True)
    rules = found(with_diagram(diagram(pool.flow("c", "done"))))
    assert ("ID-NAME", "a-b") in rules


def test_whoever_waits_for_a_pool_without_a_process_is_told() -> None:
    text = PLAIN.replace('sourceRef="closed"', 'sourceRef="citizen"', 1)
    text = text.replace("<bpmn:messageFlow", '<bpmn:participant id="citizen"/><bpmn:messageFlow', 1)
    assert ("MESSAGE-OUTSIDE", "sheets_in") in found(with_diagram(text))


def plain_tasks() -> str:
    """Draw nothing but plain tasks and a choice without conditions, as a first sketch is."""
    pool = Pool("p").start().put("task", "one").xor("q").put("task", "two").end()
    return diagram(
        pool.flow("begin", "one", "q").flow("q", "two").flow("q", "done").flow("two", "done")
    )


def test_a_sketch_has_one_finding_an_element() -> None:
    assert sorted(found(with_diagram(plain_tasks()))) == [
        ("TASK-UNTYPED", "one"),
        ("TASK-UNTYPED", "two"),
        ("XOR-DEFAULT", "q"),
    ]


def test_a_boundary_of_what_must_change_first_is_not_spoken_of() -> None:
    pool = row("one").put("task", "two")
    pool.boundary("on", "two", due="deadlines.self_score").end("off").flow("on", "off")
    text = diagram(pool.flow("two", "off"))
    assert ("BOUNDARY", "on") not in found(with_diagram(text))


def test_a_subprocess_lists_its_flows_as_modellers_write_them() -> None:
    pool = Pool("p").start().user("before").end().flow("begin", "before", "done")
    inner = (
        "<bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>"
        '<bpmn:startEvent id="in"/><bpmn:endEvent id="out"/>'
        '<bpmn:sequenceFlow id="inside" sourceRef="in" targetRef="out"/>'
    )
    pool.put("subProcess", "sub", inner)
    assert [rule for rule, at in found(with_diagram(diagram(pool))) if at == ""] == []


def test_of_a_part_that_nothing_leads_to_its_first_element_is_named() -> None:
    pool = row("one").user("lost").user("after").flow("lost", "after", "done")
    assert found(with_diagram(diagram(pool))) == [("REACHABLE", "lost")]


def test_the_picture_that_is_shown_keeps_what_was_taken_out() -> None:
    files = MEANINGLESS["data"]
    findings("t", files, KNOWN)
    assert b"dataObjectReference" in files["t.bpmn"]
    assert GOOD["t.bpmn"] != files["t.bpmn"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '<bpmn:intermediateCatchEvent id="sheets_in">',
            '<bpmn:intermediateCatchEvent id="sheets_in"><bpmn:signalEventDefinition id="part"/>',
            ("EVENT-SIGNAL", "sheets_in"),
        ),
        ("<bpmn:endEvent ", '<bpmn:startEvent id="more"/><bpmn:endEvent ', ("START-ONE", "bloc")),
    ],
)
def test_a_finding_names_what_an_author_sees(old: str, new: str, expected: tuple[str, str]) -> None:
    assert expected in found(changed(old, new))


def test_a_flow_that_leads_nowhere_is_one_finding() -> None:
    pool = Pool("p").start().events("choose").catch("hear", "m_a").catch("read", "m_b").end()
    pool.flow("begin", "choose", "hear", "done").flow("choose", "read", "done")
    pool.body.append('<bpmn:sequenceFlow id="lost" sourceRef="choose"/>')
    rules = {rule for rule, _ in found(with_diagram(diagram(pool)))}
    assert rules == {"FLOW-ENDS", "MESSAGE-FLOW"}


def test_a_lane_with_several_wrong_references_is_one_finding() -> None:
    lane = "<bpmn:flowNodeRef>one</bpmn:flowNodeRef>"
    wrong = "".join(f"<bpmn:flowNodeRef>{name}</bpmn:flowNodeRef>" for name in ("x", "y"))
    assert [rule for rule, _ in found(with_diagram(ONE.replace(lane, lane + wrong)))] == [
        "LANE-REF"
    ]
