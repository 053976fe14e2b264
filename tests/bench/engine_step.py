"""Prints what a step of the engine costs: start, load, step and save, early and late.

Run it by hand: python tests/bench/engine_step.py
"""

import statistics
import sys
import time
from collections.abc import Callable

from server.engine import JSON, Definition, Moved, complete, start, tokens
from server.engine.stepping import Running
from tests.engine.worlds import FACTS, answer_ok, evaluation

ROUNDS = 200


def median(work: Callable[[], object]) -> float:
    """Give the median of the CPU milliseconds of many runs."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def at_step(definition: Definition, steps: int) -> Moved:
    moved = begin(definition)
    for number in range(steps):
        verdict: JSON = {} if number % 2 == 0 else {"verdict": "return"}
        moved = complete(definition, moved.doc, moved.tasks[0].id, verdict, answer_ok, laps=10_000)
    return moved


def begin(definition: Definition) -> Moved:
    return start(definition, "unit", FACTS, answer_ok, on="requested", payload={"at": "score"})


def load(definition: Definition, moved: Moved) -> None:
    doc = tokens.read(moved.doc)
    running = Running(definition, doc.vars, doc.laps, answer_ok, 100)
    tokens.restore(doc, definition.spec(doc.process), running)


def step(definition: Definition, moved: Moved) -> None:
    complete(definition, moved.doc, moved.tasks[0].id, {}, answer_ok, laps=10_000)


def main() -> None:
    definition = evaluation()
    lines = [f"read a definition      {median(evaluation):6.2f} ms"]
    lines.append(f"start                  {median(lambda: begin(definition)):6.2f} ms")
    for steps in (2, 200, 2_000):
        moved = at_step(definition, steps)
        for name, work in (("load", load), ("load + step + save", step)):
            cost = median(lambda work=work, moved=moved: work(definition, moved))  # type: ignore[misc]
            lines.append(f"{name:18} at {steps:4} {cost:6.2f} ms  ({len(moved.doc)} bytes)")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
