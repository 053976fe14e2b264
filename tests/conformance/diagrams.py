"""Diagrams of a suite: what the linter says of each, which has neither forms nor a manifest."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from server.actions.deployment.definition_lint import diagram_problems
from tests.conformance.lines import FileLine, SuiteReader

_KEY = "drawn"


def judge(path: Path) -> FileLine:
    """Lint one diagram alone; whatever the linter raises is a crash."""
    files = {f"{_KEY}.bpmn": path.read_bytes()}
    began = time.monotonic()
    try:
        found = Counter(problem.rule for problem in diagram_problems(_KEY, files))
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        return FileLine(path.name, time.monotonic() - began, crash=repr(error)[:200])
    return FileLine(path.name, time.monotonic() - began, found)


def totals(lines: list[FileLine]) -> Iterator[str]:
    """Sum up: files, crashes, the median of findings and of kinds of them, clean files."""
    judged = [line for line in lines if not line.crash]
    yield f"files {len(lines)}, crashes {len(lines) - len(judged)}"
    if not judged:
        return
    counts = [line.rules.total() for line in judged]
    median, kinds = statistics.median(counts), statistics.median(len(e.rules) for e in judged)
    yield f"findings: median {median:g}, most {max(counts)}; kinds: median {kinds:g}"
    yield f"clean {counts.count(0)}; slowest {max(line.seconds for line in lines):.2f} s"
    files = Counter(rule for line in judged for rule in line.rules)
    yield "files by rule: " + ", ".join(f"{rule} {count}" for rule, count in files.most_common())


READER = SuiteReader(".bpmn", judge, totals)
