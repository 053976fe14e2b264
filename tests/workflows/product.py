"""The definitions of the product, read as they are deployed, and walked with the engine's verbs."""

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from lxml import etree

from server import engine
from server.actions.definitions.deployed import Deployed, build
from server.actions.deployment.deploy import collect, keys
from server.domain.manifest import Manifest
from server.engine import JSON, Armed, Definition, Moved, Thrown

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "workflows"
FORMS = ROOT / "forms"
KEYS = tuple(keys(WORKFLOWS))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"

UNITS: list[JSON] = ["p/a", "p/b", "p/c"]
DEADLINES: dict[str, JSON] = {"self_score": "2024-12-10", "consultation": None}


@functools.cache
def tree(key: str) -> etree._Element:
    """Parse a diagram."""
    return etree.parse(WORKFLOWS / f"{key}.bpmn").getroot()


@functools.cache
def shipped(key: str) -> Deployed:
    """Read a definition with all its files, as it is deployed."""
    return build(key, collect(key, WORKFLOWS, FORMS))


def forms(key: str) -> dict[str, dict[str, object]]:
    """Give the forms of a definition by name, what they refer to written out."""
    return {name: json.loads(data) for name, data in shipped(key).forms.items()}


def manifest(key: str) -> Manifest:
    """Give a manifest."""
    return shipped(key).manifest


def definition(key: str) -> Definition:
    """Give a diagram with its decision tables."""
    return shipped(key).definition


def answers(known: Mapping[str, JSON]) -> engine.Operations:
    """Answer operations by name; a name that is not given answers that it was done."""

    def operate(name: str, _given: Mapping[str, JSON], _vars: Mapping[str, JSON]) -> JSON:
        return known.get(name, {"done": True})

    return operate


class InstanceWalk:
    """One instance on its way: what a person completes, what arrives, what it throws."""

    def __init__(self, key: str, step: Callable[[], Moved], operations: engine.Operations) -> None:
        self.model = definition(key)
        self.operations = operations
        self.at = step()

    @classmethod
    def begin(
        cls, process: str, *, on: str | None = None, payload: JSON = None,
        known: Mapping[str, JSON] | None = None,
    ) -> Self:  # fmt: skip
        """Start a process, on a message where it waits for one; `known` answers operations."""
        key = next(key for key in KEYS if process.startswith(f"{key}_"))
        facts: dict[str, JSON] = {
            "key": "p/a", "round": 1, "mode": "open", "deadlines": DEADLINES, "units": UNITS,
        }  # fmt: skip
        operations = answers(known or {})
        return cls(
            key,
            lambda: engine.start(
                definition(key), process, facts, operations, on=on, payload=payload
            ),
            operations,
        )

    def done(self, element: str, **result: JSON) -> Self:
        """Complete the open task of an element."""
        task = next(task for task in self.at.tasks if task.element == element)
        self.at = engine.complete(self.model, self.at.doc, task.id, result, self.operations)
        return self

    def arrives(self, element: str, payload: JSON = None) -> Self:
        """Deliver a message to a waiting element."""
        self.at = engine.deliver(self.model, self.at.doc, element, payload or {}, self.operations)
        return self

    def fires(self, element: str) -> Self:
        """Fire a timer that is armed."""
        moved = engine.fire(self.model, self.at.doc, element, self.operations)
        assert moved is not None
        self.at = moved
        return self

    @property
    def open(self) -> list[tuple[str, str]]:
        """What is open, and for which role."""
        return [(task.element, task.role) for task in self.at.tasks]

    @property
    def armed(self) -> tuple[Armed, ...]:
        return self.at.armed

    @property
    def waiting(self) -> list[str]:
        return [armed.element for armed in self.at.armed]

    @property
    def thrown(self) -> tuple[Thrown, ...]:
        return self.at.thrown
