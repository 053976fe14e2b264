"""When two states of a case are alike: whatever happens next, they go the same way.

Left out is what nothing reads any more and how often a loop was gone through; in a large bloc also
which member of a set it was, since they differ in nothing but their key. Days count by how far they
are.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from server.actions.trial.field_uses import FieldUses, Live
from server.actions.trial.trial_case import TrialCase, TrialInstance
from server.domain.canonical import Json
from server.engine import Definition, askings

_ISO = 10


class Likeness:
    """Says what a state is like, of one definition."""

    def __init__(self, definition: Definition, uses: FieldUses, *, told_apart: bool) -> None:
        self.definition = definition
        self.uses = uses
        self.told_apart = told_apart
        """Whether it counts which member of a set somebody is."""
        self.waits = [each for each in definition.elements.values() if "await" in each.properties]
        self._of_doc: dict[tuple[str, str, date], str] = {}

    def of_case(self, case: TrialCase) -> tuple[object, ...]:
        """Say what a case is like."""
        whole: list[object] = []
        members: dict[str, list[object]] = {}
        for process, key in sorted(case.instances):
            instance = case.instances[process, key]
            shape = (process, self.of_instance(instance, case.today))
            (members.setdefault(key, []) if key else whole).append(shape)
        for process, rows in sorted(case.expected.items()):
            for key, row in rows.items():
                if key:
                    members.setdefault(key, []).append((process, row.open))
        for (process, key), name in sorted(case.unapproved):
            (members.setdefault(key, []) if key else whole).append((process, name))
        whole += [self._due(case, wait.process, wait.id) for wait in self.waits]
        named = (repr((key, each) if self.told_apart else each) for key, each in members.items())
        several = sorted(named)
        return (case.state, tuple(whole), tuple(several))

    def of_instance(self, instance: TrialInstance, today: date) -> str:
        """Say what an instance is like; one that has ended is like every other."""
        if not instance.running:
            return ""
        known = (instance.doc, instance.key, today)
        if known not in self._of_doc:
            self._of_doc[known] = self._shape(instance, today)
        return self._of_doc[known]

    def _due(self, case: TrialCase, process: str, wait: str) -> bool:
        """Tell whether somebody was asked since a wait last went on."""
        waiting = case.instances.get((process, ""))
        if waiting is None or not waiting.running:
            return False
        return case.awaited(self.definition.awaited(wait))[1] > askings(waiting.doc, wait)

    def _shape(self, instance: TrialInstance, today: date) -> str:
        raw: dict[str, Any] = json.loads(instance.doc)
        tokens = [[above, name, state] for _, above, name, state in raw["wf"]["tokens"]]
        at = frozenset(_elements(name for _, name, _ in tokens) & self.definition.elements.keys())
        live = self.uses.ahead(at)
        known = {name: _part(name, value, live) for name, value in raw["vars"].items()}
        kept = {name: value for name, value in known.items() if value is not None}
        entered = {name: moment[:_ISO] for name, moment in raw.get("entered", {}).items()}
        parts = [raw["wf"]["process"], tokens, raw.get("early", []), kept, entered]
        plain = _plain(parts, instance.key, today)
        return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def _part(name: str, value: Json, live: Live) -> Json:
    """Give what of a value is still read; None for nothing."""
    if name in live.whole or not isinstance(value, dict):
        read = live.whole | live.asked | {name for name, _ in live.fields}
        return [value] if name in read else None
    fields = {field for of, field in live.fields if of == name}
    found: dict[str, Json] = {field: value[field] for field in fields & value.keys()}
    if name in live.asked:
        found["."] = [*sorted(name for name, each in value.items() if each is not None)]
    return found or None


def _elements(nodes: Iterable[str]) -> set[str]:
    """Name the elements of nodes: the split before `task` is `task.Split`."""
    return {name for node in nodes for name in (node, node.rpartition(".")[0])}


def _plain(value: object, key: str, today: date) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(each, key, today) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, key, today) for each in value]
    if not isinstance(value, str):
        return value
    if key and value == key:
        return "·key"
    return _day(value, today)


def _day(text: str, today: date) -> str:
    if len(text) != _ISO or text[4:5] != "-":
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    left: timedelta = day - today
    return f"+{left.days}" if left.days >= 0 else "past"
