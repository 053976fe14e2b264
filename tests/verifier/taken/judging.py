"""What both verifiers say of rows that the cases of an export took over."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.verifier.changing import lines_of, summed, written
from tests.verifier.forging import Line, forged
from tests.verifier.running import Answer
from tests.verifier.scripts import worked_out

Said = tuple[list[tuple[str, int, str]], list[tuple[str, bool | None]]]
"""Wrong rows by code, line and place; then each field with whether it agrees."""
_PAGE = """given.map(({ lines, scope }) => {
  const report = new Report(), results = { report, rules: new Map(), found: [] };
  const page = new Given(results, scope);
  lines.forEach((line, number) => {
    if (line.type === "content") {
      page.takeContent(line);
      if (line.kind === "rules") results.rules.set(line.hash, parsed(line.content));
    }
    if (line.type !== "event") return;
    const { header, payload, erased } = line, { stream, seq, act_time: at } = header;
    const place = `${stream} ${seq}`;
    page.take({ header, payload, erased, stream, seq, at, place, line: number + 1 });
  });
  page.finish();
  const wrong = report.findings.map(([code, line, place]) => [code, line, place]);
  return [wrong, results.found.map(([, what, agrees]) => [what.slice(6), agrees])];
})"""


def by_command(data: bytes) -> Said:
    """Let the command judge an export."""
    answer = Answer(data, None)
    wrong = [found[:3] for found in answer.findings if found[0] == "given"]
    results = [(what, agrees) for _, what, agrees in answer.results if what.startswith("taken ")]
    return sorted(wrong), [(what.removeprefix("taken "), agrees) for what, agrees in results]


def by_page(*several: bytes) -> list[Said]:
    """Let the page judge exports."""
    given = []
    for data in several:
        lines = [json.loads(line) for line in lines_of(data)]
        asked = lines[0]["scope"]
        whole = asked["streams"] is None and asked["since"] is None
        given.append({"lines": lines, "scope": {"excerpt": False, "allCases": whole}})
    found: Any = worked_out(_PAGE, given)
    return [
        (sorted(map(tuple, wrong)), [(what, agrees) for what, agrees in results])
        for wrong, results in found
    ]


def completions(lines: Sequence[Line], element: str) -> list[Line]:
    """Find what was handed in for an element, in the order of the file."""
    return [
        line
        for line in lines
        if line["type"] == "event"
        and line["header"]["kind"] == "task.completed"
        and line["payload"]
        and line["payload"]["task"]["element"] == element
    ]


def with_change(data: bytes, change: Callable[[list[Line]], object]) -> bytes:
    """Change an export, with every hash made anew."""

    def made(lines: list[Line]) -> None:
        change(lines)

    return forged(data, made)


def without(data: bytes, *streams: str) -> bytes:
    """Leave the events of streams out of an export, and have the file name the others."""
    lines = [json.loads(line) for line in lines_of(data)]
    kept = [line for line in lines if (line.get("header") or line).get("stream") not in streams]
    named = {line["header"]["stream"] for line in kept if line["type"] == "event"}
    kept[0]["scope"]["streams"] = sorted(named)
    return summed([written(line) for line in kept])
