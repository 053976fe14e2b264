"""A step of a kind that does not run is one finding, whatever the manifest says of it."""

import re

import pytest

from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.deployment.deploy import collect
from tests.workflows.product import FORMS, KEYS, WORKFLOWS

TASK = re.compile(r'<bpmn:userTask id="(\w+)".*?</bpmn:userTask>', re.DOTALL)
TEXTS = {key: (WORKFLOWS / f"{key}.toml").read_text() for key in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_a_step_of_another_kind_is_one_finding(key: str) -> None:
    files = {name: text.encode() for name, text in collect(key, WORKFLOWS, FORMS).items()}
    others = manifests({other: text for other, text in TEXTS.items() if other != key})
    assert definition_problems(key, files, others) == ()
    drawn = files[f"{key}.bpmn"].decode()
    for number, task in enumerate(TASK.finditer(drawn)):
        kind = ("task", "manualTask", "scriptTask")[number % 3]
        plain = task[0].replace("bpmn:userTask", f"bpmn:{kind}")
        changed = drawn[: task.start()] + plain + drawn[task.end() :]
        found = definition_problems(key, {**files, f"{key}.bpmn": changed.encode()}, others)
        assert [each.element for each in found] == [task[1]], found
