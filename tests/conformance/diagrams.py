"""Diagrams of a suite: what the linter says of each, which has neither forms nor a manifest."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.actions.deployment.definition_lint import diagram_problems
from server.actions.deployment.told_findings import told
from server.engine import Problem, said
from tests.conformance.lines import FileLine, SuiteReader

_KEY = "drawn"


def judge(path: Path) -> FileLine:
    """Lint one diagram alone; whatever the linter raises is a crash."""
    files = {f"{_KEY}.bpmn": path.read_bytes()}
    began = time.monotonic()
    try:
        problems = diagram_problems(_KEY, files)
        found, shown = Counter(each.rule for each in problems), _shown(problems)
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        return FileLine(path.name, time.monotonic() - began, crash=repr(error)[:200])
    return FileLine(path.name, time.monotonic() - began, found, shown=shown)


def _shown(problems: Sequence[Problem]) -> int:
    """Count the lines in which the linter tells of findings, however many there are."""
    rows = []
    for each in problems:
        words = said(each.rule, each.holes, "vi")
        row = {"file": each.file, "element": each.element, "rule": each.rule}
        rows.append(row | {"message": words.message, "mend": words.mend})
    return len(told(rows, most=len(rows)).lines)


def totals(lines: list[FileLine]) -> Iterator[str]:
    """Sum up: files, crashes, the median of findings and of kinds of them, clean files."""
    judged = [line for line in lines if not line.crash]
    yield f"files {len(lines)}, crashes {len(lines) - len(judged)}"
    if not judged:
        return
    counts = [line.rules.total() for line in judged]
    median, kinds = statistics.median(counts), statistics.median(len(e.rules) for e in judged)
    shown = [line.shown for line in judged]
    yield f"findings: median {median:g}, most {max(counts)}; kinds: median {kinds:g}"
    yield f"lines, equal findings as one: median {statistics.median(shown):g}, most {max(shown)}"
    yield f"clean {counts.count(0)}; slowest {max(line.seconds for line in lines):.2f} s"
    files = Counter(rule for line in judged for rule in line.rules)
    yield "files by rule: " + ", ".join(f"{rule} {count}" for rule, count in files.most_common())
    singly = sum((line.rules for line in judged), Counter[str]())
    yield "findings by rule: " + ", ".join(f"{rule} {n}" for rule, n in singly.most_common(12))
    for rule, _ in singly.most_common(4):
        without = statistics.median(e.rules.total() - max(e.rules[rule] - 1, 0) for e in judged)
        yield f"  the median with {rule} once a file: {without:g}"


READER = SuiteReader(".bpmn", judge, totals)
