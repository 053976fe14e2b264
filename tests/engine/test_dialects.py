"""What a desktop modeller writes in its own words is read as if the engine's editor had."""

import re

import pytest

from server.actions.definitions.definition_files import members
from server.engine import Definition, DefinitionRefused
from tests.engine.drawings import FORMS, Pool, drawn
from tests.lint.samples.material import GOOD, table

NAMESPACES = (
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmn='
)
OPERATOR = re.compile(r"<spiffworkflow:serviceTaskOperator.*?</spiffworkflow:serviceTaskOperator>")
CALLED = re.compile(r"<spiffworkflow:calledDecisionId>.*?</spiffworkflow:calledDecisionId>")
PAYLOAD = re.compile(
    r"(<bpmn:messageEventDefinition[^>]*>)<bpmn:extensionElements><spiffworkflow:messagePayload>.*?"
    r"</spiffworkflow:messagePayload></bpmn:extensionElements>"
)
TABLE = table(("-", "1"), inputs=(("score", "number", ""),))


def read(text: str, **more: bytes) -> Definition:
    text = text.replace("xmlns:bpmn=", NAMESPACES, 1)
    return Definition.read("t", {"t.bpmn": text.encode(), **FORMS, **more})


def held(**named: str) -> str:
    inner = "".join(
        f'<camunda:property name="{name.replace("_", ".")}" value="{value}"/>'
        for name, value in named.items()
    )
    return f"<camunda:properties>{inner}</camunda:properties>"


def counting() -> str:
    pool = Pool("p").start().user("score").service("many", "count", of="'score'").end()
    return drawn(pool.flow("begin", "score", "many", "done")).decode()


def telling() -> str:
    ask = Pool("p").start().throw("tell", "go", payload="{'at': 1}").end()
    ask.flow("begin", "tell", "done")
    other = Pool("q").start("asked", "go").user("x").end("over")
    return drawn(ask, other.flow("asked", "x", "over"), flows={"tell": ("asked",)}).decode()


@pytest.mark.parametrize("prefix", ["camunda", "zeebe"])
def test_properties_of_other_modellers_mean_the_same(prefix: str) -> None:
    theirs = GOOD["t.bpmn"].decode().replace("spiffworkflow:propert", f"{prefix}:propert")
    ours = Definition.read("t", GOOD)
    other = {name: data for name, data in GOOD.items() if name != "t.bpmn"}
    assert read(theirs, **other).elements == ours.elements


def test_a_property_names_the_operation_of_a_service_task() -> None:
    theirs = OPERATOR.sub(held(operation="count", operation_of="'score'"), counting())
    assert read(theirs).element("many") == read(counting()).element("many")


def test_a_property_names_the_decision_of_a_business_rule_task() -> None:
    pool = Pool("p").start().user("score").rule("rate", "quota").end()
    ours = drawn(pool.flow("begin", "score", "rate", "done")).decode()
    theirs = CALLED.sub(held(decision="quota"), ours)
    tables = {"quota.dmn": TABLE}
    assert read(theirs, **tables).element("rate") == read(ours, **tables).element("rate")


@pytest.mark.parametrize(
    ("attribute", "inside"),
    [
        (' camunda:decisionRef="quota"', ""),
        ("", '<zeebe:calledDecision decisionId="quota" resultVariable="rate" />'),
    ],
    ids=["an attribute", "an element"],
)
def test_the_decision_is_named_as_other_modellers_name_it(attribute: str, inside: str) -> None:
    pool = Pool("p").start().user("score").rule("rate", "quota").end()
    ours = drawn(pool.flow("begin", "score", "rate", "done")).decode()
    task = '<bpmn:businessRuleTask id="rate"'
    theirs = CALLED.sub(inside, ours).replace(task, task + attribute)
    assert theirs != CALLED.sub("", ours)
    tables = {"quota.dmn": TABLE}
    assert read(theirs, **tables).element("rate") == read(ours, **tables).element("rate")
    texts = {"t.bpmn": theirs, "quota.dmn": TABLE.decode()}
    assert "quota.dmn" in members("t", texts, texts.__getitem__)


def test_a_property_says_what_a_message_carries() -> None:
    bare = PAYLOAD.sub(r"\1", telling())
    throw = '<bpmn:intermediateThrowEvent id="tell">'
    payload = held(payload="{'at': 1}")
    said = f"<bpmn:extensionElements>{payload}</bpmn:extensionElements>"
    theirs = bare.replace(throw, throw + said)
    assert read(bare).element("tell").payload != "{'at': 1}"
    assert read(theirs).element("tell").payload == "{'at': 1}"


def test_an_empty_property_and_the_name_of_a_template_say_nothing() -> None:
    text = (
        GOOD["t.bpmn"]
        .decode()
        .replace(
            "<spiffworkflow:properties>",
            '<camunda:properties><camunda:property name="sign" value=""/></camunda:properties>'
            "<spiffworkflow:properties>",
        )
    )
    text = text.replace('id="approve"', 'id="approve" camunda:modelerTemplate="binhxet.task"')
    other = {name: data for name, data in GOOD.items() if name != "t.bpmn"}
    assert read(text, **other).elements == Definition.read("t", GOOD).elements


def test_what_is_said_in_both_ways_is_refused() -> None:
    both = OPERATOR.sub(lambda found: held(operation="count") + found[0], counting())
    with pytest.raises(DefinitionRefused) as refused:
        read(both)
    assert [(each.rule, each.element) for each in refused.value.problems] == [("PROPERTY", "many")]
