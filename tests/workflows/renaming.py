"""A shipped process with another id for every element, in its diagram and its manifest."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from lxml import etree

from server.actions.definitions.deployed import Deployed, build
from server.actions.deployment.deploy import collect
from tests.workflows.product import FORMS, WORKFLOWS, definition

REFERENCES: Final = (
    "id",
    "sourceRef",
    "targetRef",
    "attachedToRef",
    "bpmnElement",
    "resultVariable",
)
EXPRESSIONS: Final = ("conditionExpression", "timeDate", "messagePayload")
NAMED: Final = ("task", "passed", "every", "chosen", "of", "shows")
"""The words of a manifest that name elements."""


@cache
def renamed(key: str) -> tuple[Deployed, Mapping[str, str]]:
    """Give the process, and the old id of each new one."""
    new = {old: f"renamed_{n}" for n, old in enumerate(sorted(definition(key).elements))}
    files = collect(key, WORKFLOWS, FORMS)
    files[f"{key}.bpmn"] = _diagram(files[f"{key}.bpmn"], new)
    files[f"{key}.toml"] = _manifest(tomllib.loads(files[f"{key}.toml"]), new)
    return build(key, files), {name: old for old, name in new.items()}


def _diagram(text: str, new: Mapping[str, str]) -> str:
    root = etree.fromstring(text.encode())
    for node in root.iter(etree.Element):
        for name in REFERENCES:
            if (old := node.get(name)) in new:
                node.set(name, new[str(old)])
        _rename_inside(node, new)
    return str(etree.tostring(root, encoding="unicode"))


def _rename_inside(node: etree._Element, new: Mapping[str, str]) -> None:
    tag, words = etree.QName(node).localname, (node.text or "").strip()
    if tag == "flowNodeRef":
        node.text = new[words]
    elif tag in EXPRESSIONS:
        node.text = _expression(words, new)
    elif tag == "parameter" or node.get("name") in {"to", "due"}:
        node.set("value", _expression(node.get("value", ""), new))
    elif node.get("name") == "approves":
        node.set("value", new[node.get("value", "")])


def _expression(text: str, new: Mapping[str, str]) -> str:
    """Rename the names of an expression; its texts stand between quotes."""
    names = "|".join(map(re.escape, new))
    return re.sub(rf"""(?<![\w.'"])({names})(?![\w'"])""", lambda found: new[found[1]], text)


def _manifest(said: dict[str, object], new: Mapping[str, str]) -> str:
    tables = {name: value for name, value in said.items() if isinstance(value, dict)}
    plain = [f"{name} = {_value(said[name], new)}" for name in said.keys() - tables.keys()]
    for table, rows in tables.items():
        of_tasks = new if table == "tasks" else {}
        plain += [f"[{table}]"]
        plain += [f"{of_tasks.get(name, name)} = {_value(row, new)}" for name, row in rows.items()]
    return "\n".join(plain)


def _value(value: object, new: Mapping[str, str], word: str = "") -> str:
    """Write a value as TOML, with the elements it names renamed."""
    if isinstance(value, dict):
        rows = (f"{name} = {_value(each, new, name)}" for name, each in value.items())
        return f"{{ {', '.join(rows)} }}"
    if isinstance(value, list):
        return f"[{', '.join(_value(each, new, word) for each in value)}]"
    if isinstance(value, str) and word in NAMED:
        return json.dumps(_reference(value, new))
    return json.dumps(value, ensure_ascii=False)


def _reference(text: str, new: Mapping[str, str]) -> str:
    """Rename in `task`, `task:outcome`, `task.field` and `record:task`."""
    parts: Iterable[str] = re.split(r"([:.])", text)
    return "".join(new.get(part, part) for part in parts)
