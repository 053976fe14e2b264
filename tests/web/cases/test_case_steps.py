"""The steps of a case stand in the order of its diagram, loops and messages included."""

from itertools import pairwise

import pytest
from lxml import etree

from server.actions.deployment.deploy import collect
from server.config import ROOT
from server.store.cases.case_progress import Passage
from server.web.cases.diagram.model import Diagram, read
from server.web.cases.diagram.of_case import without_pools
from server.web.cases.steps import marks

ORDER = {
    "evaluation": [
        "score",
        "approve",
        "appraise",
        "explain",
        "appraise_2",
        "late",
        "rank",
        "adopt",
    ],
    "award_review": ["candidates", "opinion", "meeting", "count", "vote", "minutes", "sign"],
}


def drawn(key: str) -> Diagram:
    names = (f"{key}.bpmn", f"{key}.en.json")
    return read({name: (ROOT / "workflows" / name).read_text() for name in names}, key)


@pytest.mark.parametrize("key", ORDER)
def test_tasks_come_in_the_order_in_which_they_can_be_done(key: str) -> None:
    known = [task.id for task in drawn(key).tasks if task.id in ORDER[key]]
    assert known == ORDER[key]


def test_what_a_year_can_end_without_is_not_called_needed() -> None:
    needed = {task.id for task in drawn("evaluation").tasks if task.needed}
    assert {"score", "approve", "appraise", "rank", "adopt"} <= needed
    assert not needed & {"late", "explain", "appraise_2"}


SHIPPED = sorted(path.stem for path in (ROOT / "workflows").glob("*.bpmn"))


def names_drawn(diagram: bytes) -> list[str]:
    """Give the names of what is drawn: what has a shape or an edge."""
    root = etree.fromstring(diagram)
    drawn_ids = {node.get("bpmnElement") for node in root.iter() if node.get("bpmnElement")}
    return [node.get("name") or "" for node in root.iter() if node.get("id") in drawn_ids]


@pytest.mark.parametrize("key", SHIPPED)
def test_a_diagram_in_english_has_no_vietnamese_word(key: str) -> None:
    found = read(collect(key, ROOT / "workflows", ROOT / "forms"), key)
    before, after = names_drawn(found.xml), names_drawn(found.in_language("en"))
    pairs = [*zip(before, after, strict=True)]
    assert len([pair for pair in pairs if pair[0]]) > len(found.tasks)
    assert [vi for vi, en in pairs if vi == en and not vi.isascii()] == []


def test_only_the_ways_that_were_taken_are_drawn_as_passed() -> None:
    found = drawn("evaluation")
    way = ["requested", "entry", "score", "approve", "approved", "appraise", "appraised", "closed"]
    passed = {
        Passage(process="evaluation_unit", element=element, then=then)
        for element, then in pairwise([*way, ""])
    }
    drawn_as_passed = {found.flows[name] for name in marks(passed, found, [])["passed"].split()}
    assert {("entry", "score"), ("approved", "appraise"), ("appraised", "closed")} < drawn_as_passed
    assert ("closed", "sheets_in") not in drawn_as_passed
    assert ("entry", "appraise") not in drawn_as_passed
    assert ("approved", "score") not in drawn_as_passed
    assert ("appraised", "score") not in drawn_as_passed


def test_a_message_is_drawn_as_passed_when_it_was_thrown_and_arrived() -> None:
    found = drawn("evaluation")
    passed = {
        Passage(process="evaluation_bloc", element="begin", then="request"),
        Passage(process="evaluation_bloc", element="request", then=""),
        Passage(process="evaluation_bloc", element="ask_points", then=""),
        Passage(process="evaluation_unit", element="requested", then="entry"),
        Passage(process="evaluation_bloc", element="wait", then="sheets_in"),
    }
    drawn_as_passed = {found.flows[name] for name in marks(passed, found, [])["passed"].split()}
    assert drawn_as_passed == {
        ("begin", "request"),
        ("request", "requested"),
        ("request", "ask_points"),
        ("ask_points", "wait"),
    }


def test_a_pool_that_nobody_is_in_is_neither_listed_nor_drawn() -> None:
    whole = drawn("evaluation")
    found = without_pools(whole, {"scorers"})
    gone = {task.id for task in whole.tasks} - {task.id for task in found.tasks}
    assert gone == {"give", "approve_points"}
    xml = found.in_language("vi").decode()
    assert "scorer" not in xml
    assert not [name for name in gone if f'"{name}' in xml]
    kept = read({"evaluation.bpmn": xml, "evaluation.en.json": "{}"}, "evaluation")
    assert [task.id for task in kept.tasks] == [task.id for task in found.tasks]


def test_a_drawing_of_no_such_pool_stays_as_it_is() -> None:
    whole = drawn("submission")
    assert without_pools(whole, {"scorers"}).tasks == whole.tasks
