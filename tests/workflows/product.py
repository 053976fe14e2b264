"""The definitions of the product, read as they are deployed, and walked with the engine's verbs."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from lxml import etree

from server import engine
from server.domain.manifest import Manifest, parse_manifest
from server.engine import JSON, Armed, Definition, Moved, Thrown

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "workflows"
FORMS = ROOT / "forms"
KEYS = ("evaluation", "award_review", "submission")
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"

UNITS: list[JSON] = ["p/a", "p/b", "p/c"]
DEADLINES: dict[str, JSON] = {"self_score": "2024-12-10", "consultation": None}


@functools.cache
def tree(key: str) -> etree._Element:
    """Parse a diagram."""
    return etree.parse(WORKFLOWS / f"{key}.bpmn").getroot()


def form_names(key: str) -> tuple[str, ...]:
    """List the forms a diagram names."""
    properties = tree(key).iter(f"{SPIFF}property")
    return tuple(each.get("value", "") for each in properties if each.get("name") == "form")


@functools.cache
def manifest(key: str) -> Manifest:
    """Read a manifest, which must have no mistakes."""
    found = parse_manifest(key, (WORKFLOWS / f"{key}.toml").read_text(encoding="utf-8"))
    assert isinstance(found, Manifest), found
    return found


@functools.cache
def definition(key: str) -> Definition:
    """Read a definition with its decision tables and the forms it names."""
    files = {f"{key}.bpmn": (WORKFLOWS / f"{key}.bpmn").read_bytes()}
    files |= {f"{name}.json": (FORMS / f"{name}.json").read_bytes() for name in form_names(key)}
    if key == "award_review":
        files["eligibility.dmn"] = (WORKFLOWS / "eligibility.dmn").read_bytes()
    return Definition.read(key, files)


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
        cls, process: str, *, on: str | None = None, payload: JSON = None, mode: str = "open",
        known: Mapping[str, JSON] | None = None,
    ) -> Self:  # fmt: skip
        """Start a process, on a message where it waits for one; `known` answers operations."""
        key = next(key for key in KEYS if process.startswith(f"{key}_"))
        facts: dict[str, JSON] = {
            "key": "p/a", "round": 1, "mode": mode, "deadlines": DEADLINES, "units": UNITS,
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
