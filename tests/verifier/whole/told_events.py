"""The results that an export of all cases comes to, as the command and the page work them out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tests.verifier.changing import lines_of
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

Event = tuple[str, str, str, dict[str, Any]]
"""An event: its kind, its object, its stream, its payload."""
Found = list[list[Any]]
"""Each result: its stream, what it is of, whether it agrees, its lines."""
_PAGE = """given.changes.map(([at, payload]) => {
  const report = { wrong() {} };
  const results = new Results(report, new Map(given.rules), false, true);
  given.events.forEach(([kind, object, stream, told], number) => {
    const event = { stream, header: { kind, object, stream }, line: 1 };
    results.take({ ...event, payload: number === at ? payload : told });
  });
  results.finish();
  return results.found;
})"""


@dataclass(frozen=True, slots=True)
class ToldEvents:
    """The events of an export in its order, and the rules that its cases have frozen, by hash."""

    events: Sequence[Event]
    rules: Sequence[tuple[str, Any]]

    @classmethod
    def of(cls, data: bytes) -> "ToldEvents":
        """Read an export."""
        lines = [json.loads(line) for line in lines_of(data)]
        return cls(
            [
                (*(each["header"][part] for part in ("kind", "object", "stream")), each["payload"])
                for each in lines
                if each["type"] == "event"
            ],
            [
                (each["hash"], json.loads(each["content"]))
                for each in lines
                if each["type"] == "content" and each["kind"] == "rules"
            ],
        )

    def by_command(self, at: int = -1, payload: object = None) -> Found:
        """Let the command work the results out, with another payload of one event."""
        report = SimpleNamespace(wrong=lambda *_, **__: None, line=1)
        results = VERIFIER.Results(report, dict(self.rules), whole=True)
        for number, (kind, object_, stream, told) in enumerate(self.events):
            event = SimpleNamespace(kind=kind, object=object_, stream=stream, line=1)
            event.erased, event.names = "", True
            event.payload = payload if number == at else told
            results.take(event)
        results.finish()
        return [
            [each.stream, each.what, each.agrees, [list(line) for line in each.lines]]
            for each in results.found
        ]

    def by_page(self, changes: Sequence[tuple[int, object]] = ((-1, None),)) -> list[Found]:
        """Let the page work the results out, once for each change: an event's number, a payload."""
        given = {"events": self.events, "rules": self.rules, "changes": changes}
        found = worked_out(_PAGE, given)
        assert isinstance(found, list)
        return found
